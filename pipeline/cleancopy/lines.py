"""What is told of single lines, remembered: a repair leaves most lines of an article as they are.

The stages see a text again and again while it is repaired, each time with one place changed. What
depends on a line alone is worked out once for each line, not for each text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_LINES = 512  # some articles' worth
_LONGEST = 4000  # characters; what is longer is no line of prose, and would fill the memory

Told = TypeVar("Told")


def by_line(tell: Callable[[str], Told]) -> Callable[[str], Told]:
    """A function of a line, so that it remembers what it told of the last lines."""
    remembered = lru_cache(_LINES)(tell)

    @wraps(tell)
    def told(line: str) -> Told:
        return remembered(line) if len(line) <= _LONGEST else tell(line)

    return told
