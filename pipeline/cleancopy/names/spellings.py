"""The cells of a name table that hold names: in our letters, in other scripts, right and wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from cleancopy.names.sheet import Sheet, is_language, items

# What no printed name holds: control characters, markup, two spaces in a row.
_ODD = re.compile(r"[\x00-\x1f\x7f<>{}\[\]_=@#*?;|\\]|\s\s")

# Accepted forms, misspellings, native forms with their languages, and sources.
Spellings: TypeAlias = tuple[
    tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...], tuple[str, ...]
]


def spellings(sheet: Sheet, line: int, name: str, cells: Iterable[str]) -> Spellings:
    """The cells `accepted`, `misspellings`, `native` and `sources`, read and checked."""
    accepted, wrong, native, sources = cells
    origins = items(sources) or ("hand",)
    if not (accepted or wrong or native):
        return (), (), (), origins
    good, bad = items(accepted), items(wrong)
    for column, names in (("accepted", good), ("misspellings", bad)):
        for item in names:
            check_name(sheet, line, column, item)
    if bad and (both := {name, *good}.intersection(bad)):
        what = f"{min(both)!r} is right in another cell of the row"
        raise sheet.fail(line, "misspellings", what, "keep it in one of them")
    forms = _native(sheet, line, native) if native else ()
    return good, bad, forms, origins


def _native(sheet: Sheet, line: int, cell: str) -> tuple[tuple[str, str], ...]:
    pairs = tuple((code.strip(), form.strip()) for code, _, form in _parted(cell))
    for code, form in pairs:
        if not (form and is_language(code)):
            what, mend = f"{code or form!r} has no form", "write code: form, as in ru: Иванов"
            raise sheet.fail(line, "native", what, mend)
    return pairs


def _parted(cell: str) -> Iterator[tuple[str, str, str]]:
    return (item.partition(":") for item in items(cell))


def check_name(sheet: Sheet, line: int, column: str, name: str) -> None:
    """Raise CardError for what is no name as it would be printed."""
    if not name:
        raise sheet.fail(line, column, "empty", "write the name, or delete the row")
    if not _good(name):
        what = f"{name!r} is no name as it would be printed"
        raise sheet.fail(line, column, what, "leave out double spaces, tabs and odd marks")


def _good(name: str) -> bool:
    return _ODD.search(name) is None and any(map(str.isalpha, name))
