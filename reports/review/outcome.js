// What the decisions make of an article: the same rules as decisions/outcome.py, and tested to be.
// Places are in code points of the original. A decision is { item, state }.

export const OPEN = Object.freeze({
  decision: "open",
  wording: null,
  note: "",
  reviewer: "",
  decided_at: "",
  ms_on_screen: null,
  revision: 0,
});

// A repair is carried out unless it is rejected; advice only if it is accepted.
const isCarriedOut = (item, state) =>
  item.kind === "repair" ? state.decision !== "rejected" : state.decision === "accepted";

// The places of an item with what they are to read; none for advice that nobody has worded.
function changesOf(item, state) {
  return item.places.flatMap((place, index) => {
    const reading = state.wording?.[index] ?? place.new;
    return reading === null
      ? []
      : [{ start: place.start, end: place.end, old: place.old, new: reading, item }];
  });
}

// Whether an item says, by itself or by its wording, how all of its places are to read.
export const isWorded = (item, state) => changesOf(item, state).length === item.places.length;

// Whether two stretches cannot both be replaced; two insertions at one place have no order.
export function overlaps(one, other) {
  const inserts = one.start === one.end && other.start === other.end && one.start === other.start;
  return inserts || (one.start < other.end && other.start < one.end);
}

const byPlace = (one, other) => one.start - other.start || one.end - other.end;

// The changes that the decisions come to, in order, and two that conflict where some do.
// What a change was spoken for by is left out of `changes` and told in `taken`.
export function outcome(decisions) {
  const standing = decisions.filter(({ item, state }) => isCarriedOut(item, state));
  const of = (kind) =>
    standing
      .filter(({ item }) => item.kind === kind)
      .flatMap(({ item, state }) => changesOf(item, state))
      .sort(byPlace);
  const advice = of("advice");
  const conflict = firstOverlap(advice);
  const { left, taken } = apart(of("repair"), advice);
  // Of two insertions at one place the repair comes first: the advice was given on its text.
  const found = [...left, ...advice].sort(byPlace);
  return { changes: found.filter((change) => change.old !== change.new), taken, conflict };
}

function firstOverlap(ordered) {
  for (let index = 1; index < ordered.length; index++) {
    if (overlaps(ordered[index - 1], ordered[index])) return [ordered[index - 1], ordered[index]];
  }
  return null;
}

// The repairs that no accepted advice speaks for, and those that one does; both are in order.
function apart(repairs, advice) {
  const left = [];
  const taken = [];
  let index = 0;
  for (const repair of repairs) {
    while (index < advice.length && advice[index].end <= repair.start) index++;
    const covered =
      index < advice.length && repair.start < advice[index].end && advice[index].start < repair.end;
    (covered ? taken : left).push(repair);
  }
  return { left, taken };
}

// The text that changes make of the original, given as its code points. Of two that conflict the
// first stands, so that there is something to show.
export function repaired(points, changes) {
  const pieces = [];
  let position = 0;
  for (const change of changes) {
    if (change.start < position) continue;
    pieces.push(points.slice(position, change.start).join(""), change.new);
    position = change.end;
  }
  pieces.push(points.slice(position).join(""));
  return pieces.join("");
}

// An accepted proposal in whose way another would stand, or null.
export function conflictOf(item, state, decisions) {
  if (item.kind === "repair") return null;
  const own = changesOf(item, state);
  const rivals = decisions.filter(
    (other) =>
      other.item.id !== item.id &&
      other.item.kind === "advice" &&
      other.state.decision === "accepted",
  );
  const rival = rivals.find((other) =>
    changesOf(other.item, other.state).some((theirs) => own.some((ours) => overlaps(ours, theirs))),
  );
  return rival?.item ?? null;
}
