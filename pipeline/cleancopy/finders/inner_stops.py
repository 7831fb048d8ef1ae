"""A full stop in mid-sentence: the word after it is in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options, compiled
from cleancopy.view import View
from cleancopy.words import word_list

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
        if (
            continuation is None
            or never.match(view.text, after)
            or match[1] in word_list("abbreviations")
        ):
            continue
        if options.get("remove", True):
            yield Found(match.end() - 1, match.end(), "")
        else:
            yield Found(match.start(1), continuation.end(), None)
