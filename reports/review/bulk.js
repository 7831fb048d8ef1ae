// Decisions on many items at once.
import { OPEN, conflictOf, isWorded } from "./outcome.js";

// The changes [item, state] that one decision on the chosen items of an article comes to, and how
// many it leaves: advice that nobody has worded, and proposals that overlap an accepted one.
export function decideMany(items, states, chosen, decision, stamp) {
  const known = new Map(states);
  const changes = [];
  let left = 0;
  for (const item of chosen) {
    const before = known.get(item.id) ?? OPEN;
    const state = { ...before, ...stamp(item, before), decision };
    if (decision === "accepted" && item.kind === "advice") {
      const others = items.map((each) => ({ item: each, state: known.get(each.id) ?? OPEN }));
      if (!isWorded(item, state) || conflictOf(item, state, others)) {
        left += 1;
        continue;
      }
    }
    known.set(item.id, state);
    changes.push([item, state]);
  }
  return { changes, left };
}
