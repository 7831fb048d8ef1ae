"""Finders: what a rule card names where one pattern is not enough.

A finder is a module with one public function, `find(view, options)`. It reads the text of the
view and the card's `[with]` table, and yields what it found. It decides nothing else: the rule
adds its name, safety and reason; the stage settles what overlaps. One whose name begins with
`source_` holds a text against its source: where there is none it is not asked. A second function,
`needs(options)`, may give a pattern without a match of which the finder finds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, cast

from cleancopy.view import View


class Found(NamedTuple):
    """Damage found: where it stands, what should stand there (None: a person decides), and why.

    Finds that share a `group` other than 0 are one decision. An empty `reason` leaves it to the
    card's title.
    """

    start: int
    end: int
    new: str | None
    reason: str = ""
    group: int = 0


Options = Mapping[str, Any]
Finder = Callable[[View, Options], Iterable[Found]]


@cache
def names() -> tuple[str, ...]:
    """The finders there are."""
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py")))


@cache
def finder(name: str) -> Finder:
    """The finder of that name; its module is imported when it is first asked for."""
    return cast(Finder, import_module(f"{__name__}.{name}").find)


def needs(name: str, options: Options) -> str:
    """The pattern that the finder of that name needs; '' where it gives none."""
    pattern = getattr(import_module(f"{__name__}.{name}"), "needs", None)
    return str(pattern(options)) if pattern else ""
