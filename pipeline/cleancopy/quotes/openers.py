"""Where a lost opening mark may have stood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.patterns import compiled
from cleancopy.quotes.attribution import attributes_after, holds_speech_verb, introductions
from cleancopy.quotes.places import (
    AS_ELSEWHERE,
    NO_TEXT,
    Place,
    in_first_person,
    is_whole,
    sentence_starts,
    start_of_repeated,
)
from cleancopy.words import function_words, word_list

# Prices on top of what an insertion costs; less than nothing where the cue is all but proof.
AFTER_INTRODUCTION = -1.2
AFTER_CUE = -1.2  # so-called
IN_A_ROW = -1.2  # one of several quotations side by side
AT_CAPITAL = -1.0  # amid a sentence, of a sentence or of a title with its article
AT_TITLE = -0.8  # of two words, behind a noun
AT_FIRST_PERSON = -1.0  # the sentence says I or we, none before it does
AT_SPOKEN_SENTENCE = 0.0  # behind one that says who speaks
AT_SENTENCE = 0.0  # behind one that was going on when the quotation before ended
BEHIND_QUOTATION = 0.0  # that ended a sentence
AT_SPOKEN_PARAGRAPH = 0.0  # at its start

_THE_TITLE = compiled(r"(?<=[\w,'’] )(?<![A-Z]\w )(?:The|An?)(?: [A-Z][\w'’-]*)+$")
_TITLE = compiled(
    r"(?:(?<=[’']s )|\b([a-zß-ÿ]{4,}) )([A-Z][\w’'-]* (?:of (?:the )?)?[A-Z0-9][\w’'-]*)$"
)
_ROW = compiled(r"(?:, (?:and |or )?| (?:and|or) )(?=\S+(?: \S+)?$)")
_CUE = compiled(r"\bso-called (?=\S+(?: \S+){0,4}$)")
_SMALL_WORD_WITH_CAPITAL = compiled(r"(?<![\w'’])[a-zß-ÿ]+ ([A-Z][a-z]+)\b")
_TITLE_GOES_ON = compiled(r"[A-Z][a-z]+ [A-Z]")  # We All Belong
_SENTENCE_WORDS = frozenset(
    """we you he she it they my our your his her their this that these those there everyone
    everybody nobody nothing everything if when what why how where not never let please""".split()
)
_ENDS_SENTENCE = compiled(r"[.!?]|\s*$|\s+[A-Z]")
_NEXT_SENTENCE = compiled(r"(?:(?<=[.!?][\"”])|[.!?])\s+(?=[A-Z‘'])")
_GOES_ON = compiled(r"(?<=[\"”]),? [a-z]")
# ‘He left.” is closed as a double mark is: nothing was lost.
_UNCLOSED_SINGLE = compiled(r"[‘'](?:[^‘’'\"“”]|(?<=\w)[’'](?=\w))*\Z")
_NEAR = 80  # characters before the mark in which a fragment begins


def opener_places(
    text: str, start: int, mark: int, end: int, before: int, quoted: frozenset[str]
) -> Iterator[Place]:
    """Places for a lost opener before the closing mark at `mark`; a single mark may be the opener.

    `start` is the end of the mark before it or where the paragraph begins. If it is the latter, and
    not the first paragraph, `before` is the start of the text without marks that leads to it, else
    NO_TEXT. `end` is the paragraph's end; `quoted` holds what the text quotes elsewhere.
    """
    if place := next(_inside_sentence(text, start, mark, end, quoted), None):
        if not _UNCLOSED_SINGLE.match(text, place.offset, mark):
            yield place
        return
    next_sentence = _NEXT_SENTENCE.match(text, start, mark)
    start = next_sentence.end() if next_sentence else start
    sentences = list(sentence_starts(text, start, mark))
    attributed = attributes_after(text, mark + 1, end)
    if next_sentence and not sentences and attributed:
        yield Place(start, BEHIND_QUOTATION)
    elif sentences and (attributed or is_whole(text, start, mark)):
        yield from _at_sentence(text, [start, *sentences], mark, attributed=attributed)
    elif before != NO_TEXT and attributed and _is_all_speech(text, before, start, mark):
        yield Place(start, AT_SPOKEN_PARAGRAPH)


def _is_all_speech(text: str, before: int, start: int, mark: int) -> bool:
    """Whether a paragraph may begin with the speech that a mark ends, and that began nowhere else.

    It may not where it reports by itself what is said, or what leads to it is spoken as well.
    """
    reports = holds_speech_verb(text, start, mark) or text.startswith("According", start)
    return text[start].isupper() and not reports and not in_first_person(text, before, start)


def _inside_sentence(
    text: str, start: int, mark: int, end: int, quoted: frozenset[str]
) -> Iterator[Place]:
    """Places that a sign inside the sentence fixes, the surest first."""
    if (offset := start_of_repeated(text, start, mark, quoted)) != NO_TEXT:
        yield Place(offset, AS_ELSEWHERE)
    row = _ROW.match(text[start:mark].rstrip(" .,"))
    if row and _may_be_in_row(text, start, row):
        yield Place(start + row.end(), IN_A_ROW)
    near = max(start, mark - _NEAR)
    words = text[near:mark].rstrip(" .,")
    if cue := _CUE.search(words):
        yield Place(near + cue.end(), AFTER_CUE)
    if is_whole(text, start, mark, ".!?,…") or _ENDS_SENTENCE.match(text, mark + 1, end):
        yield from (Place(at, AFTER_INTRODUCTION) for at in introductions(text, start, mark)[-1:])
    if (amid := _capital_amid(text, start, mark)) != NO_TEXT:
        yield Place(amid, AT_CAPITAL)
    ends_speech = is_whole(text, start, mark) or attributes_after(text, mark + 1, end)
    title = None if ends_speech else _TITLE.search(words)
    if title and not _announces(title[1] or ""):
        yield Place(near + title.start(2), AT_TITLE)


def _announces(word: str) -> bool:
    """Whether a capital behind a word is no title's, but a speaker's or a name's."""
    return word in function_words()[0] or word in word_list("speech-verbs")


