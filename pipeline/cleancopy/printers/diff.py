"""The changes as a unified diff that `patch -p1` applies.

The changes say which lines are touched, so nothing is compared: the work grows with the text and
the changes, not with their product. A line ends at '\\n' and nowhere else, as in `patch`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

from cleancopy.document import Change
from cleancopy.report import Report

CONTEXT = 3
_NO_NEWLINE = "\n\\ No newline at end of file\n"
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class _Block(NamedTuple):
    """Lines `first` up to `last` of the original, and what stands there now."""

    first: int
    last: int
    new: list[str]


def to_diff(report: Report) -> str:
    """The unified diff from the original to the repaired text; empty where nothing was changed.

    It must be written in the text's own encoding, with line ends as they are.
    """
    return unified(report.name, report.original, report.changes)


def unified(name: str, original: str, changes: Sequence[Change]) -> str:
    """The unified diff from a text to what ordered changes make of it; '' where that is nothing."""
    lines = _split(original)
    hunks = list(_hunks(_blocks(original, lines, changes)))
    if not hunks:
        return ""
    name = name.lstrip("/") or "article"
    parts, shift = [f"--- {_path(f'a/{name}')}\n+++ {_path(f'b/{name}')}\n"], 0
    for hunk in hunks:
        parts += _hunk_lines(hunk, lines, shift)
        shift += sum(len(block.new) - (block.last - block.first) for block in hunk)
    return "".join(parts)


def _split(text: str) -> list[str]:
    """The lines with their ends; `str.splitlines` would know a dozen more line ends."""
    *whole, rest = text.split("\n")
    return [f"{line}\n" for line in whole] + ([rest] if rest else [])


def _blocks(original: str, lines: Sequence[str], changes: Sequence[Change]) -> Iterator[_Block]:
    """The lines that changes touch, changes on the same line together."""
    starts = [0, *accumulate(map(len, lines))]
    for first, last, members in _touched(starts, lines, changes):
        end = min(last + 1, len(lines))
        new = _split(_rewritten(original, starts[first], starts[end], members))
        head = _shared(lines[first:end], new)
        tail = _shared(lines[first + head : end][::-1], new[head:][::-1])
        block = _Block(first + head, end - tail, new[head : len(new) - tail])
        if block.new or block.first < block.last:
            yield block


def _touched(
    starts: Sequence[int], lines: Sequence[str], changes: Sequence[Change]
) -> Iterator[tuple[int, int, list[Change]]]:
    """First and last line that some changes touch, with these changes."""
    # After a final '\n' there is a place on no line yet; without one, the end is on the last line.
    open_end = bool(lines) and not lines[-1].endswith("\n")
    borders = starts[:-1] if open_end else starts
    first, last, members = 0, -1, list[Change]()
    for change in changes:
        begin, end = (bisect_right(borders, at) - 1 for at in (change.start, change.end))
        if members and begin > last:
            yield first, last, members
            members = []
        first = first if members else begin
        last = end
        members.append(change)
    if members:
        yield first, last, members


def _rewritten(original: str, start: int, end: int, changes: Sequence[Change]) -> str:
    """A stretch of the original with the changes in it carried out."""
    parts, position = [], start
    for change in changes:
        parts += [original[position : change.start], change.new or ""]
        position = change.end
    return "".join([*parts, original[position:end]])


def _shared(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many lines two rows of lines begin with alike."""
    pairs = zip(ours, theirs, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _hunks(blocks: Iterator[_Block]) -> Iterator[list[_Block]]:
    """The blocks, those together whose context would meet."""
    hunk: list[_Block] = []
    for block in blocks:
        if hunk and block.first - hunk[-1].last > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    if hunk:
        yield hunk


def _hunk_lines(hunk: Sequence[_Block], lines: Sequence[str], shift: int) -> Iterator[str]:
    """A hunk with its head; `shift` is by how many lines the text has grown before it."""
    start = max(0, hunk[0].first - CONTEXT)
    end = min(len(lines), hunk[-1].last + CONTEXT)
    grown = sum(len(block.new) - (block.last - block.first) for block in hunk)
    old, new = _range(start, end - start), _range(start + shift, end - start + grown)
    yield f"@@ -{old} +{new} @@\n"
    for block in hunk:
        yield from _marked(" ", lines[start : block.first])
        yield from _marked("-", lines[block.first : block.last])
        yield from _marked("+", block.new)
        start = block.last
    yield from _marked(" ", lines[start:end])


def _marked(mark: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield mark + line if line.endswith("\n") else mark + line + _NO_NEWLINE


def _range(start: int, length: int) -> str:
    """Where a hunk lies; one without lines lies after the line before it."""
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def _path(name: str) -> str:
    """A file name as `patch` reads it: quoted where it must be, a tab after one with a space."""
    if any(each in _ESCAPES or each < " " for each in name):
        escaped = (_ESCAPES.get(c) or (f"\\{ord(c):03o}" if c < " " else c) for c in name)
        return f'"{"".join(escaped)}"'
    return f"{name}\t" if " " in name else name
