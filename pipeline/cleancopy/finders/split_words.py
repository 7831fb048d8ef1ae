"""A blank inside a word, as in govern ment: left by a line border of the source or a tokenizer."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.names.tokens import SMALL
from cleancopy.patterns import compiled
from cleancopy.view import View
from cleancopy.words import english_words, function_words

_FIRST = compiled(r"(?<![\w@#./\\’'*&+=-])[A-Za-z]+\Z")
_SECOND = compiled(r" ([a-z]+)(?:['’]s)?(?![\w@#/\\’'*&+=-]|\.\w)")
_LETTERS = frozenset("bcdefghjklmnopqruvwxyz")  # which are no words, and none of an ’s or ’t
_REACH = 16  # letters of a first part
_LEAST, _SURE = 6, 8  # letters of a whole word, the latter if one part is a word: by no chance


def find(view: View, options: Options) -> Iterator[Found]:
    """Blanks between two parts of a word, of which one by itself is none.

    The whole has to be a known word, or a name that the text has whole elsewhere.
    """
    text, words, known = view.text, view.words, english_words()
    odd = {word for word in words if word.lower() not in known or word in _LETTERS}
    for place in sorted({place for part in odd for place in _places(text, part)}):
        first = _FIRST.search(text, max(0, place - _REACH), place)
        second = _SECOND.match(text, place)
        parts = (first[0], second[1]) if first and second else ("", "")
        if not odd.isdisjoint(parts) and _is_one(*parts, words):
            yield Found(place, place + 1, "")


def _places(text: str, part: str) -> Iterator[int]:
    """The blanks before and behind each place where a part stands."""
    at = text.find(part)
    while at >= 0:
        yield from (blank for blank in (at - 1, at + len(part)) if text[blank : blank + 1] == " ")
        at = text.find(part, at + 1)


def _is_one(first: str, second: str, words: frozenset[str]) -> bool:
    """Whether two parts are surely one word."""
    known, whole = english_words(), first + second
    small = {first.lower(), second} & (SMALL | function_words()[0])
    if small or len(whole) < _LEAST or first.isupper():
        return False
    if whole in words and (first.istitle() or len(second) > 1):
        return True
    if min(len(first), len(second)) == 1 or whole.lower() not in known:
        return False
    return len(whole) >= _SURE or not (first.lower() in known or second in known)
