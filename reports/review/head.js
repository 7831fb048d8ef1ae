// What stands over the article and under it: how far the review is, and what comes next.
import { button, counted, find, make } from "./dom.js";
import { neighbour } from "./queue.js";

// How many are decided, how many want eyes, and whether all is kept.
export function drawHead(review, act) {
  const { decided, items } = review;
  const looks = review.decisions.filter(
    ({ item, state }) => item.safety !== "safe" && state.decision === "open",
  ).length;
  const safe = openSafe(review).length;
  find("progress").setAttribute("aria-valuemax", items.length);
  find("progress").setAttribute("aria-valuenow", decided);
  find("progress").firstElementChild.style.width =
    `${items.length ? (100 * decided) / items.length : 100}%`;
  const kept = make(
    "span",
    { class: review.store.isUnsafe ? "unsaved" : "saved" },
    review.store.status,
  );
  const told = items.length
    ? `${decided} of ${items.length} decided`
    : "Nothing to decide in this article";
  const eyes = looks ? `, ${looks} left that ${looks === 1 ? "needs" : "need"} a look` : "";
  const all = safe
    ? button(`Accept all that is safe (${safe})`, () => act("acceptSafe"), {
        "data-command": "acceptSafe",
      })
    : null;
  const conflict = review.outcome.conflict
    ? make("p", { class: "remark" }, "Two accepted proposals overlap; reject one of them.")
    : null;
  find("head").replaceChildren(
    make("p", { class: "tally" }, make("span", {}, told + eyes), kept),
    ...[conflict, all].filter(Boolean),
  );
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
