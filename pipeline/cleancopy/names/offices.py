"""Offices as a text names them: `the former US ambassador to Ukraine`, `NATO chief`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cleancopy.names.index import Index
from cleancopy.names.lexicon import (
    FORMER,
    HEAD,
    IGNORED,
    LINKS,
    OTHER,
    OWNER,
    PLACE,
    TITLE,
    TO,
    Entry,
)
from cleancopy.names.office import Office, resolved
from cleancopy.names.tokens import Token, has_possessive, is_owner, tokens_of
from cleancopy.words import function_words

_JOINED = frozenset((" ", "-", "\u00a0"))


class Phrase(NamedTuple):
    """Some tokens, from `first` up to `last`, that the lexicon knows together."""

    first: int
    last: int
    entries: tuple[Entry, ...]

    def cells(self, *kinds: str) -> frozenset[str]:
        """What the phrase may stand for."""
        return frozenset(entry.cell for entry in self.entries if entry.kind in kinds)

    def may_be(self, *kinds: str) -> bool:
        """Whether it may be a word of one of the kinds."""
        return any(entry.kind in kinds for entry in self.entries)


@lru_cache(maxsize=2)  # several kinds of evidence ask for the same text one after the other
def offices(text: str, index: Index) -> tuple[Office, ...]:
    """The offices in a text, in order.

    An office and all that decides on it stand in one stretch of words that may belong together, so
    that only the stretches around what may be a title are read.
    """
    tokens = tokens_of(text)
    found: list[Office] = []
    done = 0
    for place in _may_be_titles(tokens, index):
        if place >= done:
            first, done = _stretch(text, tokens, place, index)
            found += offices_between(text, tokens, index, first, done)
    return tuple(resolved(found))


def _may_be_titles(tokens: Sequence[Token], index: Index) -> Iterator[int]:
    """The tokens with which a title may begin, as far as the word there and the next one tell."""
    titles = index.titles
    for place in [number for number, token in enumerate(tokens) if token.key in titles]:
        following = titles[tokens[place].key]
        if "" in following or any(
            token.key in following for token in tokens[place + 1 : place + 2]
        ):
            yield place


def _stretch(text: str, tokens: Sequence[Token], place: int, index: Index) -> tuple[int, int]:
    """The tokens around one that may all belong to one office."""
    words, first, last, count = index.parts_of_offices, place, place + 1, len(tokens)
    while (
        first
        and tokens[first - 1].key in words
        and _is_beside(text, tokens[first - 1], tokens[first])
    ):
        first -= 1
    while (
        last < count
        and tokens[last].key in words
        and _is_beside(text, tokens[last - 1], tokens[last])
    ):
        last += 1
    return first, last


def offices_between(
    text: str, tokens: Sequence[Token], index: Index, first: int, last: int
) -> Iterator[Office]:
    """The offices from token `first` up to `last`, where no phrase reaches over these borders."""
    phrases = list(_phrases(text, tokens, index, first, last))
    for number, phrase in enumerate(phrases):
        if phrase.may_be(TITLE, HEAD) and (office := _office(text, tokens, phrases, number)):
            yield office


def _phrases(
    text: str, tokens: Sequence[Token], index: Index, first: int, last: int
) -> Iterator[Phrase]:
    """The longest phrases of the lexicon from left to right."""
    done = first
    for place in range(first, last):
        if place >= done and (found := phrase_at(text, tokens, place, index)):
            found = _cut(text, tokens, found, index)
            done = found.last
            yield found


def _cut(text: str, tokens: Sequence[Token], found: Phrase, index: Index) -> Phrase:
    """A place without the words that a title begins with: EU, foreign policy chief.

    It keeps them where it has an office of the rest: European Parliament, president.
    """
    owns = any(entry.form == OWNER for entry in found.entries)
    if found.last - found.first == 1 or not found.may_be(PLACE) or owns:
        return found
    following = phrase_at(text, tokens, found.last, index) if found.last < len(tokens) else None
    if following and index.holders(following.cells(TITLE, HEAD), found.cells(PLACE)):
        return found
    for first in range(found.first + 1, found.last):
        title = phrase_at(text, tokens, first, index)
        if title and title.last >= found.last and title.may_be(TITLE):
            shorter = phrase_at(text, tokens, found.first, index, first - found.first)
            if shorter and shorter.last == first and shorter.may_be(PLACE):
                return shorter
    return found


def phrase_at(
    text: str, tokens: Sequence[Token], first: int, index: Index, most: int = 99
) -> Phrase | None:
    """The longest phrase that begins with a token and has at most `most` tokens."""
    for length, phrases in index.phrases(tokens[first].key):
        if length > most:
            continue
        several = tokens[first : first + length]
        known = phrases.get(" ".join([token.key for token in several]))
        if not known or not _are_together(text, several):
            continue
        if entries := tuple([entry for entry in known if _stands(text, several, entry)]):
            return Phrase(first, first + length, entries)
    return None


def _are_together(text: str, tokens: Sequence[Token]) -> bool:
    return len(tokens) == 1 or all(_is_beside(text, one, other) for one, other in pairwise(tokens))


def _stands(text: str, tokens: Sequence[Token], entry: Entry) -> bool:
    """Whether joined tokens with the words of an entry are that entry: in its capitals."""
    if entry.form == OWNER:
        return has_possessive(text, tokens[-1])
    if entry.form and " ".join(token.text.replace(".", "") for token in tokens) != entry.form:
        return False
    return entry.kind != PLACE or tokens[0].is_capital


def _is_beside(text: str, one: Token, other: Token) -> bool:
    """Whether two tokens may belong to one office: a blank, a hyphen or a possessive between."""
    return text[one.end : other.start] in _JOINED or is_owner(text, one, other)


def _office(
    text: str, tokens: Sequence[Token], phrases: Sequence[Phrase], number: int
) -> Office | None:
    """The office whose title a phrase is, with all that belongs to it before and behind."""
    title = phrases[number]
    before = _before(text, tokens, phrases, number)
    if before is None:
        return None
    places = [phrase.cells(PLACE) for phrase in before if phrase.may_be(PLACE)]
    goals: set[str] = set()
    last = title.last
    for link, phrase in _behind(text, tokens, phrases, number):
        places.append(phrase.cells(PLACE))
        if link in TO:
            goals |= phrase.cells(PLACE)
        last = phrase.last
    former = any(phrase.may_be(FORMER) for phrase in before)
    first = before[0].first if before else title.first
    titles, heads = title.cells(TITLE), title.cells(HEAD)
    return Office(first, last, titles, heads, tuple(places), frozenset(goals), former)


def _before(
    text: str, tokens: Sequence[Token], phrases: Sequence[Phrase], number: int
) -> list[Phrase] | None:
    """The phrases that belong to a title before it; None where an unknown word is part of it."""
    found: list[Phrase] = []
    first = phrases[number].first
    for phrase in reversed(phrases[:number]):
        if phrase.last != first or not _is_beside(text, tokens[first - 1], tokens[first]):
            break
        if phrase.may_be(OTHER):
            return None
        if not phrase.may_be(PLACE, FORMER, IGNORED, HEAD):
            break
        found.insert(0, phrase)
        first = phrase.first
        if tokens[first].key in ("the", "a", "an"):
            break
    return None if _is_part(text, tokens, first) else found


def _is_part(text: str, tokens: Sequence[Token], first: int) -> bool:
    """Whether the word before an office belongs to it and is unknown: Bavarian, Vice, Franco-."""
    if first == 0 or not _is_beside(text, tokens[first - 1], tokens[first]):
        return False
    if tokens[first].key in ("the", "a", "an"):  # Excellency, the
        return False
    before = tokens[first - 1]
    if text[before.end : tokens[first].start] == "-":
        return True
    return before.is_capital and before.key not in function_words()[0]


def _behind(
    text: str, tokens: Sequence[Token], phrases: Sequence[Phrase], number: int
) -> Iterator[tuple[str, Phrase]]:
    """The places that follow a title, each with the word that joins it: of Ukraine, to NATO."""
    starts = {phrase.first: phrase for phrase in phrases[number + 1 : number + 6]}
    place = phrases[number].last
    while place + 1 < len(tokens) and tokens[place].key in LINKS:
        link, first = tokens[place].key, place + 1
        if tokens[first].key == "the":
            first += 1
        phrase = starts.get(first)
        if phrase is None or not phrase.may_be(PLACE):
            return
        if not all(_is_beside(text, tokens[i], tokens[i + 1]) for i in range(place - 1, first)):
            return
        yield link, phrase
        place = phrase.last
