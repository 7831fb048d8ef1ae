"""Where a lost closing mark may have stood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.quotes.attribution import introduces_before
from cleancopy.quotes.places import (
    AS_ELSEWHERE,
    NO_TEXT,
    Place,
    attributed_end,
    end_of_repeated,
    is_abbreviation,
    is_whole,
    sentence_starts,
)
from cleancopy.words import function_words, word_list

# Prices on top of what an insertion costs; less than nothing where the cue is all but proof.
BEFORE_ATTRIBUTION = -1.0
BEFORE_INTRODUCTION = -0.4  # of the next quotation
BEFORE_BRACKET = -1.1  # that began right before the quotation
IN_A_ROW = -0.813  # one of several quotations side by side
AT_TITLE_END = -0.814
AT_PARAGRAPH_SAID = -1.002  # of speech whose speaker is named before
AT_PARAGRAPH = 0.4
AT_FRAGMENT_END = -0.3
BEFORE_SENTENCE = -0.5  # that the next quotation begins with


_ROW = re.compile(r"[^\s,;:.!?]+(?: [^\s,;:.!?]+){0,2}(,? (?:and |or )|, )$")
_TITLE = re.compile(
    r"[A-Z0-9][\w’'&-]*(?: (?:(?:of|and) (?:the )?|the )?[A-Z0-9][\w’'&-]*){0,2}"
    r"(?=([.,;:)])(?:\s|$)| ([a-z]+) [^A-Z])"
)
_NOT_BEHIND_TITLE = frozenset("in at on to with from by a an is my your of the for".split())
_FRAGMENT = re.compile(r"[^\s.,;:!?]+(?: [^\s.,;:!?]+)?([.!?])(?=\s|$)")
_LAST_WORD = re.compile(r"([^\W\d_]+)[ \t\xa0]?$")


def closer_places(
    text: str, start: int, end: int, *, at_end: bool, inside: bool, quoted: frozenset[str]
) -> Iterator[Place]:
    """Places for a lost closer behind the opener that ends at `start`.

    `end` is where the next mark stands or, with `at_end`, the paragraph ends. `inside` says that a
    comma or stop stands inside the mark in this text; `quoted` holds what it quotes elsewhere.
    """
    bracket = text.find(")", start, end) if text[max(0, start - 2) : start - 1] == "(" else -1
    if bracket >= 0 and "(" not in text[start:bracket]:
        yield Place(bracket, BEFORE_BRACKET)
        return
    is_fragment = _is_fragment(text, start)
    if is_fragment and (place := next(_fragment(text, start, end, at_end, quoted), None)):
        offset = place.offset
        yield place._replace(offset=offset + (inside and text[offset : offset + 1] in tuple(".,")))
        return
    said = attributed_end(text, start, end)
    if said >= 0 and not is_fragment:
        yield Place(said if inside or text[said - 1] not in ",." else said - 1, BEFORE_ATTRIBUTION)
        return
    sentences = list(sentence_starts(text, start, end))
    if is_fragment and not at_end and _next_begins(text, start, end):
        yield Place(_before_blank(text, end), BEFORE_SENTENCE)
        return
    if not at_end and introduces_before(text, start, end) and sentences:
        yield Place(_before_blank(text, sentences[-1]), BEFORE_INTRODUCTION)
        return
    if at_end and is_whole(text, start, end) and not is_fragment:
        yield Place(start + len(text[start:end].rstrip()), AT_PARAGRAPH)


def _is_fragment(text: str, start: int) -> bool:
    """Whether a quotation begins amid a sentence, with nothing that announces speech."""
    before = text[max(0, start - 40) : start].rstrip("\"“„«'`‘")
    word = _LAST_WORD.search(before)
    return bool(word) and word[1] not in word_list("speech-verbs")


def _fragment(
    text: str, start: int, end: int, at_end: bool, quoted: frozenset[str]
) -> Iterator[Place]:
    """The end of words quoted amid a sentence, before any comma or stop, the surest first."""
    if (offset := end_of_repeated(text, start, end, quoted)) != NO_TEXT:
        yield Place(offset, AS_ELSEWHERE)
    if not at_end and (row := _ROW.match(text, start, end)):
        yield Place(row.start(1), IN_A_ROW)
    title = _TITLE.match(text, start, end)
    if title and (title[1] or " " in title[0]) and title[2] not in _NOT_BEHIND_TITLE:
        yield Place(title.end(), AT_TITLE_END)
    fragment = _FRAGMENT.match(text, start, end)
    if fragment and not is_abbreviation(text, fragment.start(1)):
        yield Place(fragment.start(1), AT_FRAGMENT_END)


def _next_begins(text: str, start: int, end: int) -> bool:
    """Whether the next quotation begins with the next sentence."""
    is_next = is_whole(text, start, end) and text[end - 1].isspace()
    return is_next and next(sentence_starts(text, start, end), None) is None


def _before_blank(text: str, place: int) -> int:
    while text[place - 1].isspace():
        place -= 1
    return place
