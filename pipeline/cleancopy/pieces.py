"""Pieces: a text as a row of stretches that tile the original, to be cut and found again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleancopy.edit import Edit


class Piece(NamedTuple):
    """A stretch of the original, how it reads now, and the edits that made it so.

    `turns` says of each edit with which call of `apply` it came.
    """

    start: int
    end: int
    text: str
    edits: tuple[Edit, ...] = ()
    turns: tuple[int, ...] = ()


def repaired_places(pieces: Sequence[Piece]) -> tuple[list[int], list[int]]:
    """Where the repaired pieces lie in the current text."""
    starts, ends, position = [], [], 0
    for piece in pieces:
        if piece.edits:
            starts.append(position)
            ends.append(position + len(piece.text))
        position += len(piece.text)
    return starts, ends


def widened(start: int, end: int, starts: list[int], ends: list[int]) -> tuple[int, int]:
    """A span drawn out to the borders of the repaired pieces that it cuts."""
    before = bisect_left(starts, start) - 1
    if before >= 0 and start < ends[before]:
        start = starts[before]
    last = bisect_left(starts, end) - 1
    if last >= 0 and end < ends[last]:
        end = ends[last]
    return start, end


class Cutter:
    """Takes pieces from the front, cutting untouched ones at a place of the current text."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = list(reversed(pieces))
        self._at = 0
        # How much of the next piece is gone: to slice off the rest each time would be quadratic.
        self._cut = 0

    def deletions(self) -> list[Piece]:
        """What was deleted right here."""
        taken = []
        while self._pieces and not self._pieces[-1].text:
            taken.append(self._pieces.pop())
        return taken

    def within(self, place: int) -> list[Piece]:
        """All that lies before `place`, deletions at it left for later."""
        taken = []
        while self._at < place:
            piece, first = self._pieces[-1], self._cut
            last = min(first + place - self._at, len(piece.text))
            taken.append(_part(piece, first, last))
            self._at += last - first
            self._cut = last
            if last == len(piece.text):
                self._pieces.pop()
                self._cut = 0
        return taken

    def rest(self) -> list[Piece]:
        """All that is left."""
        rest = self._pieces[::-1]
        if self._cut:
            rest[0] = _part(rest[0], self._cut, len(rest[0].text))
        return rest


def _part(piece: Piece, first: int, last: int) -> Piece:
    """A stretch of an untouched piece, or the whole of any."""
    if last - first == len(piece.text):
        return piece
    return Piece(piece.start + first, piece.start + last, piece.text[first:last])


def moved(spans: Iterable[tuple[int, int]], pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Where ordered spans of the original that no edit has touched stand in the current text.

    What was put in at the border of a span is outside it; at an empty one, behind it.
    """
    found, index, position = [], 0, 0
    for start, end in spans:
        while index < len(pieces) and pieces[index].end <= start:
            if pieces[index].start == start == end:
                break
            position += len(pieces[index].text)
            index += 1
        shift = position - (pieces[index].start if index < len(pieces) else start)
        found.append((start + shift, end + shift))
    return found


class Places:
    """Finds the original of a stretch of the current text that cuts into no repaired piece."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = [piece for piece in pieces if piece.text]
        self._starts, self._length = [], 0
        for piece in self._pieces:
            self._starts.append(self._length)
            self._length += len(piece.text)
        self._end = pieces[-1].end if pieces else 0
        self._repaired = repaired_places(pieces)
        self._inserted = {
            start: start + len(piece.text)
            for start, piece in zip(self._starts, self._pieces, strict=True)
            if piece.start == piece.end
        }
        self._inserted_ends = frozenset(self._inserted.values())

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where the stretch lies; an empty one lies behind what was deleted at its place."""
        first = self._left(start)
        return first, self._right(end) if end > start else first

    def whole(self, start: int, end: int) -> tuple[int, int, bool]:
        """A stretch drawn out to the borders of the repairs that it cuts, and whether it is clear.

        It is drawn out further until no insertion stands at its border, or behind it where it is
        empty: the original could not tell whether that is inside. Where the text ends before
        that, it is not clear.
        """
        start, end = widened(start, end, *self._repaired)
        while start in self._inserted or (start < end and end in self._inserted_ends):
            last = max(end, self._inserted.get(start, end))
            first = start - (start in self._inserted)
            last += last in self._inserted_ends
            if first < 0 or last > self._length:
                return start, end, False
            start, end = widened(first, last, *self._repaired)
        return start, end, True

    def _left(self, place: int) -> int:
        if place == self._length:
            return self._end
        index = bisect_right(self._starts, place) - 1
        return self._pieces[index].start + place - self._starts[index]

    def _right(self, place: int) -> int:
        index = bisect_left(self._starts, place) - 1
        piece = self._pieces[index]
        return piece.end if piece.edits else piece.start + place - self._starts[index]
