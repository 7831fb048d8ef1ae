"""The scripts that names come in: a table each, with the prices of its letters in English.

A price is a number of points; 0 is what the regular spelling costs. A wrong consonant costs 100, a
letter left out and one unwritten. The Arabic table was written by hand and its prices checked
against counts of letter pairs over one half of a benchmark of names, the other half being measured
only; the other tables are from general knowledge and have the same prices.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from cleancopy.names.skeleton import MARKS, TABLES, stands_for, steps

SCRIPTS = ("arabic", "cyrillic", "greek", "hebrew", "chinese", "kana", "latin")

STEPS = (0, 6, 14, 24, 36)  # regular, usual, known, rare, strained
UNWRITTEN = 50  # a spelling without a letter
SILENT = 50  # a letter without a spelling
DOUBLED = 6  # a letter behind its like without a spelling
ENDING = 6  # a letter of a case ending without a spelling

_DROPPED = frozenset(("Mn", "Cf", "Lm"))  # loose accents, direction marks, tatweel

Table = Mapping[str, Any]


class Script:
    """One table as one language reads it; prices are worked out on demand.

    A letter is a place in the table; `UNKNOWN` is any letter that the table does not list.
    """

    UNKNOWN = -1

    def __init__(self, table: Table, lang: str) -> None:
        own = table.get("own", {}).get(lang, {})
        letters = own | {key: on for key, on in table["letters"].items() if key not in own}
        readings = table.get("readings", {})
        self.is_latin = table is tables()["latin"]
        self._letters = [*map(_prices, letters.values())]
        self.columns = Columns(self._letters, _prices(table["unwritten"]))
        self._readings = {sign: to for to, signs in readings.items() for sign in signs.split()}
        self._readable = re.compile(_any_of(self._readings))
        self._listed = frozenset("".join((*letters, *self._readings)))
        self._cutter = re.compile("|".join((*(f"({key})" for key in letters), r"[^\W\d_]")))
        endings = _any_of(table.get("endings", {}).get(lang, "").split())
        self._ending = re.compile(rf"(?<=\w\w\w)(?:{endings})\b")

    def cut(self, name: str) -> Iterator[tuple[int, int]]:
        """The letters of a name, each with the price of leaving it out."""
        plain = "".join(map(self._bare, unicodedata.normalize("NFKC", name).lower()))
        text = self._readable.sub(lambda sign: self._readings[sign[0]], plain)
        in_ending = {place for end in self._ending.finditer(text) for place in range(*end.span())}
        before = -1
        for match in self._cutter.finditer(text):
            letter = match.lastindex - 1 if match.lastindex else self.UNKNOWN
            listed = {} if letter == self.UNKNOWN else self._letters[letter]
            silent = listed.get("-", SILENT)
            if match.start() in in_ending:
                silent = min(silent, ENDING)
            yield letter, min(silent, DOUBLED) if letter == before else silent
            before = letter

    def _bare(self, sign: str) -> str:
        """A sign as the table lists it, without its accents; nothing if it is but an accent."""
        if sign in self._listed:
            return sign
        dropped = unicodedata.category(sign) in _DROPPED
        return "" if dropped else unicodedata.normalize("NFD", sign)[0]


class Columns(dict[str, tuple[int, dict[int, int]]]):
    """The price of each English spelling without a letter, and for each letter that it fits.

    They are worked out when they are asked for.
    """

    def __init__(self, letters: Sequence[Mapping[str, int]], unwritten: Mapping[str, int]) -> None:
        super().__init__()
        self._letters, self._unwritten = letters, unwritten

    def __missing__(self, spelling: str) -> tuple[int, dict[int, int]]:
        mark = next((mark for mark in MARKS if spelling.endswith(mark)), "")
        bare = spelling.removesuffix(mark)
        column = self._unwritten.get(mark or bare, UNWRITTEN), self._fits(bare)
        self[spelling] = column
        return column

    def _fits(self, spelling: str) -> dict[int, int]:
        """The price of a spelling for each letter, through the best of what it may stand for."""
        meant = {plain: STEPS[step] for plain, step in stands_for(spelling).items()}
        fits = {
            place: [listed[plain] + price for plain, price in meant.items() if plain in listed]
            for place, listed in enumerate(self._letters)
        }
        return {place: min(prices) for place, prices in fits.items() if prices}


@cache
def tables() -> dict[str, Table]:
    """The table of each script, as its file has it."""
    return {
        name: tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))
        for name in SCRIPTS
    }


def script_of(name: str, lang: str) -> Script | None:
    """The script that most letters of a name are of, as a language reads it; None if unlisted."""
    text = unicodedata.normalize("NFKC", name).lower()
    counts = {script: len(letters.findall(text)) for script, letters in _alphabets().items()}
    script = max(counts, key=lambda script: counts[script])
    table = tables()[script]
    if not counts[script] or lang in table.get("not_in", "").split():
        return None
    has_own = lang in table.get("own", {}) or lang in table.get("endings", {})
    return _script(script, lang if has_own else "")


@cache
def _alphabets() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(f"[{table['characters']}]") for name, table in tables().items()}


@cache
def _script(name: str, lang: str) -> Script:
    return Script(tables()[name], lang)


def _any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; of none, if there are none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


def _prices(groups: str) -> dict[str, int]:
    return {spelling: STEPS[step] for spelling, step in steps(groups).items()}


def is_latin(text: str) -> bool:
    """Whether a text is written in our letters."""
    script = script_of(text, "")
    return script is not None and script.is_latin


@cache
def _case_endings(lang: str) -> tuple[str, ...]:
    return tuple(tables()["latin"]["endings"].get(lang.partition("-")[0].lower(), "").split())


def has_cases(lang: str) -> bool:
    """Whether the names of a language in our letters change with their case."""
    return bool(_case_endings(lang))


def is_ending(word: str, lang: str) -> bool:
    """Whether a Latin word may stand in a case of its language, so that it is no name as it is."""
    return any(len(word) >= len(end) + 3 and word.endswith(end) for end in _case_endings(lang))


@cache
def _transcribing() -> frozenset[str]:
    return frozenset("".join(signs for signs in tables()["chinese"]["readings"].values()))


def transcribes(signs: str) -> bool:
    """Whether all of some Chinese characters are ones that foreign names are written with."""
    return all(sign in _transcribing() for sign in signs)
