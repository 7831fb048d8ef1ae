// What a person does to the changes: each deed decides, says what was done, and goes on.
import { counted, find, say } from "./dom.js";
import { isEditing, openEditor } from "./editor.js";
import { align, tell } from "./notes.js";

const isOpen = (state) => state.decision === "open";
const DONE = { accepted: "Accepted", rejected: "Rejected", open: "Open again" };

// The commands of a desk that decide.
export function deedsOf(desk) {
  const { review } = desk;
  const ofRule = (decision) => () => {
    const rule = review.item?.rules[0].name;
    const chosen = (item, state) => isOpen(state) && item.rules.some(({ name }) => name === rule);
    if (rule) decideMany(desk, chosen, decision);
  };
  const shown = (item, state) => isOpen(state) && review.matches(item, state);
  const safe = (item, state) => isOpen(state) && item.safety === "safe";
  return {
    accept: () => decide(desk, "accepted"),
    reject: () => decide(desk, "rejected"),
    reopen: () => decide(desk, "open", { wording: null }),
    edit: () => edit(desk),
    undo: () => undo(desk),
    acceptSafe: () => decideMany(desk, safe, "accepted"),
    acceptShown: () => decideMany(desk, shown, "accepted"),
    rejectShown: () => decideMany(desk, shown, "rejected"),
    acceptRule: ofRule("accepted"),
    rejectRule: ofRule("rejected"),
  };
}

function decide(desk, decision, words = {}) {
  const { review } = desk;
  const { item } = review;
  if (!item) return;
  desk.showChanges();
  const trouble = review.decide(item, decision, words);
  if (trouble === "words") return edit(desk);
  if (trouble) {
    const at = review.items.indexOf(trouble) + 1;
    say(`Not accepted: it overlaps number ${at}, which is accepted. Reject that one first.`);
    return desk.attend();
  }
  const isLast = review.decided === review.items.length;
  const goesOn = decision !== "open" && desk.settings.advance && review.advance();
  const left = decision === "rejected" && item.kind === "advice" ? "Left as it is" : DONE[decision];
  say(`${left}: ${tell(review, item)}.${isLast ? ` All ${review.items.length} decided.` : ""}`);
  if (isLast && !goesOn) find("after").scrollIntoView({ block: "nearest" });
  desk.attend();
}

function edit(desk) {
  if (!desk.review.item || isEditing()) return;
  desk.showChanges();
  openEditor(
    desk.review,
    (words) => decide(desk, "accepted", words),
    () => desk.attend(),
  );
  align(desk.review);
}

// Decide on what `choose` says, in this article or in all.
export async function decideMany(desk, choose, decision, everywhere = false) {
  const { review } = desk;
  desk.showChanges();
  const { done, left, articles } = await review.decideAll(choose, decision, everywhere);
  const where = everywhere ? ` in ${counted(articles, "article")}` : "";
  const rest = left
    ? ` ${counted(left, "proposal")} left: they need words of yours, or overlap one that is accepted.`
    : "";
  say(`${counted(done, "change")} ${DONE[decision].toLowerCase()}${where}.${rest}`);
  if (review.item && !isOpen(review.stateOf(review.item))) review.advance();
  desk.attend();
}

async function undo(desk) {
  const count = await desk.review.undo();
  say(count ? `Taken back: ${counted(count, "decision")}.` : "Nothing to take back.");
  if (count) desk.attend();
}
