"""The name tables: people with their roles in time, places, organizations.

rules/names/README.md says what each column holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

from cleancopy.errors import CardError
from cleancopy.names.entries import Organization as Organization
from cleancopy.names.entries import Person as Person
from cleancopy.names.entries import Place as Place
from cleancopy.names.entries import Role as Role
from cleancopy.names.entries import before
from cleancopy.names.sheet import Sheet, is_date, is_language, items, read_sheet

PEOPLE = (
    *("name", "surname", "title", "of", "to", "since", "until"),
    *("accepted", "misspellings", "native", "sources", "id"),
)
PLACES = ("name", "kind", "country", "accepted", "misspellings", "native", "sources")
ORGANIZATIONS = (
    *("name", "abbreviation", "kind", "country"),
    *("accepted", "misspellings", "native", "sources"),
)

# What no printed name holds: control characters, markup, two spaces in a row.
_ODD = re.compile(r"[\x00-\x1f\x7f<>{}\[\]_=@#*?;|\\]|\s\s")
# The columns that say something of the person, not of a role.
FACTS = tuple(map(PEOPLE.index, ("surname", "accepted", "misspellings", "native", "sources")))

Row: TypeAlias = tuple[int, tuple[str, ...]]
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


def read_people(path: Path) -> tuple[Person, ...]:
    """The people of a table, whose rows are a role each. Raises CardError."""
    return people_of(read_sheet(path, PEOPLE))


def people_of(sheet: Sheet) -> tuple[Person, ...]:
    """The people of a sheet with the columns of PEOPLE. Raises CardError."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for line, cells in sheet.rows():
        groups.setdefault((cells[0], cells[11]), []).append((line, cells))
    people = {key: _person(sheet, rows) for key, rows in groups.items()}
    if len({name for name, _ in people}) < len(people):
        _tell_apart(sheet, people, groups)
    return tuple(people.values())


def read_places(path: Path) -> tuple[Place, ...]:
    """The places of a table, one a row. Raises CardError."""
    places = []
    for sheet, line, (name, kind, country, *spellings) in _single(path, PLACES, (0, 2)):
        places.append(Place(name, kind, country, *_spellings(sheet, line, name, spellings)))
    return tuple(places)


def read_organizations(path: Path) -> tuple[Organization, ...]:
    """The organizations of a table, one a row. Raises CardError."""
    bodies = []
    for sheet, line, (name, short, kind, country, *rest) in _single(path, ORGANIZATIONS, (0,)):
        spellings = _spellings(sheet, line, name, rest)
        bodies.append(Organization(name, short, kind, country, *spellings))
    return tuple(bodies)


def _person(sheet: Sheet, rows: list[Row]) -> Person:
    """What all the rows about one person say. Raises CardError where they cannot be true."""
    line, first = rows[0]
    name, facts = first[0], [first[index] for index in FACTS]
    _check_name(sheet, line, "name", name)
    for other in rows[1:]:
        _take_in(sheet, facts, other)
    surname, *rest = facts
    if surname and surname not in name:
        what = f"{surname!r} is no part of {name!r}"
        raise sheet.fail(line, "surname", what, "write it as in the name")
    accepted, wrong, native, sources = _spellings(sheet, line, name, rest)
    return Person(name, surname, accepted, wrong, _roles(sheet, rows), native, sources, first[11])


def _take_in(sheet: Sheet, facts: list[str], row: Row) -> None:
    """Fill in what an earlier row left empty. Raises CardError where the two differ."""
    line, cells = row
    for place, index in enumerate(FACTS):
        fact = cells[index]
        if fact and facts[place] not in ("", fact):
            what = f"{fact!r}, but {facts[place]!r} in another row of {cells[0]}"
            mend = "write it once, or give two people of one name an 'id' each"
            raise sheet.fail(line, PEOPLE[index], what, mend)
        facts[place] = facts[place] or fact


