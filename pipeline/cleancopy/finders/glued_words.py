"""Two words without the blank or the stop that stood between them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.protect import Span
from cleancopy.view import View
from cleancopy.words import english_words, unknown_words

_WORD = compiled(r"(?<![\w@#./’'-])[A-Za-zÀ-ɏ]+(?![\w@/’'=(-]|\.\w)")


def find(view: View, options: Options) -> Iterator[Found]:
    """Words that end in one of `tails` and are no word as a whole; `between` is put in.

    The first half has to be one of `heads`; without them, a known word of `least` letters or more
    in small letters, or, with `names`, any other that begins with a capital; with `elsewhere`, one
    that the text has by itself, too. `then` is a pattern for what has to follow. Without `between`
    the whole is reported.
    """
    tails = _listed(options["tails"])
    if not any(word.endswith(tails) for word in view.unknown_words):
        return
    then, between = compiled(options.get("then", "")), options.get("between")
    for start, end in view.lines:
        heads = _heads(view, (start, end), options)
        for match in _WORD.finditer(view.text, start, end) if heads else ():
            if match[0] in heads and then.match(view.text, match.end()):
                at = match.start() + heads[match[0]]
                yield Found(*match.span(), None) if between is None else Found(at, at, between)


def _heads(view: View, line: Span, options: Options) -> dict[str, int]:
    """The words of a line that are surely two, with the length of the first."""
    tails, heads = _listed(options["tails"]), dict[str, int]()
    for word in unknown_words(view.text[slice(*line)]):
        if word.endswith(tails):
            tail = next(tail for tail in tails if word.endswith(tail))
            if _splits(head := word.removesuffix(tail), tail, view, options):
                heads[word] = len(head)
    return heads


@cache
def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


def _splits(head: str, tail: str, view: View, options: Options) -> bool:
    """Whether a word is surely two."""
    if options.get("elsewhere") and head not in view.words:
        return False
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
