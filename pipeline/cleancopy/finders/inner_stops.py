"""A full stop in mid-sentence: the word after it is in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleancopy.finders import Found, Options, compiled
from cleancopy.folders import RULES
from cleancopy.view import View

_STOP = re.compile(r"(?<![\w.'’@/-])([A-Za-z][\w'’-]*[a-z]{2})([”\")]?)\.(?= [a-z])")


def find(view: View, options: Options) -> Iterator[Found]:
    """Stops that stand after an ordinary word and before one of the continuations `before`.

    `before` and `not_before` are patterns. With `remove = false` the stop is only reported, with
    the words on both sides.
    """
    before, never = compiled(options["before"]), compiled(options.get("not_before", r"(?!)"))
    for match in _STOP.finditer(view.text):
        after = match.end() + 1
        continuation = before.match(view.text, after)
        if continuation is None or never.match(view.text, after) or match[1] in abbreviations():
            continue
        if options.get("remove", True):
            yield Found(match.end() - 1, match.end(), "")
        else:
            yield Found(match.start(1), continuation.end(), None)


@cache
def abbreviations() -> frozenset[str]:
    """Words whose stop does not end a sentence (rules/language/abbreviations.txt)."""
    lines = (RULES / "language" / "abbreviations.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())
