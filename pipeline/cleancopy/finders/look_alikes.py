"""Letters of another script inside a Latin word that they only look like a part of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.view import View

_STRANGER = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")
_MIXED = re.compile(r"[A-Za-zÀ-ɏ\u0370-\u03ff\u0400-\u04ff]{2,}")


def find(view: View, options: Options) -> Iterator[Found]:
    """Such letters in words that are Latin for the greater part, where each has its double.

    `letters` maps a letter to the Latin one. A word with a letter that looks like none of ours,
    such as `μg`, is left alone.
    """
    if not view.has_other_script:
        return
    letters: dict[str, str] = options["letters"]
    for match in _words(view):
        word = match[0]
        strangers = [i for i, char in enumerate(word) if char >= "\u0370"]
        if not strangers or len(strangers) * 2 > len(word):
            continue
        if all(word[i] in letters for i in strangers):
            for i in strangers:
                place = match.start() + i
                yield Found(place, place + 1, letters[word[i]])


def _words(view: View) -> Iterator[re.Match[str]]:
    """The words of the lines that hold such a letter."""
    for start, end in view.lines:
        if _STRANGER.search(view.text, start, end):
            yield from _MIXED.finditer(view.text, start, end)
