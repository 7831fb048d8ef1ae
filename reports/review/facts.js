// Names and scores of the article, and its source text.
import { button, find, make } from "./dom.js";

// The panel of names and scores. `jump` goes to a place of the original.
export function factsOf(article, jump) {
  return [
    make("p", { class: "hint" }, `Language: ${article.verdict}.`),
    article.notes.map((note) => make("p", { class: "remark" }, note)),
    make("h3", {}, "Names"),
    article.names.length
      ? namesOf(article.names, jump)
      : make("p", { class: "hint" }, "No names were found."),
    make("h3", {}, "Readability"),
    article.meaning.map((line) => make("p", { class: "hint" }, line)),
    tablesOf(article.scores),
  ];
}

function namesOf(names, jump) {
  return [...grouped(names, (name) => name.group)].map(([title, entries]) => [
    make("h4", {}, title, " ", make("span", { class: "times" }, String(entries.length))),
    make(
      "ul",
      { class: "names" },
      entries.map((entry) => make("li", {}, formsOf(entry, jump), saidOf(entry))),
    ),
  ]);
}

function grouped(entries, keyOf) {
  const groups = new Map();
  for (const entry of entries) {
    if (!groups.has(keyOf(entry))) groups.set(keyOf(entry), []);
    groups.get(keyOf(entry)).push(entry);
  }
  return groups;
}

function formsOf(entry, jump) {
  return entry.forms.map((form, index) => [
    index ? ", " : null,
    button(form.text, () => jump(form.start, form.text), { class: "link", dir: "auto" }),
    make("span", { class: "times" }, ` ×${form.count}`),
    form.repaired_from.length
      ? make("span", { class: "quiet" }, ` repaired from ${form.repaired_from.join(", ")}`)
      : null,
  ]);
}

function saidOf(entry) {
  return [
    entry.said.length ? make("span", { class: "quiet" }, ` – ${entry.said.join("; ")}`) : null,
    entry.compare.map((each) => make("span", { class: "compare" }, `Compare: ${each}`)),
  ];
}

function tablesOf(scores) {
  return [...grouped(scores, (row) => row.group)].map(([title, rows]) =>
    make(
      "table",
      {},
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          [title, "before", "after", "change"].map((head) => make("th", { scope: "col" }, head)),
        ),
      ),
      make(
        "tbody",
        {},
        rows.map((row) =>
          make(
            "tr",
            {},
            make("th", { scope: "row" }, row.label),
            [row.before, row.after, row.change].map((cell) => make("td", {}, cell)),
          ),
        ),
      ),
    ),
  );
}

// The source beside the article, in its own direction.
export function drawSource(source) {
  const panel = find("source");
  const lines = source ? source.text.split(/\r\n|\r|\n/u).filter((line) => line.trim()) : [];
  const language = source?.lang || null;
  panel.replaceChildren(
    make("h2", {}, "Source", language ? make("span", { class: "times" }, ` ${language}`) : null),
    make(
      "div",
      { lang: language },
      lines.map((line) => make("p", { dir: "auto" }, line)),
    ),
  );
}

// Bring the paragraph of the source into view that answers to one of the article.
export function followSource(element) {
  const panel = find("source");
  const lines = [...panel.querySelectorAll("p")];
  if (panel.hidden || !element || !lines.length) return;
  const blocks = [...find("article").children];
  const at = blocks.indexOf(blocks.find((block) => block.contains(element)));
  const same = blocks.length === lines.length;
  lines.forEach((line, index) => line.classList.toggle("here", same && index === at));
  const line = lines[Math.round((at / Math.max(1, blocks.length - 1)) * (lines.length - 1))];
  if (line) panel.scrollTo({ top: line.offsetTop - panel.clientHeight / 3 });
}
