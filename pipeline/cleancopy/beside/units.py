"""The numbers of a text that measure something, with their units."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from cleancopy.beside.figures import figures
from cleancopy.folders import RULES

_SIGN = re.compile(r"[$€£₽¥₹]\Z")


class Measure(NamedTuple):
    """A number with its unit, its place, and what the unit measures."""

    start: int
    end: int
    value: Decimal
    kind: str
    unit: str


def measures(text: str, lang: str) -> Iterator[Measure]:
    """The numbers in figures that a unit stands beside, in order."""
    before, behind = _patterns()
    for figure in figures(text, lang):
        if not figure.is_firm:
            continue
        match = behind.match(text, figure.end)
        start, end = figure.start, match.end() if match else figure.end
        if match is None:
            match = before.search(text, max(0, start - 4), start)
            start = match.start() if match else start
        if match and match.lastgroup:
            kind, unit = _units()[int(match.lastgroup[1:])][:2]
            yield Measure(start, end, figure.values[0], kind, unit)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Signs of money right before a number, and units behind it."""
    rows = list(enumerate(_units()))
    money = ((i, list(filter(_SIGN.search, words))) for i, (_, _, words) in rows)
    signs = "|".join(f"(?P<u{i}>{'|'.join(map(re.escape, some))})" for i, some in money if some)
    units = "|".join(f"(?P<u{i}>{'|'.join(map(_word, words))})" for i, (_, _, words) in rows)
    return re.compile(rf"(?:{signs}) ?\Z"), re.compile(rf"[\s\u00a0\u202f-]?(?:{units})")


def _word(word: str) -> str:
    """A unit as a pattern; one of letters that are parted by blanks is a whole word."""
    if re.match(r"[\u3040-\u9fff]", word) or not word[0].isalpha():
        return re.escape(word)
    return re.escape(word).replace(r"\*", r"\w*") + r"(?!\w)"


@cache
def _units() -> list[tuple[str, str, list[str]]]:
    """Every unit with what it measures and its words."""
    text = (RULES / "language" / "units.toml").read_text(encoding="utf-8")
    return [
        (kind, unit, sorted(words.split(), key=len, reverse=True))
        for kind, units in tomllib.loads(text).items()
        for unit, words in units.items()
    ]
