"""Paragraphs as elements of a document, with tracked changes and the places of comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from xml.etree.ElementTree import Element

from cleancopy.printers.tracked import DEL, KEEP, Border, Span
from cleancopy.printers.word.comments import greeting, told
from cleancopy.printers.word.elements import AUTHOR, run, w
from cleancopy.printers.word.paragraphs import Paragraph, first_line, headline
from cleancopy.report import Report

_A4 = {"w": 11906, "h": 16838}  # twentieths of a point
_MARGINS = dict.fromkeys(("top", "right", "bottom", "left"), 1440)
_MARGINS |= {"header": 708, "footer": 708, "gutter": 0}
_GREETING = -1


class Writing:
    """Writes a document; revisions and comments are numbered together, as they come."""

    def __init__(self, report: Report, date: str) -> None:
        self.comments: list[Element] = []
        self._report = report
        self._date = date
        self._ids = count()
        self._open: dict[int, int] = {}

    def body(self, laid: Sequence[Paragraph]) -> Element:
        """The body of the document; its first comment sums up, on the first line."""
        head, first = headline(laid), first_line(laid)
        body = w("body")
        for paragraph in laid:
            element = w("p", *self._properties(paragraph, paragraph is head))
            if paragraph is first:
                element.extend(self._greeting())
            for item in paragraph.items:
                element.extend(self._item(item))
            body.append(element)
        body.append(w("sectPr", w("pgSz", **_A4), w("pgMar", **_MARGINS)))
        return body

    def _properties(self, paragraph: Paragraph, is_headline: bool) -> Iterator[Element]:
        """How a paragraph is set; a blank line is a small gap, as lines have space after them."""
        within: list[Element] = [w("pStyle", val="Heading1")] if is_headline else []
        mark: list[Element] = []
        if paragraph.end.kind != KEEP:
            mark.append(self._revision(paragraph.end.kind))
        if paragraph.is_empty:
            within.append(w("spacing", after=0, line=240, lineRule="auto"))
            mark.append(w("sz", val=8))
        if mark:
            within.append(w("rPr", *mark))
        if within:
            yield w("pPr", *within)

    def _item(self, item: Span | Border) -> Iterator[Element]:
        if isinstance(item, Span):
            written = run(item.text, deleted=item.kind == DEL)
            yield written if item.kind == KEEP else self._revision(item.kind, written)
        elif item.opens:
            yield from self._begin(item.number)
        else:
            if item.number not in self._open:
                yield from self._begin(item.number)
            yield from self._end(item.number, told(item.remark))

    def _greeting(self) -> Iterator[Element]:
        yield from self._begin(_GREETING)
        yield from self._end(_GREETING, greeting(self._report))

    def _begin(self, number: int) -> Iterator[Element]:
        self._open[number] = next(self._ids)
        yield w("commentRangeStart", id=self._open[number])

    def _end(self, number: int, lines: Sequence[Element]) -> Iterator[Element]:
        """The end of a range, and the reference without which a comment does not show."""
        found = self._open[number]
        comment = w("comment", *lines, id=found, author=AUTHOR, date=self._date, initials="cc")
        self.comments.append(comment)
        style = w("rPr", w("rStyle", val="CommentReference"))
        yield w("commentRangeEnd", id=found)
        yield w("r", style, w("commentReference", id=found))

    def _revision(self, kind: str, *within: Element) -> Element:
        return w(kind, *within, id=next(self._ids), author=AUTHOR, date=self._date)
