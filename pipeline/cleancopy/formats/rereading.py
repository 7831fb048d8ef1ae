"""Reading again: a repair in a file with markup must read there as the report says.

Markup is made of the signs of prose, so that a repair may make some where nobody thought of it. The
readers bar what they know of; the rest is found here, by reading what would be written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from cleancopy.document import Change, Document, repaired
from cleancopy.formats.parts import Part, Read
from cleancopy.pieces import moved
from cleancopy.protect import Span, united
from cleancopy.report import Report, Settings, run

_SIGN = re.compile(r"\S|\s+")
_TRIES = 4  # then the whole text is left as it is
_NOTE = "a repair would be read as markup; what is around it is left as it is"


def report_as_read(part: Part, settings: Settings, name: str, notes: Sequence[str]) -> Report:
    """The report on a text, without the repairs that its file could not show as they are."""
    text, barred = part.text or "", part.barred
    for attempt in range(_TRIES):
        report = run(
            text, settings, name=name, notes=(*notes, _NOTE) if attempt else notes,
            source=part.source, source_lang=part.source_lang, barred=barred, marks=part.marks,
        )  # fmt: skip
        where = _unlike(part, report, settings)
        if where is None:
            return report
        barred = tuple(united(barred, [where]))
    return replace(report, document=Document.of(text), notes=(*notes, _NOTE))


def misread(part: Part, changes: Sequence[Change]) -> Span | None:
    """The line of the text that would not read as it was repaired; None where all does.

    Empty lines do not count: they are where an item of a list was emptied.
    """
    if part.reads is None or not changes:
        return None
    return _different(part, changes, part.reads(part.render(changes)))


def _unlike(part: Part, report: Report, settings: Settings) -> Span | None:
    """The line that would not read as it was repaired, or that a second run would repair."""
    if part.reads is None or not report.changes:
        return None
    raw = part.render(report.changes)
    read = part.reads(raw)
    where = _different(part, report.changes, read)
    if where or read.barred == moved(part.barred, report.document.pieces):
        return where  # the last round of the run was the proof that nothing more is repaired
    again = run(
        read.text, settings, source=part.source, source_lang=part.source_lang,
        barred=read.barred, marks=read.marks(raw),
    )  # fmt: skip
    return _line(part, again.changes[0].start, report.changes) if again.changes else None


def _different(part: Part, changes: Sequence[Change], read: Read) -> Span | None:
    """The line of the text that was read otherwise than it was repaired."""
    at = _difference(repaired(part.text or "", changes), read.text)
    return None if at is None else _line(part, at, changes)


def _line(part: Part, place: int, changes: Sequence[Change]) -> Span:
    """The line of the text in which a place of the repaired text was."""
    text = part.text or ""
    place = _before(place, changes)
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end


def _difference(wanted: str, found: str) -> int | None:
    """Where a text first differs from another; blanks, and empty lines, do not count."""
    if wanted == found:
        return None
    for (place, one), (_, other) in zip_longest(_signs(wanted), _signs(found), fillvalue=(-1, "")):
        if one != other:
            return place if place >= 0 else len(wanted)
    return None


def _signs(text: str) -> Iterator[tuple[int, str]]:
    """What is seen of a text, sign by sign, with the ends of its lines."""
    begin = len(text) - len(text.lstrip())
    for match in _SIGN.finditer(text, begin, len(text.rstrip())):
        if not match[0].isspace():
            yield match.start(), match[0]
        elif "\n" in match[0]:
            yield match.start(), "\n"


def _before(place: int, changes: Iterable[Change]) -> int:
    """Where a place of the repaired text was in the original; the begin of what took its place."""
    for change in changes:
        if change.start >= place:
            break
        if change.start + len(change.new or "") > place:
            return change.start
        place += len(change.old) - len(change.new or "")
    return place
