"""Words that English writes with a capital, in small letters, as other languages write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.view import View

_BORDER = compiled(r"[.!?…:;][\"”’)]*\s+|(?<!\S)[\"“‘(\[]+")  # of a sentence
_SMALL = compiled(r"[.!?…][\"”’)]*\s+[a-z]|(?<![\w’'-])i(?![\w.-])")
_REACH = 400  # characters: where a sentence began further off, it is none


def find(view: View, options: Options) -> Iterator[Found]:
    """What `pattern` matches, small letters with blanks between words, with its capitals.

    Their sentence has to begin with a capital, and no sentence of their line with a small letter,
    as in a message of somebody who writes so.
    """
    for match in compiled(options["pattern"]).finditer(view.text):
        yield from _with_capitals(view.text, match)


def _with_capitals(text: str, match: re.Match[str]) -> Iterator[Found]:
    """The words with their capitals, if they stand in a sentence that has its own."""
    first, last = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    line = text[first : last if last >= 0 else len(text)]
    before = text[max(first, match.start() - _REACH) : match.start()]
    sentence = _BORDER.split(before)[-1].lstrip()
    if sentence[:1].isupper() and not _SMALL.search(line):
        for word in re.finditer(r"(?<!\S)[a-z]", match[0]):
            at = match.start() + word.start()
            yield Found(at, at + 1, word[0].upper())
