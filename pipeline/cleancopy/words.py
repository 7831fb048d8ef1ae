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
    """The words of a text in lines, of each line all but the first, which says what they are.

    To make a set of many takes longer than to look for a few where they stand.
    """

    FEW = 30

    def __init__(self, text: str) -> None:
        lines = [line for line in text.splitlines() if line[:1] != "#"]
        self._text = " \n".join((*lines, ""))  # a blank before each word and behind it
        self._asked = 0

    def __contains__(self, word: str) -> bool:
        self._asked += 1
        if self._asked > self.FEW:
            return word in self._words
        return word.split() == [word] and f" {word} " in self._text

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for line in self._text.splitlines() for word in line.split()[1:])


@cache
def english_words() -> WordsInText:
    """The known words of English in small letters, some 126,000."""
    path = RULES / "readability" / "syllables.txt"
    return WordsInText(path.read_text(encoding="utf-8") if path.is_file() else "")
