"""Words that English writes with a capital, in small letters, as other languages write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.view import View

_BORDER = compiled(r"[.!?…:;][\"”’)]*\s+|(?<!\S)[\"“‘(\[]+")  # of a sentence
_SMALL = compiled(r"[.!?…][\"”’)]*\s+[a-z]|(?<![\w’'-])i(?![\w.-])")
_REACH = 400  # characters of its line on both sides that tell how somebody writes


def needs(options: Options) -> str:
    """The pattern that all finds match."""
    return str(options["pattern"])


def find(view: View, options: Options) -> Iterator[Found]:
    """What `pattern` matches, small letters with blanks between words, with its capitals.

    Their sentence has to begin with a capital, and no sentence around it in their line with a small
    letter, as in a message of somebody who writes so.
    """
    for match in compiled(options["pattern"]).finditer(view.text):
        yield from _with_capitals(view.text, match)


def _with_capitals(text: str, match: re.Match[str]) -> Iterator[Found]:
    """The words with their capitals, if they stand in a sentence that has its own."""
    start, end = match.span()
    before = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    after = text[end : end + _REACH].partition("\n")[0]
    sentence = _BORDER.split(before)[-1].lstrip()
    if sentence[:1].isupper() and not _SMALL.search(before + match[0] + after):
        for word in re.finditer(r"(?<!\S)[a-z]", match[0]):
            at = start + word.start()
            yield Found(at, at + 1, word[0].upper())
