"""Parts: stretches of a file as they stand there, and the texts in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple, Protocol

from cleancopy.document import Change, repaired
from cleancopy.findings import Place, Region
from cleancopy.formats.source import Source
from cleancopy.inline import Mark
from cleancopy.protect import Span

RawEdit = tuple[int, int, str]
"""What stands between two places of a stretch as it is, and what takes its place."""
LINE_END = re.compile(r"\r\n?|\n")


class Wanted(NamedTuple):
    """What is read: the columns of a table, and what is said of the source from outside.

    `source_column` and `lang_column` are '' where the table has no sources, or no languages of
    them. `source` is that of a single text, `source_lang` the language where no cell names it.
    `tracked` says what becomes of tracked changes: accept, reject, or '' to refuse them.
    """

    column: str = "text"
    source_column: str = ""
    lang_column: str = ""
    source: str = ""
    source_lang: str = ""
    tracked: str = ""


class Ahead(NamedTuple):
    """What stands ahead of a place in its line: code points, and bytes of UTF-8."""

    points: int = 0
    size: int = 0

    def after(self, raw: str) -> Ahead:
        """What stands ahead of the place behind a stretch of the file."""
        begin = max(raw.rfind("\n"), raw.rfind("\r")) + 1
        before, last = Ahead() if begin else self, raw[begin:]
        return Ahead(before.points + len(last), before.size + _size(last))


LINE_BEGINS = Ahead()


class Read(Protocol):
    """What a stretch says: its text, what of it no edit may touch, what its author keeps off."""

    barred: list[Span]

    @property
    def text(self) -> str:
        """The text."""

    def marks(self, raw: str, line: int = 1) -> tuple[Mark, ...]:
        """The stretches that its author keeps rules off."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a file as it stands there; `text` is what it says, None where nothing is wanted.

    `line` is the line of the file that it begins, from 1. `source` is what the text was translated
    from, `source_lang` its language code; '' where they are not known. `barred` are stretches of
    the text that no edit may touch, and empty ones that none may reach across, in order: there the
    file has markup. `marks` are stretches that its author keeps rules off. `reads` reads such a
    stretch, where prose may become markup. This part is plain: it says what it is.
    """

    raw: str
    text: str | None = None
    line: int = 1
    source: str = field(default="", kw_only=True)
    source_lang: str = field(default="", kw_only=True)
    barred: tuple[tuple[int, int], ...] = field(default=(), kw_only=True)
    marks: tuple[Mark, ...] = field(default=(), kw_only=True)
    reads: Callable[[str], Read] | None = field(default=None, kw_only=True)

    def render(self, changes: Sequence[Change]) -> str:
        """The stretch with changes of its text carried out."""
        return repaired(self.raw, changes)

    def replacements(self, changes: Iterable[Change]) -> Iterator[RawEdit | None]:
        """Each change as one replacement in the stretch; None where it takes more than that."""
        return ((each.start, each.end, each.new or "") for each in changes)

    def raw_changes(self, changes: Sequence[Change]) -> Sequence[Change]:
        """Changes of the text as changes of the stretch."""
        return changes

    def places(self, spans: Iterable[Span], ahead: Ahead = LINE_BEGINS) -> Iterator[Region]:
        """Where spans of the text begin and end in the file."""
        return self.raw_places(self._raw_spans(spans), ahead)

    def raw_places(self, spans: Iterable[Span], ahead: Ahead = LINE_BEGINS) -> Iterator[Region]:
        """Where spans of the stretch begin and end in the file."""
        wanted = list(spans)
        starts = [0, *(match.end() for match in LINE_END.finditer(self.raw))]
        rows = {offset: bisect_right(starts, offset) - 1 for span in wanted for offset in span}
        sizes = _sizes(self.raw, {*rows, *(starts[row] for row in rows.values())})

        def place(offset: int) -> Place:
            row = rows[offset]
            begin, before = starts[row], LINE_BEGINS if row else ahead
            column = 1 + before.points + offset - begin
            return Place(self.line + row, column, 1 + before.size + sizes[offset] - sizes[begin])

        return ((place(start), place(end)) for start, end in wanted)

    def _raw_spans(self, spans: Iterable[Span]) -> Iterable[Span]:
        """Where in the stretch spans of the text stand."""
        return spans


def _sizes(text: str, offsets: Iterable[int]) -> dict[int, int]:
    """How many bytes of UTF-8 precede places of a text."""
    found, position, size = dict[int, int](), 0, 0
    for offset in sorted(offsets):
        size += _size(text[position:offset])
        found[offset], position = size, offset
    return found


def _size(text: str) -> int:
    """The bytes of a text in UTF-8."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def write(
    source: Source, column: str, sink: BinaryIO, results: Iterator[tuple[Part, Sequence[Change]]]
) -> None:
    """The parts one after the other, in the encoding of the source."""
    sink.write(source.encoding.bom)
    for part, changes in results:
        sink.write(source.encode(part.render(changes) if changes else part.raw))
