"""The same sentence twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.protect import crosses
from cleancopy.view import View

_SENTENCE = re.compile(r"[A-Z“\"](?![“\"])[^.!?\n]{15,600}[.!?][\"”]?")
_WORD = re.compile(r"[^\W_]+")


def find(view: View, options: Options) -> Iterator[Found]:
    """A sentence of at least `words` words that follows itself in the same line.

    It may hold a quotation but not stand in one. With `near` (a share of the words, 0 to 1) a
    sentence that is nearly the one before is reported.
    """
    for start, end in view.lines:
        previous: re.Match[str] | None = None
        for match in _SENTENCE.finditer(view.text, start, end):
            if previous and _follows(view.text, previous, match, options["words"]):
                if "near" in options:
                    if _nearly(previous[0], match[0], options["near"]):
                        yield Found(*match.span(), None)
                elif previous[0] == match[0] and not _inside(view, previous.end(), match.end()):
                    yield Found(previous.end(), match.end(), "")
            previous = match


def _follows(text: str, one: re.Match[str], other: re.Match[str], words: int) -> bool:
    """Whether two sentences of some length begin alike and have nothing between them."""
    return (
        one[0][:8] == other[0][:8]
        and len(one[0].split()) >= words
        and not text[one.end() : other.start()].strip()
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
