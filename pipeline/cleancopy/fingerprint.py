"""The fingerprint of a run: the same for the same code, knowledge and settings, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from cleancopy.folders import PACKAGE, RULES
from cleancopy.report import Settings

_SIZE = 16  # bytes


def fingerprint(settings: Settings, *more: object) -> str:
    """Thirty-two hex digits of all that decides what a run makes of a text, in some milliseconds.

    The names of folders play no part, what is in them does. `more` is whatever else decides, told
    by its `repr`.
    """
    found = blake2b(_ours(), digest_size=_SIZE)
    chosen = (settings.unsafe, settings.date, len(settings.rules), len(settings.names))
    told = (*chosen, settings.seen.every, settings.levels, more)
    found.update(repr(told).encode("utf-8", "backslashreplace"))
    for language, own in settings.languages:
        found.update(f"{language} {fingerprint(own)}".encode())
    style = Path(settings.style)
    if settings.style and style.is_file():
        found.update(style.read_bytes())
    else:
        found.update(settings.style.encode())
    for folder in (*settings.rules, *settings.names):
        found.update(_contents(folder, _files(folder, "*")))
    return found.hexdigest()


def of_batch(settings: Settings, own: Iterable[Settings | None], *more: object) -> str:
    """The fingerprint of a run on inputs some of which have settings of their own."""
    made = [fingerprint(settings, *more), *(fingerprint(each) if each else "" for each in own)]
    if not any(made[1:]):
        return made[0]
    return blake2b(repr(made).encode(), digest_size=_SIZE).hexdigest()


@cache
def _ours() -> bytes:
    """What we ship: the code, for a mend may change what comes of a text, and the knowledge."""
    code = _contents(PACKAGE, _files(PACKAGE, "*.py"))
    return code + _contents(RULES, _files(RULES, "*"))


def _files(folder: Path, pattern: str) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob(pattern)) if path.is_file())


def _contents(folder: Path, files: Iterable[Path]) -> bytes:
    """A digest of files with their places below a folder."""
    found = blake2b(digest_size=_SIZE)
    for path in files:
        data = path.read_bytes()
        place = path.relative_to(folder).as_posix()
        found.update(f"{place}\0{len(data)}\0".encode())
        found.update(data)
    return found.digest()
