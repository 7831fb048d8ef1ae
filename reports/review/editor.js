// The wording of a change, edited in its note: one field for each of its places.
import { find, make, button } from "./dom.js";
import { shortened, visible } from "./text.js";

// Open the form in the note of the change at hand. `save` takes { wording, note }, `leave` nothing.
export function openEditor(review, save, leave) {
  const { item } = review;
  const state = review.stateOf(item);
  const fields = item.places.map((place, index) =>
    field(item, place, index, state.wording?.[index] ?? place.new ?? place.old),
  );
  const remark = make("textarea", { rows: 1, id: "edit-note" });
  remark.value = remark.dataset.first = state.note;
  const form = make(
    "form",
    { class: "editor", "aria-label": "Edit the wording" },
    fields.map(({ label, area }) => [label, area]),
    make("label", { for: "edit-note" }, "Note to go with the decision (optional)"),
    remark,
    make(
      "div",
      { class: "acts" },
      make("button", { type: "submit", class: "accept" }, "Save"),
      button("Cancel", () => close()),
    ),
  );
  const close = () => {
    form.remove();
    leave();
  };
  const submit = () => {
    const wording = fields.map(({ area, place }) =>
      wordingOf(area, place, review.article.original),
    );
    form.remove();
    save({
      wording: wording.some((worded) => worded !== null) ? wording : null,
      note: remark.value.trim(),
    });
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const said = find("notes").querySelector(".note.current .said");
  said.append(form);
  fields[0].area.focus();
  fields[0].area.select();
  return form;
}

// Leave the form without saving. False where words would be lost: then the focus goes there.
export function leaveEditor() {
  const form = document.querySelector(".editor");
  const changed = [...(form?.elements ?? [])].find(
    (area) => area.value !== (area.dataset.first ?? area.value),
  );
  changed?.focus();
  if (!changed) form?.remove();
  return !changed;
}

export const isEditing = () => Boolean(document.querySelector(".editor"));

function field(item, place, index, reading) {
  const id = `edit-${index}`;
  const area = make("textarea", {
    id,
    rows: Math.min(8, 1 + Math.floor(reading.length / 30)),
    dir: "auto",
  });
  area.value = reading;
  area.dataset.first = area.value; // as the browser holds it, with its own line ends
  const old = place.old ? `“${visible(shortened(place.old, 40))}”` : "what is put in";
  const which = item.places.length > 1 ? ` (${index + 1} of ${item.places.length})` : "";
  return {
    place,
    area,
    label: make(
      "label",
      { for: id },
      `Instead of ${old}${which}`.replace("Instead of what is put in", "What is put in"),
    ),
  };
}

// The words of a field, null where they are those proposed. Line ends are those of the article.
function wordingOf(area, place, original) {
  const lines = original.includes("\r\n")
    ? "\r\n"
    : original.includes("\r") && !original.includes("\n")
      ? "\r"
      : "\n";
  if (place.new !== null && area.value === place.new.replace(/\r\n?/gu, "\n")) return null;
  return area.value.replace(/\n/gu, lines);
}
