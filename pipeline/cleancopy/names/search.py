"""Who could be meant: the entries of the tables whose names are near to one that is asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from cleancopy.names import near
from cleancopy.names.entries import Organization, Person, Place
from cleancopy.names.index import Index
from cleancopy.names.skeleton import fold
from cleancopy.names.tokens import words_of
from cleancopy.names.transliteration import likeness

LEAST = 1 - near.NEAR  # of a Latin name
LEAST_ACROSS = 0.5  # of a name in another script, whose vowels may be unwritten
BESIDE = 0.05  # what each word of a form costs that the name has not: surnames before forenames
LONGEST = 8  # words of a name that are looked at

# Scripts that write a name without blanks, or surname first where English has it last.
_UNPARTED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

Entry: TypeAlias = Person | Place | Organization


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry, its form that is nearest to the name asked for, and how near: from 0 to 1."""

    entry: Entry
    form: str
    likeness: float


def candidates(query: str, index: Index, lang: str = "", most: int = 10) -> list[Candidate]:
    """The entries near to a name, the nearest first.

    `lang` is the language code of a name in another script, '' where it is not known.
    """
    words = words_of(query)[:LONGEST] or fold(query)[:LONGEST]
    found = _latin(words, index) if words else _across(query, lang, index)
    return sorted(found, key=_order)[:most]


def _order(found: Candidate) -> tuple[float, bool, str]:
    """The nearest first, then the confirmed, then by name."""
    return -round(found.likeness, 2), not found.entry.confirmed, found.entry.name


def _latin(words: Sequence[str], index: Index) -> Iterator[Candidate]:
    """The entries near to a name in folded words, by the sound of each."""
    for number in sorted(index.like(words)):
        person = index.person(number)
        forms = (person.surname, person.name, *person.accepted)
        if best := _best(person, forms, lambda form: nearness(words, form), LEAST):
            yield best
    bones = {key for word in words for key in near.keys(word)}
    for entry in index.others():
        alike = (form for form in _forms(entry) if _may_be(words, bones, form))
        if best := _best(entry, alike, lambda form: nearness(words, form), LEAST):
            yield best


def nearness(words: Sequence[str], form: str) -> float:
    """How near folded words come to as many words of a form in their order: from 0 to 1."""
    known = words_of(form)[:LONGEST] or fold(form)[:LONGEST]
    short, long = sorted((words, known), key=len)
    if not short:
        return 0.0
    some = combinations(long, len(short))
    apart = min(sum(map(near.distance, short, chosen)) for chosen in some)
    beside = BESIDE * (len(known) - len(short))
    return max(0.0, 1 - beside - (apart + len(words) - len(short)) / len(words))


def _may_be(words: Sequence[str], bones: set[str], form: str) -> bool:
    """Whether a form of a place or body has as many words, one of them like one of these."""
    known = words_of(form) or fold(form)
    return len(known) == len(words) and any(not bones.isdisjoint(near.keys(w)) for w in known)


def _across(query: str, lang: str, index: Index) -> Iterator[Candidate]:
    """The entries near to a name in another script, letter by letter."""
    plain, unparted = _plain(query), _UNPARTED.search(query) is not None
    single = len(plain.split()) == 1

    def like(form: str) -> float:
        return likeness(query, form, lang)

    for number, person in index.people():
        forms = _written(person, single, unparted)
        best = _native(person, plain) or _best(person, forms, like, LEAST_ACROSS)
        if best:
            yield Candidate(index.person(number), best.form, best.likeness)
    for entry in index.others():
        if best := _native(entry, plain) or _best(entry, _forms(entry), like, LEAST_ACROSS):
            yield best


def _written(person: Person, single: bool, unparted: bool) -> Iterator[str]:
    """The English forms that a name of one word, or of several, may answer."""
    if single:
        yield person.surname or person.name
    if unparted or not single:
        yield from (person.name, *person.accepted)
    if unparted:
        yield " ".join(reversed(person.name.split()))


def _native(entry: Entry, plain: str) -> Candidate | None:
    """An entry that the tables have in the very letters of the name, or with it as a last word."""
    for _, form in entry.native:
        known = _plain(form)
        if plain == known or known.endswith(f" {plain}"):
            return Candidate(entry, form, 1.0)
    return None


def _plain(name: str) -> str:
    """Letters and blanks as they are compared: small, without marks that may be left out."""
    letters = unicodedata.normalize("NFKC", name).casefold()
    kept = (letter for letter in letters if unicodedata.category(letter) not in ("Mn", "Cf"))
    return " ".join("".join(kept).split())


def _forms(entry: Place | Organization) -> tuple[str, ...]:
    short = entry.abbreviation if isinstance(entry, Organization) else ""
    return (entry.name, *filter(None, (short,)), *entry.accepted)


def _best(
    entry: Entry, forms: Iterable[str], like: Callable[[str], float], least: float
) -> Candidate | None:
    """The entry with the nearest of its forms, if that is near enough."""
    found = [(like(form), -place, form) for place, form in enumerate(forms) if form]
    value, _, form = max(found, default=(0.0, 0, ""))
    return Candidate(entry, form, value) if value >= least else None
