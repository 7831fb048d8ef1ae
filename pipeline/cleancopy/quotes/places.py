"""Where a lost mark may have stood: what the places of openers and of closers have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cleancopy.patterns import compiled
from cleancopy.quotes.attribution import attribution
from cleancopy.words import word_list

NO_TEXT = -1
AS_ELSEWHERE = -1.0  # the price, beyond the insertion, where the text quotes the same words again

_LONGEST = 8  # words that are quoted again as they are
_SENTENCE_START = compiled(r"(?<=[.!?…])[\"”’)]?\s+(?=[A-Z‘'(])")
_SPEECH_END = compiled(r"(?<=[\w)’'%])[,!?…](?=\s)")
_FIRST_PERSON = compiled(
    r"\b(?:I|I['’](?:m|ve|d|ll)|[Ww]e|[Ww]e['’](?:re|ve|d|ll)|[Mm]y|[Oo]ur|us|me)\b"
)
_BESIDE_WORDS = compiled(r"[\s\"“”„«‘'(\[]+")
_WORD = compiled(r"[^\s\"“”„«»]+")


class Place(NamedTuple):
    """An offset at which a mark may be inserted, and what that costs beyond the insertion.

    `said` says that an attribution follows, behind which the quotation cannot go on.
    """

    offset: int
    cost: float
    said: bool = False


def in_first_person(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text says I or we."""
    return bool(_FIRST_PERSON.search(text, start, end))


def is_whole(text: str, start: int, end: int, stops: str = ".!?…") -> bool:
    """Whether a stretch of text ends as a sentence does."""
    return text[start:end].rstrip()[-1:] in tuple(stops)


def ends_of_speech(text: str, start: int, end: int) -> Iterator[int]:
    """Where speech may end and an attribution begin: behind a comma, an exclamation, a question."""
    for match in _SPEECH_END.finditer(text, start + 2, end):
        yield match.end()


def attributed_end(text: str, start: int, end: int) -> int:
    """Where speech that begins at `start` ends and its attribution begins; -1 where none does.

    Names that the speech itself ends with are none of the speaker's: “in Lyon, Nice, Pohl said”.
    """
    found, who = -1, ""
    for place in ends_of_speech(text, start, end):
        if found >= 0 and (place > found + len(who) or not who[0].isupper()):
            break
        said = attribution(text, place, end)
        if said and not is_abbreviation(text, place - 1):
            if found >= 0 and ("," in said or not said[0].isupper()):
                continue
            found, who = place, said
    return found


def sentence_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence begins inside a stretch of text, behind another one."""
    for match in _SENTENCE_START.finditer(text, start, end):
        if not is_abbreviation(text, match.start() - 1):
            yield match.end()


def is_abbreviation(text: str, stop: int) -> bool:
    """Whether the stop at `stop` belongs to the word before it."""
    words = _BESIDE_WORDS.split(text[max(0, stop - 20) : stop])
    return (
        text[stop] == "."
        and bool(words[-1])
        and (words[-1] in word_list("abbreviations") or len(words[-1]) == 1 or "." in words[-1])
    )


def end_of_repeated(text: str, start: int, end: int, quoted: frozenset[str]) -> int:
    """Where words behind `start` end that the text quotes elsewhere; -1 where there are none."""
    found = NO_TEXT
    for number, word in enumerate(_WORD.finditer(text, start, end)):
        bare = start + len(text[start : word.end()].rstrip(".,;:!?"))
        if number == _LONGEST:
            break
        if text[start:bare] in quoted:
            found = bare
    return found


def start_of_repeated(text: str, start: int, end: int, quoted: frozenset[str]) -> int:
    """Where words before `end` begin that the text quotes elsewhere; -1 where there are none."""
    bare, found = start + len(text[start:end].rstrip(" .,;:!?")), NO_TEXT
    place = bare
    for _ in range(_LONGEST):
        place = max(text.rfind(" ", start, place), start - 1)
        if text[place + 1 : bare] in quoted:
            found = place + 1
        if place < start:
            break
    return found
