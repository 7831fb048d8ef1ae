"""The same sentence twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cleancopy.finders import Found, Options
from cleancopy.lines import by_line
from cleancopy.protect import Span, crosses
from cleancopy.view import View

_SENTENCE = re.compile(r"[A-Z“\"](?![“\"])[^.!?\n]{15,600}[.!?][\"”]?")
_WORD = re.compile(r"[^\W_]+")


def find(view: View, options: Options) -> Iterator[Found]:
    """A sentence of at least `words` words that follows itself in the same line.

    It may hold a quotation but not stand in one. With `near` (a share of the words, 0 to 1) a
    sentence that is nearly the one before is reported.
    """
    for start, end in view.lines:
        line = view.text[start:end]
        for one, other in _alike(line):
            previous, sentence = line[slice(*one)], line[slice(*other)]
            if len(previous.split()) < options["words"]:
                continue
            if "near" in options:
                if _nearly(previous, sentence, options["near"]):
                    yield Found(start + other[0], start + other[1], None)
            elif previous == sentence and not _inside(view, start + one[1], start + other[1]):
                yield Found(start + one[1], start + other[1], "")


@by_line
def _alike(line: str) -> tuple[tuple[Span, Span], ...]:
    """The pairs of sentences that begin alike and have nothing between them."""
    return tuple(
        (one.span(), other.span())
        for one, other in pairwise(_SENTENCE.finditer(line))
        if one[0][:8] == other[0][:8] and not line[one.end() : other.start()].strip()
    )


def _inside(view: View, *places: int) -> bool:
    """Whether one of the places is inside a quotation."""
    return any(crosses(view.quoted, place, place) for place in places)


def _nearly(one: str, other: str, share: float) -> bool:
    """Whether two sentences are not the same but have nearly all words in common."""
    if one == other:
        return False
    ours, theirs = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return len(ours & theirs) >= share * max(len(ours), len(theirs))
