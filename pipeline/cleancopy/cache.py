"""A folder of finished runs: a text that has not changed is not worked on again.

An entry holds what a run made of a text, not the verdict on it: thresholds may change. It is found
by the text, all that is known beside it, and the fingerprint of code, cards and settings, so that
none is ever out of date. What is no sound entry is passed over and written anew; but who may write
into the folder decides what is found there. It can be deleted at any time.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import fields
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from cleancopy.atomic import replacing
from cleancopy.document import Change, Document, Edit, Piece, Safety
from cleancopy.errors import CleancopyError
from cleancopy.fingerprint import fingerprint
from cleancopy.formats.parts import Part
from cleancopy.report import Settings
from cleancopy.versions import version

FORMAT = 1  # goes up when an entry of before would be misread
MOST_KEPT = 8  # rule sets and settings whose entries are kept; the oldest go
_LARGEST = 200_000_000  # bytes of an entry

# Whatever a part says of its text but where that stands, and whatever a document holds beside it.
_TOLD = [each.name for each in fields(Part) if each.name not in ("raw", "line", "reads")]
_CHANGES = [each.name for each in fields(Document) if each.name not in ("original", "pieces")]

_MARK = ".gitignore"  # says whose folder it is, and keeps it out of version control
_MARKED = b"# The cache of cleancopy, which can be deleted at any time.\n*\n"


class Cache:
    """The runs that are kept in a folder, which is made where it is not there.

    All names in it are hidden: where it lies among texts, it is none of them. Raises
    CleancopyError for a folder with anything else in it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places: dict[Settings, Path] = {}
        try:
            _open(folder)
        except OSError as error:
            raise CleancopyError(f"{folder}: no cache ({error.strerror or error})") from None

    def document(self, part: Part, settings: Settings) -> Document | None:
        """What a run with these settings made of the text of a part; None where none is known."""
        path, text = self._entry(part, settings), part.text or ""
        try:
            body = _unsealed(path)
            return None if body is None else _document(text, json.loads(body), _rules(settings))
        except (OSError, ValueError, TypeError, RecursionError):
            return None

    def keep(self, part: Part, settings: Settings, document: Document) -> None:
        """Keep what a run made of the text of a part. A disk that takes nothing costs no more."""
        path = self._entry(part, settings)
        body = json.dumps(_data(document), separators=(",", ":")).encode()
        with suppress(OSError):
            if path.is_symlink():  # it would be followed to a file that is none of ours
                path.unlink()
            with replacing(path) as file:
                file.write(seal(path, body) + b"\n" + body)

    def _entry(self, part: Part, settings: Settings) -> Path:
        # What reads a page may withhold other repairs than what reads a text of the same words.
        reader = getattr(part.reads, "__module__", "")
        told = repr([reader, *(getattr(part, name) for name in _TOLD)])
        digest = sha256(told.encode("utf-8", "backslashreplace")).hexdigest()
        return self._place(settings) / f".{digest}"

    def _place(self, settings: Settings) -> Path:
        """The folder of a rule set and settings; the most recent ones are kept."""
        if settings not in self._places:
            place = self._folder / f".{fingerprint(settings, FORMAT, *_versions())}"
            self._places[settings] = place
            with suppress(OSError):
                place.mkdir(exist_ok=True)
                place.touch()
                _tidy(self._folder)
        return self._places[settings]


