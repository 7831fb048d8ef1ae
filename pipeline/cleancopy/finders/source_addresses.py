"""Addresses and placeholders of the source that the text has lost or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleancopy.beside.places import beside
from cleancopy.finders import Found, Options
from cleancopy.protect import all_ranges
from cleancopy.view import View

_KINDS = {
    "address": re.compile(r"(?i)(?:https?|s?ftp)://|www\.|[\w.+-]+@[\w-]|[\w-]+\.[a-z]{2}"),
    "placeholder": re.compile(r"\$?\{|%"),
}
_PLAIN = re.compile(r"(?i)\A(?:https?://)?(?:www\.)?|/\Z")


class _Thing(NamedTuple):
    start: int
    end: int
    key: str


def find(view: View, options: Options) -> Iterator[Found]:
    """Things of `kind` (address, placeholder) that only the source has, with what stands instead.

    Where the text has another one nearby that the source has not, that was changed; else it was
    lost, and the line is told where it should be.
    """
    pair = beside(view.text, view.context)
    if pair is None:
        return
    ours, theirs = _things(view.text, options["kind"]), _things(pair.source, options["kind"])
    here, there = {thing.key for thing in ours}, {thing.key for thing in theirs}
    lost = [thing for thing in theirs if thing.key not in here]
    new = [thing for thing in ours if thing.key not in there]
    changed = dict[_Thing, _Thing]()
    for our, their in pair.matched(new, lost, lambda thing: thing.start):
        changed[their] = our
    for thing in lost:
        place = changed.get(thing)
        span = place[:2] if place else pair.line_of(thing.start)
        said = "has" if place else "has, and the text has not,"
        yield Found(*span, None, f"The source {said} “{pair.source[thing.start : thing.end]}”")


def _things(text: str, kind: str) -> list[_Thing]:
    """The things of a kind, in order, each with what makes it the same."""
    pattern = _KINDS[kind]
    return [
        _Thing(
            start,
            end,
            _PLAIN.sub("", text[start:end]).lower() if kind == "address" else text[start:end],
        )
        for start, end in all_ranges(text)
        if pattern.match(text, start, end)
    ]
