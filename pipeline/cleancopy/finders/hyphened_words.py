"""A hyphen inside a word, as in parlia-ment: left by a line border of the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.view import View
from cleancopy.words import english_words

_HYPHENED = r"[A-Za-z]?[a-z]+-[^\S\r\n]?[a-z]{2,}"
_WORDS = compiled(
    r"(?<![\w'’.@/&=-])(?P<first>[A-Za-z]?[a-z]{1,20})(?P<hyphen>-[^\S\r\n]?)"
    r"(?P<second>[a-z]{2,20})(?![\w@/&=-]|\.\w)"
)


def needs(options: Options) -> str:
    """A pattern without a match of which nothing is found."""
    return _HYPHENED


def find(view: View, options: Options) -> Iterator[Found]:
    """Hyphens between two parts that are no words, of a whole that is one.

    The first may be a word by itself if the second is one of `endings`. Who sets a word so more
    than once means it.
    """
    endings = frozenset(options["endings"].split())
    found = [match for match in _WORDS.finditer(view.text) if _is_one_word(match, endings)]
    times = Counter(match[0].lower() for match in found)
    yield from (Found(*match.span("hyphen"), "") for match in found if times[match[0].lower()] == 1)


def _is_one_word(match: re.Match[str], endings: frozenset[str]) -> bool:
    """Whether two parts are surely one word of English, which was cut in two."""
    known, first, second = english_words(), match["first"].lower(), match["second"]
    return (
        f"{first}{second}" in known
        and second not in known
        and (first not in known or second in endings)
    )
