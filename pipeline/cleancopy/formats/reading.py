"""What is read of a file with markup: a text, and where each code point of it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from cleancopy.formats.parts import LINE_END
from cleancopy.formats.source import Refused
from cleancopy.formats.xmlscan import REFERENCE, character
from cleancopy.inline import MOST as MOST_MARKS
from cleancopy.inline import Comment, Mark, is_marker, marks
from cleancopy.protect import Span

OBJECT = "\ufffc"
"""Stands for what is no text: a picture, a variable. Unicode calls it the object replacement."""

UNSEEN = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff"
"""The codes that nobody sees, as the inside of a set in a pattern."""

SECTION_END = r"\][^\w>]{0,50}>"
"""What ends a CDATA section, and is no XML outside of one, if less stood in it; as a pattern."""

MOST = 1_000_000
"""Stretches of one text: an article has some thousands, and each costs memory."""

_SECTION_END = re.compile(SECTION_END)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text and where it stands in the raw string.

    It is plain where both are of one length; made up, with nothing in the raw string, where that
    is empty; else one code point that is written as several, as an entity is.
    """

    start: int
    raw_start: int
    raw_end: int
    text: str
    takes_text: bool = True  # whether text can be put in beside it

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)

    @property
    def is_plain(self) -> bool:
        """Whether it is written as it reads."""
        return len(self.text) == self.raw_end - self.raw_start

    def moved(self, by: int) -> Stretch:
        """The same of a raw string that begins elsewhere."""
        return replace(self, raw_start=self.raw_start + by, raw_end=self.raw_end + by)

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Where the part of it that lies within start-end of the text stands; all if it is one."""
        if not self.is_plain:
            return self.raw_start, self.raw_end
        first = self.raw_start + max(start, self.start) - self.start
        return first, self.raw_start + min(end, self.end) - self.start


class Reading:
    """What has been read of a text so far: where it stands, and what of it is barred."""

    def __init__(self) -> None:
        self.stretches: list[Stretch] = []
        self.barred: list[Span] = []
        self.length = 0
        self._comments: list[tuple[str, int, int, bool]] = []

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(stretch.text for stretch in self.stretches)

    def add(
        self, text: str, raw_start: int, raw_end: int, barred: bool = False, takes_text: bool = True
    ) -> None:
        """A text that stands at raw_start-raw_end; one code point if it is written otherwise."""
        if not text:
            return
        if len(self.stretches) >= MOST:
            raise Refused(f"more than {MOST:,} pieces between its markup; split it")
        self.stretches.append(Stretch(self.length, raw_start, raw_end, text, takes_text))
        if barred:
            joined = self.barred and self.barred[-1][1] == self.length
            start = self.barred.pop()[0] if joined else self.length
            self.barred.append((start, self.length + len(text)))
        self.length += len(text)

    def made_up(self, text: str) -> None:
        """A text that the file shows and does not have: the end of a paragraph, a picture."""
        self.add(text, 0, 0, barred=True)

    def border(self) -> None:
        """A place that no edit may reach across."""
        if not self.barred or self.barred[-1][1] < self.length:
            self.barred.append((self.length, self.length))

    def comment(self, said: str, raw_start: int, gap: int = 0, before_unread: bool = False) -> None:
        """A comment that begins at `raw_start`; so many signs will part the text from the next."""
        if is_marker(said):
            if len(self._comments) >= MOST_MARKS:
                raise Refused(f"more than {MOST_MARKS:,} cleancopy markers; name rules in a file")
            place = self.length and self.length + gap
            self._comments.append((said, place, raw_start, before_unread))

    def marks(self, raw: str, line: int = 1) -> tuple[Mark, ...]:
        """What the markers say; the raw string begins at a line of the file."""
        if not self._comments:
            return ()
        ends = [match.end() for match in LINE_END.finditer(raw)]
        comments = (
            Comment(said, place, line + bisect_right(ends, raw_start), before_unread)
            for said, place, raw_start, before_unread in self._comments
        )
        return marks(self.text, comments)

    def xml(
        self, raw: str, start: int, end: int, barred: bool = False, is_cdata: bool = False
    ) -> None:
        """Text of an XML document at start-end of the raw string; CDATA is never edited."""
        if is_cdata:
            self.add(raw[start:end], start, end, barred=True)
            return
        position = start
        for match in REFERENCE.finditer(raw, start, end):
            self._plain(raw, position, match.start(), barred)
            one = character(match)
            self.add(one or OBJECT, *match.span(), barred or not one)
            position = match.end()
        self._plain(raw, position, end, barred)

    def _plain(self, raw: str, start: int, end: int, barred: bool) -> None:
        """Text of an XML document without references."""
        position = start
        for match in _SECTION_END.finditer(raw, start, end):
            self.add(raw[position : match.start()], position, match.start(), barred)
            self.add(match[0], *match.span(), barred=True)
            position = match.end()
        self.add(raw[position:end], position, end, barred)
