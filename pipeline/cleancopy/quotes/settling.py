"""The repairs that can be carried out together, and after which the text rests."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cleancopy.quotes.repairs import CERTAIN, GUESSED, Repair, all_repairs
from cleancopy.view import View

_RUNS = 3


def certain_repairs(view: View) -> list[Repair]:
    """The repairs that win clearly, and after which nothing would be left to repair.

    A line in which the repaired text would be read anew is doubtful, and left as it is. Repairs
    for which a style must be guessed come on top.
    """
    guessed = [repair for repair in _certain(view) if repair.damage == GUESSED]
    return _settled(view) + guessed


def _certain(view: View) -> list[Repair]:
    return [repair for repair in all_repairs(view) if repair.margin >= CERTAIN]


def _settled(view: View, runs: int = 0) -> list[Repair]:
    """The certain repairs after which another run finds none, as far as `_RUNS` runs tell."""
    repairs = [repair for repair in _certain(view) if repair.damage != GUESSED]
    if runs == _RUNS:
        return repairs
    left_alone = set(_clashes(repairs))
    while repairs := [repair for repair in repairs if repair.line not in left_alone]:
        after = View(_carried_out(view.text, repairs), view.context)
        again = {repair.line for repair in _settled(after, runs + 1)}
        unsettled = set(_unsettled(view, after, repairs, again))
        if not unsettled:
            break
        left_alone |= unsettled
    return repairs


def _clashes(repairs: list[Repair]) -> Iterator[tuple[int, int]]:
    """The lines in which two repairs claim the same place: such marks stand too close to tell."""
    placed = sorted((r[0], r[1], repair.line) for repair in repairs for r in repair.replacements)
    for (start, end, _), (later, later_end, line) in pairwise(placed):
        if later < end or (later == end and (start == end or later == later_end)):
            yield line


def _carried_out(text: str, repairs: list[Repair]) -> str:
    """The text with all repairs made."""
    parts, position = [], 0
    for start, end, new in sorted(r for repair in repairs for r in repair.replacements):
        parts += [text[position:start], new]
        position = end
    return "".join([*parts, text[position:]])


def _unsettled(
    before: View, after: View, repairs: list[Repair], again: set[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The lines of the text before for which lines of the text after would be repaired `again`.

    No repair touches a line end: line by line, the two texts correspond.
    """
    repaired = {repair.line for repair in repairs}
    if again and len(before.lines) != len(after.lines):
        yield from repaired
    for was, now in zip(before.lines, after.lines, strict=False):
        if now in again:
            yield from [was] if was in repaired else repaired
