"""How near two spellings of a name are in sound, whatever script it came through.

The costs are of general knowledge: vowels are cheap, the letters that one sound of Arabic, Cyrillic
or Hebrew may come back as are near each other, and a foreign consonant counts in full.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate

from cleancopy.names.skeleton import TABLES, fold

NEAR = 0.34
"""The most that two spellings of one word differ per letter: Hurst and Herbst do by 0.2."""

# Spellings of one sound, as one sign; those of one letter come last.
_SOUNDS = dict(
    pair.split("=")
    for pair in (
        "shch=S sch=S tch=C sh=S ch=C cz=C sz=S kh=K gh=G ph=f th=T dh=d zh=Z dj=j ts=X tz=X"
        " ck=k qu=k ce=se ci=si cy=sy c=k x=ks q=k w=v"
    ).split()
)
_SOUND = re.compile("|".join(_SOUNDS))
_DOUBLE = re.compile(r"(.)\1+")
_NUMERAL = re.compile("[ivx]+")
_VOWELS = frozenset("aeiouy")
_WEAK = frozenset("hy")
# Letters that come back for one another; each group is near in itself.
_GROUPS = ("pb", "vfb", "vu", "gGjkKhCZ", "szXSCZT", "tdT", "mn", "yji", "Khx", "lr")
_NEIGHBOURS = frozenset(
    (one, other) for group in _GROUPS for one in group for other in group if one != other
)
_VOWEL, _LOOSE, _NEIGHBOUR, _SWAPPED, _LOST, _FOREIGN = 0.3, 0.35, 0.4, 0.5, 0.8, 1.1
_CHEAPEST = {**dict.fromkeys(_WEAK, _LOOSE), **dict.fromkeys(_VOWELS, _VOWEL)}  # to lose or change


def undoubled(word: str) -> str:
    """A word with each letter that stands double once."""
    return _DOUBLE.sub(r"\1", word)


@lru_cache(maxsize=1 << 14)
def sounds(word: str) -> str:
    """A word of a-z with each sound as one sign, double ones as one."""
    return undoubled(_SOUND.sub(lambda match: _SOUNDS[match[0]], word))


@lru_cache(maxsize=1 << 14)
def distance(one: str, other: str) -> float:
    """How far two words of a-z are apart in sound, per letter of the longer: 0 alike, 1 strange.

    Numerals that differ are strange: Leo XIII is another pope than Leo XIV.
    """
    if one != other and _NUMERAL.fullmatch(one) and _NUMERAL.fullmatch(other):
        return 1.0
    a, b = sounds(one), sounds(other)
    if a == b:
        return 0.0
    before: list[float] = []
    left_out = [_lost(letter) for letter in b]
    row = [0.0, *accumulate(left_out)]
    for i, letter in enumerate(a):
        gone = _lost(letter)
        price = row[0] + gone
        after = [price]
        for j, against in enumerate(b):
            # Comparisons, not min(): this is the innermost loop of the whole search for names.
            price += left_out[j]
            if (way := row[j + 1] + gone) < price:
                price = way
            if (way := row[j] + _instead(letter, against)) < price:
                price = way
            if i and j and letter == b[j - 1] and against == a[i - 1]:
                price = min(price, before[j - 1] + _SWAPPED)
            after.append(price)
        before, row = row, after
    return row[-1] / max(len(a), len(b))


def within(one: str, other: str, most: float) -> bool:
    """Whether two words of a-z are at most so far apart; what cannot be is not worked out."""
    a, b = sounds(one), sounds(other)
    far = most * max(len(a), len(b)) + _ROUNDING
    return _least(a, b) <= far and _least(b, a) <= far and distance(one, other) <= most


_ROUNDING = 1e-9  # sums of the same prices in another order


def _least(sounds: str, others: str) -> float:
    """The least that the sounds cost which the other word has not, or not as often."""
    price = 0.0
    for letter in sounds:
        if letter in others:
            others = others.replace(letter, "", 1)
        else:
            price += _CHEAPEST.get(letter, _NEIGHBOUR)
    return price


def _lost(letter: str) -> float:
    return _LOOSE if letter in _VOWELS or letter in _WEAK else _LOST


@cache  # of the few signs of sounds
def _instead(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if one in _VOWELS and other in _VOWELS:
        return _VOWEL
    return _NEIGHBOUR if (one, other) in _NEIGHBOURS else _FOREIGN


def alike(written: Sequence[str], known: Sequence[str]) -> float | None:
    """How far two names of folded words are apart, word by word; None if they are two names.

    One word at least must be the same, or all be very near. A first name of other consonants is
    another person's, where the last name is the same.
    """
    if len(written) != len(known) or not written:
        return None
    pairs = list(zip(written, known, strict=True))
    apart = [0.0 if is_given(a, b) and a != b else distance(a, b) for a, b in pairs]
    same = any(a == b for a, b in pairs)
    if max(apart) > (NEAR if same else NEAR / 2):
        return None
    if written[-1] == known[-1] and not all(_same_bones(a, b) for a, b in pairs):
        return None
    return sum(apart)


def _same_bones(one: str, other: str) -> bool:
    """Whether two first names begin nearly alike and have the same consonants."""
    return (
        consonants(one) == consonants(other)
        and begin_alike(one, other)
        and (is_given(one, other) or within(one, other, NEAR / 2))
    )


def begin_alike(one: str, other: str) -> bool:
    """Whether two folded words begin with one sound, or with two that come back as each other."""
    return _instead(sounds(one)[:1], sounds(other)[:1]) <= _NEIGHBOUR


@lru_cache(maxsize=1 << 14)
def keys(word: str) -> tuple[str, ...]:
    """Under which a word is found by those near it: its consonants, and them less one each."""
    bones = consonants(word)
    less = (bones[:i] + bones[i + 1 :] for i in range(len(bones) if len(bones) > 2 else 0))
    return (bones, *dict.fromkeys(less))


_BONES = str.maketrans(
    {"S": "s", "C": "s", "X": "s", "z": "s", "Z": "j", "K": "k", "G": "g", "p": "b", "v": "f"}
    | {"T": "t", "q": "k", "j": "g"}
    | dict.fromkeys("aeiouyhw", "")
)


@lru_cache(maxsize=1 << 14)
def consonants(word: str) -> str:
    """The consonant skeleton of a folded word, in classes."""
    bones = undoubled(sounds("".join(fold(word))).translate(_BONES))
    return bones or word[:1]


_UMLAUT = re.compile(r"(?<=[aou])e")


def alternates(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names are one in accepted spellings: Müller and Mueller, Stephen and Steve."""
    if not (one and other):
        return one == other  # a name in another script has no words of a-z
    *firsts, last = (_UMLAUT.sub("", word) for word in one)
    *others, against = (_UMLAUT.sub("", word) for word in other)
    return last == against and all(map(is_given, firsts, others))


def is_given(one: str, other: str) -> bool:
    """Whether two folded words are the same given name, in spellings that are all right."""
    return sounds(one) == sounds(other) or _are_listed(one, other)


def _are_listed(one: str, other: str) -> bool:
    return bool(given_names().get(one, _NO) & given_names().get(other, _NO))


def has_slip(one: str, other: str) -> bool:
    """Whether two words are a given name with a letter once and twice: Hilary for Hillary."""
    if one == other or _are_listed(one, other):
        return False
    a, b = (undoubled(word.replace("ck", "k")) for word in (one, other))
    return a == b


_NO = frozenset[int]()


@cache
def given_names() -> dict[str, frozenset[int]]:
    """The given names that have several spellings, folded, each with the numbers of its groups."""
    text = (TABLES.parent / "given-names.txt").read_text(encoding="utf-8")
    groups: defaultdict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(text.splitlines()):
        for name in line.split() if line[:1] != "#" else ():
            groups["".join(fold(name))].add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}
