"""Texts that are written otherwise than they read: a map from each code point to its raw place.

Changes are carried out on the raw string, so that all markup around them stays as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from cleancopy.document import Change
from cleancopy.edit import trimmed
from cleancopy.formats.parts import Part, RawEdit
from cleancopy.formats.reading import Stretch
from cleancopy.protect import Span

_OPENING = frozenset("“‘«„‚([{¿¡")
_STRAIGHT = frozenset("\"'")


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
