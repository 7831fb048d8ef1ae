"""What textstat would count in a text: words, letters, syllables, hard words.

A text has few different words, so what is counted in each is kept, and a text costs one look-up a
word; textstat cleans and splits the whole text for every formula.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib.util import find_spec
from itertools import repeat
from pathlib import Path
from struct import Struct
from typing import Any, NamedTuple

_NO_LETTER = re.compile(r"\W+")
# What textstat takes for punctuation: apostrophes too, but for those of contractions.
_PUNCTUATION = re.compile(r"'(?!d|ll|re|s|t|ve)|[^\w\s']")

_FIELDS = Struct("<8I")  # of 32 bits: a text of a million characters would run over fields of 20
_MOST_TOKENS, _LONGEST_TOKEN = 100_000, 100  # kept: some 15 MB, and no picture written in letters


class Counts(NamedTuple):
    """What the formulas need to know of the words of a text."""

    tokens: int
    words: int
    characters: int
    letters: int
    syllables: int = 0
    polysyllables: int = 0
    hard_words: int = 0
    long_hard_words: int = 0

    def known(self, *unknown: str) -> dict[str, Any]:
        """The counts by name, without those of which nothing is known."""
        return {name: n for name, n in self._asdict().items() if name not in unknown}


def packed(counts: Counts) -> int:
    """The counts as one integer."""
    return int.from_bytes(_FIELDS.pack(*counts), "little")


def unpacked(total: int) -> Counts:
    """The counts that are packed into one integer."""
    return Counts(*_FIELDS.unpack(total.to_bytes(_FIELDS.size, "little")))


class Tokens(dict[str, int]):
    """What textstat would count in each token: a Counts packed into one integer, 32 bits a field.

    So the counts of a text are the sum of its integers, and one look-up serves all fields.
    """

    def __init__(self, table: dict[str, int]) -> None:
        """`table` has the syllables of words; where it is empty, syllables are not to be used."""
        self.table = table
        self._easy = easy_words()

    @cached_property
    def _pyphen(self) -> Any:
        """What hyphenates the words that the table has not; textstat asks it as well."""
        import pyphen  # type: ignore[import-untyped]  # 0.1 s

        return pyphen.Pyphen(lang="en_US")

    def total(self, text: str) -> int:
        """The packed counts of a text."""
        return sum(map(self.__getitem__, text.split()))

    def __missing__(self, token: str) -> int:
        """The packed counts of a token not met before."""
        if len(self) >= _MOST_TOKENS:
            self.clear()
        total = packed(self._count(token))
        if len(token) <= _LONGEST_TOKEN:
            self[token] = total
        return total

    def _count(self, token: str) -> Counts:
        """What textstat would count in a text of this one token."""
        word = self._clean(token)
        letters = len(token if token.isalnum() else _NO_LETTER.sub("", token))
        if not word:
            return Counts(1, 0, len(token), letters)
        small = word.lower()
        syllables, hard = self._syllables(small), small not in self._easy
        # Of hard words textstat cleans the small word again: 'İ' in small has a mark to fall off.
        again = self._clean(small)
        long = hard and (syllables if again == small else self._syllables(again)) >= 3
        return Counts(1, 1, len(token), letters, syllables, syllables >= 3, hard, long)

    def _clean(self, token: str) -> str:
        """A token without its punctuation, as textstat removes it."""
        return token if token.isalnum() else _PUNCTUATION.sub("", token)

    def _syllables(self, small: str) -> int:
        """The syllables of a word in small letters: by the table, else by its hyphenation."""
        known = self.table.get(small)
        if known is None:
            known = len(self._pyphen.positions(small)) + 1
            self._pyphen.hd.cache.clear()  # it keeps every word it is asked for, without end
        return known


@cache
def tokens(path: Path) -> Tokens:
    """The tokens met so far, by the table of syllables at a path; by none where it is missing."""
    try:
        return Tokens(read_syllables(path))
    except FileNotFoundError:
        return Tokens({})


def easy_words() -> frozenset[str]:
    """The Dale-Chall list of the textstat that is installed.

    Read from its folder: to import textstat takes 0.4 s, most of it for NLTK.
    """
    package = find_spec("textstat")
    assert package is not None
    file = Path(str(package.origin)).with_name("resources") / "en" / "easy_words.txt"
    return frozenset(map(str.strip, file.read_text("utf-8").splitlines()))


def read_syllables(path: Path) -> dict[str, int]:
    """Word to number of syllables, from lines of a number and all words that have so many."""
    table: dict[str, int] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                number, *words = line.split()
                table.update(zip(words, repeat(int(number))))
    return table
