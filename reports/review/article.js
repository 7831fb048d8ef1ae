// The article on the page, in one of three views, with every change in its place.
import { find, make } from "./dom.js";
import { stateOf } from "./filter.js";
import { blocksOf } from "./layout.js";
import { LINE_ENDS, parts } from "./text.js";

let lines = []; // the lines as they are set: { key, element, spots }
let spots = []; // where kept text stands in the line that is being set: { start, node }, in order
const firsts = new Map(); // the first element of each change, by its index

// Draw the article. `view` is "marked", "sides" or "final". A line that stays the same is kept.
export function drawArticle(review, view) {
  const sheet = find("article");
  sheet.className = view;
  if (review.article.language) sheet.lang = review.article.language;
  else sheet.removeAttribute("lang");
  const before = lines;
  const wanted = view === "final" ? finalLines(review) : markedLines(review, view);
  lines = wanted.map(([key, set], index) =>
    before[index]?.key === key ? before[index] : lineOf(key, set),
  );
  if (before.length !== lines.length) sheet.replaceChildren(...lines.map((line) => line.element));
  else
    lines.forEach(
      (line, index) => line !== before[index] && before[index].element.replaceWith(line.element),
    );
  firsts.clear();
  for (const element of sheet.querySelectorAll("[data-item]")) {
    const index = Number(element.dataset.item);
    if (!firsts.has(index)) firsts.set(index, element);
  }
}

function lineOf(key, set) {
  spots = [];
  return { key, element: set(), spots };
}

// The lines of a view: a key that says all of one, and how it is set.
function finalLines(review) {
  const texts = review.text.split(LINE_ENDS).filter((line, index) => index % 2 === 0 && line);
  return texts.map((text, index) => [
    `final ${review.number} ${index} ${text}`,
    () => make("p", attributesOfLine(review, index), setParts(text, false)),
  ]);
}

function markedLines(review, view) {
  const blocks = blocksOf(review.points, review.decisions).filter((block) => block.runs.length);
  const found = blocks.map((block, index) => [
    `${view} ${review.number} ${index} ${keyOf(review, block.runs)}`,
    () =>
      view === "marked"
        ? make("p", attributesOfLine(review, index), setRuns(review, block.runs))
        : sidesOf(review, block, isHeadline(review, index) ? "headline" : ""),
  ]);
  return view === "marked" ? found : [["sides", setSidesHead], ...found];
}

function keyOf(review, runs) {
  const items = new Set(
    runs.flatMap((run) => [...run.marks, ...(run.index === undefined ? [] : [run.index])]),
  );
  const states = [...items].map((index) => attributesOf(review, index).class);
  return JSON.stringify([runs, states]);
}

const isHeadline = (review, index) => index === 0 && Boolean(review.article.headline);

const attributesOfLine = (review, index) =>
  isHeadline(review, index)
    ? { dir: "auto", class: "headline", role: "heading", "aria-level": 2 }
    : { dir: "auto" };

// What each side leaves out.
const SIDES = { "The original": "ins", "As it will read": "del" };

const setSidesHead = () =>
  make(
    "div",
    { class: "row sides-head", "aria-hidden": "true" },
    Object.keys(SIDES).map((label) => make("div", {}, make("p", {}, label))),
  );

function sidesOf(review, block, name) {
  const sides = Object.entries(SIDES).map(([label, absent]) => {
    const runs = block.runs.filter((run) => run.kind !== absent);
    return make(
      "div",
      { role: "group", "aria-label": label },
      make("p", { dir: "auto" }, setRuns(review, runs)),
    );
  });
  return make("div", { class: `row ${name}` }, sides);
}

// Runs of one change stand together in one element.
function setRuns(review, runs) {
  const found = [];
  let last = null;
  for (const run of runs) {
    const element = setRun(run);
    if (run.index === undefined) {
      found.push(wrapped(review, run, element));
      last = null;
    } else if (last?.index === run.index) {
      last.element.append(element);
    } else {
      last = { index: run.index, element: make("span", attributesOf(review, run.index), element) };
      found.push(wrapped(review, run, last.element));
    }
  }
  return found;
}

// What advice lies over is marked for each, the widest outside.
function wrapped(review, run, element) {
  return run.marks.reduceRight(
    (inside, index) => make("mark", attributesOf(review, index, run.kind), inside),
    element,
  );
}

function attributesOf(review, index, kind = "") {
  const item = review.items[index];
  const state = stateOf(review.stateOf(item));
  const quiet = review.isShown(item) ? "" : "quiet";
  const names = [item.kind, item.safety, state, quiet, kind === "point" ? "point" : ""];
  return {
    class: `change ${names.filter(Boolean).join(" ")}`,
    "data-item": index,
    "data-number": index + 1,
  };
}

function setRun(run) {
  if (run.kind === "keep") return setKept(run);
  if (run.kind === "point") return make("span", { class: "caret" });
  if (run.kind === "kept")
    return make("span", { class: run.text ? "kept" : "kept caret" }, setParts(run.text, true));
  return make(run.kind, {}, setParts(run.text, true));
}

function setKept(run) {
  const fragment = document.createDocumentFragment();
  const found = setParts(run.text, false);
  if (found.length === 1) spots.push({ start: run.start, node: found[0] });
  fragment.append(...found);
  return fragment;
}

// Text nodes, and signs for what cannot be seen. The character itself stays, without size.
export function setParts(text, changed) {
  return parts(text, changed).map((part) =>
    part.sign ? make("i", signOf(part), part.text) : document.createTextNode(part.text),
  );
}

const signOf = ({ sign, name }) => ({
  class: "sign",
  "data-sign": sign,
  title: name,
  role: "img",
  "aria-label": name,
});

// Scroll to a place of the original, in code points, and select `length` characters there. Where
// it is in a change, the change is shown.
export function showPlace(review, start, length) {
  const spot = lines.flatMap((line) => line.spots).findLast((each) => each.start <= start);
  const points = spot ? Array.from(spot.node.data) : [];
  const from = spot ? start - spot.start : 0;
  if (from < points.length) {
    const at = points.slice(0, from).join("").length;
    const end = at + points.slice(from, from + length).join("").length;
    getSelection().setBaseAndExtent(spot.node, at, spot.node, end);
    spot.node.parentElement.scrollIntoView({ block: "center" });
    return true;
  }
  const holds = (item) => item.places.some((place) => place.start <= start && start < place.end);
  const element = elementOf(review.items.findIndex(holds));
  element?.scrollIntoView({ block: "center" });
  return Boolean(element);
}

// The first element of a change in the text.
export const elementOf = (index) => firsts.get(index);
