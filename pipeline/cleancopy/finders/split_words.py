"""A blank inside a word, as in govern ment: left by a line border of the source or a tokenizer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from cleancopy.finders import Found, Options
from cleancopy.lines import by_line
from cleancopy.names.tokens import SMALL
from cleancopy.patterns import compiled
from cleancopy.view import View
from cleancopy.words import LETTERS, english_words, function_words

_FIRST = compiled(r"[\"'“‘(\[«]*([A-Za-z]+)")
_SECOND = compiled(r" ([a-z]+)(?:['’]s)?(?![\w@#/\\*&+=-]|['’]\w|\.\w)")
_LEAST, _SURE = 6, 8  # letters of a whole word, the latter if one part is a word: by no chance


def find(view: View, options: Options) -> Iterator[Found]:
    """Blanks between two parts of a word, of which one by itself is none.

    The whole has to be a known word, or a name that the text has whole elsewhere.
    """
    for start, end in view.lines:
        for place, first, second in _pairs(view.text[start:end]):
            if _is_word(first, second) or (first.istitle() and first + second in view.words):
                yield Found(start + place, start + place + 1, "")


class _Odd(dict[str, bool]):
    """Whether a token holds what is no word, and is no name; kept, as texts repeat their tokens."""

    MOST, LONGEST = 50_000, 40  # tokens, characters of one: some 5 MB
    LETTER = frozenset("bcdefghjklmnopqruvwxyz")  # no word; s and t end one, behind an apostrophe

    def __missing__(self, token: str) -> bool:
        known, words = english_words(), LETTERS.findall(token)
        is_odd = any(word in self.LETTER or word.lower() not in known for word in words)
        is_odd = is_odd and not token[0].isupper()
        if len(self) >= self.MOST:
            self.clear()
        if len(token) <= self.LONGEST:
            self[token] = is_odd
        return is_odd


_odd = _Odd()


@by_line
def _pairs(line: str) -> list[tuple[int, str, str]]:
    """The blanks of a line beside what is no word, in order, with what stands around each."""
    tokens = line.split(" ")
    odd = [number for number, token in enumerate(tokens) if _odd[token]]
    if not odd:
        return []
    ends = list(accumulate(len(token) + 1 for token in tokens))
    pairs = []
    for number in sorted({beside for each in odd for beside in (each, each + 1) if beside}):
        place = ends[number - 1] - 1
        first, second = _FIRST.fullmatch(tokens[number - 1]), _SECOND.match(line, place)
        if first and second and _may_be_one(first[1], second[1]):
            pairs.append((place, first[1], second[1]))
    return pairs


def _may_be_one(first: str, second: str) -> bool:
    """Whether neither of two parts stands for itself, and their whole has some length."""
    if len(first) + len(second) < _LEAST or first.isupper():
        return False
    return _small().isdisjoint((first.lower(), second))


def _is_word(first: str, second: str) -> bool:
    """Whether two parts are surely one word of English."""
    known, whole = english_words(), (first + second).lower()
    if min(len(first), len(second)) == 1 or whole not in known:
        return False
    odd = [part for part in (first.lower(), second) if part not in known]
    return len(odd) > 1 or (len(odd) == 1 and len(whole) >= _SURE)


@cache
def _small() -> frozenset[str]:
    """Words that stand for themselves, before and behind others that look like parts."""
    return SMALL | function_words()[0]
