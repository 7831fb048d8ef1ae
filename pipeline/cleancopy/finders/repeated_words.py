"""The same word twice in a row, or oftener."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import eq

from cleancopy.finders import Found, Options
from cleancopy.lines import by_line
from cleancopy.patterns import compiled
from cleancopy.view import View
from cleancopy.words import function_words

# A letter comes first and what stands before it is looked at then: such patterns are searched fast.
_REPEATED = compiled(r"([A-Za-z](?<![\w'’-].)[a-z]*+)(?:[^\S\r\n]++\1)+(?![\w'’-])")
_CASE_TWIN = compiled(
    r"([A-Z])(?:(?<=(?m:^).)|(?<=[.!?] .)|(?<=[.!?][”\"] .))"
    r"([a-z]++) ++((?!\1)(?i:\1)\2)(?![\w'’-])"
)
# “What matters matters”: a clause may end and its verb begin with the same word.
_CLAUSE = compiled(
    r"(?i)\b(?:what|whatever|who|whoever|which|that|how|everything|all|where|when|if)"
    r"(?: [\w'’-]+){0,3} $"
)
_BE = ("is", "are", "was", "were")  # “What it was was a joke”
_MARKS = '“”"()[].,;:!?…'  # may touch a word that is doubled
_BACK = 60  # characters before a word that may hold such a clause

_Repeat = tuple[str, int, int]  # a word, where it ends first, and where it ends last

_MOST = 6  # an engine that stutters oftener has lost the sentence: a person must look


def find(view: View, options: Options) -> Iterator[Found]:
    """Doubled words in lower case, but for those of `legitimate`, which English does double.

    `only` limits the search to the words it lists. A capitalised word may be a name (Li Li). With
    `capital` the first of the two has to begin a sentence.
    """
    if not _seems_doubled(view.text):
        return
    legitimate = frozenset(options.get("legitimate", "").split())
    only = frozenset(options.get("only", "").split())
    repeats, is_wanted = (_twins, _is_twin) if options.get("capital") else (_repeats, _is_repeated)
    for word, start, end in repeats(view.text):
        if is_wanted(word, legitimate, only):
            yield Found(start, end, "", f"The word “{word}” is repeated")


def _is_repeated(word: str, legitimate: frozenset[str], only: frozenset[str]) -> bool:
    return word not in legitimate and (not only or word in only)


def _is_twin(word: str, legitimate: frozenset[str], only: frozenset[str]) -> bool:
    """Whether a word is a plural noun, or one of `only`.

    A surname may be followed by its verb (“Fields fields questions”): such are `legitimate`.
    """
    plural = word.endswith("s") and not word.endswith("ss") and len(word) > 4
    return word in only or (plural and word not in legitimate)


def _repeats(text: str) -> Iterator[_Repeat]:
    """The words in lower case that follow themselves."""
    for match in _REPEATED.finditer(text):
        if match[1].islower() and len(match[0].split()) <= _MOST and not _ends_clause(match):
            yield match[1], match.end(1), match.end()


def _twins(text: str) -> Iterator[_Repeat]:
    """The words that begin a sentence and come again in lower case."""
    for match in _CASE_TWIN.finditer(text):
        yield match[3], match.end(2), match.end(3)


def _ends_clause(match: re.Match[str]) -> bool:
    """Whether the first of two words may be the verb that ends a clause and a subject."""
    english, _ = function_words()
    word, start = match[1], match.start()
    if word not in _BE and (word in english or not word.endswith(("s", "ed"))):
        return False
    return _CLAUSE.search(match.string[max(0, start - _BACK) : start]) is not None


@lru_cache(maxsize=1)  # the cards of a stage ask for the same text one after the other
def _seems_doubled(text: str) -> bool:
    """Whether a word seems to follow itself in a line: a test that costs little."""
    return any(map(_line_seems_doubled, text.split("\n")))


@by_line
def _line_seems_doubled(line: str) -> bool:
    line = line.lower()
    for mark in _MARKS:
        line = line.replace(mark, "")
    words = line.split()
    return any(map(eq, words, words[1:]))
