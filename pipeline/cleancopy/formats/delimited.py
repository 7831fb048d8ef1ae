"""Tables of delimited text, .csv and .tsv: a row is a record, one cell of it the text.

The bytes of a row go back as they came, but for a cell whose text was changed. Quoting is that of
the csv module: a cell that begins with a quotation mark runs to the next single one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import TextIO

from cleancopy.document import Change, repaired
from cleancopy.formats import source as limits
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.parts import write as write
from cleancopy.formats.source import Log, Refused, Source
from cleancopy.protect import Span

_DELIMITERS = ",;\t|"  # in .csv the first with which the header has the column
_CLOSING = re.compile(r'[^"]*+(?:""[^"]*+)*+"')
_QUOTED = re.compile(r'""|[^"]', re.DOTALL)
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Cell(Part):
    """A row with the place of the cell that holds the text."""

    start: int = 0
    end: int = 0
    delimiter: str = ","

    def render(self, changes: Sequence[Change]) -> str:
        """The row; one whose only cell is emptied stays a row, and no blank line."""
        new = repaired(self.text or "", changes)
        is_blank = not (new or self.raw[: self.start] or self.raw[self.end :].strip("\r\n"))
        if self._quoted or is_blank or re.search(rf'^"|[{re.escape(self.delimiter)}\r\n]', new):
            new = '"' + new.replace('"', '""') + '"'
        return self.raw[: self.start] + new + self.raw[self.end :]

    def replacements(self, changes: Iterable[Change]) -> Iterator[None]:
        """None: a cell may need quoting as a whole."""
        return (None for _ in changes)

    def raw_changes(self, changes: Sequence[Change]) -> Sequence[Change]:
        return [Change(0, len(self.raw), self.raw, self.render(changes), ())]

    @property
    def _quoted(self) -> bool:
        return self.raw.startswith('"', self.start)

    def _raw_spans(self, spans: Iterable[Span]) -> Iterable[Span]:
        if not self._quoted:
            return ((self.start + start, self.start + end) for start, end in spans)
        inside = _QUOTED.finditer(self.raw, self.start + 1, self.end - 1)
        known = [*(match.start() for match in inside), self.end - 1]
        return ((known[start], known[end]) for start, end in spans)


@dataclass(frozen=True, slots=True)
class _Header:
    """The delimiter, how many cells a row has, and which are the text, its source and language."""

    delimiter: str
    width: int
    index: int
    source: int | None
    lang: int | None
    source_lang: str  # where no cell names it

    def part(self, row: str, line: int) -> Part:
        """A row as a part. Raises ValueError where it is not made like the header."""
        spans = cells(row, self.delimiter)
        if not row.strip("\r\n"):
            return Part(row, None, line)
        if len(spans) != self.width:
            raise ValueError(f"{_cells(len(spans))} where the header has {self.width}")
        start, end = spans[self.index]
        text = plain(row[start:end])
        if text is None:
            raise ValueError("text goes on after a closing quotation mark")
        source, lang = (self._beside(row, spans, index) for index in (self.source, self.lang))
        lang = lang or self.source_lang
        return Cell(row, text, line, start, end, self.delimiter, source=source, source_lang=lang)

    def _beside(self, row: str, spans: Sequence[tuple[int, int]], index: int | None) -> str:
        """What another cell says; nothing where there is none, or one that is not well quoted."""
        return "" if index is None else plain(row[slice(*spans[index])]) or ""


def read(source: Source, wanted: Wanted, log: Log) -> Iterator[Part]:
    """The file row by row, the header first. Raises Refused where it has no such column."""
    tabs = PurePath(source.name).suffix.lower() == ".tsv"
    candidates = "\t" if tabs else _DELIMITERS
    with source.stream("", log) as stream:
        row, _, whole = next(_rows(stream, candidates, 1), ("", 1, True))
        if not row.strip("\r\n"):
            raise Refused(f"{source.name}: no header, so no column {wanted.column!r}")
        if not whole:
            raise Refused(f"{source.name}: the header has a quotation mark that is never closed")
        header = _header(source, row, wanted, candidates)
        yield Part(row)
        yield from _body(stream, header, 1 + len(_LINE_END.findall(row)), log)


def cells(row: str, delimiter: str) -> list[tuple[int, int]]:
    """Where the cells of a row stand in it, its line end left out."""
    pattern, spans, position = _cell(delimiter), list[tuple[int, int]](), 0
    while match := pattern.match(row, position):
        spans.append(match.span())
        position = match.end() + 1
        if not row.startswith(delimiter, match.end()):
            break
    return spans


def plain(raw: str) -> str | None:
    """What a cell says; None where text goes on after its closing quotation mark."""
    if not raw.startswith('"'):
        return raw
    match = _CLOSING.match(raw, 1)
    if match is None or match.end() != len(raw):
        return None
    return raw[1:-1].replace('""', '"')


def _body(stream: TextIO, header: _Header, line: int, log: Log) -> Iterator[Part]:
    """The rows under the header, the first of which stands at `line`."""
    told = 0
    for row, number, whole in _rows(stream, header.delimiter, line):
        try:
            if not whole:
                raise ValueError("too long a row, or a quotation mark that is never closed")
            yield header.part(row, number)
        except ValueError as error:
            if number > told:
                log.left(f"{error}; row left as it is", number)
                told = number
            yield Part(row, None, number)


def _header(source: Source, row: str, wanted: Wanted, candidates: str) -> _Header:
    """What the header says of the table. Raises Refused."""
    rows: dict[str, list[str]] = {
        delimiter: [plain(row[slice(*span)]) or "" for span in cells(row, delimiter)]
        for delimiter in candidates
    }
    delimiter = next((each for each, names in rows.items() if wanted.column in names), "")
    names: list[str] = rows[delimiter] if delimiter else max(rows.values(), key=len)
    index = _index(source, names, wanted.column)
    named = wanted.source_column, wanted.lang_column
    origin, lang = (_index(source, names, column) if column else None for column in named)
    return _Header(delimiter, len(names), index, origin, lang, wanted.source_lang)


def _index(source: Source, names: Sequence[str], column: str) -> int:
    """Which column has the name. Raises Refused."""
    if names.count(column) > 1:
        raise Refused(f"{source.name}: more than one column {column!r}")
    if column not in names:
        raise source.no_column(column, names)
    return names.index(column)


def _rows(stream: TextIO, delimiters: str, line: int) -> Iterator[tuple[str, int, bool]]:
    """Rows as they stand, with the line they begin at, and whether they are whole.

    A row that is too long comes in pieces, and so does one with a mark that is never closed.
    """
    held, size = list[str](), 0
    begun, whole, inside = line, True, False
    while piece := stream.readline(limits.LIMIT + 1):
        held.append(piece)
        size += len(piece)
        inside = _is_inside(piece, delimiters, inside)
        is_line = piece.endswith(("\n", "\r"))
        line += is_line
        if size > limits.LIMIT or (is_line and not inside):
            whole = whole and size <= limits.LIMIT
            yield "".join(held), begun, whole
            held, size = [], 0
        if is_line and not inside:
            begun, whole = line, True
    if held:
        yield "".join(held), begun, whole and not inside


def _is_inside(line: str, delimiters: str, inside: bool) -> bool:
    """Whether a quoted cell is still open after a line, given whether one was before it."""
    if '"' not in line:
        return inside
    delimiter, position = _delimiter(delimiters), 0
    while True:
        if inside or line.startswith('"', position):
            closing = _CLOSING.match(line, position + (not inside))
            if closing is None:
                return True
            inside, position = False, closing.end()
        following = delimiter.search(line, position)
        if following is None:
            return False
        position = following.end()


@cache
def _delimiter(delimiters: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(delimiters)}]")


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    """A cell: quoted and whatever follows, else all up to the delimiter or the line end."""
    other = rf"[^{re.escape(delimiter)}\r\n]*+"
    return re.compile(rf'(?:"[^"]*+(?:""[^"]*+)*+")?{other}')


def _cells(number: int) -> str:
    return "1 cell" if number == 1 else f"{number} cells"
