"""The database of the name tables filled: what is known of each entry, and its forms."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from pathlib import Path

from cleancopy.names import lexicon, near, tokens
from cleancopy.names.sieve import sieve
from cleancopy.names.store import FACTS, folded
from cleancopy.names.table import Tables, read_tables

_SCHEMA = """
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, facts TEXT);
CREATE TABLE others (kind TEXT, facts TEXT);
CREATE TABLE roles (
    person INTEGER, title TEXT, of_ TEXT, to_ TEXT, since TEXT, until TEXT, follows INTEGER
);
CREATE TABLE forms (form TEXT, kind TEXT, name TEXT, person INTEGER);
CREATE TABLE parts (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE keys (key TEXT, person INTEGER, PRIMARY KEY (key, person)) WITHOUT ROWID;
CREATE TABLE countries (name TEXT, script TEXT);
CREATE TABLE phrases (
    first TEXT, second TEXT, phrase TEXT, kind TEXT, cell TEXT, form TEXT
);
CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE sieve (bits BLOB);
"""
_INDEXES = """
CREATE INDEX offices ON roles (of_, title);
CREATE INDEX held ON roles (person);
CREATE INDEX written ON forms (form);
CREATE INDEX opening ON phrases (first);
"""


def fill(connection: sqlite3.Connection, folders: Sequence[Path]) -> None:
    """Put the tables of the folders into an empty database. Raises CardError."""
    known = read_tables(*folders)
    connection.executescript(_SCHEMA)
    put = connection.executemany
    put("INSERT INTO people VALUES (?, ?, ?)", _people(known))
    put("INSERT INTO others VALUES (?, ?)", _others(known))
    put("INSERT INTO roles VALUES (?, ?, ?, ?, ?, ?, ?)", _offices(known, folders))
    forms = list(_forms(known))
    put("INSERT INTO forms VALUES (?, ?, ?, ?)", forms)
    put("INSERT INTO sieve VALUES (?)", [(sieve({form for form, *_ in forms}),)])
    put("INSERT OR IGNORE INTO parts VALUES (?)", _parts(known))
    put("INSERT OR IGNORE INTO keys VALUES (?, ?)", _keys(known))
    phrases = set().union(*(lexicon.entries(path, known) for path in _word_files(folders)))
    put("INSERT INTO phrases VALUES (?, ?, ?, ?, ?, ?)", _phrases(phrases))
    put("INSERT OR IGNORE INTO words VALUES (?)", _words(phrases))
    put("INSERT INTO countries VALUES (?, ?)", _countries(known, folders))
    connection.executescript(_INDEXES)
    connection.commit()


def _countries(known: Tables, folders: Sequence[Path]) -> list[tuple[str, str]]:
    """The countries of the tables and of the words, each with its script if it is not Latin."""
    scripts = {place.name: "" for place in known.places if place.kind == "country"}
    for path in _word_files(folders):
        scripts |= lexicon.countries(path)
    return sorted(scripts.items())


def _phrases(entries: Iterable[lexicon.Entry]) -> Iterator[tuple[str, ...]]:
    """The phrases of offices and places, each behind the two words that it begins with."""
    for entry in sorted(entries):
        first, second = [*entry.phrase.split(" "), ""][:2]
        yield first, second, *entry


def _words(entries: Iterable[lexicon.Entry]) -> Iterator[tuple[str]]:
    """The words of these phrases, and what joins a title to a place."""
    for phrase in (*lexicon.LINKS, *(entry.phrase for entry in entries)):
        yield from ((word,) for word in phrase.split(" "))


def _word_files(folders: Iterable[Path]) -> list[Path]:
    return [path for folder in folders if (path := folder / "offices.toml").is_file()]


def _people(known: Tables) -> Iterator[tuple[int, str, str]]:
    for number, person in enumerate(known.people):
        facts = [getattr(person, name) for name in FACTS]
        yield number, person.name, json.dumps(facts, ensure_ascii=False)


def _others(known: Tables) -> Iterator[tuple[str, str]]:
    for kind, entries in (("place", known.places), ("organization", known.organizations)):
        for entry in entries:
            yield kind, json.dumps(astuple(entry), ensure_ascii=False)


def _offices(known: Tables, folders: Sequence[Path]) -> Iterator[tuple[int, *tuple[str, ...], int]]:
    """The roles of all people, and those that follow from them."""
    for number, person in enumerate(known.people):
        yield from ((number, *astuple(role), 0) for role in person.roles)
    for path in _word_files(folders):
        yield from ((number, *astuple(role), 1) for number, role in lexicon.leads(path, known))


def _forms(known: Tables) -> Iterator[tuple[str, str, str, int]]:
    """All right forms: full names, surnames, places, organizations; and the known wrong ones."""
    for number, person in enumerate(known.people):
        for form in dict.fromkeys(map(folded, (person.name, *person.accepted))):
            yield form, "person", person.name, number
        if person.surname:
            yield folded(person.surname), "surname", person.name, number
        for form in person.misspellings:
            yield folded(form), "misspelling", person.name, number
    for kind, entries in (("place", known.places), ("organization", known.organizations)):
        for entry in entries:
            short = (getattr(entry, "abbreviation", ""), *entry.accepted)
            for form in dict.fromkeys(map(folded, (entry.name, *filter(None, short)))):
                yield form, kind, entry.name, -1


def _parts(known: Tables) -> Iterator[tuple[str]]:
    """The words of all right forms."""
    for form, kind, _, _ in _forms(known):
        if kind != "misspelling":
            yield from ((word,) for word in form.split(" "))


def _keys(known: Tables) -> Iterator[tuple[str, int]]:
    for number, person in enumerate(known.people):
        for name in {person.name, *person.accepted}:
            for word in tokens.words_of(name):
                for key in near.keys(word):
                    yield key, number
