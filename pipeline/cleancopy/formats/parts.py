"""Parts: stretches of a file as they stand there, and the texts in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from cleancopy.document import Change, repaired
from cleancopy.formats.source import Source

_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Wanted:
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


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a file as it stands there; `text` is what it says, None where nothing is wanted.

    `line` is the line of the file that it begins, from 1. `source` is what the text was translated
    from, `source_lang` its language code; '' where they are not known. `barred` are stretches of
    the text that no edit may touch, and empty ones that none may reach across, in order: there the
    file has markup. This part is plain: it says what it is.
    """

    raw: str
    text: str | None = None
    line: int = 1
    source: str = field(default="", kw_only=True)
    source_lang: str = field(default="", kw_only=True)
    barred: tuple[tuple[int, int], ...] = field(default=(), kw_only=True)

    def render(self, changes: Sequence[Change]) -> str:
        """The stretch with changes of its text carried out."""
        return repaired(self.raw, changes)

    def places(self, offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Lines and columns of the file, from 1, of code points of the text."""
        starts = [0, *(match.end() for match in _LINE_END.finditer(self.raw))]
        for offset in self._raw_offsets(offsets):
            row = bisect_right(starts, offset) - 1
            yield self.line + row, offset - starts[row] + 1

    def _raw_offsets(self, offsets: Iterable[int]) -> Iterable[int]:
        """Where in the stretch code points of the text stand."""
        return offsets


def write(
    source: Source, column: str, sink: BinaryIO, results: Iterator[tuple[Part, Sequence[Change]]]
) -> None:
    """The parts one after the other, in the encoding of the source."""
    sink.write(source.encoding.bom)
    for part, changes in results:
        sink.write(source.encode(part.render(changes) if changes else part.raw))
