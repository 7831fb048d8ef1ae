"""A blank inside a word, as in govern ment: left by a line border of the source or a tokenizer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from cleancopy.finders import Found, Options
from cleancopy.finders.glued_words import is_alone
from cleancopy.names.tokens import SMALL
from cleancopy.patterns import compiled
from cleancopy.view import View
from cleancopy.words import english_words, function_words

_SECOND = compiled(r" ([a-z]+)(?:['’]s)?(?![\w@#/\\*&+=-]|['’]\w|\.\w)")
_OPENING = "\"'“‘([«"
_REACH = 16  # characters of a first part
_LEAST, _SURE = 6, 8  # letters of a whole word, the latter if one part is a word: by no chance


def find(view: View, options: Options) -> Iterator[Found]:
    """Blanks between two parts of a word, of which one by itself is none.

    The whole has to be a known word, or a name that the text has whole elsewhere.
    """
    for place in sorted({*_beside_parts(view), *_in_names(view)}):
        if second := _SECOND.match(view.text, place):
            before = view.text[max(0, place - _REACH) : place].split()[-1:]
            first = "".join(before).lstrip(_OPENING)
            if first.isalpha() and first.isascii() and _is_one(first, second[1], view.text):
                yield Found(place, place + 1, "")


def _beside_parts(view: View) -> Iterator[int]:
    """The blanks beside what is no word, and no name."""
    for part in view.unknown_words:
        if part.islower() and part.isascii():
            yield from _places(view.text, f" {part}", 0)
            yield from _places(view.text, f"{part} ", len(part))


def _in_names(view: View) -> Iterator[int]:
    """The blanks behind what may be the first part of a name that the text has whole as well."""
    text = view.text
    for first in view.unknown_words:
        if first.istitle():
            for place in _places(text, f"{first} ", len(first)):
                second = text[place + 1 : place + 2]
                if second.islower() and first + second in text:
                    yield place


def _places(text: str, sought: str, shift: int) -> Iterator[int]:
    """Where something stands, each place moved by some characters."""
    at = text.find(sought)
    while at >= 0:
        yield at + shift
        at = text.find(sought, at + 1)


def _is_one(first: str, second: str, text: str) -> bool:
    """Whether two parts are surely one word."""
    known, whole = english_words(), first + second
    odd = [part for part in (first.lower(), second) if part not in known or len(part) == 1]
    if not odd or len(whole) < _LEAST or first.isupper():
        return False
    if not _small().isdisjoint((first.lower(), second)):
        return False
    if first.istitle() and is_alone(whole, text):
        return True
    if min(len(first), len(second)) == 1 or whole.lower() not in known:
        return False
    return len(whole) >= _SURE or len(odd) > 1


@cache
def _small() -> frozenset[str]:
    """Words that stand for themselves, before and behind others that look like parts."""
    return SMALL | function_words()[0]
