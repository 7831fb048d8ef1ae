"""A text that remembers what it was: pieces that tile the original, edits that changed them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from operator import itemgetter
from typing import NamedTuple

from cleancopy.edit import Edit, Safety, in_order, replaced
from cleancopy.pieces import Cutter, Piece, Places, repaired_places, widened

__all__ = [
    "Change",
    "Document",
    "Edit",
    "Piece",
    "Safety",
    "digest",
    "in_order",
    "repaired",
    "replaced",
    "restored",
]


class Change(NamedTuple):
    """A place of the original, how it reads now or might read, and the edits that say why.

    `start` and `end` are code points of the original; `new` is None for advice that names no
    replacement. `edits` are in the order of the stages; `turns` say of each with which call of
    `apply` it came, and are left out where nothing was applied.
    """

    start: int
    end: int
    old: str
    new: str | None
    edits: tuple[Edit, ...]
    turns: tuple[int, ...] = ()

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


@dataclass(frozen=True)
class Document:
    """A text with its history. `pieces` tile `original`; a piece without edits equals it."""

    original: str
    pieces: tuple[Piece, ...]
    advice: tuple[Change, ...] = ()
    suppressed: tuple[Change, ...] = ()

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
            Change(piece.start, piece.end, old, piece.text, piece.edits, piece.turns)
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
        cutter = Cutter(self.pieces)
        turn = 1 + max((piece.turns[-1] for piece in self.pieces if piece.turns), default=0)
        pieces: list[Piece] = []
        for start, end, members in _spans(ordered, self.pieces):
            pieces += cutter.within(start)
            deleted = cutter.deletions()
            # What is put in where lines were taken out belongs to the line before them.
            ahead = start == end and any(self._begins_with_line_end(piece) for piece in deleted[:1])
            pieces += () if ahead else deleted
            covered = cutter.within(end)
            left = pieces[-1].end if pieces else 0
            right = covered[-1].end if covered else left
            new = replaced(text[start:end], members, start)
            pieces.append(Piece(left, right, new, *_history(covered, members, turn)))
            pieces += deleted if ahead else ()
        return replace(self, pieces=(*pieces, *cutter.rest()))

    def _begins_with_line_end(self, piece: Piece) -> bool:
        return self.original[piece.start : piece.end].startswith(("\r", "\n"))

    def advise(self, edits: Iterable[Edit]) -> Document:
        """The document with `edits`, in offsets of `text`, kept as advice on the original.

        They may overlap. One that cuts a repaired piece speaks of the whole piece, one beside an
        insertion of what stands around that, and its `new` is how the whole would read; None where
        that cannot be said in places of the original. Raises ValueError for an edit outside.
        """
        placed = self._placed(edits)
        return replace(self, advice=self.advice + placed) if placed else self

    def suppress(self, edits: Iterable[Edit]) -> Document:
        """The document with `edits` kept as what its author does not want; else as advice is."""
        placed = self._placed(edits)
        return replace(self, suppressed=self.suppressed + placed) if placed else self

    def _placed(self, edits: Iterable[Edit]) -> tuple[Change, ...]:
        """Edits of the text as changes of the original."""
        ordered = in_order(edits)
        if not ordered:
            return ()
        text, places = self.text, Places(self.pieces)
        found = []
        for edit in ordered:
            _check_place(edit, len(text))
            start, end, clear = places.whole(edit.start, edit.end)
            new = edit.new if clear else None
            if new is not None:
                new = text[start : edit.start] + new + text[edit.end : end]
            first, last = places.original(start, end)
            found.append(Change(first, last, self.original[first:last], new, (edit,)))
        return tuple(found)


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


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, halves of surrogate pairs included."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


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
    starts, ends = repaired_places(pieces)
    span_start, span_end, members = -1, -1, list[Edit]()
    for edit in edits:
        start, end = widened(edit.start, edit.end, starts, ends)
        if members and start < span_end:
            span_end = end
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
