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


class Vouched:
    """An entry whose spelling somebody stands for."""

    __slots__ = ()
    sources: tuple[str, ...]

    @property
    def confirmed(self) -> bool:
        """Whether a person or two sources stand for the spelling, so that it may be written."""
        return "hand" in self.sources or len(self.sources) > 1


@dataclass(frozen=True, slots=True)
class Person(Vouched):
    """Somebody in public life, under the name that English news uses."""

    name: str
    surname: str = ""
    accepted: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    native: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ("hand",)
    id: str = ""


@dataclass(frozen=True, slots=True)
class Place(Vouched):
    """A country, city, region, water or the like, in its English spelling."""

    name: str
    kind: str = ""
    country: str = ""
    accepted: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    native: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ("hand",)


@dataclass(frozen=True, slots=True)
class Organization(Vouched):
    """A body, company or party, with its abbreviation where it has one."""

    name: str
    abbreviation: str = ""
    kind: str = ""
    country: str = ""
    accepted: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    native: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ("hand",)


def before(one: str, two: str, *, same: bool = False) -> bool:
    """Whether a date comes before another at the precision both have; unknown ones do."""
    if not (one and two):
        return True
    length = min(len(one), len(two))
    return one[:length] <= two[:length] if same else one[:length] < two[:length]
