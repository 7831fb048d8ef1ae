"""What the name tables hold: people with their roles in time, places, organizations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """An office: its words, the country or body it belongs to, and for an envoy where to.

    `since` and `until` are ISO years, months or days; empty where unknown or still held.
    """

    title: str
    of: str = ""
    to: str = ""
    since: str = ""
    until: str = ""

    @property
    def office(self) -> tuple[str, str, str]:
        """The role without its time."""
        return self.title, self.of, self.to

    def overlaps(self, other: Role) -> bool:
        """Whether both may have been held on one day; handing over is no overlap."""
        return before(self.since, other.until) and before(other.since, self.until)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in public life, under the name that English news uses."""

    name: str
    surname: str = ""
    accepted: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    native: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ("hand",)
    id: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether a person or two sources stand for the spelling, so that it may be written."""
        return _confirmed(self.sources)


@dataclass(frozen=True, slots=True)
class Place:
    """A country, city, region, water or the like, in its English spelling."""

    name: str
    kind: str = ""
    country: str = ""
    accepted: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    native: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ("hand",)

    @property
    def confirmed(self) -> bool:
        """Whether a person or two sources stand for the spelling, so that it may be written."""
        return _confirmed(self.sources)


@dataclass(frozen=True, slots=True)
class Organization:
    """A body, company or party, with its abbreviation where it has one."""

    name: str
    abbreviation: str = ""
    kind: str = ""
    country: str = ""
    accepted: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    native: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ("hand",)

    @property
    def confirmed(self) -> bool:
        """Whether a person or two sources stand for the spelling, so that it may be written."""
        return _confirmed(self.sources)


def before(one: str, two: str, *, same: bool = False) -> bool:
    """Whether a date comes before another at the precision both have; unknown ones do."""
    if not (one and two):
        return True
    length = min(len(one), len(two))
    return one[:length] <= two[:length] if same else one[:length] < two[:length]


def _confirmed(sources: tuple[str, ...]) -> bool:
    return "hand" in sources or len(sources) > 1
