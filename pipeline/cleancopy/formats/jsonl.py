"""JSON Lines: one record a line, of which one value is a text.

A line goes back as it came, but for the characters that were changed inside that value.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TextIO

from cleancopy.document import Change
from cleancopy.formats import source as limits
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.parts import write as write
from cleancopy.formats.source import Log, Source
from cleancopy.protect import Span

# One code point of a JSON string as it is written; two escaped surrogates are one.
_CHARACTER = re.compile(
    r"\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\.|[^\\]"
)
_SPACE = re.compile(r"[ \t\r\n]*")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Two halves of a character, which would be one if less stood between them.
_HALVES = re.compile(r"[\ud800-\udbff][^\w\ud800-\udfff]*[\udc00-\udfff]")
_MOST_NAMES = 1000  # columns remembered for an error's sake


@dataclass(frozen=True, slots=True)
class Line(Part):
    """A line with a record, whose value of `column` is the text."""

    column: str = ""

    def render(self, changes: Sequence[Change]) -> str:
        start, end = value_span(self.raw, self.column)
        literal = self.raw[start:end]
        offsets = _offsets(self.raw, start, end)
        ascii_only = self.raw.isascii() or (literal.isascii() and "\\u" in literal)
        parts, position = [], 0
        for change in changes:
            new = _written(change.new or "", ascii_only, slashes="\\/" in literal)
            parts += [self.raw[position : offsets[change.start]], new]
            position = offsets[change.end]
        return "".join([*parts, self.raw[position:]])

    def replacements(self, changes: Iterable[Change]) -> Iterator[None]:
        """None: a string is written in the habit of its line as a whole."""
        return (None for _ in changes)

    def raw_changes(self, changes: Sequence[Change]) -> Sequence[Change]:
        return [Change(0, len(self.raw), self.raw, self.render(changes), ())]

    def _raw_spans(self, spans: Iterable[Span]) -> Iterable[Span]:
        known = _offsets(self.raw, *value_span(self.raw, self.column))
        return ((known[start], known[end]) for start, end in spans)


def read(source: Source, wanted: Wanted, log: Log) -> Iterator[Part]:
    """The file line by line. Raises Refused at the end where no record had one of the columns."""
    names: dict[str, None] = {}
    count: Counter[str] = Counter()
    columns = (wanted.column, *filter(None, (wanted.source_column, wanted.lang_column)))
    missing = dict.fromkeys(columns)
    told = 0
    with source.stream("\n", log) as stream:
        for number, line, whole in _lines(stream):
            try:
                record = _record(line, whole)
            except ValueError as error:
                if number > told:
                    log.left(f"{error}; line left as it is", number)
                record, told = None, number
            if record is None:
                yield Part(line, None, number)
                continue
            if len(names) < _MOST_NAMES:
                names |= dict.fromkeys(record)
            for found in missing.keys() & record.keys():
                del missing[found]
            part = _line(record, line, number, wanted)
            count.update(records=1, empty=part.text is None)
            yield part
    if count["records"]:
        _check_missing(source, missing, names, wanted.column, log)
    if count["empty"]:
        records = f"{count['empty']:,} of {count['records']:,} records"
        log.note(f"{records} have no text in {wanted.column!r} and are left as they are")


def _check_missing(
    source: Source, missing: Iterable[str], names: Iterable[str], column: str, log: Log
) -> None:
    """Raises Refused for the column of the texts, and for one of the source that is misspelt.

    Records may leave a key out, so that a file may well hold no source for any of its texts.
    """
    for name in missing:
        if name == column or get_close_matches(name, list(names), 1):
            raise source.no_column(name, names)
        log.note(f"no record has {name!r}; worked on without it")


def _line(record: dict[str, Any], line: str, number: int, wanted: Wanted) -> Line:
    """A line whose record is known; what is no text in it counts as nothing."""
    columns = (wanted.column, wanted.source_column, wanted.lang_column)
    values = (record.get(column) if column else None for column in columns)
    text, source, lang = (value if isinstance(value, str) else None for value in values)
    lang = lang or wanted.source_lang
    halves = tuple(match.span() for match in _HALVES.finditer(text or ""))
    return Line(
        line, text, number, wanted.column, source=source or "", source_lang=lang, barred=halves
    )


def value_span(line: str, key: str) -> tuple[int, int]:
    """Where the value of a key of the record itself stands in its line; of several the last.

    The line must be a valid record that has the key.
    """
    decode, span = json.JSONDecoder().raw_decode, (-1, -1)
    position = _after_space(line, 0) + 1
    while line[start := _after_space(line, position)] != "}":
        name, end = decode(line, start)
        value = _after_space(line, _after_space(line, end) + 1)
        end = decode(line, value)[1]
        if name == key:
            span = value, end
        position = _after_space(line, end)
        position += line[position] == ","
    return span


def _after_space(line: str, position: int) -> int:
    match = _SPACE.match(line, position)
    return match.end() if match else position


def _offsets(line: str, start: int, end: int) -> list[int]:
    """Where the code points of a JSON string stand in its line, and where the last one ends."""
    return [*(m.start() for m in _CHARACTER.finditer(line, start + 1, end - 1)), end - 1]


def _written(text: str, ascii_only: bool, slashes: bool) -> str:
    """A text as it stands in a JSON string, in the habit of its line."""
    written = json.dumps(text, ensure_ascii=ascii_only)[1:-1]
    written = _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
    return written.replace("/", "\\/") if slashes else written


def _record(line: str, whole: bool) -> dict[str, Any] | None:
    """The record of a line, None for a blank one. Raises ValueError that says what is wrong."""
    if not whole:
        raise ValueError(f"longer than {limits.LIMIT // 1_000_000} MB")
    if not line.strip():
        return None
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not valid JSON ({error.msg}, column {error.colno})") from None
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not readable as JSON ({str(error).partition(';')[0]})") from None
    if isinstance(record, dict):
        return record
    raise ValueError("valid JSON, but no record in braces")


def _lines(stream: TextIO) -> Iterator[tuple[int, str, bool]]:
    """Lines with their numbers; one that is too long comes in pieces that are not whole."""
    number, inside = 1, False
    while line := stream.readline(limits.LIMIT + 1):
        ended = line.endswith("\n")
        whole = not inside and (ended or len(line) <= limits.LIMIT)
        yield number, line, whole
        number += ended
        inside = not ended and not whole
