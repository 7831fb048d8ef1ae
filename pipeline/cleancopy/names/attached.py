"""Which name an office belongs to: by its place alone, never by standing somewhere near."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from cleancopy.names.index import Index
from cleancopy.names.lexicon import PLACE
from cleancopy.names.office import Office
from cleancopy.names.offices import offices, phrase_at
from cleancopy.names.tokens import (
    Token,
    has_possessive,
    is_joint,
    name_after,
    name_before,
    tokens_of,
)
from cleancopy.words import function_words

TITLE, SET_OFF, APPOSITION = "before the name", "set off before the name", "behind the name"

# What may part a name from the office behind it, and what may follow that office.
_PARTED = re.compile(r",[ \u00a0]|[ \u00a0]?\(|[ \u00a0]?[–—][ \u00a0]?|[ \u00a0]-[ \u00a0]")
# A possessive closes nothing: the president of Russia's tennis federation.
_CLOSED = re.compile(
    r"\s*(?:\((?=\d{4}|since|from|until)|[,.;:!?)–—\n\"”]|['’](?!s\b| [a-z])|-\s)|\s*\Z"
)
_GOES_ON = frozenset("who which that since from until till between at during when under".split())
_SHORT_FORM = re.compile(r"[ \u00a0]\([A-Z][A-Za-z]*[A-Z]\)")
_IN_TIME = re.compile(r" in (?:[A-Z]|\d)")
_WAS = frozenset("is was served serves had has became been being remains as".split())
# An article behind a name begins another apposition, which says who that is.
OTHER_PEOPLE = frozenset("a an the who whose aged his her their another one".split())
_HONORIFICS = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady sheikh general gen lieutenant lt major maj"
    " colonel col brigadier brig admiral adm marshal captain capt commander cmdr sergeant sgt"
    " cardinal archbishop bishop reverend rev father rabbi ayatollah imam".split()
)


class Named(NamedTuple):
    """A name with the office that belongs to it: tokens `first` up to `last`."""

    first: int
    last: int
    office: Office
    how: str


@lru_cache(maxsize=2)  # several kinds of evidence ask for the same text one after the other
def all_attached(text: str, index: Index) -> tuple[Named, ...]:
    """The names of a text that an office belongs to, in the order of the offices."""
    tokens = tokens_of(text)
    named = (attached(text, tokens, office, index) for office in offices(text, index))
    return tuple(chain.from_iterable(named))


def attached(text: str, tokens: Sequence[Token], office: Office, index: Index) -> Iterator[Named]:
    """The name that an office belongs to, if one does."""
    for named in _behind(text, tokens, office):
        yield _with_place_behind(text, tokens, named, index)
    yield from _before(text, tokens, office)


def _behind(text: str, tokens: Sequence[Token], office: Office) -> Iterator[Named]:
    """A name behind its office, directly or between commas."""
    end, start = _without_short_form(text, tokens, office.last)
    gap = text[end : tokens[start].start] if start < len(tokens) else ""
    start += _has_honorific(text, tokens, start)
    last = name_after(text, tokens, start)
    if last == start:
        return
    first = bare(tokens, start, last)
    if last - first < 2:  # Sheikh Hasina is all there is of the name
        first = start
    last += _ends_small(text, tokens, last)
    if gap in (" ", "\u00a0"):
        yield Named(first, last, office, TITLE)
    elif gap == ", " and _is_set_off(text, tokens, last) and not _is_of(tokens, office):
        yield Named(first, last, office, SET_OFF)


def _has_honorific(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether a token is one with a stop behind it: Mr. X, Gen. Y."""
    return (
        place + 1 < len(tokens)
        and tokens[place].key in _HONORIFICS
        and text[tokens[place].end : tokens[place + 1].start] in (". ", ".\u00a0")
    )


