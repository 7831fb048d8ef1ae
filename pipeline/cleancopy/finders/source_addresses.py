"""Addresses and placeholders of the source that the text has lost or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleancopy.beside.places import beside
from cleancopy.finders import Found, Options
from cleancopy.protect import all_ranges
from cleancopy.view import View

_ADDRESS = re.compile(r"(?i)(?:https?|s?ftp)://|www\.|[\w.+-]+@[\w-]|[\w-]+\.[a-z]{2}")
# Of Python and other braces, printf, Qt and Ruby; no per cent of a figure before a word.
_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{0,200}\}\}|[$%]?\{\w[\w.:!]{0,100}\}|\{\}|%\(\w{1,60}\)[sdrif]"
    r"|(?<![\w%])(?<!\d[ \u00a0\u202f])(?:%\d{1,2}\$[a-zA-Z]|%l?[sdiuxf]\b|%\d\b)"
)
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
    if kind == "placeholder":
        return [_Thing(*match.span(), match[0]) for match in _PLACEHOLDER.finditer(text)]
    return [
        _Thing(start, end, _PLAIN.sub("", text[start:end]).lower())
        for start, end in all_ranges(text)
        if _ADDRESS.match(text, start, end)
    ]
