"""The same word twice in a row, or oftener."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import eq

from cleancopy.finders import Found, Options
from cleancopy.view import View
from cleancopy.words import function_words

_REPEATED = re.compile(r"(?<![\w'’-])([A-Za-z][a-z]*)(?:[^\S\r\n]+\1)+(?![\w'’-])")
_CASE_TWIN = re.compile(
    r"(?:(?m:^)|(?<=[.!?] )|(?<=[.!?][”\"] ))([A-Z])([a-z]+) +((?!\1)(?i:\1)\2)(?![\w'’-])"
)
# “What matters matters”: a clause may end and its verb begin with the same word.
_CLAUSE = re.compile(
    r"(?i)\b(?:what|whatever|who|whoever|which|that|how|everything|all|where|when|if)"
    r"(?: [\w'’-]+){0,3} $"
)
_MARKS = '“”"()[].,;:!?…'  # may touch a word that is doubled
_BACK = 60  # characters before a word that may hold such a clause

_MOST = 6  # an engine that stutters oftener has lost the sentence: a person must look


def find(view: View, options: Options) -> Iterator[Found]:
    """Doubled words in lower case, but for those of `legitimate`, which English does double.

    `only` limits the search to the words it lists. A capitalised word may be a name (Li Li). With
    `capital` the first of the two has to begin a sentence.
    """
    legitimate = frozenset(options.get("legitimate", "").split())
    only = frozenset(options.get("only", "").split())
    if not _seems_doubled(view.text):
        return
    if options.get("capital"):
        yield from _case_twins(view.text, legitimate, only)
        return
    for match in _REPEATED.finditer(view.text):
        word = match[1]
        if not word.islower() or word in legitimate or (only and word not in only):
            continue
        if len(match[0].split()) <= _MOST and not _ends_clause(match):
            yield Found(match.end(1), match.end(), "", f"The word “{word}” is repeated")


def _case_twins(text: str, legitimate: frozenset[str], only: frozenset[str]) -> Iterator[Found]:
    """Words that begin a sentence and come again in lower case; plural nouns, or those of `only`.

    A surname may be followed by its verb (“Fields fields questions”): such are `legitimate`.
    """
    for match in _CASE_TWIN.finditer(text):
        word = match[3]
        plural = word.endswith("s") and not word.endswith("ss") and len(word) > 4
        if word in only or (plural and word not in legitimate):
            yield Found(match.end(2), match.end(3), "", f"The word “{word}” is repeated")


def _ends_clause(match: re.Match[str]) -> bool:
    """Whether the first of two words may be the verb that ends a clause and a subject."""
    english, _ = function_words()
    word, start = match[1], match.start()
    if word in english or not word.endswith(("s", "ed")):
        return False
    return _CLAUSE.search(match.string[max(0, start - _BACK) : start]) is not None


@lru_cache(maxsize=1)  # the cards of a stage ask for the same text one after the other
def _seems_doubled(text: str) -> bool:
    """Whether a word seems to follow itself: a test that costs little."""
    text = text.lower()
    for mark in _MARKS:
        text = text.replace(mark, "")
    words = text.split()
    return any(map(eq, words, words[1:]))
