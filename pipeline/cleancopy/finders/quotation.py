"""Quotation marks paired by state, and what that says of each mark."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from cleancopy.finders import Found, Options
from cleancopy.quotes.repairs import Repair
from cleancopy.quotes.settling import certain_repairs
from cleancopy.view import View


def find(view: View, options: Options) -> Iterator[Found]:
    """The repairs of one kind of damage, `damage` (see `quotes.repairs.Repair`)."""
    for group, repair in enumerate(_repairs(view), start=1):
        if repair.damage == options["damage"]:
            for start, end, new in repair.replacements:
                yield Found(start, end, new, group=group)


@lru_cache(maxsize=1)  # every card of the stage asks for its kind of damage in the same text
def _repairs(view: View) -> list[Repair]:
    return certain_repairs(view)
