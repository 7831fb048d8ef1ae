"""The name tables made ready for looking up: one SQLite file per content of the tables.

It is built once, kept in the user's cache folder under a fingerprint of the tables, and opened in a
few milliseconds. Where no file can be kept it is built in memory.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from functools import cache, cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from tempfile import mkstemp
from typing import NamedTuple

from cleancopy.folders import RULES
from cleancopy.names import lexicon, near, skeleton, tokens
from cleancopy.names.entries import Person, Role
from cleancopy.names.lexicon import Entry
from cleancopy.names.table import Tables, read_tables

OWN = RULES / "names"
MOST_KEPT = 8  # files of other tables, or of older ones, in the cache folder

_SCHEMA = """
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, facts TEXT);
CREATE TABLE roles (person INTEGER, title TEXT, of_ TEXT, to_ TEXT, since TEXT, until TEXT);
CREATE TABLE forms (form TEXT, kind TEXT, name TEXT, person INTEGER);
CREATE TABLE parts (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE keys (key TEXT, person INTEGER, PRIMARY KEY (key, person)) WITHOUT ROWID;
CREATE TABLE countries (name TEXT, script TEXT);
CREATE TABLE words (phrase TEXT, kind TEXT, cell TEXT, form TEXT);
"""
_INDEXES = """
CREATE INDEX offices ON roles (of_, title);
CREATE INDEX held ON roles (person);
CREATE INDEX written ON forms (form);
"""


class Holder(NamedTuple):
    """Somebody who holds or held an office."""

    person: int
    role: Role


class Known(NamedTuple):
    """What a table knows under one form: a person, place or organization, and its name there."""

    kind: str
    name: str
    person: int


class Index:
    """The tables of some folders, read only."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._ask = connection.execute
        self.known = lru_cache(maxsize=1 << 13)(self._known)
        self.is_part = lru_cache(maxsize=1 << 13)(self._is_part)
        self.person = lru_cache(maxsize=1 << 12)(self._person)
        self.holders = lru_cache(maxsize=1 << 10)(self._holders)

    @cached_property
    def words(self) -> dict[str, list[tuple[int, dict[str, list[Entry]]]]]:
        """The phrases of offices and places: by first word, then by length, the longest first."""
        found: defaultdict[str, defaultdict[int, dict[str, list[Entry]]]]
        found = defaultdict(lambda: defaultdict(dict))
        for row in self._ask("SELECT * FROM words"):
            words = row[0].split(" ")
            found[words[0]][len(words)].setdefault(row[0], []).append(Entry(*row))
        return {word: sorted(several.items(), reverse=True) for word, several in found.items()}

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries, as the tables write them."""
        return frozenset(row[0] for row in self._ask("SELECT name FROM countries"))

    @cached_property
    def romanised(self) -> frozenset[str]:
        """The countries whose names come from another script."""
        rows = self._ask("SELECT name FROM countries WHERE script != ''")
        return frozenset(row[0] for row in rows)

    def _known(self, form: str) -> tuple[Known, ...]:
        """All that goes by a form, which is folded: see `folded`."""
        rows = self._ask("SELECT kind, name, person FROM forms WHERE form = ?", (form,))
        return tuple(Known(*row) for row in rows)

    def _is_part(self, word: str) -> bool:
        return self._ask("SELECT 1 FROM parts WHERE word = ?", (word,)).fetchone() is not None

    def _person(self, number: int) -> Person:
        (facts,) = self._ask("SELECT facts FROM people WHERE id = ?", (number,)).fetchone()
        return _person_from(facts, self._roles(number))

    def _roles(self, number: int) -> tuple[Role, ...]:
        columns = "title, of_, to_, since, until"
        rows = self._ask(f"SELECT {columns} FROM roles WHERE person = ? ORDER BY rowid", (number,))
        return tuple(Role(*row) for row in rows)

    def _holders(self, titles: frozenset[str], places: frozenset[str]) -> tuple[Holder, ...]:
        """Who held one of the titles for one of the places ('' for a title that needs none)."""
        where = f"of_ IN ({_marks(places)}) AND title IN ({_marks(titles)})"
        rows = self._ask(f"SELECT * FROM roles WHERE {where}", (*sorted(places), *sorted(titles)))
        return tuple(Holder(row[0], Role(*row[1:])) for row in rows)

    def is_right(self, name: str) -> bool:
        """Whether the tables know a name as it is written."""
        return any(known.kind != "misspelling" for known in self.known(folded(name)))

    def like(self, words: Sequence[str]) -> set[int]:
        """Who has a name with a word whose consonants are within one of one of these."""
        found = sorted({key for word in words for key in near.keys(word)})
        rows = self._ask(f"SELECT DISTINCT person FROM keys WHERE key IN ({_marks(found)})", found)
        return {row[0] for row in rows}


def folded(name: str) -> str:
    """A name as forms are looked up: small letters a-z, words parted by blanks."""
    return " ".join(skeleton.fold(name.replace("-", " ")))


@cache
def index_of(folders: tuple[Path, ...] = ()) -> Index:
    """The index of our tables and those of `folders`, which come on top. Raises CardError."""
    every = (OWN, *folders)
    path = _cache_folder() / f"names-{_fingerprint(every)}.sqlite"
    with suppress(OSError, sqlite3.Error):
        if not path.is_file():
            _write(path, every)
        return Index(_opened(path))
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(connection, every)
    return Index(connection)


def _opened(path: Path) -> sqlite3.Connection:
    """A file of ours, checked. Raises sqlite3.Error for anything else."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False)
    if connection.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'index'").fetchone() < (
        3,
    ):
        raise sqlite3.DatabaseError("not an index of names")
    return connection


