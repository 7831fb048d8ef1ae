"""Ellipses that one article writes in more than one way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.view import View

_SPACED = re.compile(r"\.[^\S\r\n]\.")
_ELLIPSIS = re.compile(
    r"(?P<character>…)|(?P<spaced>(?<![\w.])\.[^\S\r\n]\.[^\S\r\n]\.)(?![^\S\r\n]?\.)"
    r"|(?P<stops>(?<!\.)\.{3,4})(?!\.)"
)


def find(view: View, options: Options) -> Iterator[Found]:
    """The first ellipsis in the rarest way of writing, once for the whole text."""
    if not _is_mixed(view.text):
        return
    found = list(_ELLIPSIS.finditer(view.text))
    ways = Counter(match.lastgroup for match in found)
    if len(ways) > 1:
        rarest = min(ways, key=lambda way: ways[way])
        first = next(match for match in found if match.lastgroup == rarest)
        yield Found(*first.span(), None)


def _is_mixed(text: str) -> bool:
    """Whether a text seems to have two ways: a test that costs little."""
    return ("…" in text) + ("..." in text) + bool(_SPACED.search(text)) > 1
