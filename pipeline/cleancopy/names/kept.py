"""The database of the name tables in the user's cache folder: one file per content of the tables.

It is built once, kept under a fingerprint of the tables, and opened in a few milliseconds. Where no
file can be kept it is built in memory.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from hashlib import blake2b
from pathlib import Path

from cleancopy.folders import cache_folder

# The modules that decide what is in the file: one way of indexing tables is told from another.
_INDEXERS = "filling lexicon near people sheet sieve skeleton spellings store table tokens".split()
MOST_KEPT = 8  # files of other tables, or of older ones, in the cache folder


def opened(folders: Sequence[Path]) -> sqlite3.Connection:
    """The database, from its file where that is there and whole. Raises CardError."""
    with suppress(OSError, RuntimeError, sqlite3.Error):
        return _checked(_place(folders))
    return built(folders)


def built(folders: Sequence[Path]) -> sqlite3.Connection:
    """The database built anew, in place of a file that is missing or damaged. Raises CardError."""
    with suppress(OSError, RuntimeError, sqlite3.Error):
        path = _place(folders)
        _write(path, folders)
        return _checked(path)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(connection, folders)
    return connection


def _checked(path: Path) -> sqlite3.Connection:
    """A file of ours, opened. Raises sqlite3.Error for anything else, and for one cut short."""
    with path.open("rb") as file:
        head = file.read(32)
    if int.from_bytes(head[16:18]) * int.from_bytes(head[28:]) != path.stat().st_size:
        raise sqlite3.DatabaseError("not as long as its header says")
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False)
    try:
        indexes = "SELECT count(*) FROM sqlite_schema WHERE type = 'index'"
        if connection.execute(indexes).fetchone() < (4,):
            raise sqlite3.DatabaseError("not an index of names")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _write(path: Path, folders: Sequence[Path]) -> None:
    """Build the file beside its place and move it there, so that no one sees half of it."""
    from tempfile import mkstemp

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(dir=path.parent, suffix=".part")
    try:
        with closing(sqlite3.connect(name)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            _fill(connection, folders)
        os.fsync(handle)  # else a loss of power may leave a file of the right length without data
        Path(name).replace(path)
    finally:
        os.close(handle)
        Path(name).unlink(missing_ok=True)
    _tidy(path.parent)


def _fill(connection: sqlite3.Connection, folders: Sequence[Path]) -> None:
    """Put the tables into an empty database. Raises CardError."""
    from cleancopy.names.filling import fill  # few runs build the index: the rest goes without

    fill(connection, folders)


def _tidy(folder: Path) -> None:
    """Leave the newest files only."""
    files = sorted(folder.glob("names-*.sqlite"), key=lambda file: file.stat().st_mtime)
    for old in files[:-MOST_KEPT]:
        old.unlink(missing_ok=True)


def _place(folders: Iterable[Path]) -> Path:
    return cache_folder() / f"names-{_fingerprint(folders)}.sqlite"


def _fingerprint(folders: Iterable[Path]) -> str:
    """What tells one content of the tables, and one way of indexing them, from another."""
    digest = blake2b(digest_size=12)
    for module in _INDEXERS:
        digest.update(_content(Path(__file__).with_name(f"{module}.py")))
    for folder in folders:
        digest.update(b"folder ")  # one without tables is an error, and must not pass for nothing
        for path in sorted((*folder.glob("*.csv"), *folder.glob("offices.toml"))):
            content = _content(path)
            digest.update(f"{path.name} {len(content)} ".encode())
            digest.update(content)
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    """The bytes of a file, none where it cannot be read: whoever reads the table says so."""
    with suppress(OSError):
        return path.read_bytes()
    return b""
