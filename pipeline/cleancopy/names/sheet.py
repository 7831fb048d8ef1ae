"""A name table as a spreadsheet keeps it: CSV with a header, lists in a cell parted by `|`.

Errors name file, line, column and mend, since the person who reads them sits before a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from cleancopy.errors import CardError

# Marks of direction and width: spreadsheets add them when a right-to-left name is pasted.
_UNSEEN = tuple(map(chr, (0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_DATE = re.compile(r"(?:19|20|21)[0-9]{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")


class Sheet(NamedTuple):
    """A file with the columns it may have; the first of them must be there."""

    where: str
    text: str
    columns: tuple[str, ...]

    def rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each row that says anything: its line, its cells in the order of `columns`."""
        delimiter = self._delimiter()
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=delimiter, strict=True)
        line = 1
        try:
            header = [cell.strip() for cell in next(reader, [])]
            pick, width, line = self._order(header), len(header), reader.line_num + 1
            for row in reader:
                if any(row):
                    if len(row) != width:
                        raise self._width(line, len(row), width)
                    row.append("")
                    yield line, tuple(map(str.strip, pick(row)))
                line = reader.line_num + 1
        except csv.Error as error:
            mend = "close the quotation mark, or double it where it belongs to the name"
            raise CardError(f"{self.where}:{line}: no row of a table ({error}); {mend}") from None

    def fail(self, line: int, column: str, what: str, mend: str) -> CardError:
        """The error that names the cell and says what to write there."""
        return CardError(f"{self.where}:{line}: column {column!r}: {what}; {mend}")

    def _delimiter(self) -> str:
        """The comma, or the semicolon or tab of a spreadsheet that prefers them."""
        header = self.text.partition("\n")[0]
        return max(",;\t", key=header.count)

    def _order(self, header: list[str]) -> Callable[[list[str]], tuple[str, ...]]:
        for name in header:
            if name not in self.columns:
                near = get_close_matches(name, self.columns, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"use {', '.join(self.columns)}"
                raise CardError(f"{self.where}:1: unknown column {name!r}; {hint}")
            if header.count(name) > 1:
                raise CardError(f"{self.where}:1: two columns {name!r}; delete or rename one")
        if self.columns[0] not in header:
            mend = f"the first row names the columns: {', '.join(self.columns)}"
            raise CardError(f"{self.where}:1: no column {self.columns[0]!r}; {mend}")
        places = [header.index(c) if c in header else len(header) for c in self.columns]
        return itemgetter(*places)

    def _width(self, line: int, cells: int, width: int) -> CardError:
        mend = "write empty cells too, and names that hold the delimiter in quotation marks"
        return CardError(f"{self.where}:{line}: {cells} cells under a header of {width}; {mend}")


def read_sheet(path: Path, columns: tuple[str, ...]) -> Sheet:
    """The file's text, letters composed and unseen marks left out. Raises CardError."""
    where = f"{path.parent.parent.name}/{path.parent.name}/{path.name}".lstrip("/")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CardError(f"{where}:{line}: not UTF-8; save the table as 'CSV UTF-8'") from None
    except OSError as error:
        raise CardError(f"{where}: cannot be read ({error.strerror})") from None
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        for mark in _UNSEEN:
            text = text.replace(mark, "")
    return Sheet(where, text, columns)


def sheet_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The CSV text of a table."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def items(cell: str) -> tuple[str, ...]:
    """The entries of a cell that holds a list."""
    if "|" not in cell:
        return (cell,) if cell else ()
    return tuple(filter(None, map(str.strip, cell.split("|"))))


def is_date(text: str) -> bool:
    """Whether this is a year, a month or a day of the calendar as ISO 8601 writes them."""
    if not _DATE.fullmatch(text):
        return False
    if text[8:] <= "28":  # every month has them, so that asking the calendar is spared
        return True
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_language(text: str) -> bool:
    """Whether this looks like a language code: ru, zh-Hant."""
    return _LANGUAGE.fullmatch(text) is not None
