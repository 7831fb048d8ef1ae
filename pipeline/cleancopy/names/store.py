"""Names and entries as the database of the name tables has them."""

from __future__ import annotations

import json
import re

from cleancopy.names import skeleton
from cleancopy.names.entries import Organization, Person, Place, Role

_WORD = re.compile("[a-z0-9]+")
FACTS = ("name", "surname", "accepted", "misspellings", "native", "sources", "id")
"""What is kept of a person in one cell, as JSON."""


def folded(name: str) -> str:
    """A name as forms are looked up: small letters a-z and figures, words parted by blanks."""
    return " ".join(_WORD.findall(skeleton.plain(name)))


def person_from(facts: str, roles: tuple[Role, ...] = ()) -> Person:
    """A person as the database has them, with the roles that are asked for apart."""
    name, surname, accepted, wrong, native, sources, key = json.loads(facts)
    lists = tuple(accepted), tuple(wrong), roles, tuple(map(tuple, native)), tuple(sources)
    return Person(name, surname, *lists, key)


def other_from(kind: str, facts: str) -> Place | Organization:
    """A place or an organization as the database has it."""
    name, *cells, accepted, wrong, native, sources = json.loads(facts)
    lists = tuple(accepted), tuple(wrong), tuple(map(tuple, native)), tuple(sources)
    if kind == "place":
        sort, country = cells
        return Place(name, sort, country, *lists)
    short, sort, country = cells
    return Organization(name, short, sort, country, *lists)
