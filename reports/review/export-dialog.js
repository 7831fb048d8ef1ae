// The dialog of what leaves the page: decisions as a file, the final text, paper.
import { openDialog } from "./dialog.js";
import { button, counted, make, say } from "./dom.js";
import { decisionsFile, download, statesIn } from "./record.js";

export function openExport(review) {
  const reviewer = make("input", {
    id: "reviewer",
    autocomplete: "name",
    on: { input: () => review.name(reviewer.value.trim()) },
  });
  reviewer.value = review.reviewer;
  const served = review.store.mode === "server";
  const base = review.article.name.split("/").at(-1) || "article";
  const several = review.store.rows.length > 1;
  openDialog(
    "Export",
    [
      make("label", { for: "reviewer" }, "Your name, to go with your decisions (optional)"),
      reviewer,
      make("h3", {}, "Decisions"),
      make(
        "p",
        { class: "hint" },
        "Every change with what you said of it. cleancopy apply carries them out on the original.",
      ),
      make(
        "div",
        { class: "acts" },
        served
          ? exportLinks()
          : [
              button(
                several ? "Save the decisions on all articles" : "Save the decisions",
                () => saveDecisions(review, several ? "" : base),
                { class: "accept", id: "save-decisions" },
              ),
              several
                ? button("On this article only", () => saveDecisions(review, base, [review.number]))
                : null,
              opener(review),
            ],
      ),
      make("h3", {}, "Final text"),
      review.outcome.conflict
        ? make(
            "p",
            { class: "remark" },
            "Two accepted proposals overlap; reject one of them first.",
          )
        : null,
      make(
        "div",
        { class: "acts" },
        button("Copy the text", () => copy(review.text), {
          id: "copy-text",
          disabled: Boolean(review.outcome.conflict),
        }),
        button("Save the text", () => download(base, review.text, "text/plain"), {
          id: "save-text",
          disabled: Boolean(review.outcome.conflict),
        }),
        button("Print", () => print()),
      ),
    ],
    "export-dialog",
  );
}

const exportLinks = () =>
  [
    ["decisions.json", "Decisions (JSON)"],
    ["decisions.csv", "Decisions (table)"],
    ["texts.zip", "All final texts"],
  ].map(([name, label]) => make("a", { href: `api/export/${name}`, download: true }, label));

async function saveDecisions(review, name, numbers = review.store.rows.map((row) => row.number)) {
  const articles = [];
  for (const number of numbers) articles.push(await review.peek(number));
  download(
    `${name.replace(/\.[^.]*$/u, "") || "review"}.decisions.json`,
    decisionsFile(articles, review.config, review.reviewer),
    "application/json",
  );
  say(`The decisions on ${counted(numbers.length, "article")} are saved as a file.`);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea", { class: "hidden" });
    area.value = text;
    (document.querySelector("dialog[open]") ?? document.body).append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say("The final text is copied.");
}

// Takes decisions from a file that this page or another copy of it saved.
function opener(review) {
  const input = make("input", {
    type: "file",
    accept: ".json,application/json",
    id: "open-decisions",
    class: "hidden",
  });
  input.addEventListener("change", async () => {
    const [file] = input.files;
    try {
      const found = statesIn(await file.text(), review.store.rows);
      await review.adopt(found);
      say(
        found.size
          ? `Decisions on ${counted(found.size, "article")} are taken from ${file.name}.`
          : `${file.name} has no decisions on these texts.`,
      );
    } catch (error) {
      say(`${file.name} cannot be used: ${error.message}`);
    }
  });
  return make("label", { class: "file-button" }, input, "Take decisions from a file…");
}
