"""Where a lost mark may have stood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleancopy.quotes.attribution import (
    attributes_after,
    holds_speech_verb,
    introduces_before,
)
from cleancopy.words import word_list

# Prices on top of what an insertion costs; less than nothing where the cue is all but proof.
BEFORE_ATTRIBUTION = -1.0
AFTER_INTRODUCTION = -0.8
BEFORE_INTRODUCTION = -0.4  # of the next quotation
AT_SPOKEN_SENTENCE = 0.0
AT_FIRST_PERSON = -1.0  # the sentence says I or we, none before it does
BEFORE_BRACKET = -1.1  # that began right before the quotation
AT_PARAGRAPH_SAID = -1.0  # of speech whose speaker is named before
AT_CAPITAL = -0.8  # amid a sentence
AT_PARAGRAPH = 0.4
AT_FRAGMENT_END = 1.3
AT_OLDER_SENTENCE = 0.8

_SENTENCE_START = re.compile(r"(?<=[.!?…])[\"”’)]?\s+(?=[A-Z‘'(])")
_CLOSE_BEFORE = re.compile(r"(?<=[\w)’'%])[,!?…](?=\s)")
_INTRODUCTION = re.compile(r"(?<=[:,])\s+(?=[A-Z‘'])")
_FIRST_PERSON = re.compile(
    r"\b(?:I|I['’](?:m|ve|d|ll)|[Ww]e|[Ww]e['’](?:re|ve|d|ll)|[Mm]y|[Oo]ur|us|me)\b"
)
NO_TEXT = -1
_FRAGMENT = 130  # characters in which a quoted fragment ends


_TITLE = re.compile(r"(?<=[\w,'’] )(?<![A-Z]\w )(?:The|An?)(?: [A-Z][\w'’-]*)+$")
_SMALL_WORD_WITH_CAPITAL = re.compile(r"\b[a-zß-ÿ]+ ([A-Z][a-z]+)\b")
_SENTENCE_WORDS = frozenset(
    """we you he she it they my our your his her their this that these those there everyone
    everybody nobody nothing everything if when what why how where not never let please""".split()
)


class Place(NamedTuple):
    """An offset at which a mark may be inserted, and what that costs beyond the insertion."""

    offset: int
    cost: float


def in_first_person(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text says I or we."""
    return bool(_FIRST_PERSON.search(text, start, end))


def opener_places(text: str, start: int, mark: int, end: int, before: int) -> Iterator[Place]:
    """Places for a lost opener before the closing mark at `mark`.

    `start` is the end of the mark before it or where the paragraph begins. If it is the latter, and
    not the first paragraph, `before` is the start of the text without marks that leads to it, else
    NO_TEXT. `end` is the paragraph's end.
    """
    introduced = [
        match.end()
        for match in _INTRODUCTION.finditer(text, start, mark)
        if introduces_before(text, start, match.start())
    ]
    if introduced:
        yield Place(introduced[-1], AFTER_INTRODUCTION)
        return
    if (amid := _capital_amid(text, start, mark)) >= 0:
        yield Place(amid, AT_CAPITAL)
        return
    sentences = list(sentence_starts(text, start, mark))
    attributed = attributes_after(text, mark + 1, end)
    whole = text[start:mark].rstrip()[-1:] in tuple(".!?…")
    if sentences and (attributed or whole):
        last = sentences[-1]
        if _turns_to_first_person(text, start, last, mark):
            yield Place(last, AT_FIRST_PERSON)
        elif holds_speech_verb(text, start, last):
            yield Place(last, AT_SPOKEN_SENTENCE)
        elif attributed:
            yield Place(last, AT_OLDER_SENTENCE)
    elif before != NO_TEXT and attributed and text[start : start + 1].isupper():
        yield from (
            () if in_first_person(text, before, start) else (Place(start, AT_SPOKEN_SENTENCE),)
        )


def _capital_amid(text: str, start: int, mark: int) -> int:
    """Where a title or a sentence begins amid another one: at a capital that nothing else explains.

    -1 if there is no such place or more than one.
    """
    if title := _TITLE.search(text, start, mark):
        return title.start()
    starts = [
        match.start(1)
        for match in _SMALL_WORD_WITH_CAPITAL.finditer(text, start, mark)
        if match[1].lower() in _SENTENCE_WORDS
    ]
    whole = text[start:mark].rstrip()[-1:] in tuple(",.!?…")
    return starts[0] if whole and len(starts) == 1 else -1


def _turns_to_first_person(text: str, start: int, sentence: int, end: int) -> bool:
    """Whether a sentence speaks of I or we, and the text before it does not."""
    return in_first_person(text, sentence, end) and not in_first_person(text, start, sentence)


def closer_places(
    text: str, start: int, end: int, *, at_end: bool, inside: bool
) -> Iterator[Place]:
    """Places for a lost closer behind the opener that ends at `start`.

    `end` is where the next mark stands or, with `at_end`, the paragraph ends. `inside` says that a
    comma or stop stands inside the mark in this text.
    """
    bracket = text.find(")", start, end) if text[max(0, start - 2) : start - 1] == "(" else -1
    if bracket >= 0 and "(" not in text[start:bracket]:
        yield Place(bracket, BEFORE_BRACKET)
        return
    for match in _CLOSE_BEFORE.finditer(text, start + 2, end):
        if attributes_after(text, match.end(), end) and not _is_abbreviation(text, match.start()):
            stop = match.end() if inside or match[0] not in ",." else match.start()
            yield Place(stop, BEFORE_ATTRIBUTION)
            return
    sentences = list(sentence_starts(text, start, end))
    if not at_end and introduces_before(text, start, end) and sentences:
        yield Place(_before_blank(text, sentences[-1]), BEFORE_INTRODUCTION)
        return
    yield from _fragment_end(text, start, end, inside)
    rest = text[start:end].rstrip()
    if at_end and rest[-1:] in tuple(".!?…"):
        yield Place(start + len(rest), AT_PARAGRAPH)


def ends_of_speech(text: str, start: int, end: int) -> Iterator[int]:
    """Where speech may end and an attribution begin: behind a comma, an exclamation, a question."""
    for match in _CLOSE_BEFORE.finditer(text, start + 2, end):
        yield match.end()


def _fragment_end(text: str, start: int, end: int, inside: bool) -> Iterator[Place]:
    """The end of the sentence, for a quotation that begins inside one in small letters."""
    before = text[:start].rstrip("\"“„«'`").rstrip()[-1:]
    if not (before.isalnum() and text[start : start + 1].islower()):
        return
    stop = re.compile(r"[.!?](?=\s|$)").search(text, start, min(end, start + _FRAGMENT))
    if stop and not _is_abbreviation(text, stop.start()):
        yield Place(stop.end() if inside or stop[0] != "." else stop.start(), AT_FRAGMENT_END)


def sentence_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence begins inside a stretch of text, behind another one."""
    for match in _SENTENCE_START.finditer(text, start, end):
        if not _is_abbreviation(text, match.start() - 1):
            yield match.end()


def _before_blank(text: str, place: int) -> int:
    while text[place - 1].isspace():
        place -= 1
    return place


def _is_abbreviation(text: str, stop: int) -> bool:
    """Whether the stop at `stop` belongs to the word before it."""
    words = text[max(0, stop - 20) : stop].split()
    return (
        text[stop] == "."
        and bool(words)
        and (words[-1] in word_list("abbreviations") or len(words[-1]) == 1 or "." in words[-1])
    )
