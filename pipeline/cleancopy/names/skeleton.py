"""The Latin side of a name: folded to a-z, and cut into the spellings that English reads as one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from cleancopy.folders import RULES

LONGEST = 60  # letters or spellings; what is longer is no name
TABLES = RULES / "names" / "scripts"

# A spelling ends in a mark where its place gives it a price of its own.
ARTICLE = "al"  # in an Arabic article
SECOND = "+"  # the second vowel letter of one sound
BORDER = "^"  # a vowel that begins or ends a word
WEAK = "."  # a letter where English often leaves it silent
MARKS = (ARTICLE, SECOND, BORDER, WEAK)
_ENDS = {"weak": WEAK, "second": SECOND, "border": BORDER, "soft": "i"}

_PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
    | {
        "ə": "e",
        "ħ": "h",
        "ŋ": "ng",
        "ɓ": "b",
        "ɗ": "d",
        "ƙ": "k",
        "ƴ": "y",
        **dict.fromkeys("'’‘ʼʻʿʾ`´"),
    }
)
_WORD = re.compile(r"[a-z]+")
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1+")
_ARTICLES = frozenset("al el ad an ar as ash at az".split())
_VOWEL = "(?:aa|ee|oo|ou|[aeiou])"
_SILENT = (
    r"\b(?:k(?=n)|w(?=r)|p(?=[st]))|(?<=m)b\b|(?<=[^aeiouy])e(?=s?\b)"
    r"|(?<=[aeiouy])(?:gh|h)(?![aeiouy])"
)


def fold(name: str) -> tuple[str, ...]:
    """The words of a name in small letters a-z; what has no Latin letter is left out."""
    return tuple(_WORD.findall(plain(name)))


def plain(name: str) -> str:
    """A name in small letters, without accents and apostrophes."""
    letters = name.lower().translate(_PLAIN)
    if not letters.isascii():
        apart = unicodedata.normalize("NFKD", letters)
        letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return letters


@lru_cache(maxsize=1 << 15)
def spellings(name: str) -> tuple[str, ...]:
    """The spellings of a Latin name in order, its words joined; some end in one of `MARKS`."""
    *firsts, last = fold(name) or ("",)
    joined: list[str] = []
    for word in firsts:
        joined += [letter + ARTICLE for letter in word] if word in _ARTICLES else _cut(word)
    return (*joined, *_cut(last))[:LONGEST]


def _cut(word: str) -> Iterator[str]:
    """One word as spellings; x behind a letter is what it sounds like, k and s."""
    for match in _cutter().finditer(_DOUBLE.sub(r"\1", word)):
        kind = match.lastgroup
        if kind == "x":
            yield from "ks"
        else:
            yield match[0] + _ENDS.get(kind or "", "")


@cache
def _cutter() -> re.Pattern[str]:
    """What cuts a word; a spelling with a price of its own is in a group that names its kind."""
    pairs = (f"(?<={pair[0]}){pair[1]}" for pair in _table()["pairs"]["one_sound"].split())
    several = sorted((key for key in _table()["spellings"] if len(key) > 1), key=len, reverse=True)
    kinds = {
        "weak": _SILENT,
        "second": rf"(?:{'|'.join(pairs)})(?!(?<=y)[aeiou])",
        "border": rf"\b{_VOWEL}|(?:{_VOWEL}|y)\b",
        "x": r"\Bx",
        "plain": "|".join(key for key in several if key not in ("ci", "gi")),
        "soft": "[cg](?=[eiy])",
        "single": "[a-z]",
    }
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()))


@cache
def stands_for(spelling: str) -> dict[str, int]:
    """The plainer spellings that one may stand for, and itself, with their steps."""
    return {**steps(_table()["spellings"].get(spelling, "")), spelling: 0}


def steps(groups: str) -> dict[str, int]:
    """The step of each spelling in "regular | usual | known | rare | strained", from 0 on."""
    ordered = list(enumerate(groups.split("|")))
    return {word: step for step, group in reversed(ordered) for word in group.split()}


@cache
def _table() -> dict[str, dict[str, str]]:
    import tomllib  # few texts have a name that is held against one of another script

    return tomllib.loads((TABLES / "english.toml").read_text(encoding="utf-8"))
