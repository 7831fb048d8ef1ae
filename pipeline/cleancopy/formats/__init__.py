"""Formats: how texts are read out of a file, and put back with the rest of it as it was.

A format is a module with two functions. `read` gives the file in parts, each of which may hold a
text; `write` takes the parts, with what was changed in their texts, and writes the file again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from cleancopy.document import Change
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.source import Log, Refused, Source

TEXT = "text"
KINDS = {
    **dict.fromkeys((".txt", ".text"), TEXT),
    **dict.fromkeys((".htm", ".html", ".xhtml"), "html"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".wxr", ".xml"), "wordpress"),
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    **dict.fromkeys((".csv", ".tsv"), "delimited"),
    ".parquet": "parquet",
    ".docx": "docx",
    **dict.fromkeys((".xlf", ".xliff", ".sdlxliff"), "xliff"),
    ".tmx": "tmx",
    ".po": "gettext",
}
WHOLE = frozenset((TEXT, "docx", "html", "markdown"))
"""The formats whose files are one text each."""
# A text file may have any ending but these: in them the letters are not all that counts.
_NOT_TEXT = frozenset(
    (
        *(".doc", ".odt", ".rtf", ".pdf", ".epub"),
        *(".json", ".yaml", ".yml", ".toml", ".xls", ".xlsx", ".ods", ".feather", ".arrow"),
        *(".zip", ".gz", ".bz2", ".xz", ".zst"),
        ".pot",  # a catalogue without translations
    )
)
TABLES = frozenset(("jsonl", "delimited", "parquet"))
"""The formats whose texts stand in a column."""

BILINGUAL = frozenset(("xliff", "tmx", "gettext"))
"""The formats whose files have the source beside each text."""

BINARY = {"parquet": "a Parquet table", "docx": "a Word document"}
"""The formats that are nothing to look at, by what a person calls them."""


class Format(Protocol):
    """What a module of a format offers."""

    def read(self, source: Source, wanted: Wanted, log: Log) -> Iterable[Part]:
        """The parts of a source, in order. Raises Refused."""

    def write(self, source: Source, column: str, sink: BinaryIO, results: Iterator[Result]) -> None:
        """Write the parts that came of a source to `sink`, with their changes carried out."""


Result = tuple[Part, Sequence[Change]]


def kind_of(path: Path) -> str:
    """The format of a file that was given by name. Raises Refused for one that is not known."""
    ending = path.suffix.lower()
    if ending in _NOT_TEXT:
        known = ", ".join(KINDS)
        raise Refused(f"{path}: {ending} is not read; formats known: {known}, and any plain text")
    return KINDS.get(ending, TEXT)


def format_of(kind: str) -> Format:
    """The format of that name; its module is imported when it is first asked for."""
    return cast(Format, import_module(f"{__name__}.{kind}"))
