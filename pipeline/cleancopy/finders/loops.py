"""A phrase that the engine repeats over and over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cleancopy.finders import Found, Options
from cleancopy.lines import by_line
from cleancopy.patterns import compiled
from cleancopy.view import View

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FIGURE = re.compile(r"\d")
_BREAK = re.compile(r"[^\w\s'’-]|--")
_MARKS = ".,;:!?…—–-()[]\"“”„«»'‘’"
_LONGEST = 12  # words in a phrase that loops
_BACK = 80  # characters before a loop that may say it is a chant


class _Run(NamedTuple):
    """A phrase, where its first turn begins and ends, where its last ends, and how it is."""

    start: int
    first: int
    last: int
    words: int
    times: int


def find(view: View, options: Options) -> Iterator[Found]:
    """Phrases of at least `words` words that follow themselves to make `times`; the first stays.

    `most` is the largest number of turns taken. With `plain` there may be no mark between or in
    the turns, as there is where a speaker insists, no new capital, as there is where a sentence
    begins, and what may be a name has to make four.
    With `amid` the sentence goes on, with no mark between, on both sides of the loop.
    `behind` are the signs of which one stands right behind the first turn.
    `only` and `never` are patterns for the phrase; `unless` is one for the words before it. A
    phrase with a figure in it is left alone: equal rows of a list are no loop.
    """
    only, never = compiled(options.get("only", "")), compiled(options.get("never", "(?!)"))
    unless = compiled(options.get("unless", "(?!)"))
    text, most = view.text, options.get("most", len(view.text))
    for run in _runs(text):
        phrase = text[run.start : run.first]
        if not options["times"] <= run.times <= most or run.words < options["words"]:
            continue
        if options.get("plain") and not _is_plain(text, run):
            continue
        if options.get("amid") and not _is_amid(text, run):
            continue
        if options.get("behind") and text[run.first] not in options["behind"]:
            continue
        if not only.match(phrase) or never.search(phrase):
            continue
        if not unless.search(text, max(0, run.start - _BACK), run.start):
            reason = f"“{phrase}” is repeated {run.times} times in a row"
            yield Found(run.first, run.last, "", reason)


def _is_plain(text: str, run: _Run) -> bool:
    """Whether a phrase is repeated to the letter, with no mark between, and is no name."""
    phrase, turns = text[run.start : run.first], text[run.first : run.last].split()
    if _BREAK.search(text, run.start, run.last) or turns != phrase.split() * (run.times - 1):
        return False
    return run.times > 3 or _is_no_name(phrase)


def _is_no_name(phrase: str) -> bool:
    """Whether a phrase begins in lower case, or has too many such words for a name."""
    return phrase[0].islower() or sum(word.islower() for word in phrase.split()) > 3


def _is_amid(text: str, run: _Run) -> bool:
    """Whether a word stands right before a run and another right after it."""
    before, after = text[max(0, run.start - 2) : run.start], text[run.last : run.last + 2]
    return before[-1:] == " " and before[0].isalnum() and after[:1] == " " and after[1:].isalnum()


@lru_cache(maxsize=1)  # the cards of a stage ask for the same text one after the other
def _runs(text: str) -> tuple[_Run, ...]:
    """The phrases of two words and more that follow themselves within a line."""
    return tuple(
        run for line in _suspect_lines(text) for run in _in_line(text, *line) if run.times > 1
    )


def _suspect_lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines that seem to hold a loop: a test that costs little."""
    position = 0
    for line in text.splitlines(keepends=True):
        if _seems_to_loop(line):
            yield position, position + len(line)
        position += len(line)


@by_line
def _seems_to_loop(line: str) -> bool:
    """Whether a pair of words comes again and what stands between them comes again as well."""
    words = line.lower().split()
    pairs = list(pairwise(words))
    if len(set(pairs)) == len(pairs):
        return False
    seen: dict[tuple[str, str], int] = {}
    for at, pair in enumerate(pairs):
        turn = at - seen.get(pair, -_LONGEST * 2)
        if turn <= _LONGEST:
            before, after = words[at - turn : at], words[at : at + turn]
            if [word.strip(_MARKS) for word in before] == [word.strip(_MARKS) for word in after]:
                return True
        seen[pair] = at
    return False


def _in_line(text: str, start: int, end: int) -> Iterator[_Run]:
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    keys = [text[slice(*span)].lower() for span in words]
    at = 0
    while at < len(keys):
        size, count = _loop_at(keys, at)
        if count:
            last = at + size * count - 1
            yield _Run(words[at][0], words[at + size - 1][1], words[last][1], size, count)
        at += max(1, size * count)


def _loop_at(keys: list[str], at: int) -> tuple[int, int]:
    """The length of the phrase that loops from word `at` on, and how often it stands there."""
    for size in range(2, _LONGEST + 1):
        if at + size * 2 > len(keys):
            break
        if keys[at] != keys[at + size] or keys[at + 1] != keys[at + size + 1]:
            continue
        phrase, count = keys[at : at + size], 1
        if len(set(phrase)) == 1 or _FIGURE.search("".join(phrase)):
            continue  # before the count: what is never skipped would be counted over and over
        while keys[at + size * count : at + size * (count + 1)] == phrase:
            count += 1
        if count > 1:
            return size, count
    return 0, 0
