"""Files of records: JSON, JSON Lines and CSV, each record with its line or number."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cleancopy.errors import CardError

Record = Mapping[str, Any]


def read_records(path: Path, where: str) -> Iterator[tuple[int, Record]]:
    """The records of a file, by its ending. Raises CardError, in which `where` is its name."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CardError(f"{where}:{line}: not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise CardError(f"{where}: cannot be read ({error.strerror})") from None
    ending = path.suffix.lower()
    if ending == ".csv":
        yield from _rows(text, where)
    elif ending in (".jsonl", ".ndjson"):
        for number, row in enumerate(text.split("\n"), 1):
            if row.strip():
                yield number, _record(_parsed(row, where, number), where, number)
    else:
        for number, binding in enumerate(_bindings(_parsed(text, where, 1), where), 1):
            yield number, _record(binding, where, number)


def _rows(text: str, where: str) -> Iterator[tuple[int, Record]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    line = 2
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        mend = "close the quotation mark, or download the file again"
        raise CardError(f"{where}:{line}: no row of a table ({error}); {mend}") from None


def _parsed(text: str, where: str, line: int) -> Any:
    """What a stretch of JSON that begins at a line says."""
    mend = "mend it, or download the file again"
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"{where}:{line + error.lineno - 1}"
        what = f"{error.msg}, column {error.colno}"
        raise CardError(f"{place}: not valid JSON ({what}); {mend}") from None
    except (ValueError, RecursionError) as error:
        what = str(error).partition(";")[0]
        raise CardError(f"{where}:{line}: not readable as JSON ({what}); {mend}") from None


def _bindings(answer: Any, where: str) -> Iterator[Any]:
    """The rows of a query result: plain, or with the kind of each value beside it."""
    if isinstance(answer, list):
        yield from answer
        return
    try:
        for row in answer["results"]["bindings"]:
            yield {name: cell["value"] for name, cell in row.items()}
    except (KeyError, TypeError, AttributeError):
        mend = "download the answer of the query service as JSON, verbose or not, or as CSV"
        raise CardError(f"{where}: JSON, but no query result; {mend}") from None


def _record(value: Any, where: str, line: int) -> Record:
    if isinstance(value, dict):
        return value
    raise CardError(f"{where}:{line}: valid JSON, but no record in braces; delete it")
