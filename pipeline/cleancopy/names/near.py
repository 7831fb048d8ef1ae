"""How near two spellings of a name are in sound, whatever script it came through.

The costs are of general knowledge: vowels are cheap, the letters that one sound of Arabic, Cyrillic
or Hebrew may come back as are near each other, and a foreign consonant counts in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cleancopy.names.skeleton import fold

NEAR = 0.34
"""The most that two spellings of one word differ per letter: Hurst and Herbst do by 0.2."""

_SOUNDS = (
    *(
        ("sch", "S"),
        ("shch", "S"),
        ("tch", "C"),
        ("sh", "S"),
        ("ch", "C"),
        ("cz", "C"),
        ("sz", "S"),
    ),
    *(("kh", "K"), ("gh", "G"), ("ph", "f"), ("th", "T"), ("dh", "d"), ("zh", "Z"), ("dj", "j")),
    *(("ts", "c"), ("tz", "c"), ("ck", "k"), ("qu", "k"), ("x", "ks"), ("q", "k"), ("w", "v")),
)
_SOUND = re.compile("|".join(sorted((s for s, _ in _SOUNDS), key=len, reverse=True)))
_AS = dict(_SOUNDS)
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = frozenset("aeiouy")
_WEAK = frozenset("hy")
# Letters that come back for one another; each group is near in itself.
_GROUPS = ("pb", "vfb", "vu", "gGjkKchCZ", "szcSCZT", "tdT", "mn", "yji", "Khx", "lr")
_NEIGHBOURS = frozenset(
    (one, other) for group in _GROUPS for one in group for other in group if one != other
)
_VOWEL, _LOOSE, _NEIGHBOUR, _SWAPPED, _LOST, _FOREIGN = 0.3, 0.35, 0.4, 0.5, 0.8, 1.1


@lru_cache(maxsize=1 << 14)
def sounds(word: str) -> str:
    """A word of a-z with each sound as one sign, double ones as one."""
    return _DOUBLE.sub(r"\1", _SOUND.sub(lambda match: _AS[match[0]], word))


@lru_cache(maxsize=1 << 14)
def distance(one: str, other: str) -> float:
    """How far two words of a-z are apart in sound, per letter of the longer: 0 alike, 1 strange."""
    a, b = sounds(one), sounds(other)
    if a == b:
        return 0.0
    before: list[float] = []
    row = [0.0]
    for letter in b:
        row.append(row[-1] + _lost(letter))
    for i, letter in enumerate(a):
        after = [row[0] + _lost(letter)]
        for j, against in enumerate(b):
            price = min(
                row[j] + _instead(letter, against),
                row[j + 1] + _lost(letter),
                after[j] + _lost(against),
            )
            if i and j and letter == b[j - 1] and against == a[i - 1]:
                price = min(price, before[j - 1] + _SWAPPED)
            after.append(price)
        before, row = row, after
    return row[-1] / max(len(a), len(b))


def _lost(letter: str) -> float:
    return _LOOSE if letter in _VOWELS or letter in _WEAK else _LOST


def _instead(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if one in _VOWELS and other in _VOWELS:
        return _VOWEL
    return _NEIGHBOUR if (one, other) in _NEIGHBOURS else _FOREIGN


def alike(written: Sequence[str], known: Sequence[str]) -> float | None:
    """How far two names of folded words are apart, word by word; None if they are two names.

    One word at least must be the same, or all be very near; none may be strange.
    """
    if len(written) != len(known) or not written:
        return None
    apart = [0.0 if a == b else _apart(a, b) for a, b in zip(written, known, strict=True)]
    same = sum(a == b for a, b in zip(written, known, strict=True))
    limit = NEAR if same else NEAR / 2
    return sum(apart) if max(apart) <= limit else None


def _apart(one: str, other: str) -> float:
    """The distance of two words; a first letter of another sound makes short words strange."""
    return distance(one, other)


def keys(word: str) -> Iterator[str]:
    """Under which a word is found by those near it: its consonants, and them less one each."""
    bones = consonants(word)
    yield bones
    if len(bones) > 2:
        yield from {bones[:i] + bones[i + 1 :] for i in range(len(bones))}


_BONES = str.maketrans(
    {"S": "s", "C": "s", "c": "s", "z": "s", "Z": "j", "K": "k", "G": "g", "p": "b", "v": "f"}
    | {"T": "t", "q": "k", "j": "g"}
    | dict.fromkeys("aeiouyhw", "")
)


@lru_cache(maxsize=1 << 14)
def consonants(word: str) -> str:
    """The consonant skeleton of a folded word, in classes."""
    bones = _DOUBLE.sub(r"\1", sounds("".join(fold(word))).translate(_BONES))
    return bones or word[:1]


_UMLAUT = re.compile(r"(?<=[aou])e(?!u)")
_HARD = re.compile(r"ck|c(?=[aoulr]|\b)")


def alternates(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names are one in accepted spellings: Müller, Mueller; Victor, Viktor Orban."""
    *firsts, last = (_UMLAUT.sub("", word) for word in one)
    *others, against = (_UMLAUT.sub("", word) for word in other)
    return last == against and [_HARD.sub("k", w) for w in firsts] == [
        _HARD.sub("k", w) for w in others
    ]


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
    """Whether two names may be one in two romanisations: Sergei and Sergey."""
    return [*map(_plainest, one)] == [*map(_plainest, other)]


@lru_cache(maxsize=1 << 12)
def _plainest(word: str) -> str:
    for spelling, sound in _SAME:
        word = word.replace(spelling, sound)
    return _DOUBLE.sub(r"\1", word)
