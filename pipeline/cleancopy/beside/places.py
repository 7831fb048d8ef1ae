"""Where in the source a passage of the text stands: line by line where both have as many lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TypeVar

from cleancopy.context import Context
from cleancopy.protect import Span

_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
_MARGIN, _LOOSE = 0.1, 60  # how far places may differ in a text of one line: a share, and letters
_BELOW = 0.999  # the share of a line's end, which is not the next line

T = TypeVar("T")


class Beside:
    """A text and its source, whose places are measured alike.

    A place is the number of a line and the share of that line; where the lines do not answer each
    other, the whole is one line.
    """

    def __init__(self, text: str, source: str, lang: str) -> None:
        self.text, self.source = text, source
        self.lang = re.split("[-_]", lang.lower())[0]
        self._lines = ours = _lines(text)
        theirs = _lines(source)
        self.is_aligned = len(ours) == len(theirs) and len(ours) > 1
        self._ours = ours if self.is_aligned else [(0, len(text))]
        self._theirs = theirs if self.is_aligned else [(0, len(source))]

    @cached_property
    def margin(self) -> float:
        """How far the places of what belongs together may differ."""
        if self.is_aligned:
            return 1.0
        return _MARGIN + _LOOSE / max(1, min(len(self.text), len(self.source)))

    @property
    def pairs(self) -> Iterator[tuple[Span, Span]]:
        """The lines that answer each other, those of the text first."""
        return zip(self._ours, self._theirs, strict=True)

    def here(self, offset: int) -> float:
        """The place of an offset of the text."""
        return _place(self._ours, offset)

    def there(self, offset: int) -> float:
        """The place of an offset of the source."""
        return _place(self._theirs, offset)

    def line_of(self, offset: int) -> Span:
        """The line of the text that answers, or is about where, an offset of the source stands."""
        number = int(self.there(offset))
        if not self.is_aligned:
            about = self.there(offset) * len(self.text)
            number = bisect_right(self._lines, about, key=lambda span: span[0]) - 1
        return self._lines[min(max(0, number), len(self._lines) - 1)] if self._lines else (0, 0)

    def matched(
        self, ours: Sequence[T], theirs: Sequence[T], start: Callable[[T], int]
    ) -> Iterator[tuple[T, T]]:
        """What is left over in text and source, by twos in order, none too far from the other."""
        here, there = 0, 0
        while here < len(ours) and there < len(theirs):
            apart = self.here(start(ours[here])) - self.there(start(theirs[there]))
            if abs(apart) < self.margin:
                yield ours[here], theirs[there]
            here += apart < self.margin
            there += apart > -self.margin


def beside(text: str, context: Context) -> Beside | None:
    """The text beside its source; None where there is none to compare it with."""
    return _beside(text, context.source, context.source_lang) if context.source.strip() else None


@lru_cache(maxsize=2)  # the cards of the stage ask for one text
def _beside(text: str, source: str, lang: str) -> Beside:
    return Beside(text, source, lang)


def _lines(text: str) -> list[Span]:
    return [match.span() for match in _LINE.finditer(text)]


def _place(lines: Sequence[Span], offset: int) -> float:
    number = max(0, bisect_right(lines, offset, key=lambda span: span[0]) - 1)
    start, end = lines[number]
    return number + min(_BELOW, max(0.0, (offset - start) / max(1, end - start)))
