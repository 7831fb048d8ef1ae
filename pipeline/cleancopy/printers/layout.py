"""An article as a page sets it: blocks of runs, with numbered notes beside each block.

Changes are whole; advice may overlap anything, so it is cut at every border and spread out to the
borders of a change that it cuts. Numbers follow the order in which a reader meets their anchors.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cleancopy.document import Change
from cleancopy.printers.visible import HIDDEN, Places, is_blank, name, shortened, sign, visible
from cleancopy.report import Report

_LINE_ENDS = re.compile(r"(\r\n|\r|\n)")
_HIDDEN_OR_SPACE = re.compile(f" |{HIDDEN.pattern}")
# HTML has no way to write these.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PASSAGE = 90  # characters
_LONGEST_HEADLINE = 140
CLOSE, PLACE, OPEN, CHANGE = range(4)


class Part(NamedTuple):
    """Some characters; `sign` and `name` are set for one that cannot be seen by itself."""

    text: str
    sign: str = ""
    name: str = ""


class Note(NamedTuple):
    """What is said about a change or an advice, under a number."""

    number: int
    applied: bool
    safety: str
    place: str
    passage: str  # what it is about, short, on one line
    lines: tuple[tuple[str, str], ...]  # reason and rule
    old: tuple[Part, ...] | None = None  # of a proposal that was not applied
    new: tuple[Part, ...] | None = None

    @property
    def title(self) -> str:
        """The note in one line."""
        return "; ".join(f"{reason} ({rule})" for reason, rule in self.lines)


class Run(NamedTuple):
    """Characters with one history: 'keep', 'del' or 'ins'; or a 'point', or a note's 'anchor'.

    Or the 'place' where a name stands first; its `title` is the anchor's id.
    """

    kind: str
    parts: tuple[Part, ...] = ()
    title: str = ""
    marked: str = ""  # the reason of the advice that lies over it
    note: Note | None = None


@dataclass
class Block:
    """A line of the article with its notes, and the line ends after it."""

    runs: list[Run] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    gap: str = ""


def blocks(report: Report) -> list[Block]:
    """The article with every change and advice in its place."""
    places, setter, position = Places(report.original), _Setter(), 0
    open_advice: dict[int, str] = {}
    events = [*borders(report.changes, report.advice), *_names(report)]
    for offset, kind, index, item in sorted(events, key=lambda event: event[:3]):
        marked = next(reversed(open_advice.values()), "")
        setter.put("keep", report.original[position:offset], marked=marked)
        position = offset
        if item is None:
            setter.place(f"w{index}")
        elif kind == OPEN:
            open_advice[index] = item.reason
        elif kind == CLOSE:
            if open_advice.pop(index, None) is None:
                setter.point(item.reason)
            setter.annotate(_note(item, places, applied=False))
        else:
            setter.change(item, marked, _note(item, places))
            position = item.end
    setter.put("keep", report.original[position:])
    return setter.blocks


def anchors(report: Report) -> dict[int, str]:
    """The ids of the anchors in the article by the first places of the names' forms."""
    starts = sorted({form.start for entry in report.names for form in entry.forms})
    return {start: f"w{number}" for number, start in enumerate(starts, 1)}


def is_headline(line: str) -> bool:
    """Whether the first of several lines looks like a headline: short, and no full stop."""
    line = line.strip()
    return 0 < len(line) <= _LONGEST_HEADLINE and not line.endswith((".", ":", ",", "”", '"'))


def parts(text: str, hidden: re.Pattern[str]) -> tuple[Part, ...]:
    """The text with what matches `hidden` set apart."""
    found, position = [], 0
    for match in hidden.finditer(text):
        if position < match.start():
            found.append(Part(text[position : match.start()]))
        found.append(Part(UNFIT.sub("", match[0]), sign(match[0]), name(match[0])))
        position = match.end()
    return (*found, Part(text[position:])) if position < len(text) else tuple(found)


def changed_parts(text: str) -> tuple[Part, ...]:
    """Deleted or inserted text: what cannot be seen is set apart, spaces where there is no more."""
    return parts(text, _HIDDEN_OR_SPACE if is_blank(text) else HIDDEN)


