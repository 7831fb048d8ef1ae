// The decisions file, as decisions/record.py reads it.

// `reviewer` is who exports, and decided where nobody is named.
export function decisionsFile(articles, config, reviewer) {
  return (
    JSON.stringify(
      {
        format: config.format,
        version: config.version,
        offsets_unit: "code points",
        articles: articles.map(({ article, states }) => ({
          name: article.name,
          sha256: article.sha256,
          decisions: article.items.map((item) => entry(item, states.get(item.id), reviewer)),
        })),
      },
      null,
      1,
    ) + "\n"
  );
}

function entry(item, state, reviewer) {
  return {
    id: item.id,
    kind: item.kind,
    decision: state.decision,
    rules: item.rules.map((rule) => rule.name),
    safety: item.safety,
    reasons: item.reasons,
    places: item.places.map((place, index) => ({
      ...place,
      wording: state.wording?.[index] ?? null,
    })),
    reviewer: state.reviewer || (state.decision === "open" ? "" : reviewer),
    decided_at: state.decided_at,
    ms_on_screen: state.ms_on_screen,
    note: state.note,
  };
}

// The states in a decisions file for the articles of this page, by number of the article.
// Throws an Error that says what is wrong with the file.
export function statesIn(text, rows) {
  const data = JSON.parse(text);
  if (data?.format !== 1 || !Array.isArray(data.articles))
    throw new Error("this is no decisions file");
  const found = new Map();
  for (const each of data.articles) {
    const row = rows.find((one) => one.name === each.name && one.sha256 === each.sha256);
    if (!row) continue;
    found.set(
      row.number,
      new Map(each.decisions.map((decision) => [decision.id, stateIn(decision)])),
    );
  }
  return found;
}

function stateIn(decision) {
  const wording = decision.places.map((place) => place.wording ?? null);
  return {
    decision: ["accepted", "rejected"].includes(decision.decision) ? decision.decision : "open",
    wording: wording.some((worded) => worded !== null) ? wording : null,
    note: String(decision.note ?? ""),
    reviewer: String(decision.reviewer ?? ""),
    decided_at: String(decision.decided_at ?? ""),
    ms_on_screen: Number.isInteger(decision.ms_on_screen) ? decision.ms_on_screen : null,
    revision: 0,
  };
}

// Hands a file to whoever reads the page.
export function download(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
