"""The rows of people.csv, each a role, made into people with all their roles."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from cleancopy.names.entries import Person, Role, before
from cleancopy.names.sheet import Sheet, is_date, read_sheet
from cleancopy.names.spellings import check_name, spellings

PEOPLE = (
    *("name", "surname", "title", "of", "to", "since", "until"),
    *("accepted", "misspellings", "native", "sources", "id"),
)

# The columns that say something of the person, not of a role.
FACTS = tuple(map(PEOPLE.index, ("surname", "accepted", "misspellings", "native", "sources")))

Row: TypeAlias = tuple[int, tuple[str, ...]]


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


def _person(sheet: Sheet, rows: list[Row]) -> Person:
    """What all the rows about one person say. Raises CardError where they cannot be true."""
    line, first = rows[0]
    name, facts = first[0], [first[index] for index in FACTS]
    check_name(sheet, line, "name", name)
    for other in rows[1:]:
        _take_in(sheet, facts, other)
    surname, *rest = facts
    if surname and surname not in name:
        what = f"{surname!r} is no part of {name!r}"
        raise sheet.fail(line, "surname", what, "write it as in the name")
    accepted, wrong, native, sources = spellings(sheet, line, name, rest)
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
