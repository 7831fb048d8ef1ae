"""Names from other scripts in our letters: which spellings may stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cleancopy.names.near import is_given, undoubled

# Spellings of one sound in names from other scripts: neither is wrong where the other is right.
_SAME = (
    *(
        ("shch", "S"),
        ("sch", "S"),
        ("sh", "S"),
        ("kh", "h"),
        ("tch", "c"),
        ("ch", "c"),
        ("zh", "j"),
    ),
    *(("tz", "s"), ("ts", "s"), ("ck", "k"), ("ks", "x"), ("ph", "f"), ("w", "v"), ("dj", "j")),
    *(("ou", "u"), ("oo", "u"), ("ee", "i"), ("iy", "i"), ("ij", "i"), ("yi", "i"), ("ii", "i")),
    *(("ey", "ei"), ("ay", "ai"), ("ye", "e"), ("je", "e"), ("yo", "e"), ("jo", "e")),
    *(("ya", "ia"), ("ja", "ia"), ("yu", "iu"), ("ju", "iu"), ("q", "k"), ("y", "i")),
)


def romanised(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names may be one in two romanisations: Shoigu and Shoygu."""
    if not (one and other):
        return one == other
    if len(one) != len(other) or _plainest(one[-1]) != _plainest(other[-1]):
        return False
    firsts = zip(one[:-1], other[:-1], strict=True)
    return all(is_given(a, b) or _plainest(a) == _plainest(b) for a, b in firsts)


@lru_cache(maxsize=1 << 12)
def _plainest(word: str) -> str:
    for spelling, sound in _SAME:
        word = word.replace(spelling, sound)
    return undoubled(word)


# What other languages write in East Slavic names, and English does not.
_UNENGLISH = ("w", "sch", "tch", "ou")


def is_unenglish(one: str, other: str) -> bool:
    """Whether the first of two words is as German or French has it: Lawrow, Loukachenko."""
    other = other.replace("shch", "sch")
    return any(sign in one and sign not in other for sign in _UNENGLISH)


# What an English ear has for the letters of pinyin.
_HEARD = (("zh", "j"), ("q", "ch"), ("x", "sh"), ("ao", "aw"), ("ua", "wa"), ("uo", "wo"))


def heard(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a name is written as another one in pinyin is heard: Shi Jinping for Xi Jinping."""
    return len(one) == len(other) and all(
        a == b or _plainest(a) == _plainest(_as_heard(b)) for a, b in zip(one, other, strict=True)
    )


def _as_heard(word: str) -> str:
    for spelling, sound in _HEARD:
        word = word.replace(spelling, sound)
    return word
