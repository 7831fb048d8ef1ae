// Which changes are shown: by rule, stage, safety, state and text.

export const ALL = Object.freeze({ stage: "", rule: "", safety: "", state: "", text: "" });

export const isFiltering = (filter) => Object.values(filter).some(Boolean);

// What a state is called: reworded is an accepted one with words of the reviewer's own.
export const stateOf = (state) =>
  state.decision === "accepted" && state.wording ? "reworded" : state.decision;

export function matches(item, state, filter) {
  if (filter.stage && item.stage !== filter.stage) return false;
  if (filter.rule && !item.rules.some((rule) => rule.name === filter.rule)) return false;
  if (filter.safety && item.safety !== filter.safety) return false;
  if (filter.state && stateOf(state) !== filter.state) return false;
  return !filter.text || wordsOf(item, state).includes(filter.text.toLowerCase());
}

function wordsOf(item, state) {
  const readings = item.places.flatMap((place) => [place.old, place.new ?? ""]);
  const rules = item.rules.flatMap((rule) => [rule.name, rule.title]);
  return [...readings, ...(state.wording ?? []), ...item.reasons, ...rules, state.note]
    .join("\n")
    .toLowerCase();
}
