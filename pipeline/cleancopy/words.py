"""The word lists of rules/language, each read once."""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property

from cleancopy.folders import RULES

LETTERS = re.compile(r"[A-Za-zÀ-ɏ]+")
"""A word in Latin letters."""


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of rules/language/NAME.txt; lines that begin with # are comments."""
    lines = (RULES / "language" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


@cache
def function_words() -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """The function words of English, and of each other language we know some of."""
    text = (RULES / "language" / "function-words.toml").read_text(encoding="utf-8")
    lists = {code: frozenset(words.split()) for code, words in tomllib.loads(text).items()}
    return lists.pop("en"), tuple(lists.values())


class WordsInText:
    """The words of a text in lines, each in order; the first of a line says what they are.

    To make a set of many takes longer than to look for some where they stand.
    """

    SOME = 1000

    def __init__(self, text: str) -> None:
        lines = [line for line in text.splitlines() if line[:1] != "#"]
        # A blank before each word and behind it; the longest line first.
        self._lines = sorted(
            (f"{line[line.find(' ') :]} " for line in lines), key=len, reverse=True
        )
        self._asked = 0

    def __contains__(self, word: str) -> bool:
        self._asked += 1
        if self._asked > self.SOME:
            return word in self._words
        return word.split() == [word] and any(_holds(line, word) for line in self._lines)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for line in self._lines for word in line.split())


def _holds(line: str, word: str) -> bool:
    """Whether a line has a word; half of what may hold it falls away at each step."""
    first, last = 0, len(line) - 1  # blanks around it
    while (middle := line.rfind(" ", first, (first + last) // 2 + 1)) > first:
        if line[middle + 1 : line.find(" ", middle + 1)] <= word:
            first = middle
        else:
            last = middle
    return f" {word} " in line[first : last + 1]


@cache
def english_words() -> WordsInText:
    """The known words of English in small letters, some 126,000."""
    path = RULES / "readability" / "syllables.txt"
    return WordsInText(path.read_text(encoding="utf-8") if path.is_file() else "")
