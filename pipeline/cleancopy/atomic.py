"""Writing that is done or not done: a file takes the place of another in one step."""

from __future__ import annotations

import filecmp
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A file to write, which takes the place of `target` if the block ends well.

    Until then it has a hidden name beside it; if the block fails nothing is left of it. A link
    is followed, the mode of an existing file is kept, and one with the same bytes stays untouched.
    Raises OSError.
    """
    target = Path(os.path.realpath(target))
    temporary = target.with_name(f".{target.name[:50]}.{os.urandom(4).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if not target.exists():
            temporary.replace(target)
        elif not (target.is_file() and filecmp.cmp(temporary, target, shallow=False)):
            _take_over(target, temporary)
            temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


_TEMPORARY = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")


def clear_away(folder: Path, below: bool = False) -> None:
    """Take away what a program that was killed left half written in a folder, or also below it."""
    for path in folder.rglob(".*.tmp") if below else folder.glob(".*.tmp"):
        if _TEMPORARY.fullmatch(path.name):
            path.unlink(missing_ok=True)


def _take_over(old: Path, new: Path) -> None:
    """Give a file the mode of another, and its owner where we may."""
    status = old.stat()
    with suppress(OSError, AttributeError):
        os.chown(new, status.st_uid, status.st_gid)
    new.chmod(status.st_mode & 0o7777)
