"""The months and the days of the week that a text names, as numbers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from cleancopy.beside.figures import Figure
from cleancopy.folders import RULES

_NUMBERED = re.compile(r"(?<!\d)(1[0-2]|[1-9]|１[０-２]|[１-９])\s?月(?!曜)")
_DOTTED = re.compile(r"(?<![\d.])\d{1,2}\.\s?(1[0-2]|0?[1-9])\.\s?(?:19|20)\d\d(?!\d)")
_ISO = re.compile(r"(?<!\d)(?:19|20)\d\d-(1[0-2]|0[1-9])-\d\d(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(1[0-2]|0?[1-9])/(1[0-2]|0?[1-9])(?![\d/]\d{3})")
# May and March are other words as well, and so are short forms of some names.
_DOUBTFUL = frozenset(("May", "March", "Jan", "Mai", "Sep"))
_BEFORE = re.compile(
    r"(?i)(?:\d|\d(?:st|nd|rd|th)(?: of)?|\b(?:in|since|until|last|next|early|late|mid|of))[ -]\Z"
)
_BEHIND = re.compile(r"\.? \d")


def months(text: str, lang: str) -> tuple[Figure, ...]:
    """The months of a text, by name or in a date, in order."""
    found = [*_words(text, lang, "months"), *_dated(text, lang)]
    return tuple(sorted(found))


def weekdays(text: str, lang: str) -> tuple[Figure, ...]:
    """The days of the week that a text names, in order."""
    return tuple(_words(text, lang, "weekdays"))


def _dated(text: str, lang: str) -> Iterator[Figure]:
    patterns = [_DOTTED, _ISO, *([_NUMBERED] if lang in ("zh", "ja") else ())]
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield Figure(match.start(), match.end(), (Decimal(int(match[1])),))
    for match in _SLASHED.finditer(text):
        either = Decimal(int(match[1])), Decimal(int(match[2]))
        yield Figure(match.start(), match.end(), either, is_firm=False)


def _words(text: str, lang: str, field: str) -> Iterator[Figure]:
    pattern = _pattern(lang, field)
    for match in pattern.finditer(text) if pattern else ():
        number = Decimal(int((match.lastgroup or "n0")[1:]))
        if match[0] not in _DOUBTFUL or _is_dated(text, *match.span()):
            yield Figure(*match.span(), (number,))


def _is_dated(text: str, start: int, end: int) -> bool:
    """Whether a doubtful word has a day, a year or a preposition beside it."""
    if _BEHIND.match(text, end):
        return True
    return _BEFORE.search(text, max(0, start - 10), start) is not None


@cache
def _pattern(lang: str, field: str) -> re.Pattern[str] | None:
    """A group for each month or day of a language; None where we do not know them."""
    rows = _tables().get(lang, {}).get(field, [])
    if not rows:
        return None
    groups = (f"(?P<n{number}>{_any(row)})" for number, row in enumerate(rows, 1))
    if lang in ("zh", "ja"):
        return re.compile("|".join(groups))
    return re.compile(rf"(?<!\w)[وفبلك]?(?:{'|'.join(groups)})(?!\w)")


def _any(row: str) -> str:
    words = (re.escape(word).replace(r"\*", r"\w*").replace(r"\+", r"\s") for word in row.split())
    return "|".join(words)


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((RULES / "language" / "calendar.toml").read_text(encoding="utf-8"))
