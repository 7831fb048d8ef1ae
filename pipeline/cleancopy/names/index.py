"""The name tables made ready for looking up."""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from weakref import finalize

from cleancopy.folders import RULES
from cleancopy.names import kept, near, store
from cleancopy.names.entries import Organization, Person, Place, Role
from cleancopy.names.lexicon import FORMER, HEAD, OTHER, TITLE, Entry
from cleancopy.names.sieve import passes
from cleancopy.names.store import other_from, person_from

OWN = RULES / "names"
_ROLE = "title, of_, to_, since, until"


@lru_cache(maxsize=1 << 14)  # texts repeat their names
def folded(name: str) -> str:
    """A name as forms are looked up: small letters a-z and figures, words parted by blanks."""
    return store.folded(name)


class Holder(NamedTuple):
    """Somebody who holds or held an office."""

    person: int
    role: Role


class Known(NamedTuple):
    """What a table knows under one form: a person, place or organization, and its name there."""

    kind: str
    name: str
    person: int


Phrases = Sequence[tuple[int, dict[str, list[Entry]]]]
"""Phrases that begin alike by their length in words, each with what it may stand for."""


class Index:
    """The tables of some folders, read only."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._use(kept.opened(folders))
        self.known = lru_cache(maxsize=1 << 13)(self._known)
        self.phrases = lru_cache(maxsize=1 << 13)(self._phrases)
        self.is_part = lru_cache(maxsize=1 << 13)(self._is_part)
        self.person = lru_cache(maxsize=1 << 12)(self._person)
        self.holders = lru_cache(maxsize=1 << 10)(self._holders)

    def _use(self, database: sqlite3.Connection) -> None:
        self._database = database
        finalize(self, database.close)

    def _ask(self, question: str, values: Sequence[object] = ()) -> list[Any]:
        """The rows of an answer; a file that turns out to be damaged is built anew."""
        try:
            return self._database.execute(question, values).fetchall()
        except sqlite3.DatabaseError:
            self._use(kept.built(self._folders))
            return self._database.execute(question, values).fetchall()

    def _phrases(self, first: str) -> Phrases:
        """The phrases of offices and places that begin with a word: by length, longest first."""
        if first not in self.parts_of_offices:  # as most words: the file is spared the question
            return ()
        rows = self._ask("SELECT phrase, kind, cell, form FROM phrases WHERE first = ?", (first,))
        found: defaultdict[int, dict[str, list[Entry]]] = defaultdict(dict)
        for row in rows:
            found[row[0].count(" ") + 1].setdefault(row[0], []).append(Entry(*row))
        return sorted(found.items(), reverse=True)

    @cached_property
    def titles(self) -> dict[str, set[str]]:
        """The words that a title begins with, each with those that may follow; '' for none."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for first, second in self._opening("DISTINCT first, second", TITLE, HEAD):
            found[first].add(second)
        return dict(found)

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """The words with which begins what may stand before a name: a title, `former`, `acting`."""
        return frozenset(row[0] for row in self._opening("first", TITLE, HEAD, FORMER, OTHER))

    def _opening(self, columns: str, *kinds: str) -> list[Any]:
        """What the phrases of some kinds begin with."""
        return self._ask(f"SELECT {columns} FROM phrases WHERE kind IN ({_marks(kinds)})", kinds)

    @cached_property
    def parts_of_offices(self) -> frozenset[str]:
        """All words of the phrases, and what joins a title to a place."""
        return frozenset(row[0] for row in self._ask("SELECT word FROM words"))

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries, as the tables write them."""
        return frozenset(row[0] for row in self._ask("SELECT name FROM countries"))

    @cached_property
    def romanised(self) -> frozenset[str]:
        """The countries whose names come from another script."""
        rows = self._ask("SELECT name FROM countries WHERE script != ''")
        return frozenset(row[0] for row in rows)

    @cached_property
    def wrong_words(self) -> frozenset[str]:
        """The last words of the forms that are listed as wrong."""
        rows = self._ask("SELECT form FROM forms WHERE kind = 'misspelling'")
        return frozenset(row[0].rpartition(" ")[2] for row in rows)

    @cached_property
    def _sieve(self) -> bytes:
        """What most forms do not pass that the tables have not."""
        return bytes(self._ask("SELECT bits FROM sieve")[0][0])

    def _known(self, form: str) -> tuple[Known, ...]:
        """All that goes by a form, which is folded: see `folded`."""
        if not passes(self._sieve, form):
            return ()
        rows = self._ask("SELECT kind, name, person FROM forms WHERE form = ?", (form,))
        return tuple(Known(*row) for row in rows)

    def _is_part(self, word: str) -> bool:
        return bool(self._ask("SELECT 1 FROM parts WHERE word = ?", (word,)))

    def _person(self, number: int) -> Person:
        ((facts,),) = self._ask("SELECT facts FROM people WHERE id = ?", (number,))
        return person_from(facts, self._roles(number))

    def _roles(self, number: int) -> tuple[Role, ...]:
        own = "person = ? AND NOT follows ORDER BY rowid"
        rows = self._ask(f"SELECT {_ROLE} FROM roles WHERE {own}", (number,))
        return tuple(Role(*row) for row in rows)

    def _holders(self, titles: frozenset[str], places: frozenset[str]) -> tuple[Holder, ...]:
        """Who held one of the titles for one of the places ('' for a title that needs none)."""
        where = f"of_ IN ({_marks(places)}) AND title IN ({_marks(titles)})"
        rows = self._ask(
            f"SELECT person, {_ROLE} FROM roles WHERE {where}", (*sorted(places), *sorted(titles))
        )
        return tuple(Holder(row[0], Role(*row[1:])) for row in rows)

    def is_right(self, name: str) -> bool:
        """Whether the tables know a name as it is written."""
        return any(known.kind != "misspelling" for known in self.known(folded(name)))

    def like(self, words: Sequence[str]) -> set[int]:
        """Who has a name with a word whose consonants are within one of one of these."""
        found = sorted({key for word in words for key in near.keys(word)})
        rows = self._ask(f"SELECT DISTINCT person FROM keys WHERE key IN ({_marks(found)})", found)
        return {row[0] for row in rows}

    def people(self) -> Iterator[tuple[int, Person]]:
        """All people with their numbers, without their roles."""
        for number, facts in self._ask("SELECT id, facts FROM people"):
            yield number, person_from(facts)

    def others(self) -> Iterator[Place | Organization]:
        """All places and organizations."""
        return (other_from(*row) for row in self._ask("SELECT kind, facts FROM others"))

    @cached_property
    def size(self) -> int:
        """How many rows the tables have."""
        people = "SELECT id FROM people LEFT JOIN roles ON person = id AND NOT follows"
        rows = f"SELECT count(*) FROM ({people} UNION ALL SELECT 0 FROM others)"
        return int(self._ask(rows)[0][0])


def index_of(folders: tuple[Path, ...] = ()) -> Index:
    """The index of our tables and those of `folders`, which come on top. Raises CardError."""
    return _index_of(folders, tuple(map(os.path.abspath, folders)))


@cache
def _index_of(folders: tuple[Path, ...], places: tuple[str, ...]) -> Index:
    """`places` is where the folders are: a relative name is another folder elsewhere."""
    return Index((OWN, *folders))


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)
