"""The runs of capital words in a text, cut at titles and offices, joined over small words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.names.lexicon import FORMER, HEAD, OTHER, TITLE
from cleancopy.names.reading import Reading
from cleancopy.names.tokens import ARTICLES, SMALL, goes_on, is_joint
from cleancopy.words import function_words, word_list

_LONGEST = 12  # words of a name; what has more is a line in capitals
_LEADING = frozenset("von van bin ibn al el de di".split())  # that may begin a name alone
_HONORIFICS = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady sheikh imam ayatollah pope rev reverend"
    " father sister rabbi bishop archbishop cardinal judge justice captain capt lieutenant lt major"
    " colonel col sergeant sgt general gen admiral adm king queen prince princess sen rep gov"
    " emperor commander brigadier reporter correspondent engineer economist analyst psychologist"
    " lawyer".split()
)
_OPENING = _LEADING | ARTICLES  # in small letters, as in d'Estaing
_LINKS = frozenset(("of", "for", "and", "on", "in", "the"))
_TITLE_GAPS = frozenset((" ", ". ", "\u00a0", ".\u00a0", "-"))
_SYLLABLE = re.compile(
    "(?:ch|sh|ts|hs|tz|kk|[bdfghjklmnpstwy])?(?:yeo|yae|eo|eu|ae|oo|ou|oe|wa|wo|ya|yo|yu|ee|[aeiou])"
    "(?:ng|[hklmnp])?"
)

Part = tuple[int, int, str]
"""First and last token of a run, and the title before it."""


def parts(reading: Reading) -> Iterator[Part]:
    """The runs in order, each with the title before it."""
    return _linked(reading, _runs(reading))


def _runs(reading: Reading) -> Iterator[Part]:
    """The runs of capital words, cut at titles, each with the title before it."""
    done = 0
    small = _OPENING.union([key for key in reading.small if "'" in key])
    for place in [
        number
        for number, token in enumerate(reading.tokens)
        if token.is_capital or token.key in small
    ]:
        if place < done or not _opens(reading, place):
            continue
        done = first = _title_end(reading, place)
        if first == place or (first < len(reading.tokens) and _opens(reading, first)):
            done = _run_end(reading, first)
            yield first, done, reading.slice(place, first) if first > place else ""


def _run_end(reading: Reading, first: int) -> int:
    """Behind the last token of the name that begins with one."""
    last, most = first + 1, min(len(reading.tokens), first + _LONGEST)
    while last < most and _goes_on(reading, first, last):
        last += 1
    return last


def _opens(reading: Reading, place: int) -> bool:
    """Whether a name or its title may begin with a token."""
    token = reading.tokens[place]
    if token.is_capital:
        return True
    if "'" in token.key and not token.text.islower():
        return True  # d'Estaing
    follows = place + 1 < len(reading.tokens) and reading.tokens[place + 1].is_capital
    gap = reading.gap(place + 1) if follows else ""
    if gap == "-":
        return token.text in ARTICLES
    return gap == " " and token.text in _LEADING


def _title_end(reading: Reading, place: int) -> int:
    """Behind the titles that begin with a token: Former President, Dr., Foreign Minister."""
    first = reading.tokens[place].key
    if first not in reading.index.prefixes and first not in _HONORIFICS:
        return place
    end, count = place, len(reading.tokens)
    while place < count and reading.tokens[place].is_capital:
        title = reading.phrase(place, TITLE, HEAD)
        title = title or int(reading.tokens[place].key in _HONORIFICS)
        length = title or reading.phrase(place, FORMER, OTHER)
        if not length:
            break
        place += length
        end = place if title else end
        if place < count and reading.gap(place) not in _TITLE_GAPS:
            break
    return end


def _goes_on(reading: Reading, first: int, place: int) -> bool:
    """Whether a token is the next word of a name that begins before it, with token `first`."""
    tokens = reading.tokens
    token = tokens[place]
    if not (token.is_capital or token.text in SMALL or "'" in token.key or place - first > 1):
        return False
    gap = reading.gap(place)
    if not token.is_capital and gap != "-" and token.text not in SMALL and "'" not in token.key:
        return False
    if place in reading.cuts:
        return False
    if not is_joint(reading.text, tokens[place - 1], token) and gap not in (" & ", "&"):
        return False
    if token.is_capital:
        return not _title_end(reading, place) > place or gap == "-"
    if gap == "-":
        return place - first > 1 and _is_syllable(token.text)
    if "'" in token.key and not token.text.islower():
        return True
    return goes_on(reading.text, tokens, place)


def _is_syllable(word: str) -> bool:
    """Whether a small word behind a hyphen may end a Korean or Chinese name: Jae-in, Ing-wen."""
    small = word in function_words()[0] and word != "in"
    return not small and len(word) < 6 and bool(_SYLLABLE.fullmatch(word) or word == "shek")


def _linked(reading: Reading, parts: Iterator[Part]) -> Iterator[Part]:
    """The parts, those of one name joined: Bank of England, University of Oxford."""
    held: Part | None = None
    for part in parts:
        if held and _is_linked(reading, held, part):
            held = held[0], part[1], held[2]
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _is_linked(reading: Reading, one: Part, two: Part) -> bool:
    """Whether small words alone stand between two parts, and the tables or the head join them."""
    if two[2] or not 0 < two[0] - one[1] < 3:
        return False
    between = reading.tokens[one[1] : two[0]]
    if any(each.key not in _LINKS for each in between):
        return False
    if any(reading.gap(place) not in (" ", "\u00a0") for place in range(one[1], two[0] + 1)):
        return False
    if {each.kind for each in reading.known(one[0], two[1])} & {"place", "organization"}:
        return True
    return between[0].key == "of" and reading.tokens[one[1] - 1].key in word_list("name-heads")
