// The dialog of the keys: they are read there and bound anew.
import { check, openDialog } from "./dialog.js";
import { button, make, say } from "./dom.js";
import { COMMANDS, combination } from "./keys.js";

export function openKeys(keys, settings) {
  const list = make("dl", { class: "keys" });
  const draw = () =>
    list.replaceChildren(
      ...Object.entries(COMMANDS).map(([name, [label]]) =>
        make("div", {}, make("dt", {}, label), make("dd", {}, binder(keys, name, label, draw))),
      ),
    );
  draw();
  openDialog(
    "Keys",
    [
      make(
        "p",
        { class: "hint" },
        "Press a key’s button, then the new key; it may be held with Ctrl, Alt or Shift. Esc always closes what is open. In the list of changes the arrow keys go up and down.",
      ),
      list,
      check("Keys without Ctrl or Alt are on", keys.on, (on) => keys.turn(on)),
      check("After a decision go on to the next open change", settings.advance, (on) =>
        settings.set("advance", on),
      ),
      button("Back to the keys as they came", () => {
        keys.reset();
        draw();
        say("The keys are as they came.");
      }),
    ],
    "keys-dialog",
  );
}

const RESERVED = ["Escape", "Tab", "Enter", "Space", "Shift+Tab", "ArrowUp", "ArrowDown"];

function binder(keys, name, label, draw) {
  const own = button(
    keys.bound[name],
    () => {
      own.textContent = "press a key";
      own.addEventListener("keydown", take);
      own.addEventListener("blur", leave);
    },
    { "aria-label": `${label}: ${keys.bound[name]}`, "data-binds": name },
  );
  const leave = () => {
    own.removeEventListener("keydown", take);
    own.removeEventListener("blur", leave);
    own.textContent = keys.bound[name];
  };
  const take = (event) => {
    const key = combination(event);
    if (!key || key === "Tab" || key === "Shift+Tab") return;
    event.preventDefault();
    event.stopPropagation();
    leave();
    if (key === "Escape") return;
    if (RESERVED.includes(key)) return say(`${key} is not free; take another key.`);
    const other = keys.bind(name, key);
    draw();
    document.querySelector(`[data-binds="${name}"]`).focus();
    say(`${label}: ${key}.${other ? ` ${COMMANDS[other][0]}: ${keys.bound[other]}.` : ""}`);
    return undefined;
  };
  return own;
}
