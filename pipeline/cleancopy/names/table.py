"""The name tables: people with their roles in time, places, organizations.

rules/names/README.md says what each column holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from cleancopy.errors import CardError
from cleancopy.names.entries import Organization, Person, Place
from cleancopy.names.people import read_people
from cleancopy.names.sheet import Sheet, read_sheet
from cleancopy.names.spellings import check_name, spellings

PLACES = ("name", "kind", "country", "accepted", "misspellings", "native", "sources")
ORGANIZATIONS = (
    *("name", "abbreviation", "kind", "country"),
    *("accepted", "misspellings", "native", "sources"),
)

Named = TypeVar("Named", "Person", "Place", "Organization")


@dataclass(frozen=True, slots=True)
class Tables:
    """What one folder knows, or several joined."""

    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    organizations: tuple[Organization, ...] = ()


def read_tables(*folders: Path) -> Tables:
    """The tables of the folders; a later folder's entry replaces its namesake. Raises CardError."""
    known = Tables()
    for folder in folders:
        tables = _read_folder(folder)
        known = Tables(
            _joined(known.people, tables.people, lambda person: (person.name, person.id)),
            _joined(known.places, tables.places, lambda place: (place.name, place.country)),
            _joined(known.organizations, tables.organizations, lambda body: body.name),
        )
    return known


def read_places(path: Path) -> tuple[Place, ...]:
    """The places of a table, one a row. Raises CardError."""
    places = []
    for sheet, line, (name, kind, country, *rest) in _single(path, PLACES, (0, 2)):
        places.append(Place(name, kind, country, *spellings(sheet, line, name, rest)))
    return tuple(places)


def read_organizations(path: Path) -> tuple[Organization, ...]:
    """The organizations of a table, one a row. Raises CardError."""
    bodies = []
    for sheet, line, (name, short, kind, country, *rest) in _single(path, ORGANIZATIONS, (0,)):
        forms = spellings(sheet, line, name, rest)
        bodies.append(Organization(name, short, kind, country, *forms))
    return tuple(bodies)


def _read_folder(folder: Path) -> Tables:
    """The tables that a folder has. Raises CardError where it has none."""
    people, places, organizations = (
        folder / f"{kind}.csv" for kind in ("people", "places", "organizations")
    )
    if not any(path.is_file() for path in (people, places, organizations)):
        mend = "it takes people.csv, places.csv, organizations.csv"
        raise CardError(f"{folder}: no table of names in it; {mend}")
    return Tables(
        read_people(people) if people.is_file() else (),
        read_places(places) if places.is_file() else (),
        read_organizations(organizations) if organizations.is_file() else (),
    )


def _joined(
    old: tuple[Named, ...], new: tuple[Named, ...], key: Callable[[Named], object]
) -> tuple[Named, ...]:
    return tuple({**{key(entry): entry for entry in old}, **{key(e): e for e in new}}.values())


def _single(
    path: Path, columns: tuple[str, ...], key: tuple[int, ...]
) -> Iterator[tuple[Sheet, int, tuple[str, ...]]]:
    """The rows of a table with one row an entry. Raises CardError where two have one key."""
    sheet, seen = read_sheet(path, columns), dict[tuple[str, ...], int]()
    for line, cells in sheet.rows():
        check_name(sheet, line, "name", cells[0])
        first = seen.setdefault(tuple(cells[index] for index in key), line)
        if first != line:
            what = f"{cells[0]!r} stands in line {first} already"
            raise sheet.fail(line, "name", what, "join the rows")
        yield sheet, line, cells
