// What opens over the page. Esc closes it, and the focus is back where it was.
import { button, make } from "./dom.js";

export const isOpen = () => Boolean(document.querySelector("dialog[open]"));

// A dialog with a title; it is gone when it is closed.
export function openDialog(title, content, name = "") {
  const dialog = make("dialog", { class: name, "aria-labelledby": "dialog-title" });
  const close = button("Close", () => dialog.close(), { class: "close" });
  dialog.append(
    make("header", {}, make("h2", { id: "dialog-title" }, title), close),
    make("div", { class: "body" }, content, make("p", { class: "status", role: "status" })),
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export const closeAll = () =>
  document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());

// A box to tick, with its label.
export function check(label, on, act) {
  const box = make("input", { type: "checkbox", on: { change: () => act(box.checked) } });
  box.checked = on;
  return make("label", { class: "check" }, box, label);
}