def _open(folder: Path) -> None:
    """Make sure that a folder is there and ours. Raises OSError, CleancopyError."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / _MARK
    # In this order: another process may be making the same folder ours.
    others = [path for path in folder.iterdir() if not path.name.startswith(f".{_MARK}.")]
    if mark.is_file() and mark.stat().st_size == len(_MARKED) and mark.read_bytes() == _MARKED:
        return
    if others:
        raise CleancopyError(f"{folder}: no cache of ours; name a folder that is new or empty")
    with replacing(mark) as file:
        file.write(_MARKED)


def _versions() -> Iterator[str]:
    """Those of what finds damage beside our own code; the language knows letters and cases."""
    yield sys.version
    yield from map(version, ("ftfy", "langdetect", "sentencex"))


def _tidy(folder: Path) -> None:
    """Leave the places that were used last."""
    names = (path for path in folder.glob(".*") if len(path.name) == 33 and not path.is_symlink())
    places = sorted((path for path in names if path.is_dir()), key=lambda p: p.stat().st_mtime)
    for old in places[:-MOST_KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def _unsealed(path: Path) -> bytes | None:
    """What an entry says; None where it is cut short, changed, or that of another text."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        first, _, body = file.read(_LARGEST).partition(b"\n")
    return body if first == seal(path, body) else None


def seal(path: Path, body: bytes) -> bytes:
    """The first line of an entry, which fits this place and these bytes only."""
    place = f"{path.parent.name}/{path.name}/"
    return blake2b(place.encode() + body, digest_size=16).hexdigest().encode()


def _rules(settings: Settings) -> frozenset[str]:
    """The rules that may have had a hand in a text, in whatever language it is."""
    every = (settings, *(own for _, own in settings.languages))
    return frozenset(rule.name for each in every for st in each.stages for rule in st.rules)


def _data(document: Document) -> dict[str, Any]:
    """A document without its original."""
    changed = [
        [piece.start, piece.end, piece.text, _rows(piece.edits), piece.turns]
        for piece in document.pieces
        if piece.edits
    ]
    others = {name: [_row(each) for each in getattr(document, name)] for name in _CHANGES}
    return {"pieces": changed, **others}


def _row(change: Change) -> list[Any]:
    return [change.start, change.end, change.new, _rows(change.edits)]


def _rows(edits: Iterable[Edit]) -> list[list[Any]]:
    return [[e.start, e.end, e.new, e.rule, int(e.safety), e.reason, e.group] for e in edits]


def _document(text: str, data: Any, rules: frozenset[str]) -> Document:
    """A document from its data. Raises ValueError or TypeError for what makes none."""
    _expect(type(data) is dict and data.keys() == {"pieces", *_CHANGES})
    changes = {name: tuple(_change(text, row, rules) for row in data[name]) for name in _CHANGES}
    return Document(text, tuple(_pieces(text, data["pieces"], rules)), **changes)


def _pieces(text: str, rows: Any, rules: frozenset[str]) -> Iterator[Piece]:
    """The pieces that tile a text, of which the data has those that were changed."""
    position = 0
    for start, end, new, edits, turns in rows:
        _expect(_is_place(start, end, text) and position <= start and type(new) is str)
        if position < start:
            yield Piece(position, start, text[position:start])
        made = _edits(edits, rules)
        _expect(len(turns) == len(made) and all(type(turn) is int for turn in turns))
        yield Piece(start, end, new, made, tuple(turns))
        position = end
    if position < len(text):
        yield Piece(position, len(text), text[position:])


def _change(text: str, row: Any, rules: frozenset[str]) -> Change:
    start, end, new, edits = row
    _expect(_is_place(start, end, text) and type(new) in (str, type(None)))
    return Change(start, end, text[start:end], new, _edits(edits, rules))


def _edits(rows: Any, rules: frozenset[str]) -> tuple[Edit, ...]:
    edits = []
    for start, end, new, rule, safety, reason, group in rows:
        _expect(all(type(number) is int for number in (start, end, safety, group)))
        _expect(type(reason) is str and type(new) in (str, type(None)) and rule in rules)
        edits.append(Edit(start, end, new, rule, Safety(safety), reason, group))
    _expect(bool(edits))
    return tuple(edits)


def _is_place(start: Any, end: Any, text: str) -> bool:
    return type(start) is type(end) is int and 0 <= start <= end <= len(text)


def _expect(sound: bool) -> None:
    if not sound:
        raise ValueError("no entry of ours")
