"""Texts that are written otherwise than they read: a map from each code point to its raw place.

Changes are carried out on the raw string, so that all markup around them stays as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from cleancopy.document import Change
from cleancopy.edit import trimmed
from cleancopy.formats.parts import LINE_END, Part, RawEdit
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
_OPENING = frozenset("“‘«„‚([{¿¡")
_STRAIGHT = frozenset("\"'")


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


@dataclass(frozen=True, slots=True)
class Mapped(Part):
    """A stretch of a file whose text is mapped to it; `escape` writes a text as the file has it."""

    stretches: tuple[Stretch, ...] = field(default=(), kw_only=True)
    escape: Callable[[str], str] = field(default=str, kw_only=True)

    def render(self, changes: Sequence[Change]) -> str:
        return carried_out(self.raw, self.raw_edits(changes))

    def raw_changes(self, changes: Sequence[Change]) -> Sequence[Change]:
        edits = self.raw_edits(changes)
        return [Change(start, end, self.raw[start:end], new, ()) for start, end, new in edits]

    def replacements(self, changes: Iterable[Change]) -> Iterator[RawEdit | None]:
        habit = self._habit()
        for change in changes:
            edits = list[RawEdit]()
            with suppress(ValueError):  # the file has no place for it
                edits += self._edits(change, habit)
            yield edits[0] if len(edits) == 1 else None

    def raw_edits(self, changes: Sequence[Change]) -> list[RawEdit]:
        """Changes of the text as edits of the raw string, in order."""
        habit = self._habit() if any(change.new for change in changes) else {}
        return [edit for change in changes for edit in self._edits(change, habit)]

    def _edits(self, change: Change, habit: Mapping[str, str]) -> Iterator[RawEdit]:
        """What is deleted goes from every stretch that has it; what is new goes to the first."""
        start, end, text = trimmed(change.start, change.old, change.new or "")
        new = "".join(habit.get(each) or self.escape(each) for each in text)
        touched = list(self._within(start, end))
        if new and not any(stretch.takes_text for stretch in touched):
            place = self._insertion(start, text)
            yield place, place, new
            new = ""
        for stretch in touched:
            yield *stretch.raw(start, end), new if stretch.takes_text else ""
            new = "" if stretch.takes_text else new

    def _within(self, start: int, end: int) -> Iterator[Stretch]:
        """The stretches that share anything with a span of the text, those made up left out."""
        index = bisect_right(self.stretches, start, key=lambda each: each.end)
        while index < len(self.stretches) and self.stretches[index].start < end:
            if self.stretches[index].raw_start < self.stretches[index].raw_end:
                yield self.stretches[index]
            index += 1

    def _insertion(self, place: int, new: str) -> int:
        """Where in the raw string a text is put in: between two stretches, to whom it belongs."""
        before, after = self._beside(place - 1), self._beside(place)
        if before is None or (after is not None and self._opens(place, new)):
            if after is None:
                raise ValueError(f"the file has no place for {new!r}")
            return after.raw(place, place + 1)[0]
        return before.raw(place - 1, place)[1]

    def _beside(self, place: int) -> Stretch | None:
        """The stretch with that code point, if text can be put in beside it."""
        found = next(self._within(place, place + 1), None)
        return found if found and found.takes_text else None

    def _opens(self, place: int, new: str) -> bool:
        """Whether a new text belongs to what follows: an opening mark, told by what precedes it."""
        if new[-1:] in _STRAIGHT:
            preceding = (self.text or "")[:place][-1:]
            return not preceding or preceding.isspace() or preceding in _OPENING
        return new[-1:] in _OPENING

    def _habit(self) -> Mapping[str, str]:
        """How the characters are written that stand nowhere as they read."""
        written = {
            stretch.text: self.raw[stretch.raw_start : stretch.raw_end]
            for stretch in self.stretches
            if not stretch.is_plain and stretch.raw_start < stretch.raw_end
        }
        for stretch in self.stretches if written else ():
            for each in stretch.text if stretch.is_plain else "":
                written.pop(each, None)
        return written

    def _raw_spans(self, spans: Iterable[Span]) -> Iterable[Span]:
        return (self._raw_span(*span) for span in spans)

    def _raw_span(self, start: int, end: int) -> Span:
        touched = list(self._within(start, end))
        if touched:
            return touched[0].raw(start, end)[0], touched[-1].raw(start, end)[1]
        before = next(self._within(start - 1, start), None)
        if before is not None:
            at = before.raw(start - 1, start)[1]
        else:  # the first of what follows that the file has
            after = next(self._within(start, len(self.text or "")), None)
            at = after.raw(start, start + 1)[0] if after else len(self.raw)
        return at, at


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


def carried_out(raw: str, edits: Iterable[RawEdit]) -> str:
    """The raw string with ordered edits carried out."""
    parts, position = [], 0
    for start, end, new in edits:
        parts += [raw[position:start], new]
        position = end
    return "".join([*parts, raw[position:]])


def escaped(text: str) -> str:
    """A text as XML has it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
