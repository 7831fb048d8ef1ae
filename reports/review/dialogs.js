// What opens over the page: the keys, decisions on many, export, a conflict. Esc closes each.
import { button, counted, find, kept, make, say } from "./dom.js";
import { COMMANDS, combination } from "./keys.js";
import { decisionsFile, download, statesIn } from "./record.js";
import { tell } from "./notes.js";

export const isOpen = () => Boolean(document.querySelector("dialog[open]"));

// A dialog with a title; it is gone when it is closed, and the focus back where it was.
export function openDialog(title, content, name = "") {
  const dialog = make("dialog", { class: name, "aria-labelledby": "dialog-title" });
  const close = button("Close", () => dialog.close(), { class: "close" });
  dialog.append(
    make("header", {}, make("h2", { id: "dialog-title" }, title), close),
    make("div", { class: "body" }, content, make("p", { class: "status", role: "status" })),
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

// The keys, to be read and bound anew.
export function openKeys(keys, settings) {
  const list = make("dl", { class: "keys" });
  const draw = () =>
    list.replaceChildren(
      ...Object.entries(COMMANDS).map(([name, [label]]) =>
        make("div", {}, make("dt", {}, label), make("dd", {}, binder(keys, name, label, draw))),
      ),
    );
  draw();
  openDialog(
    "Keys",
    [
      make(
        "p",
        { class: "hint" },
        "Press a key’s button, then the new key; it may be held with Ctrl, Alt or Shift. Esc always closes what is open. In the list of changes the arrow keys go up and down.",
      ),
      list,
      check("Keys without Ctrl or Alt are on", keys.on, (on) => keys.turn(on)),
      check("After a decision go on to the next open change", settings.advance, (on) =>
        settings.set("advance", on),
      ),
      button("Back to the keys as they came", () => {
        keys.reset();
        draw();
        say("The keys are as they came.");
      }),
    ],
    "keys-dialog",
  );
}

const RESERVED = ["Escape", "Tab", "Enter", "Space", "Shift+Tab", "ArrowUp", "ArrowDown"];

function binder(keys, name, label, draw) {
  const own = button(
    keys.bound[name],
    () => {
      own.textContent = "press a key";
      own.addEventListener("keydown", take);
      own.addEventListener("blur", leave);
    },
    { "aria-label": `${label}: ${keys.bound[name]}`, "data-binds": name },
  );
  const leave = () => {
    own.removeEventListener("keydown", take);
    own.removeEventListener("blur", leave);
    own.textContent = keys.bound[name];
  };
  const take = (event) => {
    const key = combination(event);
    if (!key || key === "Tab" || key === "Shift+Tab") return;
    event.preventDefault();
    event.stopPropagation();
    leave();
    if (key === "Escape") return;
    if (RESERVED.includes(key)) return say(`${key} is not free; take another key.`);
    const other = keys.bind(name, key);
    draw();
    document.querySelector(`[data-binds="${name}"]`).focus();
    say(`${label}: ${key}.${other ? ` ${COMMANDS[other][0]}: ${keys.bound[other]}.` : ""}`);
    return undefined;
  };
  return own;
}

function check(label, on, act) {
  const box = make("input", { type: "checkbox", on: { change: () => act(box.checked) } });
  box.checked = on;
  return make("label", { class: "check" }, box, label);
}

// Decide on many: what is shown, what is safe, or all of a rule; here or in every article.
export function openMany(review, decide) {
  const rules = Object.keys(review.config.rules);
  const rule = make(
    "select",
    { id: "many-rule", "aria-label": "Rule" },
    rules.map((name) => make("option", { value: name }, name)),
  );
  const first = review.item?.rules[0].name;
  if (first) rule.value = first;
  const what = radios(
    "many-what",
    {
      shown: "all that the filter shows",
      safe: "all that is safe",
      rule: ["all of the rule ", rule],
    },
    "shown",
  );
  const several = review.store.rows.length > 1;
  const where = radios(
    "many-where",
    { here: "in this article", all: `in all ${counted(review.store.rows.length, "article")}` },
    "here",
  );
  const again = make("input", { type: "checkbox", id: "many-again" });
  const tally = make("p", { class: "tally", role: "status" });
  const chosen = (set) => set.querySelector("input:checked").value;
  const choose = (item, state) => {
    if (!again.checked && state.decision !== "open") return false;
    if (chosen(what) === "safe") return item.safety === "safe";
    return chosen(what) === "shown"
      ? review.matches(item, state)
      : item.rules.some((each) => each.name === rule.value);
  };
  const count = () => {
    const here = review.decisions.filter(({ item, state }) => choose(item, state)).length;
    tally.textContent = chosen(where) === "all" ? "" : `${counted(here, "change")} in this article`;
  };
  rule.addEventListener("change", () => {
    what.querySelector("[value=rule]").checked = true;
    count();
  });
  const act = (decision) => () => {
    dialog.close();
    decide(choose, decision, chosen(where) === "all");
  };
  const dialog = openDialog("Decide many", [
    make("fieldset", {}, make("legend", {}, "What"), what),
    several
      ? make("fieldset", {}, make("legend", {}, "Where"), where)
      : make("div", { hidden: true }, where),
    make("label", { class: "check" }, again, "Also what is decided already"),
    tally,
    make(
      "div",
      { class: "acts" },
      button("Accept them", act("accepted"), { class: "accept" }),
      button("Reject them", act("rejected"), { class: "reject" }),
      button("Reopen them", act("open")),
    ),
  ]);
  dialog.addEventListener("change", count);
  count();
}

function radios(name, choices, first) {
  return make(
    "div",
    {},
    Object.entries(choices).map(([value, label]) => {
      const radio = make("input", { type: "radio", name, value });
      radio.checked = value === first;
      return make("label", { class: "check" }, radio, label);
    }),
  );
}

// Export: the decisions as a file, the final text copied or saved, the page printed.
export function openExport(review, taken) {
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
              opener(review, taken),
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
    decisionsFile(articles, review.config),
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
function opener(review, taken) {
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
      taken(
        found.size
          ? `Decisions on ${counted(found.size, "article")} are taken from ${file.name}.`
          : `${file.name} has no decisions on these texts.`,
      );
    } catch (error) {
      taken(`${file.name} cannot be used: ${error.message}`);
    }
  });
  return make("label", { class: "file-button" }, input, "Take decisions from a file…");
}

