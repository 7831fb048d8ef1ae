"""Where a lost closing mark may have stood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.patterns import compiled
from cleancopy.quotes.attribution import introduces_before
from cleancopy.quotes.places import (
    AS_ELSEWHERE,
    NO_TEXT,
    Place,
    attributed_end,
    end_of_repeated,
    in_first_person,
    is_abbreviation,
    is_whole,
    sentence_starts,
)
from cleancopy.words import function_words, word_list

# Prices on top of what an insertion costs; less than nothing where the cue is all but proof.
BEFORE_ATTRIBUTION = -1.0
BEFORE_INTRODUCTION = -0.4  # of the next quotation
BEFORE_BRACKET = -1.1  # that began right before the quotation
IN_A_ROW = -1.2  # one of several quotations side by side
AT_TITLE_END = -1.0  # of one word before a stop, or up to three before a verb
AT_PARAGRAPH_SAID = -1.0  # of speech whose speaker is named before
AT_PARAGRAPH = 0.4
AT_FRAGMENT_END = 1.0  # a guess, for the advice

_ROW = compiled(r"[^\s,;:.!?]+(?: [^\s,;:.!?]+){0,2}(,? (?:and |or )|, )$")
_TITLE = compiled(
    r"[A-Z0-9][\w’'&-]*(?: (?:(?:of|and) (?:the )?|the |[–-] )?[A-Z0-9][\w’'&-]*){0,2}"
    r"(?=([.;)])(?:\s|$)|,? ([a-z]+) [^A-Z])"
)
# What goes on with the words before it, and is no verb of theirs.
_NOT_BEHIND_TITLE = frozenset(
    "in at on to with from by a an is my your of the for that this these those who which you we"
    " they he she it i".split()
)
_FRAGMENT = compiled(r"[^\s.,;:!?]+(?: [^\s.,;:!?]+)?([.!?])(?=\s|$)")
_LAST_WORD = compiled(r"([^\W\d_]+)[ \t\xa0]?\Z")


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
    if not at_end and (row := _ROW.match(text, start, end)) and not _is_announced(text, start):
        yield _before_stop(text, Place(row.start(1), IN_A_ROW), inside)
        return
    is_fragment = _is_fragment(text, start)
    if is_fragment and (place := next(_fragment(text, start, end, quoted), None)):
        yield _before_stop(text, place, inside)
        return
    said = attributed_end(text, start, end)
    if said >= 0 and not is_fragment:
        offset = said if inside or text[said - 1] != "," else said - 1
        yield Place(offset, BEFORE_ATTRIBUTION, said=True)
        return
    sentences = list(sentence_starts(text, start, end))
    if not at_end and sentences and _introduces(text, sentences[-1], end):
        yield Place(_before_blank(text, sentences[-1]), BEFORE_INTRODUCTION)
        return
    if at_end and is_whole(text, start, end) and not is_fragment:
        yield Place(start + len(text[start:end].rstrip()), AT_PARAGRAPH)


def _is_fragment(text: str, start: int) -> bool:
    """Whether a quotation begins amid a sentence, with nothing that announces speech."""
    word = _word_before(text, start)
    return bool(word) and word not in word_list("speech-verbs")


def _introduces(text: str, start: int, end: int) -> bool:
    """Whether a sentence announces the next quotation, and is no speech itself."""
    return introduces_before(text, start, end) and not in_first_person(text, start, end)


def _is_announced(text: str, start: int) -> bool:
    """Whether a quotation begins behind a sentence or what announces speech."""
    before = text[max(0, start - 40) : start].rstrip("\"“„«'`‘ ")
    words = before.removesuffix(",").split()
    begins = not words or before[-1] in ".!?:\n"
    return begins or words[-1] in word_list("speech-verbs")


def _before_stop(text: str, place: Place, inside: bool) -> Place:
    """A place before a comma or stop, moved behind it where the text sets them inside."""
    moved = inside and text[place.offset : place.offset + 1] in tuple(".,")
    return place._replace(offset=place.offset + moved)


def _fragment(text: str, start: int, end: int, quoted: frozenset[str]) -> Iterator[Place]:
    """The end of words quoted amid a sentence, before any comma or stop, the surest first."""
    if (offset := end_of_repeated(text, start, end, quoted)) != NO_TEXT:
        yield Place(offset, AS_ELSEWHERE)
    title = _TITLE.match(text, start, end)
    if title and _is_title(text, title) and not _is_amid_name(text, start):
        yield Place(title.end(), AT_TITLE_END)
    fragment = _FRAGMENT.match(text, start, end)
    if fragment and not is_abbreviation(text, fragment.start(1)):
        yield Place(fragment.start(1), AT_FRAGMENT_END)


def _is_title(text: str, title: re.Match[str]) -> bool:
    """Whether capitals are all of what is quoted: they end the sentence, or a verb follows."""
    if title[1]:
        return title[1] != "." or not is_abbreviation(text, title.end())
    words = title[0].split(" ")
    if len(words) == 1 or words[-1].lower() in function_words()[0]:
        return False  # When I: a sentence begins, and no title
    if words[-1].endswith(("'s", "’s")) or words[0].lower() in word_list("capitals"):
        return False  # Marshall McLuhan's ideas; December 22
    return title[2] not in _NOT_BEHIND_TITLE


def _is_amid_name(text: str, start: int) -> bool:
    """Whether the word before a quotation is of a name, which goes on behind the mark."""
    word = _word_before(text, start)
    return word.istitle() and word.lower() not in function_words()[0]


def _word_before(text: str, start: int) -> str:
    """The word that stands right before a quotation and its mark; '' where none does."""
    word = _LAST_WORD.search(text[max(0, start - 40) : start].rstrip("\"“„«'`‘"))
    return word[1] if word else ""


def _before_blank(text: str, place: int) -> int:
    while text[place - 1].isspace():
        place -= 1
    return place
