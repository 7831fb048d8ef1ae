"""The words that offices, countries and bodies go by: rules/names/offices.toml and the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleancopy.errors import CardError
from cleancopy.names.tokens import tokens_in

if TYPE_CHECKING:
    from cleancopy.names.entries import Role
    from cleancopy.names.table import Tables

TO = frozenset(("to", "for", "in", "at", "on"))
LINKS = TO | frozenset(("of", "from", "with"))
"""What joins a title to a place; those of TO may lead to where an envoy is sent."""

TITLE, HEAD, PLACE, IGNORED, FORMER, OTHER = "title", "head", "place", "ignored", "former", "other"
OWNER = "'s"
COUNTERPART = "counterpart"
"""The title of who holds in another country the office that was named before."""
_SECTIONS = tuple("titles heads countries scripts departments leads bodies ignored".split())


class Entry(NamedTuple):
    """A phrase in small letters, what kind of word it is, and the cell of a table it stands for.

    `form` is the phrase as it is written where that tells it from other words (US, WHO), and
    OWNER where it stands in the possessive (the president's).
    """

    phrase: str
    kind: str
    cell: str
    form: str = ""


def entries(path: Path, tables: Tables) -> set[Entry]:
    """All phrases of the file, and the cells of the tables themselves. Raises CardError."""
    words = _read(path)
    roles = [role for person in tables.people for role in person.roles]
    found = {entry(role.title, TITLE, role.title) for role in roles}
    found |= {entry(word, TITLE, COUNTERPART) for word in (COUNTERPART, "homologue")}
    places = {place for role in roles for place in (role.of, role.to) if place}
    places |= {role.of for number, role in leads(path, tables)}
    places |= {place.name for place in tables.places if place.kind == "country"}
    found |= {entry(place, PLACE, place) for place in places}
    for body in tables.organizations:
        if body.name in places:
            found |= {entry(f, PLACE, body.name) for f in (body.abbreviation, *body.accepted) if f}
    for section, kind in (
        ("titles", TITLE),
        ("heads", HEAD),
        ("countries", PLACE),
        ("bodies", PLACE),
    ):
        for cell, phrases in words[section].items():
            found |= {entry(phrase, kind, cell) for phrase in phrases}
    found |= set(_departments(places, words["departments"], words["countries"]))
    for kind, cell in ((IGNORED, "words"), (FORMER, "former"), (OTHER, "other")):
        found |= {entry(phrase, kind, "") for phrase in words["ignored"].get(cell, ())}
    return found


def leads(path: Path, tables: Tables) -> Iterator[tuple[int, Role]]:
    """The roles that follow from others, each with the number of the person. Raises CardError.

    A minister is the head of his ministry, an army chief that of the army.
    """
    words = _read(path)
    for number, person in enumerate(tables.people):
        for role in person.roles:
            for body in words["leads"].get(role.title, ()):
                of = f"{body} of {role.of}" if body in words["departments"] else body
                for title in (role.title, "head") if role.of in words["countries"] else ():
                    yield number, replace(role, title=title, of=of)


def countries(path: Path) -> dict[str, str]:
    """The countries of the file, each with the script of its names or ''. Raises CardError."""
    words = _read(path)
    scripts = {country: name for name, listed in words["scripts"].items() for country in listed}
    return {country: scripts.get(country, "") for country in words["countries"]}


def entry(phrase: str, kind: str, cell: str) -> Entry:
    """A phrase as it is looked up; one in capitals must be so in the text."""
    tokens = tokens_in(phrase)
    short = phrase.replace(".", "")
    form = short if kind == PLACE and short.isupper() and len(short) < 6 else ""
    if phrase.endswith(OWNER):
        form = OWNER
    return Entry(" ".join(token.key for token in tokens), kind, cell, form)


def _departments(
    places: Iterable[str], kinds: Mapping[str, list[str]], countries: Mapping[str, list[str]]
) -> Iterator[Entry]:
    """The usual names of a body `X of COUNTRY`: Russian Foreign Ministry, Chilean navy."""
    for place in places:
        for body, country in _parted(place, countries):
            for name in (body, *kinds.get(body, ())):
                for word in (country, *countries[country]):
                    yield from _named(name, word, place, country)


def _parted(place: str, countries: Container[str]) -> Iterator[tuple[str, str]]:
    """The body and the country of a cell: Army, Democratic Republic of the Congo."""
    parts = place.split(" of ")
    for cut in range(1, len(parts)):
        if (country := " of ".join(parts[cut:])) in countries:
            yield " of ".join(parts[:cut]), country


def _named(name: str, word: str, place: str, country: str) -> Iterator[Entry]:
    """A body's name with a word for its country before and behind it."""
    yield entry(f"{word} {name}", PLACE, place)
    if name.endswith(OWNER):  # the president's spokesman, but the country's presidential adviser
        yield entry(f"{word} {name}", PLACE, country)
    if name[0].isupper():  # the army of Chad has no capital to know it by
        yield entry(f"{name} of {word}", PLACE, place)
        if " " in word:  # the Russian Federation, the Central African Republic
            yield entry(f"{name} of the {word}", PLACE, place)


def _read(path: Path) -> dict[str, dict[str, list[str]]]:
    """The sections of the file; each cell with its phrases. Raises CardError."""
    import tomllib  # few runs build the index
    from difflib import get_close_matches

    where = f"{path.parent.name}/{path.name}"
    try:
        card = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CardError(f"{where}: cannot be read as TOML: {error}") from None
    sections: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for name, table in card.items():
        if name not in _SECTIONS:
            near = get_close_matches(name, _SECTIONS, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"it takes {', '.join(_SECTIONS)}"
            raise CardError(f"{where}: unknown section {name!r}; {hint}")
        if not isinstance(table, dict):
            raise CardError(f"{where}: {name!r} must be written as [{name}]")
        for cell, phrases in table.items():
            if not isinstance(phrases, str):
                raise CardError(f"{where}: [{name}] {cell!r} must be a text: 'one | other'")
            sections[name][cell] = [p for p in map(str.strip, phrases.split("|")) if p]
    return sections
