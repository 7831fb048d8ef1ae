"""Two words without the blank or the stop that stood between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleancopy.finders import Found, Options
from cleancopy.view import View
from cleancopy.words import english_words


def find(view: View, options: Options) -> Iterator[Found]:
    """Words that end in one of `tails` and are no word as a whole; `between` is put in.

    The first half has to be one of `heads`; without them, a known word of `least` letters or more
    in small letters, or, with `names`, any other that begins with a capital; with `elsewhere`, one
    that the text has by itself, too. `then` is a pattern for what has to follow. Without `between`
    the whole is reported.
    """
    tails = _listed(options["tails"])
    for word in view.unknown_words:
        if word.endswith(tails):
            tail = next(tail for tail in tails if word.endswith(tail))
            head = word.removesuffix(tail)
            if _splits(head, tail, options) and (
                not options.get("elsewhere") or is_alone(head, view.text)
            ):
                yield from _parted(view.text, word, len(head), options)


def is_alone(word: str, text: str) -> bool:
    """Whether a text has a word of letters by itself."""
    return word in text and re.search(rf"(?<![\w-]){word}(?![\w-])", text) is not None


@cache
def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


def _parted(text: str, word: str, size: int, options: Options) -> Iterator[Found]:
    """The places of a word, as what is to be done there; its first half has `size` letters."""
    between: str | None = options.get("between")
    pattern = rf"(?<![\w@#./’'-]){word}(?![\w@/’'=(-]|\.\w)(?={options.get('then', '')})"
    for match in re.finditer(pattern, text):
        if between is None:
            yield Found(*match.span(), None)
        else:
            yield Found(match.start() + size, match.start() + size, between)


def _splits(head: str, tail: str, options: Options) -> bool:
    """Whether a word is surely two."""
    if "heads" in options:
        return head in _listed(options["heads"])
    known = english_words()
    if head in _listed(options.get("never", "")) or len(head) < options.get("least", 2):
        return False
    if tail.lower() not in known:
        return False
    if options.get("names"):
        return head[0].isupper() and (head[1:].islower() or head.isupper())
    return head.islower() and head in known
