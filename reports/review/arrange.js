// What stands beside the text: decided by the room that there is, and told to the style.

// All in rem; see the style for the same widths.
const TEXT = 35;
const SIDES = 56;
const NOTES = 22;
const RAIL = 19;
const SOURCE = 26;
const EDGES = 2.5;

// Lay out the desk: the notes come first, then the source, then the rail of the articles.
export function arrange(
  width = innerWidth / parseFloat(getComputedStyle(document.documentElement).fontSize),
) {
  const { dataset, classList } = document.body;
  let left = width - EDGES - (dataset.view === "sides" ? SIDES : TEXT);
  const takes = (room) => {
    if (left < room) return false;
    left -= room;
    return true;
  };
  const beside = classList.contains("with-source") && takes(SOURCE);
  dataset.source = beside ? "beside" : "above";
  dataset.notes = takes(NOTES) ? "margin" : "dock";
  dataset.rail = classList.contains("with-queue") && takes(RAIL) ? "yes" : "no";
}
