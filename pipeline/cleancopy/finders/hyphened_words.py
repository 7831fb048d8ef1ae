"""A hyphen inside a word, as in parlia-ment: left by a line border of the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.protect import Span
from cleancopy.view import View
from cleancopy.words import english_words

_HYPHENED = r"[a-z]-[^\S\r\n]?[a-z]{2,}"
# The hyphen comes first, and what stands before it is looked at then: so they are searched fast.
_HYPHEN = compiled(r"-(?<=[a-z]-)[^\S\r\n]?([a-z]{2,20})(?![\w@/&=-]|\.\w)")
_FIRST = compiled(r"(?<![\w'’.@/&=-])[A-Za-z]?[a-z]{1,20}\Z")
_LONGEST = 21  # characters before a hyphen


def needs(options: Options) -> str:
    """A pattern without a match of which nothing is found."""
    return _HYPHENED


def find(view: View, options: Options) -> Iterator[Found]:
    """Hyphens between two parts that are no words, of a whole that is one.

    The first may be a word by itself if the second is one of `endings`. Who sets a word so more
    than once means it.
    """
    endings = frozenset(options["endings"].split())
    found = list(_cut_words(view.text, endings))
    times = Counter(word for word, _ in found)
    yield from (Found(*hyphen, "") for word, hyphen in found if times[word] == 1)


def _cut_words(text: str, endings: frozenset[str]) -> Iterator[tuple[str, Span]]:
    """What is surely one word of English that was cut in two, and the hyphen in it."""
    known = english_words()
    for match in _HYPHEN.finditer(text):
        before = _FIRST.search(text[max(0, match.start() - _LONGEST - 1) : match.start()])
        first, second = before[0].lower() if before else "", match[1]
        if (
            first
            and first + second in known
            and second not in known
            and (first not in known or second in endings)
        ):
            yield first + second, (match.start(), match.start(1))
