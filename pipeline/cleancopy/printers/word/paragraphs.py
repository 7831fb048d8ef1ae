"""The lines of an article as paragraphs, in characters that a document can hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cleancopy.printers.layout import is_headline
from cleancopy.printers.tracked import DEL, KEEP, Border, Row, Span
from cleancopy.printers.visible import sign
from cleancopy.report import Report

# XML cannot hold most of these; of the rest LibreOffice makes lines or something of its own.
_UNFIT = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
    "\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff"
)
UNFIT = re.compile(f"[{_UNFIT}]")
_UNFIT_OR_RETURN = re.compile(f"[{_UNFIT}\r]")
_NO_END = Span(KEEP, "")
_LONE_RETURN = re.compile("\r(?!\n)")


@dataclass
class Paragraph:
    """A line: its stretches and the borders of remarks, and the line end; the last has none."""

    items: Row = field(default_factory=list)
    end: Span = _NO_END

    @property
    def reading(self) -> str:
        """How it reads with all accepted."""
        return "".join(i.text for i in self.items if isinstance(i, Span) and i.kind != DEL)

    @property
    def is_empty(self) -> bool:
        """Whether no text stands in it, deleted text included."""
        return not any(isinstance(item, Span) for item in self.items)


def paragraphs(row: Row) -> list[Paragraph]:
    """A row cut at its line ends, which are all '\\n'.

    What ends with a line ends before its line end, not at the head of the line that follows.
    """
    found, opened = [Paragraph()], set[int]()
    for item in row:
        if isinstance(item, Border):
            late = item.number in opened and not item.opens and not found[-1].items
            opened.add(item.number)
            found[-2 if late else -1].items.append(item)
            continue
        *lines, rest = item.text.split("\n")
        for line in lines:
            found[-1].items += [item._replace(text=line)] if line else []
            found[-1].end = item._replace(text="\n")
            found.append(Paragraph())
        found[-1].items += [item._replace(text=rest)] if rest else []
    return found


def first_line(found: Sequence[Paragraph]) -> Paragraph:
    """The first line that reads as something with all accepted, or else the first."""
    return next((each for each in found if each.reading.strip()), found[0])


def headline(found: Sequence[Paragraph]) -> Paragraph | None:
    """The first line, where it looks like a headline and text comes after it."""
    first = first_line(found)
    more = any(each is not first and each.reading.strip() for each in found)
    return first if more and is_headline(first.reading) else None


def writer(report: Report) -> Callable[[str], str]:
    """How the document of a report writes text, with '\\n' as the one line end.

    What it cannot hold is written as its sign, '‹U+0000›'. All goes character by character, as a
    change may come between any two of them.
    """
    texts = [report.original, *(change.old for change in report.changes)]
    texts += [change.new or "" for change in report.changes]
    if not any("\n" in text for text in texts):
        return lambda text: signed(text.replace("\r", "\n"))
    if any(map(_LONE_RETURN.search, texts)):
        return lambda text: _UNFIT_OR_RETURN.sub(lambda found: sign(found[0]), text)
    return lambda text: signed(text.replace("\r", ""))


def signed(text: str) -> str:
    """The text with signs for characters that a document cannot hold."""
    return UNFIT.sub(lambda found: sign(found[0]), text)
