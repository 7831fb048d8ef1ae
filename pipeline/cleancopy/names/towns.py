"""The countries that a text speaks of, and the places of the tables that lie in them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from cleancopy.names.entries import Place
from cleancopy.names.index import Index
from cleancopy.names.lexicon import PLACE
from cleancopy.names.near import keys
from cleancopy.names.spelt import folded
from cleancopy.names.tokens import Token


class Town(NamedTuple):
    """A place of the tables in one of its spellings, and its country."""

    name: str
    country: str


@cache
def towns_of(index: Index) -> dict[str, list[Town]]:
    """The places of one word by the keys under which those near to them are found."""
    found: dict[str, list[Town]] = {}
    for entry in index.others():
        if isinstance(entry, Place) and entry.confirmed and " " not in entry.name:
            for key in keys(folded(entry.name)):
                found.setdefault(key, []).append(Town(entry.name, entry.country or entry.name))
    return found


def countries_of(tokens: Sequence[Token], index: Index) -> frozenset[str]:
    """The countries that a text speaks of, by name or by their people."""
    found: set[str] = set()
    for place, token in enumerate(tokens):
        for length, phrases in index.phrases(token.key) if token.is_capital else ():
            phrase = " ".join(each.key for each in tokens[place : place + length])
            found |= {entry.cell for entry in phrases.get(phrase, ()) if entry.kind == PLACE}
    return frozenset(found) & index.countries
