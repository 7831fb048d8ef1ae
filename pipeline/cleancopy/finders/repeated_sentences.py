"""The same sentence twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.view import View

_SENTENCE = re.compile(r"[A-Z“\"][^.!?\n]{15,600}[.!?][\"”]?")


def find(view: View, options: Options) -> Iterator[Found]:
    """A sentence of at least `words` words that follows itself in the same line."""
    for start, end in view.lines:
        previous: re.Match[str] | None = None
        for match in _SENTENCE.finditer(view.text, start, end):
            if previous and _repeats(view.text, previous, match, options["words"]):
                yield Found(previous.end(), match.end(), "")
            else:
                previous = match


def _repeats(text: str, one: re.Match[str], other: re.Match[str], words: int) -> bool:
    return (
        one[0] == other[0]
        and len(one[0].split()) >= words
        and not text[one.end() : other.start()].strip()
    )
