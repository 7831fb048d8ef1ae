"""A phrase that the engine repeats over and over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.view import View

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LONGEST = 12  # words in a phrase that loops


def find(view: View, options: Options) -> Iterator[Found]:
    """Runs of `times` or more equal phrases of at least `words` words; all but the first go.

    A phrase with a figure in it is left alone: equal rows of a list are no loop. So is one word
    over and over (see `repeated_words`). With `plain` there may be no comma between the phrases,
    as there is where a speaker insists.
    """
    for start, end in view.lines:
        words = [match.span() for match in _WORD.finditer(view.text, start, end)]
        keys = [view.text[slice(*span)].lower() for span in words]
        for found in _in_line(view.text, words, keys, options["times"], options["words"]):
            if not (options.get("plain") and "," in view.text[found.start : found.end]):
                yield found


def _in_line(
    text: str, words: list[tuple[int, int]], keys: list[str], times: int, least: int
) -> Iterator[Found]:
    at = 0
    while at < len(keys):
        size, count = _loop_at(keys, at, times, least)
        if not count:
            at += 1
            continue
        first, last = words[at + size - 1][1], words[at + size * count - 1][1]
        phrase = text[words[at][0] : first]
        yield Found(first, last, "", f"“{phrase}” is repeated {count} times in a row")
        at += size * count


def _loop_at(keys: list[str], at: int, times: int, least: int) -> tuple[int, int]:
    """The length of the phrase that loops from word `at` on, and how often it stands there."""
    for size in range(least, _LONGEST + 1):
        if at + size * times > len(keys):
            break
        if keys[at] != keys[at + size]:
            continue
        phrase, count = keys[at : at + size], 1
        while keys[at + size * count : at + size * (count + 1)] == phrase:
            count += 1
        if count >= times and len(set(phrase)) > 1 and not re.search(r"\d", "".join(phrase)):
            return size, count
    return 0, 0