def _roles(sheet: Sheet, rows: list[Row]) -> tuple[Role, ...]:
    """The roles of a person, in the order of the rows."""
    roles: list[tuple[int, Role]] = []
    for line, cells in rows:
        role = Role(*cells[2:7])
        if not role.title and not any(cells[3:7]):
            continue
        _check_role(sheet, line, role)
        for earlier, other in roles:
            if role.title == other.title and role.office == other.office and role.overlaps(other):
                what = f"the same office as in line {earlier}, at the same time"
                raise sheet.fail(line, "since", what, "mend the dates or join the rows")
        roles.append((line, role))
    return tuple(role for _, role in roles)


def _check_role(sheet: Sheet, line: int, role: Role) -> None:
    if not role.title:
        what, mend = "empty, but the row has a role", "write the office: foreign minister"
        raise sheet.fail(line, "title", what, mend)
    for column, text in (("since", role.since), ("until", role.until)):
        if text and not is_date(text):
            mend = "write 2019, 2019-05 or 2019-05-08, or leave it empty"
            raise sheet.fail(line, column, f"{text!r} is no date", mend)
    if role.since and role.until and not before(role.since, role.until, same=True):
        what = f"{role.until} comes before {role.since}"
        raise sheet.fail(line, "until", what, "swap the dates or mend one")


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
        _check_name(sheet, line, "name", cells[0])
        first = seen.setdefault(tuple(cells[index] for index in key), line)
        if first != line:
            what = f"{cells[0]!r} stands in line {first} already"
            raise sheet.fail(line, "name", what, "join the rows")
        yield sheet, line, cells


def _tell_apart(
    sheet: Sheet,
    people: dict[tuple[str, str], Person],
    groups: dict[tuple[str, str], list[Row]],
) -> None:
    """Refuse two people of one name whose roles do not tell them apart."""
    first: dict[str, list[tuple[str, str]]] = {}
    for key, person in people.items():
        for other in first.setdefault(person.name, []):
            if _alike(person, people[other]):
                there = groups[other][0][0]
                what = f"two people named {person.name!r} (the other in line {there})"
                mend = "give each a role that the other did not hold at the time, or join them"
                raise sheet.fail(groups[key][0][0], "name", what, mend)
        first[person.name].append(key)


def _alike(one: Person, two: Person) -> bool:
    pairs = ((a, b) for a in one.roles for b in two.roles)
    clash = any(a.office == b.office and a.overlaps(b) for a, b in pairs)
    return clash or not (one.roles and two.roles)


def _spellings(
    sheet: Sheet, line: int, name: str, cells: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The cells `accepted`, `misspellings`, `native` and `sources`, read and checked."""
    accepted, wrong, native, sources = cells
    origins = items(sources) or ("hand",)
    if not (accepted or wrong or native):
        return (), (), (), origins
    good, bad = items(accepted), items(wrong)
    for column, names in (("accepted", good), ("misspellings", bad)):
        for item in names:
            _check_name(sheet, line, column, item)
    if bad and (both := {name, *good}.intersection(bad)):
        what = f"{min(both)!r} is right in another cell of the row"
        raise sheet.fail(line, "misspellings", what, "keep it in one of them")
    forms = _native(sheet, line, native) if native else ()
    return good, bad, forms, origins


def _native(sheet: Sheet, line: int, cell: str) -> tuple[tuple[str, str], ...]:
    pairs = tuple((code.strip(), form.strip()) for code, _, form in _parted(cell))
    for code, form in pairs:
        if not (form and is_language(code)):
            what, mend = f"{code or form!r} has no form", "write code: form, as in ru: Иванов"
            raise sheet.fail(line, "native", what, mend)
    return pairs


def _parted(cell: str) -> Iterator[tuple[str, str, str]]:
    return (item.partition(":") for item in items(cell))


def _check_name(sheet: Sheet, line: int, column: str, name: str) -> None:
    if not name:
        raise sheet.fail(line, column, "empty", "write the name, or delete the row")
    if not _good(name):
        what = f"{name!r} is no name as it would be printed"
        raise sheet.fail(line, column, what, "leave out double spaces, tabs and odd marks")


def _good(name: str) -> bool:
    return _ODD.search(name) is None and any(map(str.isalpha, name))
