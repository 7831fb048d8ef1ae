"""The names of a source in our letters, as they are spelt there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from cleancopy.names.scripts import has_cases, is_ending
from cleancopy.names.skeleton import fold
from cleancopy.names.tokens import is_joint, tokens_of
from cleancopy.names.unknown import SHORTEST

BEFORE, BEHIND = "< ", "> "  # how a neighbour is marked: it stands before the name, or behind it

# Letters of other languages that English news writes without their hooks.
_PLAIN = str.maketrans("ɓɗƙƴƁƊƘƳ", "bdkyBDKY")

_ADJECTIVE = re.compile("(?:ian|ese|ish)s?$")


class Form(NamedTuple):
    """A name as the source has it: how it would be written, as it stands there, and where.

    `places` are shares of the length of the source. `edges` are the syllables that it begins and
    ends with, of which a misspelling keeps one; `is_free` says that it is a name wherever it
    stands, and not only beside a neighbour that makes it one.
    """

    written: str
    stands: str
    places: tuple[float, ...]
    edges: tuple[str, str] = ("", "")
    is_free: bool = True

    def keeps(self, word: str) -> bool:
        """Whether a word begins or ends like this one."""
        return word.startswith(self.edges[0]) or word.endswith(self.edges[1])

    def is_about(self, place: float, margin: float) -> bool:
        """Whether it stands about where a word of the text does: a translation keeps the order."""
        return any(abs(place - own) <= margin for own in self.places)


class Spelt(NamedTuple):
    """What a source says of spellings, by folded word.

    `forms` are the names that may be written, `right` all words that are right as they stand,
    `beside` the neighbours of each name. `far` is how far a misspelling may be from its form, and
    `anchored` how far it may be where the same neighbour stands beside both.
    """

    forms: Mapping[str, Form]
    right: frozenset[str]
    beside: Mapping[str, set[str]]
    far: float
    anchored: float


def in_latin(source: str, lang: str) -> Spelt:
    """The capital words of a source in our letters that are in no case."""
    tokens = tokens_of(source)
    places: dict[str, list[float]] = {}
    for token in tokens:
        if token.is_capital:
            places.setdefault(token.text, []).append(token.start / len(source))
    forms: dict[str, Form] = {}
    for form, stands in places.items():
        word = folded(form)
        if len(word) >= SHORTEST and not form.isupper() and not is_ending(form, lang):
            last = word[-1] if has_cases(lang) else ""
            edges = "*" if last else "", last
            forms.setdefault(word, Form(form.translate(_PLAIN), form, tuple(stands), edges))
    right = frozenset(folded(token.text) for token in tokens)
    return Spelt(forms, right, _neighbours(source), 0.3, 0.4)


def _neighbours(source: str) -> dict[str, set[str]]:
    """The capital words that stand beside each, as in a full name."""
    beside: dict[str, set[str]] = {}
    for one, other in pairwise(tokens_of(source)):
        if one.is_capital and other.is_capital and is_joint(source, one, other):
            first, last = folded(one.text), folded(other.text)
            beside.setdefault(first, set()).add(BEHIND + last)
            beside.setdefault(last, set()).add(BEFORE + first)
    return beside


def is_adjective(word: str, form: str) -> bool:
    """Whether a word is what English makes of a place by its ending: Saxonian, Bavarians."""
    return bool(_ADJECTIVE.search(word)) and not _ADJECTIVE.search(form)


def folded(word: str) -> str:
    """A word of a name in small letters a-z."""
    return "".join(fold(word))
