"""Quotation marks paired by state, and what that says of each mark."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from cleancopy.finders import Found, Options
from cleancopy.quotes.repairs import Repair
from cleancopy.quotes.settling import certain_repairs
from cleancopy.view import View

# Every card of the stage asks for its kind of damage in the same text: it is read once.
_READ: WeakKeyDictionary[View, list[Repair]] = WeakKeyDictionary()


def find(view: View, options: Options) -> Iterator[Found]:
    """The repairs of one kind of damage, `damage` (see `quotes.repairs.Repair`)."""
    if view not in _READ:
        _READ[view] = certain_repairs(view)
    for group, repair in enumerate(_READ[view], start=1):
        if repair.damage == options["damage"]:
            for start, end, new in repair.replacements:
                yield Found(start, end, new, group=group)
