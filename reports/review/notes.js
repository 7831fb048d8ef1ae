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

let notes = []; // the notes of the article at hand, in order
let opened = null; // the one that is open

// Draw all notes of the article at hand anew. `act` does what the buttons say.
export function drawNotes(review, act) {
  notes = review.items.map((item, index) => drawn(review, item, index, act));
  opened = null;
  const list = make("ol", { class: "note-list" }, notes);
  find("notes").replaceChildren(make("h2", { class: "hidden" }, "Changes and advice"), list);
}

// Bring the notes up to date with what is decided, without losing what has the focus.
export function updateNotes(review) {
  const taken = new Set(review.outcome.taken.map((change) => change.item));
  notes.forEach((note, index) => {
    const item = review.items[index];
    const state = stateOf(review.stateOf(item));
    note.hidden = !review.isShown(item);
    note.classList.toggle("taken", taken.has(item));
    if (note.dataset.state === state && state !== "reworded") return;
    note.dataset.state = state;
    note.querySelector(".glyph").textContent = STATES[state][0];
    note.querySelector(".spoken-state").textContent = STATES[state][1];
    note.querySelector(".proposals").replaceChildren(...proposals(review, item));
  });
}

// Open the note of the change at hand, with its buttons, and close the one before.
export function openNote(review, act) {
  const note = notes[review.current] ?? null;
  if (opened && opened !== note) close(opened);
  opened = note;
  if (!note) return;
  note.classList.add("current");
  note.querySelector(".note-head").setAttribute("aria-expanded", "true");
  note.querySelector(".note-head").tabIndex = 0;
  if (!note.querySelector(".more"))
    note.querySelector(".said").append(more(review, review.item, act));
  mark(review, note, review.item);
}

function close(note) {
  note.classList.remove("current");
  note.querySelector(".note-head").setAttribute("aria-expanded", "false");
  note.querySelector(".note-head").tabIndex = -1;
  note.querySelector(".more").remove();
}

function drawn(review, item, index, act) {
  const head = make(
    "button",
    {
      type: "button",
      class: "note-head",
      tabindex: index ? -1 : 0,
      "aria-expanded": "false",
      on: { click: () => act("go", index) },
    },
    make("span", { class: "glyph", "aria-hidden": "true" }, STATES.open[0]),
    make("span", { class: "count" }, String(index + 1)),
    make("span", { class: "name" }, titleOf(item)),
    make(
      "span",
      { class: "hidden" },
      ", ",
      make("span", { class: "spoken-state" }, STATES.open[1]),
    ),
  );
  return make(
    "li",
    {
      class: `note ${item.kind} ${item.safety}`,
      "data-item": index,
      "data-state": "open",
      id: `note-${index}`,
    },
    make("h3", {}, head),
    make(
      "div",
      { class: "said" },
      make(
        "p",
        { class: "safety" },
        safetyOf(item),
        item.rules.map((rule) => [" ", make("code", {}, rule.name)]),
      ),
      make("div", { class: "proposals" }, proposals(review, item)),
      reasonsOf(item).map((reason) => make("p", { class: "reason" }, reason)),
      make("p", { class: "spoken-for" }, "An accepted proposal stands for this place."),
    ),
  );
}

// A card's own words; what stands in backticks there is an example.
const set = (text) =>
  text.split("`").map((part, index) => (index % 2 ? make("q", { class: "example" }, part) : part));

const titleOf = (item) => item.rules[0].title;

// What the title does not say already.
const reasonsOf = (item) => item.reasons.filter((reason) => reason !== titleOf(item));

function safetyOf(item) {
  if (item.kind === "advice") {
    return item.places.every((place) => place.new !== null)
      ? "Proposed, not changed"
      : "Advice: a person must look";
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
  const before = points
    .slice(Math.max(0, start - AROUND), start)
    .join("")
    .split(/[\r\n]/u)
    .at(-1);
  const after = points
    .slice(end, end + AROUND)
    .join("")
    .split(/[\r\n]/u)[0];
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
      return reading
        ? `${quoted(place.old)} becomes ${quoted(reading)}`
        : `delete ${quoted(place.old)}`;
    })
    .join("; ");
}

const quoted = (text) => spoken(shortened(text, 60));

function more(review, item, act) {
  const whys = item.rules.map((rule) =>
    make("p", { class: "why" }, set(review.config.rules[rule.name]?.why ?? "")),
  );
  const needsWords = item.kind === "advice" && item.places.some((place) => place.new === null);
  return make(
    "div",
    { class: "more" },
    make("p", { class: "own-note" }),
    make(
      "div",
      { class: "acts", role: "group", "aria-label": "Decide" },
      button(needsWords ? "Mend…" : "Accept", () => act("accept"), {
        class: "accept",
        "data-command": "accept",
      }),
      button(item.kind === "advice" ? "Leave as it is" : "Reject", () => act("reject"), {
        class: "reject",
        "data-command": "reject",
      }),
      needsWords ? null : button("Edit…", () => act("edit"), { "data-command": "edit" }),
      button("Reopen", () => act("reopen"), { class: "reopen", "data-command": "reopen" }),
      steps(act),
    ),
    whys,
  );
}

// In the dock no other note can be seen, and clicked.
const steps = (act) =>
  make(
    "span",
    { class: "steps" },
    button("Previous", () => act("previous"), { "data-command": "previous" }),
    button("Next", () => act("next"), { "data-command": "next" }),
  );

function mark(review, note, item) {
  const state = review.stateOf(item);
  const own = note.querySelector(".own-note");
  own.textContent = state.note ? `Note: ${state.note}` : "";
  note.querySelector(".accept").setAttribute("aria-pressed", String(state.decision === "accepted"));
  note.querySelector(".reject").setAttribute("aria-pressed", String(state.decision === "rejected"));
  note.querySelector(".reopen").hidden = state.decision === "open";
}

let asked = 0;

// Set each note beside its place, once before the page is painted again.
export function align(review) {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(() => setBeside(review));
}

// The note at hand exactly beside its place, the others as near as there is room.
function setBeside(review) {
  const list = find("notes").querySelector(".note-list");
  const shown = notes.filter((note) => !note.hidden);
  if (document.body.dataset.notes !== "margin") {
    list.style.height = "";
    shown.forEach((note) => (note.style.transform = ""));
    return;
  }
  const zero = list.getBoundingClientRect().top;
  const places = shown.map(
    (note) => (elementOf(Number(note.dataset.item))?.getBoundingClientRect().top ?? zero) - zero,
  );
  const heights = shown.map((note) => note.offsetHeight + GAP);
  const tops = stacked(places, heights, shown.indexOf(notes[review.current]));
  shown.forEach(
    (note, index) => (note.style.transform = `translateY(${Math.round(tops[index])}px)`),
  );
  list.style.height = `${Math.ceil((tops.at(-1) ?? 0) + (heights.at(-1) ?? 0))}px`;
}

// Where notes stand that want to stand at `places`, none over another, that of `pinned` unmoved.
function stacked(places, heights, pinned) {
  const tops = down(places, heights, 0);
  if (pinned >= 0 && tops[pinned] > places[pinned]) {
    tops[pinned] = Math.max(0, places[pinned]);
    for (let index = pinned - 1; index >= 0; index--) {
      tops[index] = Math.min(tops[index], tops[index + 1] - heights[index]);
    }
    if (tops[0] < 0) return down(tops, heights, 0);
    return [
      ...tops.slice(0, pinned + 1),
      ...down(places.slice(pinned + 1), heights.slice(pinned + 1), tops[pinned] + heights[pinned]),
    ];
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
