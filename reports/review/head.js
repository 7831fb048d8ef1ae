// What stands over the article and under it: how far the review is, and what comes next.
import { button, counted, find, make } from "./dom.js";
import { neighbour } from "./queue.js";

// How many are decided, how many want eyes, and whether all is kept. Left alone where nothing
// changed: a button there may have the focus.
export function drawHead(review, act) {
  const { decided, items, store, outcome } = review;
  const looks = review.decisions.filter(
    ({ item, state }) => item.safety !== "safe" && state.decision === "open",
  ).length;
  const safe = openSafe(review).length;
  const told = items.length
    ? `${decided} of ${items.length} decided`
    : "Nothing to decide in this article";
  const eyes = looks ? `, ${looks} left that ${looks === 1 ? "needs" : "need"} a look` : "";
  const said = JSON.stringify([
    review.number,
    told,
    eyes,
    store.status,
    safe,
    Boolean(outcome.conflict),
  ]);
  if (find("head").dataset.said === said) return;
  find("head").dataset.said = said;
  drawProgress(decided, items.length);
  const kept = make("span", { class: store.isUnsafe ? "unsaved" : "saved" }, store.status);
  find("head").replaceChildren(
    make("p", { class: "tally" }, make("span", {}, told + eyes), kept),
    ...(outcome.conflict
      ? [make("p", { class: "remark" }, "Two accepted proposals overlap; reject one of them.")]
      : []),
    ...(safe
      ? [
          button(`Accept all that is safe (${safe})`, () => act("acceptSafe"), {
            "data-command": "acceptSafe",
          }),
        ]
      : []),
  );
}

function drawProgress(decided, count) {
  const bar = find("progress");
  bar.setAttribute("aria-valuemax", count);
  bar.setAttribute("aria-valuenow", decided);
  bar.firstElementChild.style.width = `${count ? (100 * decided) / count : 100}%`;
}

// What is left, and the way on.
export function drawAfter(review, act) {
  const isDone = review.decided === review.items.length;
  const next = neighbour(review, 1);
  const row = review.store.rows[next];
  find("after").replaceChildren(
    make(
      "p",
      {},
      isDone
        ? `All ${counted(review.items.length, "change")} decided.`
        : `${counted(review.items.length - review.decided, "change")} still open.`,
    ),
    make(
      "div",
      { class: "acts" },
      row
        ? button(`Next article: ${row.headline || row.name}`, () => act("nextArticle"), {
            class: isDone ? "accept" : "",
            "data-command": "nextArticle",
          })
        : null,
      button("Export", () => act("export"), { class: isDone && !row ? "accept" : "" }),
    ),
  );
}

const openSafe = (review) =>
  review.items.filter((item) => item.safety === "safe" && review.stateOf(item).decision === "open");
