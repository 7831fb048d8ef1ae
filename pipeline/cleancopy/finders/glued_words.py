"""Two words without the blank or the stop that stood between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.view import View
from cleancopy.words import english_words


def needs(options: Options) -> str:
    """A pattern that all finds match: a whole word that ends as they do."""
    capital = "[A-ZÀ-Þ]" if options.get("names") else "[a-z]"
    head = _any_of(options.get("heads", "")) or rf"{capital}\w{{0,30}}"
    tail, then = _any_of(options["tails"]), options.get("then", "")
    return rf"(?<![\w@#./’'-])(?P<head>{head})(?P<tail>{tail})(?![\w@/’'=(-]|\.\w)(?={then})"


def _any_of(words: str) -> str:
    return "|".join(map(re.escape, words.split()))


def find(view: View, options: Options) -> Iterator[Found]:
    """Words that end in one of `tails` and are no word as a whole; `between` is put in.

    The first half has to be one of `heads`; without them, a known word of `least` letters or more
    in small letters, or, with `names`, any other that begins with a capital; with `elsewhere`, one
    that the text has by itself, too. `then` is a pattern for what has to follow. Without `between`
    the whole is reported.
    """
    between: str | None = options.get("between")
    for match in compiled(needs(options)).finditer(view.text):
        head, tail = match["head"], match["tail"]
        if options.get("elsewhere") and head not in view.words:
            continue
        if "heads" in options or _splits(head, tail, options):
            at = match.start("tail")
            yield Found(*match.span(), None) if between is None else Found(at, at, between)


def _splits(head: str, tail: str, options: Options) -> bool:
    """Whether a word is surely two."""
    known = english_words()
    if head in options.get("never", "").split() or len(head) < options.get("least", 2):
        return False
    if (head + tail).lower() in known or tail.lower() not in known:
        return False
    if options.get("names"):
        return head[0].isupper() and (head[1:].islower() or head.isupper())
    return head.islower() and head in known
