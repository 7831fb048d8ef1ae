"""Two words without the blank or the stop that stood between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.view import View
from cleancopy.words import english_words

_HEAD = compiled(r"(?<![\w@#./’'-])[A-Za-zÀ-Þ]\w*\Z")
_REACH = 30  # letters of a first half


def find(view: View, options: Options) -> Iterator[Found]:
    """Words that end in one of `tails` and are no word as a whole; `between` is put in.

    The first half has to be one of `heads`; without them, a known word of `least` letters or more
    in small letters, or, with `names`, any other that begins with a capital; with `elsewhere`, one
    that the text has by itself, too. `then` is a pattern for what has to follow. Without `between`
    the whole is reported.
    """
    heads = frozenset(options.get("heads", "").split())
    never = frozenset(options.get("never", "").split())
    least: int = options.get("least", 2)
    between: str | None = options.get("between")
    for tail in (tail for tail in options["tails"].split() if tail in view.text):
        for match in _tail(tail, options.get("then", "")).finditer(view.text):
            at = match.start()
            head = _HEAD.search(view.text, max(0, at - _REACH), at)
            if head is None or head[0] in never or len(head[0]) < least:
                continue
            if not _splits(head[0], tail, heads, options.get("names", False)):
                continue
            if options.get("elsewhere") and not _is_alone(head[0], view.text):
                continue
            if between is None:
                yield Found(head.start(), match.end(), None)
            else:
                yield Found(at, at, between)


@cache
def _tail(tail: str, then: str) -> re.Pattern[str]:
    """A second half with a letter before it; the plain letters come first, for speed."""
    return compiled(rf"{tail}(?<=[^\W\d_]{tail})(?![\w@/’'=(-]|\.\w)(?={then})")


def _splits(head: str, tail: str, heads: frozenset[str], names: bool) -> bool:
    """Whether a word is surely two."""
    if heads:
        return head in heads
    known = english_words()
    if (head + tail).lower() in known or tail.lower() not in known:
        return False
    if names:
        return head[0].isupper() and (head[1:].islower() or head.isupper())
    return head.islower() and head in known


def _is_alone(word: str, text: str) -> bool:
    """Whether a text has a word by itself."""
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None