def _write(path: Path, folders: Sequence[Path]) -> None:
    """Build the file beside its place and move it there, so that no one sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(dir=path.parent, suffix=".part")
    os.close(handle)
    try:
        with closing(sqlite3.connect(name)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            _fill(connection, folders)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    _tidy(path.parent)


def _tidy(folder: Path) -> None:
    """Leave the newest files only."""
    files = sorted(folder.glob("names-*.sqlite"), key=lambda file: file.stat().st_mtime)
    for old in files[:-MOST_KEPT]:
        old.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, folders: Sequence[Path]) -> None:
    """Put the tables of the folders into an empty database. Raises CardError."""
    known = read_tables(*folders)
    connection.executescript(_SCHEMA)
    put = connection.executemany
    put("INSERT INTO people VALUES (?, ?, ?)", _people(known))
    put("INSERT INTO roles VALUES (?, ?, ?, ?, ?, ?)", _offices(known))
    put("INSERT INTO forms VALUES (?, ?, ?, ?)", _forms(known))
    put("INSERT OR IGNORE INTO parts VALUES (?)", _parts(known))
    put("INSERT OR IGNORE INTO keys VALUES (?, ?)", _keys(known))
    words = set().union(*(lexicon.entries(path, known) for path in _word_files(folders)))
    put("INSERT INTO words VALUES (?, ?, ?, ?)", sorted(words))
    put("INSERT INTO countries VALUES (?, ?)", _countries(known, folders))
    connection.executescript(_INDEXES)
    connection.commit()


def _countries(known: Tables, folders: Sequence[Path]) -> list[tuple[str, str]]:
    """The countries of the tables and of the words, each with its script if it is not Latin."""
    scripts = {place.name: "" for place in known.places if place.kind == "country"}
    for path in _word_files(folders):
        scripts |= lexicon.countries(path)
    return sorted(scripts.items())


def _word_files(folders: Iterable[Path]) -> list[Path]:
    return [path for folder in folders if (path := folder / "offices.toml").is_file()]


def _people(known: Tables) -> Iterator[tuple[int, str, str]]:
    for number, person in enumerate(known.people):
        facts = [getattr(person, name) for name in _FACTS]
        yield number, person.name, json.dumps(facts, ensure_ascii=False)


_FACTS = ("name", "surname", "accepted", "misspellings", "native", "sources", "id")


def _person_from(facts: str, roles: tuple[Role, ...]) -> Person:
    name, surname, accepted, wrong, native, sources, key = json.loads(facts)
    pairs = tuple((language, form) for language, form in native)
    return Person(name, surname, tuple(accepted), tuple(wrong), roles, pairs, tuple(sources), key)


def _offices(known: Tables) -> Iterator[tuple[int, str, str, str, str, str]]:
    for number, person in enumerate(known.people):
        for role in person.roles:
            yield number, role.title, role.of, role.to, role.since, role.until


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


def _fingerprint(folders: Iterable[Path]) -> str:
    """What tells one content of the tables, and one way of indexing them, from another."""
    digest = blake2b(digest_size=12)
    sources = [Path(module.__file__ or "") for module in (lexicon, near, skeleton, tokens)]
    for path in (Path(__file__), *sources):
        digest.update(path.read_bytes() if path.is_file() else b"")
    for folder in folders:
        for path in sorted((*folder.glob("*.csv"), *folder.glob("offices.toml"))):
            content = path.read_bytes()
            digest.update(f"{path.name} {len(content)} ".encode())
            digest.update(content)
    return digest.hexdigest()


def _cache_folder() -> Path:
    """Where the user's caches are kept: CLEANCOPY_CACHE, else as the system has it."""
    if own := os.environ.get("CLEANCOPY_CACHE"):
        return Path(own)
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        if base := os.environ.get(variable):
            return Path(base) / "cleancopy"
    return Path.home() / ".cache" / "cleancopy"


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)
