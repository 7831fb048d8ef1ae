// The dialog that decides on many: on what is shown, what is safe, or all of a rule.
import { openDialog } from "./dialog.js";
import { button, counted, make } from "./dom.js";

// Opens it; `decide` is called with what is chosen, the decision, and whether in all articles.
export function openMany(review, decide) {
  const rules = Object.keys(review.config.rules);
  const rule = make(
    "select",
    { id: "many-rule", "aria-label": "Rule" },
    rules.map((name) => make("option", { value: name }, name)),
  );
  const first = review.item?.rules[0].name;
  if (first) rule.value = first;
  const what = radios(
    "many-what",
    {
      shown: "all that the filter shows",
      safe: "all that is safe",
      rule: ["all of the rule ", rule],
    },
    "shown",
  );
  const several = review.store.rows.length > 1;
  const where = radios(
    "many-where",
    { here: "in this article", all: `in all ${counted(review.store.rows.length, "article")}` },
    "here",
  );
  const again = make("input", { type: "checkbox", id: "many-again" });
  const tally = make("p", { class: "tally", role: "status" });
  const chosen = (set) => set.querySelector("input:checked").value;
  const choose = (item, state) => {
    if (!again.checked && state.decision !== "open") return false;
    if (chosen(what) === "safe") return item.safety === "safe";
    return chosen(what) === "shown"
      ? review.matches(item, state)
      : item.rules.some((each) => each.name === rule.value);
  };
  const count = () => {
    const here = review.decisions.filter(({ item, state }) => choose(item, state)).length;
    tally.textContent = chosen(where) === "all" ? "" : `${counted(here, "change")} in this article`;
  };
  rule.addEventListener("change", () => {
    what.querySelector("[value=rule]").checked = true;
    count();
  });
  const act = (decision) => () => {
    dialog.close();
    decide(choose, decision, chosen(where) === "all");
  };
  const dialog = openDialog("Decide many", [
    make("fieldset", {}, make("legend", {}, "What"), what),
    several
      ? make("fieldset", {}, make("legend", {}, "Where"), where)
      : make("div", { hidden: true }, where),
    make("label", { class: "check" }, again, "Also what is decided already"),
    tally,
    make(
      "div",
      { class: "acts" },
      button("Accept them", act("accepted"), { class: "accept" }),
      button("Reject them", act("rejected"), { class: "reject" }),
      button("Reopen them", act("open")),
    ),
  ]);
  dialog.addEventListener("change", count);
  count();
}

function radios(name, choices, first) {
  return make(
    "div",
    {},
    Object.entries(choices).map(([value, label]) => {
      const radio = make("input", { type: "radio", name, value });
      radio.checked = value === first;
      return make("label", { class: "check" }, radio, label);
    }),
  );
}
