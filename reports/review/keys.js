// The keys: what each does, and how they are bound anew. Esc closes what is open, and only that.
import { kept } from "./dom.js";

export const COMMANDS = {
  next: ["Next change", "j"],
  previous: ["Previous change", "k"],
  accept: ["Accept", "a"],
  reject: ["Reject", "r"],
  edit: ["Edit the wording", "e"],
  reopen: ["Leave open again", "o"],
  undo: ["Undo", "u"],
  acceptSafe: ["Accept all that is safe", "Shift+S"],
  acceptShown: ["Accept all that is shown", "Shift+A"],
  rejectShown: ["Reject all that is shown", "Shift+R"],
  acceptRule: ["Accept all of this rule", "Alt+a"],
  rejectRule: ["Reject all of this rule", "Alt+r"],
  many: ["Decide many", "m"],
  search: ["Search in the changes", "/"],
  filter: ["Show or hide the filter", "f"],
  marked: ["Marked text", "1"],
  sides: ["Side by side", "2"],
  final: ["Final text", "3"],
  source: ["Show or hide the source", "s"],
  facts: ["Names and scores", "i"],
  export: ["Export", "x"],
  nextArticle: ["Next article", "]"],
  previousArticle: ["Previous article", "["],
  theme: ["Light or dark", "t"],
  keys: ["Show the keys", "?"],
};

const STORED = "cleancopy:keys";

export class Keys {
  constructor() {
    const stored = kept.get(STORED) ?? {};
    this.on = stored.on !== false;
    this.bound = Object.fromEntries(
      Object.entries(COMMANDS).map(([name, [, key]]) => [
        name,
        typeof stored.bound?.[name] === "string" ? stored.bound[name] : key,
      ]),
    );
  }

  // The command that a key stands for, or null.
  commandOf(event) {
    const pressed = combination(event);
    return Object.keys(this.bound).find((name) => this.bound[name] === pressed) ?? null;
  }

  // Bind a command to a key; whoever had the key takes the one that becomes free.
  bind(name, key) {
    const before = Object.keys(this.bound).find((other) => this.bound[other] === key);
    if (before) this.bound[before] = this.bound[name];
    this.bound[name] = key;
    this.#keep();
    return before && before !== name ? before : null;
  }

  turn(on) {
    this.on = on;
    this.#keep();
  }

  reset() {
    for (const [name, [, key]] of Object.entries(COMMANDS)) this.bound[name] = key;
    this.#keep();
  }

  #keep() {
    kept.set(STORED, { on: this.on, bound: this.bound });
  }
}

// A key with its modifiers, as it is written: "a", "Shift+A", "Ctrl+Enter", "?".
export function combination(event) {
  const { key } = event;
  if (["Shift", "Control", "Alt", "Meta", "Dead", "Unidentified"].includes(key)) return "";
  const isLetter = key.length === 1 && key.toLowerCase() !== key.toUpperCase();
  const isNamed = key.length > 1;
  // AltGr makes signs on many keyboards, and comes as both.
  const isSign = event.getModifierState?.("AltGraph");
  const held = [
    event.ctrlKey && !isSign && "Ctrl",
    event.altKey && !isSign && "Alt",
    event.metaKey && "Meta",
    event.shiftKey && (isLetter || isNamed) && "Shift",
  ];
  const written = isLetter || (event.altKey && !isSign) ? letterOf(event) : key;
  return [...held.filter(Boolean), written === " " ? "Space" : written].join("+");
}

// The letter of a key, whatever the caps lock is. On a keyboard of another script, and with the
// option key of a Mac, it is the one that stands there in Latin.
function letterOf({ key, code, shiftKey }) {
  const isLatin = /^[a-z]$/iu.test(key);
  const place = /^Key([A-Z])$/u.exec(code ?? "")?.[1];
  const letter = isLatin || !place ? key : place;
  if (letter.length > 1) return letter;
  return shiftKey ? letter.toUpperCase() : letter.toLowerCase();
}

// Whether a key would be typed into what has the focus.
export const isTyping = (target) =>
  Boolean(
    target.closest?.(
      "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])",
    ),
  );
