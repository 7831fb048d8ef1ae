"""The ledger: the articles of a review and the decisions on them, in an SQLite file.

Decisions hang on the name and the text of an article, so that they outlive a change of the rules;
what stands in the `log` is never changed or taken out. Every decision has a revision: whoever
decides says which one was seen, and two browsers never write over each other unseen.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from cleancopy.decisions.outcome import Verdict
from cleancopy.errors import CleancopyError

FORMAT = 1
_WAIT = 10.0  # seconds for another program that writes
_SCHEMA = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL,
    made_by TEXT NOT NULL, position INTEGER, row TEXT NOT NULL, data TEXT NOT NULL,
    UNIQUE (name, sha256)
);
CREATE TABLE decisions (
    article INTEGER NOT NULL, item TEXT NOT NULL, revision INTEGER NOT NULL,
    decided INTEGER NOT NULL, state TEXT NOT NULL,
    PRIMARY KEY (article, item)
) WITHOUT ROWID;
CREATE INDEX by_revision ON decisions (revision);
CREATE TABLE log (
    revision INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL, item TEXT NOT NULL,
    state TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class State:
    """What was decided on an item; `revision` 0 says that nothing was."""

    decision: str = Verdict.OPEN
    wording: list[str | None] | None = None
    note: str = ""
    reviewer: str = ""
    decided_at: str = ""
    ms_on_screen: int | None = None
    revision: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of the batch: `row` is its line in the queue, `data` what the page shows of it.

    `data` has at least `name`, `sha256` and `items`.
    """

    position: int
    made_by: str
    row: Mapping[str, Any]
    data: Mapping[str, Any]


class Ledger:
    """The file, opened for several threads. Raises CleancopyError where it cannot be used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        with ExitStack() as refused:
            try:
                self._connection = sqlite3.connect(
                    path, timeout=_WAIT, isolation_level=None, check_same_thread=False
                )
                refused.callback(self.close)
                self._prepare()
            except sqlite3.Error as error:
                raise CleancopyError(
                    f"{path}: no review of ours, or damaged ({error}); move it away to begin anew"
                ) from None
            refused.pop_all()

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def begin(self) -> None:
        """Take all articles out of the batch; those that are put in again keep their decisions."""
        with self._writing() as connection:
            connection.execute("UPDATE articles SET position = NULL")

    def known(self, made_by: str) -> set[tuple[str, str]]:
        """The names and digests of the articles that were made by these rules."""
        query = "SELECT name, sha256 FROM articles WHERE made_by = ?"
        return {(name, sha256) for name, sha256 in self._read(query, made_by)}

    def place(self, entries: Iterable[tuple[int, str, str]]) -> None:
        """Put known articles into the batch: position, name, digest."""
        with self._writing() as connection:
            connection.executemany(
                "UPDATE articles SET position = ? WHERE name = ? AND sha256 = ?", entries
            )

    def put(self, entries: Iterable[Entry]) -> None:
        """Put articles into the batch, or what new rules make of known ones."""
        values = (
            (
                entry.data["name"], entry.data["sha256"],
                entry.made_by, entry.position, _json(entry.row), _json(entry.data),
            )
            for entry in entries
        )  # fmt: skip
        with self._writing() as connection:
            connection.executemany(
                "INSERT INTO articles (name, sha256, made_by, position, row, data)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name, sha256) DO UPDATE SET"
                " made_by = excluded.made_by, position = excluded.position, row = excluded.row,"
                " data = excluded.data",
                values,
            )

    def rows(self) -> list[dict[str, Any]]:
        """The articles of the batch in its order, each with its number and how far it is."""
        rows = self._read(
            "SELECT number, row FROM articles WHERE position NOTNULL ORDER BY position"
        )
        query = "SELECT article, count(*) FROM decisions WHERE decided GROUP BY article"
        decided = dict(self._read(query))
        return [
            {**json.loads(row), "number": number, "decided": decided.get(number, 0)}
            for number, row in rows
        ]

    def article(self, number: int) -> dict[str, Any] | None:
        """What is shown of an article, with the decisions on it; None for one that is not there."""
        found = self._read("SELECT data FROM articles WHERE number = ?", number)
        if not found:
            return None
        data: dict[str, Any] = json.loads(found[0][0])
        return {**data, "decisions": {item: asdict(s) for item, s in self.states(number).items()}}

    def states(self, number: int) -> dict[str, State]:
        """The decisions on an article, by item."""
        query = "SELECT item, revision, state FROM decisions WHERE article = ?"
        return {item: _state(text, revision) for item, revision, text in self._read(query, number)}

    def decide(self, number: int, item: str, seen: int, state: State) -> State | None:
        """Take down a decision, if `seen` is the revision that it has; None where it is not."""
        with self._writing() as connection:
            query = "SELECT revision FROM decisions WHERE article = ? AND item = ?"
            (now,) = connection.execute(query, (number, item)).fetchone() or (0,)
            if now != seen:
                return None
            text = _json({k: v for k, v in asdict(state).items() if k != "revision"})
            entry = "INSERT INTO log (article, item, state) VALUES (?, ?, ?)"
            revision = connection.execute(entry, (number, item, text)).lastrowid or 0
            connection.execute(
                "INSERT OR REPLACE INTO decisions (article, item, revision, decided, state)"
                " VALUES (?, ?, ?, ?, ?)",
                (number, item, revision, state.decision != Verdict.OPEN, text),
            )
        return _state(text, revision)

    def changes(self, since: int) -> Iterator[tuple[int, str, State]]:
        """The decisions that are younger than a revision, each once: article, item, state."""
        query = (
            "SELECT article, item, revision, state FROM decisions WHERE revision > ?"
            " ORDER BY revision"
        )
        for number, item, revision, text in self._read(query, since):
            yield number, item, _state(text, revision)

    @property
    def revision(self) -> int:
        """The youngest revision; 0 before the first decision."""
        ((revision,),) = self._read("SELECT coalesce(max(revision), 0) FROM log")
        return int(revision)

    def forgotten(self) -> list[str]:
        """The names of articles with decisions whose text is in the batch no more."""
        query = (
            "SELECT DISTINCT name FROM articles WHERE position ISNULL"
            " AND number IN (SELECT article FROM decisions) ORDER BY name"
        )
        return [name for (name,) in self._read(query)]

    def _read(self, query: str, *values: object) -> list[Any]:
        with self._lock, closing(self._connection.execute(query, values)) as cursor:
            return cursor.fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction. Raises CleancopyError where it cannot be carried out."""
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                with self._connection:
                    yield self._connection
            except sqlite3.Error as error:
                raise CleancopyError(f"{self._path}: cannot be written ({error})") from None

    def _prepare(self) -> None:
        """Check that the file is ours; a new one gets its tables. Raises sqlite3.Error."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            with self._connection:
                (made,) = self._connection.execute("PRAGMA user_version").fetchone()
                (tables,) = self._connection.execute(
                    "SELECT count(*) FROM sqlite_schema"
                ).fetchone()
                if not made and not tables:
                    for statement in filter(str.strip, _SCHEMA.split(";")):
                        self._connection.execute(statement)
                    self._connection.execute(f"PRAGMA user_version = {FORMAT}")
                elif made != FORMAT:
                    raise sqlite3.DatabaseError(f"its format is {made}, and only {FORMAT} is read")


def _json(value: object) -> str:
    # ASCII, since SQLite takes no half of a surrogate pair.
    return json.dumps(value)


def _state(text: str, revision: int) -> State:
    return State(**json.loads(text), revision=revision)
