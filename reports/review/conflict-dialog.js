// The dialog of a conflict.
import { openDialog } from "./dialog.js";
import { button, make } from "./dom.js";
import { tell } from "./notes.js";

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
