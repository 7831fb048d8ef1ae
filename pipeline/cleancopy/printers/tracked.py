"""The article as a row of stretches, kept, deleted or inserted, and of remarks that begin and end.

It is what Word and CriticMarkup have in common: each change can be accepted or taken back alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from cleancopy.document import Change, Edit, Safety
from cleancopy.printers.layout import CHANGE, OPEN, borders
from cleancopy.printers.named import looks
from cleancopy.printers.visible import LINE_END, is_blank, shortened, visible
from cleancopy.report import Report

KEEP, DEL, INS = "keep", "del", "ins"
REPAIR, CHECK, ADVICE, COMPARE = "Repair", "Check", "Advice", "Compare"
_NEAR = 120  # characters between two places of one decision
_TOKEN = re.compile(r"\r\n|\w+|\W")
_LONGEST_PROPOSAL = 400


class Span(NamedTuple):
    """A stretch of text; `change` is the index of the change it belongs to, -1 where it is kept."""

    kind: str
    text: str
    change: int = -1


class Remark(NamedTuple):
    """What an editor is told of a place, or of several that lie close: each reason and its rule."""

    label: str
    says: tuple[tuple[str, str], ...]
    safety: str  # '' where the label says it
    readings: str = ""  # both readings, of a proposal and of what cannot be seen
    places: int = 1


class Border(NamedTuple):
    """Where a remark begins or ends; one between two characters only ends.

    `number` tells remarks apart that say the same.
    """

    opens: bool
    number: int
    remark: Remark


Row = list[Span | Border]


def tracked(report: Report, shown: Callable[[str], str] = str) -> Row:
    """The row of a report: its changes, and remarks on each change, advice and doubtful name.

    What is kept and deleted is the original, what is kept and inserted the repaired text, both as
    `shown` writes them, which must write a text as it writes its parts.
    """
    changes = settled(report.original, report.changes)
    advice = (*report.advice, *_doubtful_names(report))
    first, last = _decisions(report.original, changes, len(advice))
    row: Row = []
    position = 0
    for offset, kind, index, item in borders(changes, advice):
        assert item is not None
        row += _kept(shown(report.original[position:offset]))
        position = offset
        if kind == CHANGE:
            row += first.get(index, ())
            row += _spans(shown(item.old), shown(item.new or ""), index)
            row += last.get(index, ())
            position = item.end
        else:
            row.append(Border(kind == OPEN, index, _advised(item)))
    return [*row, *_kept(shown(report.original[position:]))]


def settled(original: str, changes: Sequence[Change]) -> list[Change]:
    """The changes, each deleted line with the line end after it instead of the one before it.

    Both make the same text, but whole lines are easier to read, and keep the form of their
    neighbours where paragraphs have one.
    """
    found, following = list[Change](), len(original) + 1
    for change in reversed(changes):
        found.append(_settled(original, change, following))
        following = found[-1].start
    return found[::-1]


def _settled(original: str, change: Change, following: int) -> Change:
    before = LINE_END.match(change.old)
    after = LINE_END.match(original, change.end)
    if change.new or not before or not after or before[0] != after[0] or following < after.end():
        return change
    shift = len(before[0])
    moved = original[change.start + shift : after.end()]
    return change._replace(start=change.start + shift, end=after.end(), old=moved)


def _decisions(
    original: str, changes: Sequence[Change], number: int
) -> tuple[dict[int, list[Border]], dict[int, list[Border]]]:
    """The borders before and after changes; those that are one decision have theirs together."""
    first, last = dict[int, list[Border]](), dict[int, list[Border]]()
    begun = 0
    for index, change in enumerate(changes):
        if index + 1 < len(changes) and _together(original, change, changes[index + 1]):
            continue
        remark = _repaired(changes[begun : index + 1])
        first[begun] = [Border(True, number + begun, remark)]
        last[index] = [Border(False, number + begun, remark)]
        begun = index + 1
    return first, last


def _together(original: str, change: Change, following: Change) -> bool:
    """Whether the same is said of two changes that stand close to each other on a line."""
    between = original[change.end : following.start]
    texts = (change.old, change.new or "", between, following.old, following.new or "")
    near = len(between) <= _NEAR and not any(map(LINE_END.search, texts))
    return near and _repaired([change]) == _repaired([following])


def _repaired(changes: Sequence[Change]) -> Remark:
    """The remark on changes that are one decision."""
    label = REPAIR if changes[0].safety == Safety.SAFE else CHECK
    hidden = is_blank(changes[0].old) and is_blank(changes[0].new or "")
    readings = _readings(changes[0]) if hidden else ""
    return Remark(label, _says(changes[0]), str(changes[0].safety), readings, len(changes))


def _advised(advice: Change) -> Remark:
    """The remark on an advice, with what it proposes."""
    if not advice.edits[0].rule:
        return Remark(COMPARE, _says(advice), "")
    readings = "" if advice.new is None else _readings(advice)
    safety = "" if advice.safety == Safety.ADVICE else str(advice.safety)
    return Remark(ADVICE, _says(advice), safety, readings)


def _says(change: Change) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((edit.reason, edit.rule) for edit in change.edits))


def _readings(change: Change) -> str:
    return " → ".join(_reading(text) for text in (change.old, change.new or ""))


def _reading(text: str) -> str:
    if not text:
        return "nothing"
    blank = is_blank(text)
    short = visible(shortened(text, _LONGEST_PROPOSAL), spaces=blank)
    return short if blank else f"“{short}”"


def _doubtful_names(report: Report) -> Iterator[Change]:
    """What an editor should compare of names, as advice without a rule."""
    for entry in report.names:
        said = looks(entry)
        first = min(entry.forms, key=lambda form: form.start)
        end = first.start + len(first.written)
        end = end if report.original[first.start : end] == first.written else first.start
        old = report.original[first.start : end]
        edits = [Edit(first.start, end, None, "", Safety.ADVICE, each) for each in said]
        if edits:
            yield Change(first.start, end, old, None, tuple(edits))


def _kept(text: str) -> Iterator[Span]:
    if text:
        yield Span(KEEP, text)


def _spans(old: str, new: str, change: int) -> Iterator[Span]:
    """A change without the words and marks that both readings begin or end with."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    head = _shared(before, after)
    tail = _shared(reversed(before[head:]), reversed(after[head:]))
    yield from _kept("".join(before[:head]))
    deleted = "".join(before[head : len(before) - tail])
    inserted = "".join(after[head : len(after) - tail])
    for kind, text in ((DEL, deleted), (INS, inserted)):
        if text:
            yield Span(kind, text, change)
    yield from _kept("".join(before[len(before) - tail :]))


def _shared(ours: Iterable[str], theirs: Iterable[str]) -> int:
    """How many tokens two rows begin with alike."""
    pairs = zip(ours, theirs, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
