"""Vetoes: repairs that nobody may make of themselves, for a person said no to them or their like.

A suppression takes away as many findings as were accepted; a repair is made in the file, so here
doubt decides the other way. Which of several that are alike was rejected, or which link of a chain
of rules an entry of the ignore file means, is not known: none of them is repaired.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePath

from cleancopy.decisions.items import Item, Place
from cleancopy.document import Change
from cleancopy.formats.plan import Input
from cleancopy.ignores import Ignore
from cleancopy.suppression import Suppressions

Rejected = tuple[Item, Place]


@dataclass(frozen=True)
class Vetoes:
    """What was rejected, by the name of the article, and the entries of the ignore file."""

    rejected: tuple[tuple[str, Sequence[Rejected]], ...] = ()
    ignores: tuple[Ignore, ...] = ()

    @classmethod
    def of(cls, held: Suppressions) -> Vetoes:
        """The vetoes of suppressions that nothing was taken from yet."""
        rejected = ((name, tuple(places)) for name, places in held.rejected.items())
        return cls(tuple(rejected), tuple(held.ignores))

    def on(self, item: Input) -> Vetoes:
        """Those that may speak of an input."""
        own = (pair for pair in self.rejected if _may_be(pair[0], item))
        return Vetoes(tuple(own), self.ignores)

    def bar(self, change: Change) -> bool:
        """Whether one of them may speak of a repair."""
        rejected = (each for _, places in self.rejected for each in places)
        return any(_is_like(item, place, change) for item, place in rejected) or any(
            _is_link(each, change) for each in self.ignores
        )


def _may_be(name: str, item: Input) -> bool:
    """Whether a review may have called an input so: by the end of its path, or by a row of it."""
    if not item.is_whole:
        name = name.rpartition(":")[0]
    parts = PurePath(name).parts
    path = item.source.path.absolute() if item.source.path else PurePath(item.title)
    return bool(parts) and path.parts[-len(parts) :] == parts


def _is_like(item: Item, place: Place, change: Change) -> bool:
    """Whether a repair is what was rejected, or takes it in, wherever in the text it stands."""
    return not set(item.rules).isdisjoint(change.rules) and place.old in change.old


def _is_link(ignore: Ignore, change: Change) -> bool:
    """Whether an entry may mean one of the rules that made a repair together."""
    named = any(fnmatchcase(rule, ignore.rule) for rule in change.rules)
    return named and len(change.rules) > 1 and fnmatchcase(change.old, f"*{ignore.text}*")