def _with_place_behind(text: str, tokens: Sequence[Token], named: Named, index: Index) -> Named:
    """The name with the office whole, where its place stands behind: President X of Russia."""
    office, last = named.office, named.last
    if office.places or named.how != TITLE or [t.key for t in tokens[last : last + 1]] != ["of"]:
        return named
    if last + 1 == len(tokens) or not is_joint(text, tokens[last - 1], tokens[last]):
        return named
    place = phrase_at(text, tokens, last + 1, index)
    if place is None or not place.may_be(PLACE):
        return named
    if has_possessive(text, tokens[place.last - 1]):  # of Russia's chess league
        return named
    return named._replace(office=office._replace(places=(place.cells(PLACE),)))


def _without_short_form(text: str, tokens: Sequence[Token], last: int) -> tuple[int, int]:
    """Where an office that has no token from `last` on ends, and the token that follows.

    The short form of a body belongs to it: the Atomic Energy Agency (IAEA), X.
    """
    end = tokens[last - 1].end
    if short := _SHORT_FORM.match(text, end):
        return short.end(), last + (last < len(tokens) and tokens[last].start < short.end())
    return end, last


def _is_of(tokens: Sequence[Token], office: Office) -> bool:
    """Whether the name behind an office may be somebody else's: the daughter of the president."""
    before = [token.key for token in tokens[max(0, office.first - 3) : office.first]]
    if before[-1:] in (["the"], ["a"], ["an"]):
        before.pop()
    return before[-1:] in (["of"], ["for"]) or (before[-1:] == ["to"] and "according" not in before)


def _ends_small(text: str, tokens: Sequence[Token], last: int) -> bool:
    """Whether the name before token `last` has that one too: Tsai Ing-wen, Moon Jae-in."""
    return (
        0 < last < len(tokens)
        and tokens[last - 1].is_capital
        and tokens[last].text.islower()
        and text[tokens[last - 1].end : tokens[last].start] == "-"
    )


def _is_set_off(text: str, tokens: Sequence[Token], last: int) -> bool:
    """Whether a name behind a comma ends at another, and nothing there says who else it is."""
    following = text[tokens[last - 1].end :][:2]
    if last == len(tokens) or following[:1] in (".", ";"):
        return following[:1] in (".", ";", "")
    return following[:1] == "," and tokens[last].key not in OTHER_PEOPLE


def _before(text: str, tokens: Sequence[Token], office: Office) -> Iterator[Named]:
    """A name whose office stands behind it, parted from it and closed."""
    end = _clause_start(tokens, office.first)
    if end == 0 or not _is_closed(text, tokens, office.last):
        return
    if not _PARTED.fullmatch(text[tokens[end - 1].end : tokens[end].start]):
        return
    small = _ends_small(text, tokens, end - 1)
    first = bare(tokens, name_before(text, tokens, end - small), end)
    if first < end - small:
        yield Named(first, end, office, APPOSITION)


def _clause_start(tokens: Sequence[Token], first: int) -> int:
    """Where the clause that an office fills begins: `, who was the`, `, currently the`."""
    place = first
    if place and tokens[place - 1].key in ("the", "a", "an"):
        place -= 1
    back = place
    while back and place - back < 3 and tokens[back - 1].key in _WAS:
        back -= 1
    if back < place and back and tokens[back - 1].key == "who":
        return back - 1
    return place


def _is_closed(text: str, tokens: Sequence[Token], last: int) -> bool:
    """Whether the apposition ends with the office, or goes on about it."""
    end, last = _without_short_form(text, tokens, last)
    if _CLOSED.match(text, end) or _IN_TIME.match(text, end):
        return True
    return last < len(tokens) and tokens[last].key in _GOES_ON


def bare(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a name begins without a word of the sentence or an honorific before it."""
    while first < last and is_prefix(tokens[first]):
        first += 1
    return first


def is_prefix(token: Token) -> bool:
    """Whether a capital word is no name: But, For, Mr."""
    return token.key in function_words()[0] or token.key in _HONORIFICS
