"""The builder of the table of people: records of several origins, joined and written one way.

The table as it stands comes first and wins, so that what a person mended stays mended. Building
again from the same files changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cleancopy.names.entries import Person, Role
from cleancopy.names.origins import read_origin
from cleancopy.names.people import PEOPLE, people_of, read_people
from cleancopy.names.sheet import Sheet, sheet_text


@dataclass(frozen=True, slots=True)
class Built:
    """A table that was built: its text, and how many rows and people, new and changed, it has."""

    text: str
    rows: int
    people: int
    added: int
    changed: int


def rebuilt(paths: Iterable[Path], table: Path | None, where: str) -> Built:
    """The table as it is, with what the files add, and read back; `where` is what errors call it.

    Raises CardError, also where the records would make a table that cannot be used.
    """
    known = read_people(table) if table and table.is_file() else ()
    people = _with(known, paths)
    text = people_text(people)
    people_of(Sheet(where, text, PEOPLE))
    before, after = ([tuple(_rows(person)) for person in each] for each in (known, people))
    changed = len(set(before).difference(after))
    return Built(text, sum(map(len, after)), len(after), len(after) - len(before), changed)


def build(paths: Iterable[Path], table: Path | None = None) -> str:
    """The text of people.csv: the table as it is, with what the files add. Raises CardError."""
    known = read_people(table) if table and table.is_file() else ()
    return people_text(_with(known, paths))


def _with(people: tuple[Person, ...], paths: Iterable[Path]) -> tuple[Person, ...]:
    for path in paths:
        people = joined(people, read_origin(path))
    return people


def joined(known: Iterable[Person], more: Iterable[Person]) -> tuple[Person, ...]:
    """People with what other records say of them, and those that only the others have."""
    people = list(known)
    by_key: dict[str, list[int]] = {}
    for index, person in enumerate(people):
        _enter(by_key, index, person)
    for person in more:
        index = next(_same(person, people, by_key), len(people))
        if index == len(people):
            people.append(person)
        else:
            people[index] = merged(people[index], person)
        _enter(by_key, index, person)
    return tuple(people)


def merged(known: Person, other: Person) -> Person:
    """One person from two records; the first one's spelling and dates win."""
    forms = {*known.accepted, *other.accepted, other.name} - {known.name, *known.misspellings}
    agree = folded(other.name) == folded(known.name)
    native = {**dict(other.native), **dict(known.native)}
    return replace(
        known,
        surname=known.surname or (other.surname if other.surname in known.name else ""),
        accepted=tuple(sorted(forms)),
        roles=_roles(known.roles, other.roles),
        native=tuple(sorted(native.items())),
        sources=tuple(sorted({*known.sources, *(other.sources if agree else ())})),
        id="|".join(sorted(_ids(known) | _ids(other))),
    )


def people_text(people: Iterable[Person]) -> str:
    """The table as CSV: sorted, a row for each role, the facts of a person on the first."""
    rows = (row for person in sorted(people, key=_order) for row in _rows(person))
    return sheet_text(PEOPLE, rows)


def folded(name: str) -> str:
    """A name's letters, small and without marks, by which two records may agree."""
    letters = unicodedata.normalize("NFKD", name.lower().replace("ß", "ss").replace("ø", "o"))
    return re.sub(r"[\W\d_]", "", letters)


def _rows(person: Person) -> Iterator[tuple[str, ...]]:
    native = "|".join(f"{code}: {form}" for code, form in sorted(person.native))
    facts: tuple[str, ...] = (
        *("|".join(person.accepted), "|".join(person.misspellings), native),
        "|".join(person.sources),
    )
    surname = person.surname
    roles = sorted(person.roles, key=lambda role: (role.since or "9999", role.office, role.until))
    for role in roles or (Role(""),):
        office = (role.title, role.of, role.to, role.since, role.until)
        yield (person.name, surname, *office, *facts, person.id)
        surname, facts = "", ("",) * len(facts)


def _order(person: Person) -> tuple[str, str, str]:
    return folded(person.name), person.name, person.id


def _ids(person: Person) -> set[str]:
    return set(filter(None, person.id.split("|")))


def _enter(by_key: dict[str, list[int]], index: int, person: Person) -> None:
    """Make a person findable by identifiers and by every accepted form of the name."""
    for key in _ids(person) | set(map(folded, (person.name, *person.accepted))):
        entries = by_key.setdefault(key, [])
        if index not in entries:
            entries.append(index)


def _same(person: Person, people: list[Person], by_key: dict[str, list[int]]) -> Iterator[int]:
    """Who in the table this record is about: same identifier, else same name and country."""
    for key in sorted(_ids(person)):
        yield from by_key.get(key, ())
    for index in by_key.get(folded(person.name), ()):
        known = people[index]
        # Alternates made from initials are shared by many; those a person wrote down are not.
        named = "hand" in known.sources or folded(known.name) == folded(person.name)
        if named and not _rival_ids(person, known) and _colleagues(known, person):
            yield index


def _rival_ids(one: Person, two: Person) -> bool:
    """Whether one register knows both under different identifiers."""
    first, second = (
        {id_.partition(":")[0] if ":" in id_ else "wikidata": id_ for id_ in _ids(person)}
        for person in (one, two)
    )
    return any(first[register] != second[register] for register in first.keys() & second.keys())


def _colleagues(known: Person, other: Person) -> bool:
    """Whether one name means one person: an office in common, or a country where a person says so.

    Registers alone are not believed: an ambassador and a congressman may be namesakes.
    """
    if not {role.office for role in known.roles}.isdisjoint(role.office for role in other.roles):
        return True
    first, second = ({role.of for role in person.roles} - {""} for person in (known, other))
    return "hand" in known.sources and not first.isdisjoint(second)


def _roles(known: Iterable[Role], more: Iterable[Role]) -> tuple[Role, ...]:
    """All roles; where both records have one, the first's with what the second adds in detail."""
    roles = list(known)
    for role in more:
        places = [i for i, r in enumerate(roles) if r.office == role.office and _meets(r, role)]
        if not places:
            roles.append(role)
        elif len(places) == 1:
            old = roles[places[0]]
            since, until = _finer(old.since, role.since), _finer(old.until, role.until)
            roles[places[0]] = replace(old, since=since, until=until)
    return tuple(roles)


def _meets(one: Role, two: Role) -> bool:
    """Whether two records of an office may mean one stretch of time."""
    return one.overlaps(two) or (one.since, one.until) == (two.since, two.until)


def _finer(known: str, other: str) -> str:
    return other if other.startswith(known) else known
