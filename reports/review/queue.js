// The queue: the articles of the batch, those that need eyes most first.
import { counted, find, make } from "./dom.js";

const STATES = { all: "All", open: "To do", done: "Done" };

// Draw the queue once; `open` is called with the number of an article.
export function drawQueue(review, open) {
  const search = make("input", {
    type: "search",
    id: "queue-search",
    placeholder: "Find an article",
    "aria-label": "Find an article",
  });
  const state = make(
    "select",
    {
      id: "queue-state",
      "aria-label": "Which articles",
      on: { change: () => narrowQueue(review) },
    },
    Object.entries(STATES).map(([value, label]) => make("option", { value }, label)),
  );
  const tally = make("p", { class: "tally", id: "queue-tally" });
  const list = make(
    "ol",
    { class: "rows" },
    review.order().map((number) => drawn(review.store.rows[number], open)),
  );
  search.addEventListener("input", () => narrowQueue(review));
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const rows = [...list.querySelectorAll("li:not([hidden]) button")];
    rows[rows.indexOf(document.activeElement) + step]?.focus();
    event.preventDefault();
  });
  find("queue").replaceChildren(
    make("div", { class: "queue-head" }, search, make("div", {}, tally, state)),
    list,
  );
  updateQueue(review);
}

function drawn(row, open) {
  return make(
    "li",
    { "data-number": row.number },
    make(
      "button",
      { type: "button", tabindex: -1, on: { click: () => open(row.number) } },
      make("span", { class: "title", dir: "auto" }, row.headline || row.name),
      make("span", { class: "sub" }),
    ),
  );
}

// What is decided, and which article is at hand.
export function updateQueue(review) {
  let done = 0;
  for (const entry of find("queue").querySelectorAll("li")) {
    const row = review.store.rows[Number(entry.dataset.number)];
    const isDone = row.of > 0 && row.decided >= row.of;
    done += isDone || row.of === 0;
    const text = said(row, isDone);
    const sub = entry.querySelector(".sub");
    if (sub.textContent !== text) sub.textContent = text;
    const isHere = row.number === review.number;
    entry.classList.toggle("done", isDone || row.of === 0);
    const open = entry.querySelector("button");
    open.tabIndex = isHere ? 0 : -1;
    if (isHere) open.setAttribute("aria-current", "true");
    else open.removeAttribute("aria-current");
  }
  const tally = find("queue-tally");
  if (tally) tally.textContent = `${done} of ${counted(review.store.rows.length, "article")} done`;
  narrowQueue(review);
}

function said(row, isDone) {
  if (row.of === 0) return "Nothing to decide";
  if (isDone) return `✓ Done, ${counted(row.of, "decision")}`;
  const looks = row.advice + row.unsafe;
  const eyes = looks ? `${looks} to look at` : "all safe";
  return `${row.decided ? `${row.decided} of ${row.of} decided` : counted(row.of, "change")}, ${eyes}`;
}

// Only articles whose name or headline has the words, in the state that is chosen, and on which the
// rule or stage had a say. The one at hand stays.
function narrowQueue(review) {
  const words = find("queue-search")?.value.toLowerCase() ?? "";
  const state = find("queue-state")?.value ?? "all";
  const { rule, stage } = review.filter;
  for (const entry of find("queue").querySelectorAll("li")) {
    const row = review.store.rows[Number(entry.dataset.number)];
    const named = !words || `${row.name} ${row.headline}`.toLowerCase().includes(words);
    const ruled =
      (!rule || row.rules.includes(rule)) &&
      (!stage || row.rules.some((name) => name.startsWith(`${stage}/`)));
    const wanted = state === "all" || (state === "done") === entry.classList.contains("done");
    entry.hidden = !(named && ruled && wanted) && row.number !== review.number;
  }
}

export function showInQueue(review) {
  find("queue")
    .querySelector(`li[data-number="${review.number}"]`)
    ?.scrollIntoView({ block: "nearest" });
}

// The article before or after the one at hand, of those that the queue shows.
export function neighbour(review, step) {
  const shown = [...find("queue").querySelectorAll("li:not([hidden])")].map((entry) =>
    Number(entry.dataset.number),
  );
  return shown[shown.indexOf(review.number) + step] ?? -1;
}
