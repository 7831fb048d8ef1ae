"""Hostile texts for a pattern: what its own repetitions take, again and again.

A pattern that backtracks walks a stretch once more from each place of it; the texts that show this
are made of what one of its repetitions matches, without what must come behind. They are read off
the parsed pattern, so that a new pattern brings its own.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any, NoReturn

LONG = 30
"""A repetition that may go on for so long is tried; shorter ones are bounded by themselves."""
_MOST = 3  # samples of one node
# One character of each kind that patterns tell apart, the harmless ones first.
_KINDS = "a .,A7\n'\"“’-<&(é中/_؟\u200b\u00a0@#:;)]}>|*`$%"
Nodes = Iterable[Any]


def hostile_texts(pattern: re.Pattern[str], length: int) -> list[str]:
    """Texts of about `length`, each from one repetition of the pattern."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    found = dict[str, None]()
    for before, pump in _pumps(tree, "", pattern.flags):
        for unit in (pump, before + pump):
            found[(before + unit * (length // len(unit)))[:length]] = None
    return list(found)


def _pumps(nodes: Nodes, before: str, flags: int) -> Iterator[tuple[str, str]]:
    """What stands before a long repetition, and what it repeats."""
    for operation, value in nodes:
        if operation in _REPEATS:
            _, most, body = value
            samples = list(_samples(body, flags))
            if most >= LONG:
                yield from ((before, pump) for pump in samples if pump)
            yield from _pumps(body, before, flags)
        for inner in _children(operation, value):
            yield from _pumps(inner, before, flags)
        if operation not in (sre.ASSERT_NOT, sre.ASSERT):
            before += next(_samples([(operation, value)], flags), "")


_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


def _children(operation: Any, value: Any) -> Sequence[Nodes]:
    """The parts of a node that are no repetition."""
    if operation is sre.SUBPATTERN:
        return [value[3]]
    if operation is sre.BRANCH:
        return list(value[1])
    if operation in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    if operation is sre.ATOMIC_GROUP:
        return [value]
    if operation is sre.GROUPREF_EXISTS:
        return [part for part in value[1:] if part]
    return []


def _samples(nodes: Nodes, flags: int) -> Iterator[str]:
    """A few texts that a row of nodes matches, lookarounds left aside."""
    rows = [list(islice(_samples_of(*node, flags), _MOST)) for node in nodes]
    for turn in range(_MOST if any(len(row) > 1 for row in rows) else 1):
        yield "".join(row[turn % len(row)] for row in rows if row)


def _samples_of(operation: Any, value: Any, flags: int) -> Iterator[str]:
    if operation in _REPEATS:
        least, _, body = value
        yield from (each * max(least, 1) for each in _samples(body, flags))
    elif operation is sre.SUBPATTERN:
        yield from _samples(value[3], flags)
    elif operation is sre.BRANCH:
        rows = [list(_samples(branch, flags)) for branch in value[1]]
        yield from (row[0] for row in rows if row)
    elif operation is sre.ATOMIC_GROUP:
        yield from _samples(value, flags)
    elif operation is sre.LITERAL:
        yield chr(value)
    elif operation in (sre.IN, sre.NOT_LITERAL, sre.ANY):
        yield from _characters(operation, value, flags)


def _characters(operation: Any, value: Any, flags: int) -> Iterator[str]:
    """Characters of a class; of the kinds that are told apart, else its own first."""
    state = parser.State()
    state.flags = flags & ~re.UNICODE
    one = re._compiler.compile(  # type: ignore[attr-defined]
        parser.SubPattern(state, [(operation, value)]), flags
    )
    found = [each for each in _KINDS if one.fullmatch(each)]
    yield from found or _own(value)


def _own(value: Any) -> Iterator[str]:
    for kind, inner in value if isinstance(value, list) else ():
        if kind is sre.LITERAL:
            yield chr(inner)
        elif kind is sre.RANGE:
            yield chr(inner[0])


class TooSlowError(Exception):
    """Work took more of the processor than it may."""


@contextmanager
def bound(seconds: float) -> Iterator[None]:
    """Ends the block where it takes more of the processor's time; a loaded machine adds none."""

    def ring(signal_: int, frame: FrameType | None) -> NoReturn:
        raise TooSlowError(f"more than {seconds:g} s of the processor")

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
