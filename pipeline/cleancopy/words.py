"""The word lists of rules/language, each read once."""

from __future__ import annotations

import tomllib
from functools import cache

from cleancopy.folders import RULES


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


@cache
def english_words() -> frozenset[str]:
    """The known words of English in small letters, some 126,000; loading takes a blink."""
    path = RULES / "readability" / "syllables.txt"
    if not path.is_file():
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split()[1:])
