"""The words of a text as the reading of names sees them, and the runs of them that are names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import accumulate
from typing import NamedTuple

from cleancopy.names.skeleton import fold

# An abbreviation with its stops, or a word. Both begin with the one class that is searched for:
# with an alternative at every character the search takes half as long again.
_WORD = re.compile(
    r"([^\W_](?:\.(?<=[^\W\d_]\.)(?:[^\W\d_]\.)+"
    r"|(?<![^\W_]['’].)[^\W_]*(?:['’ʼ](?![sS]\b)[^\W\d_]+)*))"
)
# What stands between the words of one name or one role: a blank, a hyphen, an initial's stop.
_JOINTS = frozenset((" ", "-", "\u00a0", ". ", ".\u00a0"))
_POSSESSIVE = re.compile(r"['’](?:s|(?<=s['’]))[ \u00a0]")
# Small words inside a name; fon is what Cyrillic makes of von. English has some of them as well
# (do, ten): those are left out.
PARTICLES = frozenset(
    "von fon van der den de da dos das di del della du la le bin bint ibn ben abu abd al el ul ur"
    " ter zu zur e y".split()
)
ARTICLES = frozenset("al el ad an ar as ash at az ul".split())
"""The Arabic article as it is written before the next letter: as-Sadr, but not `as` by itself."""
SMALL = PARTICLES | ARTICLES
"""All small words that names go on over."""


class Token(NamedTuple):
    """A word: its place in code points, as it stands, and as it is looked up.

    `key` is in small letters, without the stops of an abbreviation.
    """

    start: int
    end: int
    text: str
    key: str
    is_capital: bool


@lru_cache(maxsize=2)  # the cards of a stage ask for the same text one after the other
def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text in order."""
    return tokens_in(text)


@lru_cache(maxsize=2)
def capitals_of(text: str) -> tuple[int, ...]:
    """The numbers of the tokens that begin with a capital."""
    return tuple([number for number, token in enumerate(tokens_of(text)) if token.is_capital])


@lru_cache(maxsize=2)
def places_of(text: str) -> dict[str, list[int]]:
    """The numbers of the tokens by how they are looked up."""
    found: dict[str, list[int]] = {}
    for number, token in enumerate(tokens_of(text)):
        found.setdefault(token.key, []).append(number)
    return found


def tokens_in(form: str) -> tuple[Token, ...]:
    """The words of a form in order; not kept, so that those of the text it is held against are.

    Whole columns at a time: word by word it would take half as long again.
    """
    parts = _WORD.split(form)  # what stands between two words, a word, and so on
    borders, words = list(accumulate(map(len, parts))), parts[1::2]
    keys = [word.lower() if word.isalnum() else _key(word) for word in words]
    are_capital = [word[0].isupper() for word in words]
    columns = zip(borders[:-1:2], borders[1::2], words, keys, are_capital, strict=True)
    return tuple(map(_NEW_TOKEN, columns))


_NEW_TOKEN = partial(tuple.__new__, Token)


def _key(word: str) -> str:
    """How a word is looked up that has more than letters."""
    return word.lower().replace(".", "").replace("’", "'")


def is_joint(text: str, one: Token, other: Token) -> bool:
    """Whether two neighbours may be words of one name."""
    gap = text[one.end : other.start]
    return gap in _JOINTS and (gap[0] != "." or len(one.text) == 1 or one.text in _SHORT)


_SHORT = frozenset(("Jr", "Sr", "St"))


def is_owner(text: str, one: Token, other: Token) -> bool:
    """Whether the first of two neighbours stands in the possessive: Germany's chancellor."""
    gap = text[one.end : other.start]
    return gap in ("'s ", "’s ", "'s\u00a0", "’s\u00a0") or (
        gap in ("' ", "’ ") and one.text.endswith("s")
    )


def has_possessive(text: str, token: Token) -> bool:
    """Whether a word is followed by the possessive: Russia's."""
    return text[token.end : token.end + 2] in ("'s", "’s")


def may_go_on(tokens: Sequence[Token], place: int) -> bool:
    """Whether the token behind one may be of the same name, as far as it tells by itself."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return following is not None and (following.is_capital or following.text in SMALL)


def name_after(text: str, tokens: Sequence[Token], first: int) -> int:
    """The number of the token behind the name that begins with token `first`; `first` if none."""
    last, count = first, len(tokens)
    while last < count:
        token = tokens[last]
        if not token.is_capital and (token.text not in SMALL or not goes_on(text, tokens, last)):
            break
        if last > first and not is_joint(text, tokens[last - 1], token):
            break
        last += 1
    return last


def name_before(text: str, tokens: Sequence[Token], end: int) -> int:
    """The number of the first token of the name that ends before token `end`; `end` if none."""
    first = end
    while first > 0:
        if first < end and not is_joint(text, tokens[first - 1], tokens[first]):
            break
        if not tokens[first - 1].is_capital and (
            first == end or not is_particle(text, tokens, first - 1)
        ):
            break
        first -= 1
    return first


def goes_on(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether a particle is followed, maybe through others, by more of the name."""
    while place + 1 < len(tokens) and is_particle(text, tokens, place):
        if not is_joint(text, tokens[place], tokens[place + 1]):
            return False
        place += 1
        if tokens[place].is_capital:
            return True
    return False


def is_particle(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether a token is a small word inside names: van, bin; as in as-Sadr."""
    token = tokens[place]
    return token.text in PARTICLES or (
        token.text in ARTICLES and text[token.end : token.end + 1] == "-"
    )


@lru_cache(maxsize=1 << 13)  # texts repeat their names
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name folded to a-z, without initials and Arabic articles."""
    return tuple(word for word in fold(name.replace("-", " ")) if counts(word))


def counts(word: str) -> bool:
    """Whether a folded word of a name tells people apart: initials and articles do not."""
    return len(word) > 1 and word not in ("al", "el", "ul")
