"""Patterns, compiled once for all runs: else a short run spends a third of its time on compiling.

Python's compiler makes a list of numbers of a pattern, and of the list its engine is made in no
time. The lists are kept in the user's cache folder, as Python keeps the byte code of modules: in
one file, for one build of Python. What is not in there, or not as it was written, is compiled.
"""

from __future__ import annotations

import atexit
import marshal
import re
import struct
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from cleancopy.folders import cache_folder

# No public module says what a pattern was compiled to. These two have been as they are from 3.11
# on; a test holds what is made by them against re.compile. Other Pythons compile each time.
_IS_KNOWN = sys.implementation.name == "cpython" and (3, 11) <= sys.version_info < (3, 14)
_MOST = 2000  # patterns in the file; with more it begins anew


class _Code(NamedTuple):
    """What a pattern is compiled to: its flags with those inside it, numbers, groups, names."""

    flags: int
    numbers: bytes
    groups: int
    names: dict[str, int]


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern, as re.compile makes it. Raises re.error."""
    if not _IS_KNOWN:
        return re.compile(pattern, flags)
    key = (pattern, int(flags))
    codes = _codes()
    if key not in codes:
        codes[key] = _code(*key)
        _keep_at_exit()
    return _made(pattern, _Code(*codes[key]))


def _code(pattern: str, flags: int) -> _Code:
    """What Python's compiler makes of a pattern. Raises re.error."""
    tree = import_module("re._parser").parse(pattern, flags)
    code = import_module("re._compiler")._code(tree, flags)
    state = tree.state
    numbers = struct.pack(f"{len(code)}I", *code)
    return _Code(flags | state.flags, numbers, state.groups - 1, dict(state.groupdict))


def _made(pattern: str, code: _Code) -> re.Pattern[str]:
    """The pattern of which this is the code."""
    groups: list[str | None] = [None] * (code.groups + 1)
    for name, number in code.names.items():
        groups[number] = name
    engine: Any = import_module("_sre")
    numbers = memoryview(code.numbers).cast("I").tolist()
    made = engine.compile(pattern, code.flags, numbers, code.groups, code.names, tuple(groups))
    assert isinstance(made, re.Pattern)
    return made


@cache
def _codes() -> dict[tuple[str, int], tuple[Any, ...]]:
    """The code of the patterns in the file, to which those of this run are added."""
    with suppress(OSError, RuntimeError):  # no file, no home
        content = _file().read_bytes()
        if content[:16] == _seal(content[16:]):
            return dict(marshal.loads(content[16:]))
    return {}


@cache
def _keep_at_exit() -> None:
    atexit.register(_keep)


def _keep() -> None:
    """Write the file anew. Where nothing can be written, each run compiles its patterns."""
    from cleancopy.atomic import replacing  # few runs meet a pattern that is new

    codes = _codes()
    if len(codes) > _MOST:
        codes = {}
    body = marshal.dumps({key: tuple(code) for key, code in codes.items()})
    with suppress(OSError, RuntimeError):
        path = _file()
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as file:
            file.write(_seal(body) + body)


def _file() -> Path:
    return cache_folder() / f"patterns-{sys.version_info.major}.{sys.version_info.minor}"


def _seal(body: bytes) -> bytes:
    """What the file begins with; it fits these bytes and this build of Python only."""
    return blake2b(sys.version.encode() + body, digest_size=16).digest()
