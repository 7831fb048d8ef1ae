// The article as the page sets it: blocks of runs. A block is a line with the line ends after it.
import { LINE_ENDS, isBlank } from "./text.js";
import { outcome } from "./outcome.js";

// The blocks of an article with its decisions, [{ item, state }]. A run is { kind, text, start,
// index, marks }: "keep"; "del" and "ins" of the change `index`; "kept", a repair that was turned
// down; or "point", an advice between two characters. `marks` are the indices of the advice over it.
export function blocksOf(points, decisions) {
  const pieces = piecesOf(decisions);
  const marks = marksOf(decisions, pieces);
  const setter = new Setter();
  let position = 0;
  for (const piece of [...pieces, null]) {
    const end = piece?.start ?? points.length;
    keep(setter, points, position, end, marks);
    if (piece) setter.piece(piece, over(marks, piece.start, piece.end));
    position = piece?.end ?? end;
  }
  return setter.blocks;
}

// What is replaced, and repairs that were turned down; none overlaps another.
function piecesOf(decisions) {
  const { changes } = outcome(decisions);
  const indexOf = new Map(decisions.map(({ item }, index) => [item, index]));
  const told = new Set(
    changes.map((change) => `${change.start} ${change.end} ${indexOf.get(change.item)}`),
  );
  const pieces = changes.map((change) => ({
    ...change,
    index: indexOf.get(change.item),
    made: true,
  }));
  decisions.forEach(({ item }, index) => {
    if (item.kind !== "repair") return;
    for (const { start, end, old } of item.places) {
      if (!told.has(`${start} ${end} ${index}`))
        pieces.push({ start, end, old, new: old, index, made: false });
    }
  });
  pieces.sort((one, other) => one.start - other.start || one.end - other.end);
  return apartFrom(pieces);
}

// Accepted proposals stand for what lies in their place, and of two that conflict the first stands.
function apartFrom(pieces) {
  const found = [];
  const advice = pieces.filter((piece) => piece.made && piece.item.kind === "advice");
  let index = 0;
  let position = 0;
  for (const piece of pieces) {
    while (index < advice.length && advice[index].end <= piece.start) index++;
    const rival = advice[index];
    const covered = rival && rival !== piece && piece.start < rival.end && rival.start < piece.end;
    if (piece.start < position || (covered && !(piece.made && piece.item.kind === "advice")))
      continue;
    found.push(piece);
    position = piece.end;
  }
  return found;
}

// Advice that is not carried out, drawn out to the borders of the changes that it cuts.
function marksOf(decisions, pieces) {
  const made = new Set(pieces.filter((piece) => piece.made).map((piece) => piece.index));
  return decisions.flatMap(({ item }, index) => {
    if (item.kind !== "advice" || made.has(index)) return [];
    return item.places.map(({ start, end }) => {
      const cut = pieces.filter((piece) => piece.start < end && start < piece.end);
      return {
        index,
        start: Math.min(start, ...cut.map((c) => c.start)),
        end: Math.max(end, ...cut.map((c) => c.end)),
      };
    });
  });
}

const over = (marks, start, end) =>
  marks
    .filter((mark) => mark.start <= start && end <= mark.end && mark.start < mark.end)
    .map((mark) => mark.index);

// Text between two pieces, cut at the borders of advice.
function keep(setter, points, start, end, marks) {
  const borders = marks
    .flatMap((mark) => [mark.start, mark.end])
    .filter((border) => start < border && border < end);
  const cuts = [...new Set([start, ...borders, end])].sort((one, other) => one - other);
  cuts.forEach((cut, at) => {
    setter.pointsAt(cut, marks);
    const next = cuts[at + 1] ?? cut;
    setter.put("keep", points.slice(cut, next).join(""), {
      start: cut,
      marks: over(marks, cut, next),
    });
  });
}

// Puts runs into blocks; a block ends where a line does.
class Setter {
  blocks = [{ runs: [], gap: "" }];
  #pointed = new Set();
  #closed = false;

  // Advice between two characters, each once.
  pointsAt(place, marks) {
    for (const mark of marks) {
      if (mark.start !== place || mark.end !== place || this.#pointed.has(mark)) continue;
      this.#pointed.add(mark);
      this.add({ kind: "point", text: "", start: place, marks: [mark.index] });
    }
  }

  // Line ends part a text into blocks, deleted ones too where they stood with words.
  put(kind, text, more) {
    let start = more.start;
    text.split(LINE_ENDS).forEach((piece, index) => {
      if (index % 2) {
        this.blocks.at(-1).gap += piece;
        this.#closed = true;
      } else if (piece) {
        this.add({ kind, text: piece, ...more, start });
      }
      start += Array.from(piece).length;
    });
  }

  piece({ start, old, new: reading, index, made }, marks) {
    const more = { start, index, marks };
    if (!made) return this.#kept(old, more);
    // Deleted lines look like lines, unless something stands for them that must stay beside.
    if (old && (reading || isBlank(old))) this.#whole("del", old, more);
    else if (old) this.put("del", old, more);
    if (reading && isBlank(reading)) this.#whole("ins", reading, more);
    else if (reading) this.put("ins", reading, more);
    return undefined;
  }

  add(run) {
    if (this.#closed) {
      this.blocks.push({ runs: [], gap: "" });
      this.#closed = false;
    }
    this.blocks.at(-1).runs.push(run);
  }

  // A repair that was turned down: the text as it was, or the place where nothing was put in.
  #kept(old, more) {
    if (old && !isBlank(old)) return this.put("kept", old, more);
    if (old && LINE_ENDS.test(old)) {
      this.add({ kind: "kept", text: "", ...more });
      return this.put("keep", old, more);
    }
    return this.add({ kind: "kept", text: old, ...more });
  }

  // In one piece, its line ends shown as signs; an inserted one parts after.
  #whole(kind, text, more) {
    this.add({ kind, text, ...more });
    this.#closed = kind === "ins" && LINE_ENDS.test(text);
  }
}
