"""A text as its names are looked for: words, sentence starts, headlines, what the tables know."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter

from cleancopy.names.index import Index, Known, folded
from cleancopy.names.lexicon import OWNER
from cleancopy.names.office import Office
from cleancopy.names.offices import offices
from cleancopy.names.tokens import Token, tokens_of

_BREAK = re.compile('[.!?:\n\r…“”"«»•*|‘–—]')
_LINE = re.compile("[^\n]+")
_START = attrgetter("start")
_STOPS = (".", "!", "?", ",", ";")

fold = folded


class Reading:
    """A text as its names are looked for: words, sentence starts, and what the tables know."""

    def __init__(self, text: str, index: Index) -> None:
        self.text, self.index, self.tokens = text, index, tokens_of(text)
        self._known: dict[tuple[int, int], tuple[Known, ...]] = {}

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """The offices in the text."""
        return offices(self.text, self.index)

    @cached_property
    def cuts(self) -> frozenset[int]:
        """Where an office ends, so that what follows is a name by itself."""
        return frozenset(office.last for office in self.offices)

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that also stand without a capital."""
        return frozenset([token.key for token in self.tokens if not token.is_capital])

    @cached_property
    def loud(self) -> frozenset[int]:
        """The tokens of the lines that have capitals throughout."""
        found: list[int] = []
        for line in self._lines():
            found += line if _is_loud(self.tokens[line.start : line.stop]) else ()
        return frozenset(found)

    def _lines(self) -> Iterator[range]:
        """The tokens of each line that does not end like a sentence."""
        for line in _LINE.finditer(self.text):
            if not line[0].rstrip(' "”’)\r').endswith(_STOPS):
                first, last = (bisect_left(self.tokens, at, key=_START) for at in line.span())
                if first < last:
                    yield range(first, last)

    def gap(self, place: int) -> str:
        """What stands between a token and the one before it."""
        return self.text[self.tokens[place - 1].end : self.tokens[place].start] if place else "\n"

    def begins(self, place: int) -> bool:
        """Whether a token begins a sentence or a quotation."""
        gap = self.gap(place)
        return gap != " " and bool(_BREAK.search(gap))

    def slice(self, first: int, last: int) -> str:
        """The text of some tokens."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def known(self, first: int, last: int) -> tuple[Known, ...]:
        """What the tables have under the text of some tokens."""
        place = first, last
        if place not in self._known:
            self._known[place] = self.index.known(folded(self.slice(first, last)))
        return self._known[place]

    def phrase(self, first: int, *kinds: str) -> int:
        """How many tokens a phrase of the lexicon has that begins with a token; 0 if none does."""
        tokens = self.tokens
        for length, phrases in self.index.phrases(tokens[first].key):
            several = tokens[first : first + length]
            found = phrases.get(" ".join([token.key for token in several]), ())
            if any(entry.kind in kinds and entry.form != OWNER for entry in found) and all(
                self.gap(place) in (" ", "-", "\u00a0")
                for place in range(first + 1, first + length)
            ):
                return length
        return 0


def _is_loud(tokens: Sequence[Token]) -> bool:
    """Whether the words of a line have capitals throughout, small ones apart: a headline."""
    if all(token.text.isupper() or not token.text.isalpha() for token in tokens):
        return True
    words = [token for token in tokens if len(token.text) > 3 or token.text.isupper()]
    if len(words) < 4:
        return False
    return sum(token.is_capital for token in words) >= 0.8 * len(words)
