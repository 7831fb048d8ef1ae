// The notes in the margin: one for each change and each advice, beside its place in the text.
import { elementOf, setParts } from "./article.js";
import { button, find, make } from "./dom.js";
import { stateOf } from "./filter.js";
import { isBlank, shortened, spoken, visible } from "./text.js";

const GAP = 4; // pixels between two notes
const AROUND = 20; // characters shown on either side of a change
const STATES = {
  open: ["○", "open"],
  accepted: ["✓", "accepted"],
  rejected: ["✕", "rejected"],
  reworded: ["✎", "reworded"],
};

// Draw all notes of the article at hand anew. `act` does what the buttons say.
export function drawNotes(review, act) {
  const list = make("ol", { class: "note-list" }, review.items.map((item, index) => drawn(review, item, index, act)));
  find("notes").replaceChildren(make("h2", { class: "hidden" }, "Changes and advice"), list);
}

// Bring the notes up to date, without losing what has the focus.
export function updateNotes(review, act) {
  const taken = new Set(review.outcome.taken.map((change) => change.item));
  [...find("notes").querySelectorAll(".note")].forEach((note, index) => {
    const item = review.items[index];
    const state = stateOf(review.stateOf(item));
    note.hidden = !review.isShown(item);
    if (note.dataset.state !== state || state === "reworded") {
      note.dataset.state = state;
      note.querySelector(".glyph").textContent = STATES[state][0];
      note.querySelector(".spoken-state").textContent = STATES[state][1];
      note.querySelector(".proposals").replaceChildren(...proposals(review, item));
    }
    note.classList.toggle("taken", taken.has(item));
    select(review, note, index, act);
  });
}

function drawn(review, item, index, act) {
  const head = make(
    "button",
    { type: "button", class: "note-head", on: { click: () => act("go", index) } },
    make("span", { class: "glyph", "aria-hidden": "true" }, STATES.open[0]),
    make("span", { class: "count" }, String(index + 1)),
    make("span", { class: "name" }, titleOf(item)),
    make("span", { class: "hidden" }, ", ", make("span", { class: "spoken-state" }, STATES.open[1])),
  );
  return make(
    "li",
    { class: `note ${item.kind} ${item.safety}`, "data-item": index, "data-state": "open", id: `note-${index}` },
    make("h3", {}, head),
    make(
      "div",
      { class: "said" },
      make("p", { class: "safety" }, safetyOf(item)),
      make("div", { class: "proposals" }, proposals(review, item)),
      reasonsOf(item).map((reason) => make("p", { class: "reason" }, reason)),
      make("p", { class: "spoken-for" }, "An accepted proposal stands for this place."),
    ),
  );
}

// A card's own words; what stands in backticks there is an example.
const set = (text) => text.split("`").map((part, index) => (index % 2 ? make("q", { class: "example" }, part) : part));

const titleOf = (item) => item.rules[0].title;

// What the title does not say already.
const reasonsOf = (item) => item.reasons.filter((reason) => reason !== titleOf(item));

function safetyOf(item) {
  if (item.kind === "advice") {
    return item.places.every((place) => place.new !== null) ? "Proposed, not changed" : "Advice: a person must look";
  }
  return item.safety === "safe" ? "Safe: keeps the meaning" : "Probably right";
}

// Each place with some of what stands around it, as it was and as it is or would be.
function proposals(review, item) {
  const state = review.stateOf(item);
  return item.places.map((place, index) => {
    const reading = state.wording?.[index] ?? place.new;
    const [before, after] = around(review.points, place);
    return make(
      "p",
      { class: "proposal", dir: "auto" },
      make("span", { class: "around" }, before),
      ...(reading === null ? [make("q", {}, shortened(place.old))] : readings(place.old, reading)),
      make("span", { class: "around" }, after),
    );
  });
}

function readings(old, reading) {
  return [
    old ? make("del", {}, setParts(shortened(old), true)) : null,
    old && reading && !isBlank(old) ? " " : null,
    reading ? make("ins", {}, setParts(shortened(reading), true)) : null,
  ];
}

function around(points, { start, end }) {
  const before = points.slice(Math.max(0, start - AROUND), start).join("").split(/[\r\n]/u).at(-1);
  const after = points.slice(end, end + AROUND).join("").split(/[\r\n]/u)[0];
  return [before.replace(/^\S*\s(?=.)/u, ""), after.replace(/(?<=.)\s\S*$/u, "")];
}

