// The form of the filter, under the bar.
import { button, find, make } from "./dom.js";
import { ALL, isFiltering } from "./filter.js";

const SAFETIES = { safe: "Safe", unsafe: "Unsafe", advice: "Advice" };
const STATES = { open: "Open", accepted: "Accepted", reworded: "Reworded", rejected: "Rejected" };

// Draw the form for the article at hand, with what is filtered already.
export function drawFilter(review) {
  const form = find("filter");
  const counts = new Map();
  for (const item of review.items)
    for (const { name } of item.rules) counts.set(name, (counts.get(name) ?? 0) + 1);
  const rules = Object.keys(review.config.rules);
  const stages = [...new Set(rules.map((name) => name.split("/")[0]))];
  const change = () =>
    review.setFilter(
      Object.fromEntries(
        Object.keys(ALL).map((name) => [name, find(`filter-${name}`).value.trim()]),
      ),
    );
  const text = make("input", {
    type: "search",
    id: "filter-text",
    value: review.filter.text,
    on: { input: change },
  });
  form.replaceChildren(
    labelled("Text", text),
    labelled(
      "Stage",
      choice(
        "stage",
        stages.map((stage) => [stage, stage]),
        review,
        change,
      ),
    ),
    labelled(
      "Rule",
      choice(
        "rule",
        rules.map((name) => [name, counted(name, counts)]),
        review,
        change,
      ),
    ),
    labelled("Safety", choice("safety", Object.entries(SAFETIES), review, change)),
    labelled("State", choice("state", Object.entries(STATES), review, change)),
    make("p", { class: "tally", id: "filter-tally", role: "status" }),
    button("Show all", () => {
      review.setFilter({ ...ALL });
      drawFilter(review);
      find("filter-text").focus();
    }),
  );
  form.onsubmit = (event) => event.preventDefault();
  tellFilter(review);
}

// How many changes the filter shows.
export function tellFilter(review) {
  const shown = review.items.filter((item) => review.isShown(item)).length;
  const tally = find("filter-tally");
  const text = `${shown} of ${review.items.length} shown`;
  if (tally && tally.textContent !== text) tally.textContent = text;
  find("open-filter").classList.toggle("active", isFiltering(review.filter));
}

const counted = (name, counts) => (counts.has(name) ? `${name} (${counts.get(name)})` : name);

const labelled = (label, field) => make("label", {}, make("span", {}, label), field);

function choice(name, options, review, change) {
  const select = make(
    "select",
    { id: `filter-${name}`, on: { change } },
    make("option", { value: "" }, "all"),
    options.map(([value, label]) => make("option", { value }, label)),
  );
  select.value = review.filter[name];
  return select;
}