class _Setter:
    """Puts runs into blocks; a block ends where a line does."""

    def __init__(self) -> None:
        self.blocks = [Block()]
        self._closed = False
        self._number = 0

    def put(self, kind: str, text: str, title: str = "", marked: str = "") -> None:
        """Add text; line ends part it into blocks, deleted ones too where they stood with words."""
        for index, piece in enumerate(_LINE_ENDS.split(text)):
            if index % 2:
                self.blocks[-1].gap += piece
                self._closed = True
            elif piece:
                shown = parts(piece, UNFIT) if kind == "keep" else changed_parts(piece)
                self._add(Run(kind, shown, title, marked))

    def put_whole(self, kind: str, text: str, title: str, marked: str) -> None:
        """Add a reading in one piece, its line ends shown as signs; an inserted one parts after."""
        self._add(Run(kind, changed_parts(text), title, marked))
        self._closed = kind == "ins" and bool(_LINE_ENDS.search(text))

    def change(self, change: Change, marked: str, note: Note) -> None:
        """Add what was and what is, then the number of the note."""
        old, new = change.old, change.new or ""
        # Deleted lines look like lines, unless something stands for them that must stay beside.
        put_old = self.put_whole if old and (new or is_blank(old)) else self.put
        put_old("del", old, note.title, marked)
        put_new = self.put_whole if new and is_blank(new) else self.put
        put_new("ins", new, note.title, marked)
        self.annotate(note)

    def point(self, marked: str) -> None:
        """Add a place between two characters."""
        self._add(Run("point", marked=marked))

    def place(self, anchor: str) -> None:
        """Add what a link to a name leads to."""
        self._add(Run("place", title=anchor))

    def annotate(self, note: Note) -> None:
        """Give the note its number, after what was added last."""
        self._number += 1
        numbered = note._replace(number=self._number)
        self.blocks[-1].runs.append(Run("anchor", note=numbered))
        self.blocks[-1].notes.append(numbered)

    def _add(self, run: Run) -> None:
        if self._closed:
            self.blocks.append(Block())
            self._closed = False
        self.blocks[-1].runs.append(run)


Event = tuple[int, int, int, Change | None]


def borders(changes: Sequence[Change], advice: Sequence[Change]) -> list[Event]:
    """Where a change stands and where an advice begins and ends: place, kind, index and what it is.

    Advice is drawn out to the borders of the changes that it cuts, and only closes where it lies
    between two characters. Sorted by its first three, advice ends before other begins.
    """
    events: list[Event] = [
        (change.start, CHANGE, index, change) for index, change in enumerate(changes)
    ]
    starts = [change.start for change in changes]
    for index, each in enumerate(advice):
        start, end = _spread(each, changes, starts)
        if start < end:
            events.append((start, OPEN, index, each))
        events.append((end, CLOSE, index, each))
    return sorted(events, key=lambda event: event[:3])


def _names(report: Report) -> Iterator[Event]:
    """Where names stand first, drawn out to the border of a change."""
    starts = [change.start for change in report.changes]
    for number, place in enumerate(anchors(report), 1):
        first = bisect_right(starts, place) - 1
        inside = first >= 0 and place < report.changes[first].end
        yield report.changes[first].start if inside else place, PLACE, number, None


def _spread(advice: Change, changes: Sequence[Change], starts: Sequence[int]) -> tuple[int, int]:
    """The span of an advice, drawn out to the borders of the changes that it cuts."""
    start, end = advice.start, advice.end
    first = bisect_right(starts, start) - 1
    if first >= 0 and changes[first].start < start < changes[first].end:
        start = changes[first].start
    last = bisect_right(starts, end) - 1
    if last >= 0 and changes[last].start < end < changes[last].end:
        end = changes[last].end
    return start, end


def _note(change: Change, places: Places, applied: bool = True) -> Note:
    """The note on a change or an advice; a proposal is written out, as it is not in the text."""
    line, column = places.at(change.start)
    lines = tuple(dict.fromkeys((edit.reason, edit.rule) for edit in change.edits))
    passage = shortened(visible(change.old or change.new or ""), _PASSAGE)
    note = Note(0, applied, str(change.safety), f"{line}:{column}", passage, lines)
    if applied or change.new is None:
        return note
    old, new = (changed_parts(shortened(text)) for text in (change.old, change.new))
    return note._replace(old=old, new=new)
