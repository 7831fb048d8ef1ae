"""Where two names of one text may be one, or one may be two: what an editor should compare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from cleancopy.names.near import NEAR, alike, keys, within

_MOST = 16  # names of one skeleton that are compared with one another
_SINGLE = 0.2  # the most that two lone words differ in sound per letter: no first name helps


class Sort(StrEnum):
    """What there is to compare."""

    NEAR = "near"  # another name in the text is spelt nearly so
    SPELLINGS = "spellings"  # it is itself spelt in two ways
    SEVERAL = "several"  # a surname that two people of the text have
    APART = "apart"  # somebody else has the same surname
    MISSPELT = "misspelt"  # the tables list it as a wrong form
    PERHAPS = "perhaps"  # the tables have somebody with this surname
    NAMESAKES = "namesakes"  # the tables have several people of this name


_SAYS = {
    Sort.NEAR: "spelt nearly like {}: one name?",
    Sort.SPELLINGS: "spelt in more than one way: {}",
    Sort.SEVERAL: "may be {}",
    Sort.APART: "not {}",
    Sort.MISSPELT: "listed as a misspelling of {}",
    Sort.PERHAPS: "perhaps {}",
    Sort.NAMESAKES: "several people of this name in the tables",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to compare, and the other names that it is about."""

    sort: Sort
    names: tuple[str, ...] = ()

    @property
    def wants_a_look(self) -> bool:
        """Whether an editor should look; the rest is said for the record."""
        return self.sort in (Sort.NEAR, Sort.SPELLINGS, Sort.SEVERAL, Sort.MISSPELT)

    @property
    def says(self) -> str:
        """The doubt in words."""
        return _SAYS[self.sort].format(" or ".join(self.names))


class Named(NamedTuple):
    """A name of the text as it is compared: the words of its forms, folded."""

    shown: str
    words: tuple[tuple[str, ...], ...]
    is_known: bool
    is_person: bool
    perhaps: tuple[str, ...] = ()
    wrong_for: str = ""
    namesakes: int = 1


def doubts(names: Sequence[Named]) -> list[tuple[Doubt, ...]]:
    """What is to be compared about each name."""
    near, apart = _near(names), _apart(names)
    return [
        tuple(_doubts(name, near.get(number, ()), apart.get(number, ())))
        for number, name in enumerate(names)
    ]


def _doubts(name: Named, near: Sequence[str], apart: Sequence[str]) -> Iterator[Doubt]:
    if name.wrong_for:
        yield Doubt(Sort.MISSPELT, (name.wrong_for,))
    if near:
        yield Doubt(Sort.NEAR, tuple(near))
    if len(spellings := _spellings(name)) > 1:
        yield Doubt(Sort.SPELLINGS, spellings)
    if name.perhaps:
        yield Doubt(Sort.SEVERAL if len(name.perhaps) > 1 else Sort.PERHAPS, name.perhaps)
    if name.namesakes > 1:
        yield Doubt(Sort.NAMESAKES)
    if apart:
        yield Doubt(Sort.APART, tuple(apart))


def _near(names: Sequence[Named]) -> defaultdict[int, list[str]]:
    """The other names that each may be a spelling of, by number."""
    buckets: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for number, name in enumerate(names):
        for words in name.words:
            for key in keys(words[-1]) if words else ():
                buckets[key][number] = None
    pairs = {
        pair
        for several in buckets.values()
        if len(several) > 1
        for pair in combinations(list(several)[:_MOST], 2)
    }
    found: defaultdict[int, list[str]] = defaultdict(list)
    for one, two in sorted(pairs):
        if _may_be_one(names[one], names[two]):
            found[one].append(names[two].shown)
            found[two].append(names[one].shown)
    return found


def _may_be_one(one: Named, two: Named) -> bool:
    """Whether a form of one is near a form of the other; what the tables tell apart is not."""
    if (one.is_known and two.is_known) or max(len(one.perhaps), len(two.perhaps)) > 1:
        return False
    if not (one.is_person and two.is_person) and min(map(_length, (one, two))) < 2:
        return _is_near_place(one, two)
    return any(_is_near(a, b) for a in one.words for b in two.words)


def _length(name: Named) -> int:
    return max(map(len, name.words))


def _is_near_place(one: Named, two: Named) -> bool:
    """Whether a lone unknown word is near a place or body in more than a letter's sound."""
    pairs = ((a, b) for a in one.words for b in two.words)
    return any(len(a) == len(b) == 1 and _is_near(a, b, _SINGLE / 2) for a, b in pairs)


def _is_near(one: Sequence[str], two: Sequence[str], most: float = _SINGLE) -> bool:
    """Whether two forms may be one name: all words near, or a lone one near the last."""
    if one == two or not one or not two or (one[0] == two[0] and one[-1] == two[-1]):
        return False
    if len(one) > 1 and len(two) > 1:
        return alike(one, two) is not None
    a, b = one[-1], two[-1]
    return min(len(a), len(b)) > 3 and a != b and a[0] == b[0] and within(a, b, most)


def _spellings(name: Named) -> tuple[str, ...]:
    """The last words of a name's forms where they are spellings of one."""
    if len(name.words) == 1:
        return ()
    lasts = list(dict.fromkeys(words[-1] for words in name.words if words))
    near = {
        word
        for a, b in combinations(lasts[:_MOST], 2)
        if min(len(a), len(b)) > 3 and within(a, b, NEAR / 2)
        for word in (a, b)
    }
    return tuple(word.title() for word in lasts if word in near)


def _apart(names: Sequence[Named]) -> defaultdict[int, list[str]]:
    """The others that each shares a surname with, by number."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        if name.is_person and (longest := max(name.words, key=len)) and len(longest) > 1:
            groups[longest[-1]].append(number)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for several in groups.values():
        for number in several if len(several) > 1 else ():
            others = (names[o] for o in several[:_MOST] if o != number)
            found[number] = [o.shown for o in others if not _share(o, names[number])][:3]
    return found


def _share(one: Named, two: Named) -> bool:
    """Whether both have the same first name: one of them has a middle name, or an initial."""
    firsts = {words[0] for words in one.words if len(words) > 1}
    return not firsts.isdisjoint(words[0] for words in two.words if len(words) > 1)