def _may_be_in_row(text: str, start: int, row: re.Match[str]) -> bool:
    """Whether what follows a closing mark may be one more quotation of a row."""
    first = row.string[row.end() :].partition(" ")[0]
    closed = start > 1 and not text[start - 2].isspace()
    return closed and first.lower() not in function_words()[0]


def _capital_amid(text: str, start: int, mark: int) -> int:
    """Where a title or a sentence begins amid another one: at a capital that nothing else explains.

    -1 if there is no such place or more than one.
    """
    if title := _THE_TITLE.search(text, start, mark):
        return title.start()
    starts = [
        match.start(1)
        for match in _SMALL_WORD_WITH_CAPITAL.finditer(text, start, mark)
        if match[1].lower() in _SENTENCE_WORDS
    ]
    if len(starts) != 1 or _TITLE_GOES_ON.match(text, starts[0], mark):
        return NO_TEXT
    return starts[0] if is_whole(text, start, mark, ",.!?…") else NO_TEXT


def _at_sentence(text: str, starts: list[int], mark: int, *, attributed: bool) -> Iterator[Place]:
    """The last sentence, where the one before it narrates and nothing else lies between.

    Of three or more, only where the one before says who speaks: else nothing tells which do.
    """
    *others, first, last = starts
    speaks = in_first_person(text, last, mark)
    if others:
        if attributed and _reports(text, first, last) and not _reports(text, last, mark):
            is_alone = text[starts[0] - 1 : starts[0]] in ("", "\n")  # no mark stands before it
            yield Place(last, AT_FIRST_PERSON if speaks and is_alone else AT_SPOKEN_SENTENCE)
        return
    ended_speech = attributes_after(text, first, last) or text[max(0, first - 2) : first - 1] == ","
    if not (attributed or ended_speech):
        return
    if speaks and not in_first_person(text, first, last):
        yield Place(last, AT_FIRST_PERSON)
    elif holds_speech_verb(text, first, last):
        yield Place(last, AT_SPOKEN_SENTENCE)
    elif attributed and _GOES_ON.match(text, first):
        yield Place(last, AT_SENTENCE)


def _reports(text: str, start: int, end: int) -> bool:
    """Whether a sentence says what somebody says, in words that are nobody's own."""
    return holds_speech_verb(text, start, end) and not in_first_person(text, start, end)