// The change in words, for the ear.
export function tell(review, item) {
  const state = review.stateOf(item);
  return item.places
    .map((place, index) => {
      const reading = state.wording?.[index] ?? place.new;
      if (reading === null) return `“${visible(shortened(place.old, 60))}”`;
      if (!place.old) return `insert ${quoted(reading)}`;
      return reading ? `${quoted(place.old)} becomes ${quoted(reading)}` : `delete ${quoted(place.old)}`;
    })
    .join("; ");
}

const quoted = (text) => spoken(shortened(text, 60));

// Open the note of the change at hand, with its buttons, and close the others.
function select(review, note, index, act) {
  const isCurrent = index === review.current;
  const head = note.querySelector(".note-head");
  head.setAttribute("aria-expanded", String(isCurrent));
  head.tabIndex = isCurrent || (review.current < 0 && index === 0) ? 0 : -1;
  const changed = note.classList.toggle("current", isCurrent) !== Boolean(note.querySelector(".more"));
  if (changed && isCurrent) note.querySelector(".said").append(more(review, review.items[index], act));
  else if (changed) note.querySelector(".more").remove();
  if (isCurrent) mark(review, note, review.items[index]);
}

function more(review, item, act) {
  const whys = item.rules.map((rule) =>
    make("p", { class: "why" }, make("code", {}, rule.name), " ", set(review.config.rules[rule.name]?.why ?? "")),
  );
  const needsWords = item.kind === "advice" && item.places.some((place) => place.new === null);
  return make(
    "div",
    { class: "more" },
    whys,
    make("p", { class: "own-note" }),
    make(
      "div",
      { class: "acts", role: "group", "aria-label": "Decide" },
      button(needsWords ? "Mend…" : "Accept", () => act("accept"), { class: "accept", "data-command": "accept" }),
      button(item.kind === "advice" ? "Leave as it is" : "Reject", () => act("reject"), { class: "reject", "data-command": "reject" }),
      needsWords ? null : button("Edit…", () => act("edit"), { "data-command": "edit" }),
      button("Reopen", () => act("reopen"), { class: "reopen", "data-command": "reopen" }),
    ),
  );
}

function mark(review, note, item) {
  const state = review.stateOf(item);
  const own = note.querySelector(".own-note");
  own.textContent = state.note ? `Note: ${state.note}` : "";
  note.querySelector(".accept").setAttribute("aria-pressed", String(state.decision === "accepted"));
  note.querySelector(".reject").setAttribute("aria-pressed", String(state.decision === "rejected"));
  note.querySelector(".reopen").hidden = state.decision === "open";
}

// Set each note beside its place: the one at hand exactly, the others as near as there is room.
export function align(review) {
  const list = find("notes").querySelector(".note-list");
  if (!list) return;
  const notes = [...list.children].filter((note) => !note.hidden);
  if (document.body.dataset.notes !== "margin") {
    list.style.height = "";
    notes.forEach((note) => (note.style.transform = ""));
    return;
  }
  const zero = list.getBoundingClientRect().top;
  const places = notes.map((note) => (elementOf(note.dataset.item)?.getBoundingClientRect().top ?? zero) - zero);
  const heights = notes.map((note) => note.offsetHeight + GAP);
  const tops = stacked(places, heights, notes.findIndex((note) => Number(note.dataset.item) === review.current));
  notes.forEach((note, index) => (note.style.transform = `translateY(${Math.round(tops[index])}px)`));
  list.style.height = `${Math.ceil((tops.at(-1) ?? 0) + (heights.at(-1) ?? 0))}px`;
}

// Where notes stand that want to stand at `places`, none over another, that of `pinned` unmoved.
export function stacked(places, heights, pinned) {
  const tops = down(places, heights, 0);
  if (pinned >= 0 && tops[pinned] > places[pinned]) {
    tops[pinned] = Math.max(0, places[pinned]);
    for (let index = pinned - 1; index >= 0; index--) {
      tops[index] = Math.min(tops[index], tops[index + 1] - heights[index]);
    }
    if (tops[0] < 0) return down(tops, heights, 0);
    return [...tops.slice(0, pinned + 1), ...down(places.slice(pinned + 1), heights.slice(pinned + 1), tops[pinned] + heights[pinned])];
  }
  return tops;
}

function down(places, heights, floor) {
  let free = floor;
  return places.map((place, index) => {
    const top = Math.max(place, free);
    free = top + heights[index];
    return top;
  });
}
