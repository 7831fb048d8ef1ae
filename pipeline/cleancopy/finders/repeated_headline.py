"""A headline that comes again as the first line of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.view import View

_LONGEST = 250  # characters of a headline
_MARKS = re.compile(r"[\W_]+")


def find(view: View, options: Options) -> Iterator[Found]:
    """Lines at the head that repeat the first but for marks and capitals; they go as a whole.

    The line has `words` words or more, and there must be text after it.
    """
    lines = view.lines[:5]
    if len(lines) < 3:
        return
    if lines[0][1] - lines[0][0] > _LONGEST:
        return
    headline = _bare(view.text, 0, lines)
    if len(headline) < options["words"]:
        return
    for number in range(1, len(lines) - 1):
        if _bare(view.text, number, lines) != headline:
            return
        yield Found(lines[number - 1][1], lines[number][1], "")


def _bare(text: str, number: int, lines: list[tuple[int, int]]) -> list[str]:
    """The words of a line in small letters; a word that the engine doubled counts once."""
    words = _MARKS.sub(" ", text[slice(*lines[number])].casefold()).split()
    return [word for at, word in enumerate(words) if at == 0 or word != words[at - 1]]
