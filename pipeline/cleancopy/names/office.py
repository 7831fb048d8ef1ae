"""An office as a text names it, and who held it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleancopy.names.index import Holder, Index
from cleancopy.names.lexicon import COUNTERPART

_REACH = 60  # words between an office and that of a counterpart
# Offices that have one another as counterparts.
_PEERS = (
    frozenset(("foreign minister", "foreign secretary", "secretary of state")),
    frozenset(("defence minister", "defence secretary", "secretary of defense")),
    frozenset(("interior minister", "home secretary")),
)


class Office(NamedTuple):
    """An office as it stands in a text, from token `first` up to `last`.

    `titles` and `heads` are what its title may be; each of `places` is what one place in it may be,
    `goals` those of them that stand where an envoy is sent to.
    """

    first: int
    last: int
    titles: frozenset[str]
    heads: frozenset[str]
    places: tuple[frozenset[str], ...]
    goals: frozenset[str]
    former: bool

    def holders(self, index: Index) -> list[Holder]:
        """All who held this very office, at any time: each word of it and of theirs is there."""
        homes = frozenset(("", *(cell for place in self.places for cell in place)))
        found = index.holders(self.titles | self.heads, homes)
        return [holder for holder in found if self._is(holder, index)]

    def _is(self, holder: Holder, index: Index) -> bool:
        role = holder.role
        if role.to and role.to not in self.goals and not self._names_body(role.to, index):
            return False
        if role.title not in self.titles and (not role.of or role.of in index.countries):
            return False  # only of a body is the head called its chief
        if role.of and role.of in self.goals and role.of != role.to and len(self.places) > 1:
            return False
        return all(self._answers(place, holder, index) for place in self.places)

    def _names_body(self, goal: str, index: Index) -> bool:
        """Whether one of two places is the body that an envoy is sent to: Russian UN ambassador."""
        is_named = len(self.places) > 1 and any(goal in place for place in self.places)
        return is_named and not self.goals and goal not in index.countries

    def _answers(self, place: frozenset[str], holder: Holder, index: Index) -> bool:
        """Whether a place in the text is one of the role: its own, or the country of its body."""
        role = holder.role
        if role.of in place or (role.to and role.to in place):
            return True
        if role.of:
            return role.of not in index.countries and bool(place & index.countries)
        return any(other.of in place for other in index.person(holder.person).roles)


def resolved(found: Iterable[Office]) -> Iterator[Office]:
    """The offices; a counterpart may have the title of any shortly before: his Russian counterpart.

    Which of them is meant, the name beside it decides.
    """
    before: list[Office] = []
    for office in found:
        before = [other for other in before if office.first - other.last <= _REACH]
        if COUNTERPART in office.titles:
            if not before:
                continue
            titles = frozenset[str]().union(*(other.titles for other in before))
            peers = (each for each in _PEERS if not each.isdisjoint(titles))
            heads = frozenset[str]().union(*(other.heads for other in before))
            office = office._replace(titles=titles.union(*peers), heads=heads)
        yield office
        before.append(office)
