"""A text that remembers what it was: pieces that tile the original, edits that changed them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from operator import itemgetter


class Safety(IntEnum):
    """How far an edit can be trusted, from least to most."""

    ADVICE = 0  # shown, never applied: a person must look
    UNSAFE = 1  # probably right: applied only where the user asks for it
    SAFE = 2  # keeps the meaning: applied by default

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Edit:
    """One proposed replacement, in code points of the text it was proposed for.

    `new` is None where only a person can decide. Edits of one rule that share a `group`
    other than 0 are one decision: they are applied together or not at all.
    """

    start: int
    end: int
    new: str | None
    rule: str
    safety: Safety
    reason: str
    group: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A place of the original, how it reads now or might read, and the edits that say why.

    `start` and `end` are code points of the original; `new` is None for advice that names no
    replacement. `edits` are in the order of the stages.
    """

    start: int
    end: int
    old: str
    new: str | None
    edits: tuple[Edit, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that had a hand in it, in order, each once."""
        return tuple(dict.fromkeys(edit.rule for edit in self.edits))

    @property
    def reason(self) -> str:
        """The reasons of all its edits, in order, each once."""
        return "; ".join(dict.fromkeys(edit.reason for edit in self.edits))

    @property
    def safety(self) -> Safety:
        """A chain is as safe as its weakest edit."""
        return min(edit.safety for edit in self.edits)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the original, how it reads now, and the edits that made it so.

    `turns` says of each edit with which call of `apply` it came.
    """

    start: int
    end: int
    text: str
    edits: tuple[Edit, ...] = ()
    turns: tuple[int, ...] = ()


@dataclass(frozen=True)
class Document:
    """A text with its history. `pieces` tile `original`; a piece without edits equals it."""

    original: str
    pieces: tuple[Piece, ...]
    advice: tuple[Change, ...] = ()

    @classmethod
    def of(cls, text: str) -> Document:
        """The document that nothing has happened to yet."""
        return cls(text, (Piece(0, len(text), text),) if text else ())

    @property
    def text(self) -> str:
        """The text as it reads now."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The difference between the original and the text, place by place."""
        changed = (piece for piece in self.pieces if piece.edits)
        return tuple(
            Change(piece.start, piece.end, old, piece.text, piece.edits)
            for piece in changed
            if (old := self.original[piece.start : piece.end]) != piece.text
        )

    def apply(self, edits: Iterable[Edit]) -> Document:
        """The document after `edits`, which are in offsets of `text` and must not overlap.

        Raises ValueError for an edit without a replacement, outside the text, or over another.
        """
        ordered = in_order(edits)
        if not ordered:
            return self
        text = self.text
        _check(ordered, len(text))
        cutter = _Cutter(self.pieces)
        turn = 1 + max((piece.turns[-1] for piece in self.pieces if piece.turns), default=0)
        pieces: list[Piece] = []
        for start, end, members in _spans(ordered, self.pieces):
            pieces += cutter.up_to(start)
            covered = cutter.within(end)
            left = pieces[-1].end if pieces else 0
            right = covered[-1].end if covered else left
            new = replaced(text[start:end], members, start)
            pieces.append(Piece(left, right, new, *_history(covered, members, turn)))
        return replace(self, pieces=(*pieces, *cutter.rest()))

    def advise(self, edits: Iterable[Edit]) -> Document:
        """The document with `edits`, in offsets of `text`, kept as advice on the original.

        They may overlap. One that cuts a repaired piece speaks of the whole piece, and its `new`
        is how the whole would read. Raises ValueError for an edit outside the text.
        """
        ordered = in_order(edits)
        if not ordered:
            return self
        text, places = self.text, _Places(self.pieces)
        starts, ends = _repaired_places(self.pieces)
        found = []
        for edit in ordered:
            _check_place(edit, len(text))
            start, end = _widened(edit.start, edit.end, starts, ends)
            first, last = places.original(start, end)
            new = edit.new
            if new is not None:
                new = text[start : edit.start] + new + text[edit.end : end]
            found.append(Change(first, last, self.original[first:last], new, (edit,)))
        return replace(self, advice=self.advice + tuple(found))


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Edits by place; an insertion stands before a replacement that begins at the same place."""
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


def replaced(text: str, edits: Sequence[Edit], shift: int = 0) -> str:
    """`text`, which begins at offset `shift`, with ordered `edits` carried out."""
    parts, position = [], 0
    for edit in edits:
        parts += [text[position : edit.start - shift], edit.new or ""]
        position = edit.end - shift
    return "".join([*parts, text[position:]])


def repaired(original: str, changes: Iterable[Change]) -> str:
    """The text that `changes` make of the original; any subset of a document's changes will do."""
    parts, position = [], 0
    for change in changes:
        parts += [original[position : change.start], change.new or ""]
        position = change.end
    return "".join([*parts, original[position:]])


def restored(text: str, changes: Iterable[Change]) -> str:
    """The original again, from the repaired text and all changes that led to it."""
    parts, position, shift = [], 0, 0
    for change in changes:
        start, new = change.start + shift, change.new or ""
        parts += [text[position:start], change.old]
        position = start + len(new)
        shift += len(new) - (change.end - change.start)
    return "".join([*parts, text[position:]])


def _check(edits: Sequence[Edit], length: int) -> None:
    """Refuse what cannot be carried out together; insertions at one place would have no order."""
    position, last_insertion = 0, -1
    for edit in edits:
        if edit.new is None:
            raise ValueError(f"edit of {edit.rule} at {edit.start} has no replacement")
        _check_place(edit, length)
        if edit.start < position or (edit.end == edit.start == last_insertion):
            raise ValueError(f"edit of {edit.rule} at {edit.start}-{edit.end} overlaps another")
        position = edit.end
        if edit.start == edit.end:
            last_insertion = edit.start


def _check_place(edit: Edit, length: int) -> None:
    if not 0 <= edit.start <= edit.end <= length:
        raise ValueError(f"edit of {edit.rule} at {edit.start}-{edit.end} is outside the text")


def _spans(edits: Sequence[Edit], pieces: Sequence[Piece]) -> Iterator[tuple[int, int, list[Edit]]]:
    """Edits with the stretch of current text they rewrite, repaired pieces being swallowed whole.

    Edits that cut into the same repaired piece come as one group.
    """
    starts, ends = _repaired_places(pieces)
    span_start, span_end, members = -1, -1, list[Edit]()
    for edit in edits:
        start, end = _widened(edit.start, edit.end, starts, ends)
        if members and start < span_end:
            span_end = max(span_end, end)
            members.append(edit)
            continue
        if members:
            yield span_start, span_end, members
        span_start, span_end, members = start, end, [edit]
    if members:
        yield span_start, span_end, members


def _history(
    covered: Sequence[Piece], members: Sequence[Edit], turn: int
) -> tuple[tuple[Edit, ...], tuple[int, ...]]:
    """What a piece made of `covered` by `members` went through, in the order of the turns."""
    steps = [step for piece in covered for step in zip(piece.edits, piece.turns, strict=True)]
    steps.sort(key=itemgetter(1))
    steps += [(edit, turn) for edit in members]
    return tuple(edit for edit, _ in steps), tuple(at for _, at in steps)


def _repaired_places(pieces: Sequence[Piece]) -> tuple[list[int], list[int]]:
    """Where the repaired pieces with text lie in the current text."""
    starts, ends, position = [], [], 0
    for piece in pieces:
        if piece.edits and piece.text:
            starts.append(position)
            ends.append(position + len(piece.text))
        position += len(piece.text)
    return starts, ends


def _widened(start: int, end: int, starts: list[int], ends: list[int]) -> tuple[int, int]:
    """A span drawn out to the borders of the repaired pieces that it cuts."""
    before = bisect_left(starts, start) - 1
    if before >= 0 and start < ends[before]:
        start, end = starts[before], max(end, ends[before])
    last = bisect_left(starts, end) - 1
    if last >= 0 and end < ends[last]:
        end = ends[last]
    return start, end


class _Cutter:
    """Takes pieces from the front, cutting untouched ones at a place of the current text."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = list(reversed(pieces))
        self._at = 0

    def up_to(self, place: int) -> list[Piece]:
        """All that lies before `place`, deletions at it included."""
        taken = self.within(place)
        while self._pieces and not self._pieces[-1].text:
            taken.append(self._pieces.pop())
        return taken

    def within(self, place: int) -> list[Piece]:
        """All that lies before `place`, deletions at it left for later."""
        taken = []
        while self._at < place:
            piece = self._pieces.pop()
            room = place - self._at
            if len(piece.text) > room:
                cut = piece.start + room
                self._pieces.append(Piece(cut, piece.end, piece.text[room:]))
                piece = Piece(piece.start, cut, piece.text[:room])
            taken.append(piece)
            self._at += len(piece.text)
        return taken

    def rest(self) -> list[Piece]:
        """All that is left."""
        return self._pieces[::-1]


class _Places:
    """Finds the original of a stretch of the current text that cuts into no repaired piece."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = [piece for piece in pieces if piece.text]
        self._starts, self._length = [], 0
        for piece in self._pieces:
            self._starts.append(self._length)
            self._length += len(piece.text)
        self._end = pieces[-1].end if pieces else 0

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where the stretch lies; an empty one lies behind what was deleted at its place."""
        first = self._left(start)
        return first, self._right(end) if end > start else first

    def _left(self, place: int) -> int:
        if place == self._length:
            return self._end
        index = bisect_right(self._starts, place) - 1
        return self._pieces[index].start + place - self._starts[index]

    def _right(self, place: int) -> int:
        index = bisect_left(self._starts, place) - 1
        piece = self._pieces[index]
        return piece.end if piece.edits else piece.start + place - self._starts[index]