// Another browser decided in between: both are shown, and one is chosen.
export function openConflict(review, item, mine, theirs, choose) {
  const said = (state) =>
    [
      state.decision,
      state.wording
        ? `, worded ${state.wording
            .filter((word) => word !== null)
            .map((word) => `“${word}”`)
            .join(", ")}`
        : "",
      state.note ? ` (${state.note})` : "",
    ].join("");
  const dialog = openDialog("Decided elsewhere too", [
    make(
      "p",
      {},
      `Another browser decided on this in between: ${item ? tell(review, item) : "a change of another article"}.`,
    ),
    make(
      "dl",
      { class: "both" },
      make("div", {}, make("dt", {}, "Yours"), make("dd", {}, said(mine))),
      make("div", {}, make("dt", {}, theirs.reviewer || "Theirs"), make("dd", {}, said(theirs))),
    ),
    make(
      "div",
      { class: "acts" },
      button("Keep mine", () => pick(true)),
      button("Take theirs", () => pick(false)),
    ),
  ]);
  let picked = false;
  const pick = (keep) => {
    picked = true;
    dialog.close();
    choose(keep);
  };
  dialog.addEventListener("close", () => picked || choose(false));
}

// What a person set, and the browser keeps.
export class Settings {
  #all = kept.get("cleancopy:settings") ?? {};

  get advance() {
    return this.#all.advance !== false;
  }

  get theme() {
    return ["light", "dark"].includes(this.#all.theme) ? this.#all.theme : "auto";
  }

  set(name, value) {
    this.#all = { ...this.#all, [name]: value };
    kept.set("cleancopy:settings", this.#all);
  }
}

export const panel = (title, content) => openDialog(title, content, "sheet-dialog");
export const closeAll = () =>
  document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
export const filterIsOpen = () => !find("filter").hidden;
