// Characters that cannot be seen, made visible. The same as printers/visible.py.

const HIDDEN =
  /\r\n|[\u0000-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;
// What HTML shows as nothing at all.
const UNFIT =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/gu;
const HIDDEN_OR_SPACE = new RegExp(` |${HIDDEN.source}`, "gu");
const SIGNS = { " ": "␣", "\t": "⇥", "\n": "⏎", "\r": "⏎", "\r\n": "⏎" };
const NAMES = {
  " ": "space",
  "\t": "tab",
  "\n": "line break",
  "\r": "line break",
  "\r\n": "line break",
  "\u00a0": "no-break space",
  "\u00ad": "soft hyphen",
  "\u200b": "zero-width space",
  "\u200e": "left-to-right mark",
  "\u200f": "right-to-left mark",
  "\u2028": "line separator",
  "\ufeff": "byte order mark",
};

export const LINE_ENDS = /(\r\n|\r|\n)/u;

const code = (hidden) => `U+${hidden.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

// What stands for a character that cannot be seen: "␣", or its number.
export const sign = (hidden) => SIGNS[hidden] ?? `‹${code(hidden)}›`;

const nameOf = (hidden) => NAMES[hidden] ?? `hidden character ${code(hidden)}`;

export const isBlank = (text) => !text.replace(HIDDEN, "").trim();

// The text in parts; those that cannot be seen have a sign and a name.
export function parts(text, changed = false) {
  const hidden = !changed ? UNFIT : isBlank(text) ? HIDDEN_OR_SPACE : HIDDEN;
  const found = [];
  let position = 0;
  for (const match of text.matchAll(hidden)) {
    if (position < match.index) found.push({ text: text.slice(position, match.index) });
    found.push({ text: match[0].replace(UNFIT, ""), sign: sign(match[0]), name: nameOf(match[0]) });
    position = match.index + match[0].length;
  }
  if (position < text.length) found.push({ text: text.slice(position) });
  return found;
}

// A reading on one line, for a label or a voice.
export function visible(text) {
  const pattern = isBlank(text) ? HIDDEN_OR_SPACE : HIDDEN;
  return text.replace(pattern, (hidden) => sign(hidden));
}

const MARKS = {
  ",": "comma",
  ".": "full stop",
  ":": "colon",
  ";": "semicolon",
  "'": "straight apostrophe",
  '"': "straight quotation mark",
  "‘": "opening single mark",
  "’": "apostrophe or closing single mark",
  "“": "opening quotation mark",
  "”": "closing quotation mark",
  "-": "hyphen",
  "–": "en dash",
  "—": "em dash",
};

// The same for the ear, in quotes: lone marks and what cannot be seen by their names.
export function spoken(text) {
  const points = Array.from(text);
  if (
    !isBlank(text) &&
    !(points.length <= 3 && points.every((point) => point in MARKS || isBlank(point)))
  )
    return `“${visible(text)}”`;
  return (
    text
      .match(/\r\n|./gsu)
      ?.map((point) => MARKS[point] ?? nameOf(point))
      .join(", ") ?? "nothing"
  );
}

// A long text without its middle.
export function shortened(text, most = 160) {
  const points = Array.from(text);
  if (points.length <= most) return text;
  const tail = Math.floor(most / 4);
  return `${points.slice(0, most - tail).join("")} … ${points.slice(-tail).join("")}`;
}
