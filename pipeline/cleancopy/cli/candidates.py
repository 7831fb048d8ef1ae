"""How the command line shows who could be meant by a name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from cleancopy.names.entries import Organization, Person, Place, Role
from cleancopy.names.search import Candidate


def candidates_text(found: Sequence[Candidate]) -> str:
    """The candidates, a paragraph each.

    A form in another script ends its line, so that one written from the right disturbs nothing.
    """
    return "\n".join("".join(f"{line}\n" for line in _lines(each)) for each in found)


def candidates_json(query: str, lang: str, found: Sequence[Candidate]) -> str:
    """The candidates with all that the tables know, as one JSON object."""
    data = {"query": query, "lang": lang, "candidates": list(map(_data, found))}
    return json.dumps(data, ensure_ascii=False, indent=1)


def _lines(found: Candidate) -> Iterator[str]:
    entry = found.entry
    yield f"{found.likeness:.2f}  {entry.name}{_kind(entry)}"
    if isinstance(entry, Person):
        yield from (f"      {_role(role)}" for role in entry.roles)
    if entry.accepted:
        yield f"      also      {', '.join(entry.accepted)}"
    if entry.misspellings:
        yield f"      not       {', '.join(entry.misspellings)}"
    for lang, form in entry.native:
        yield f"      {lang:8}  {form}"
    doubt = "" if entry.confirmed else " (not confirmed)"
    yield f"      sources   {', '.join(entry.sources)}{doubt}"


def _kind(entry: Person | Place | Organization) -> str:
    """What an entry is that is no person: ', city, France'."""
    if isinstance(entry, Person):
        return ""
    short = getattr(entry, "abbreviation", "")
    sort = entry.kind or ("place" if isinstance(entry, Place) else "organization")
    return "".join(f", {word}" for word in (short, sort, entry.country) if word)


def _role(role: Role) -> str:
    """An office with its time: 'ambassador, United States, to Ukraine: 2003 to 2006'."""
    office = ", ".join(filter(None, (role.title, role.of, role.to and f"to {role.to}")))
    time = _time(role.since, role.until)
    return f"{office}: {time}" if time else office


def _time(since: str, until: str) -> str:
    """A stretch of time, of which either end may be unknown."""
    if since == until:
        return since
    if since and until:
        return f"{since} to {until}"
    return f"since {since}" if since else f"until {until}"


def _data(found: Candidate) -> dict[str, Any]:
    entry = found.entry
    return {
        "entry": type(entry).__name__.lower(),
        "likeness": round(found.likeness, 4),
        "form": found.form,
        "confirmed": entry.confirmed,
        **asdict(entry),
        "native": [{"lang": lang, "form": form} for lang, form in entry.native],
    }
