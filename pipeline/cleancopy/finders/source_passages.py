"""Stretches of the source that stand in the text as they were, and a text with nothing in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleancopy.beside.places import Beside, beside
from cleancopy.finders import Found, Options
from cleancopy.names.scripts import is_latin
from cleancopy.protect import crosses
from cleancopy.view import View
from cleancopy.words import english_words

_SIGN = r"[\u3040-\u30ff\u3400-\u9fff]"  # of Chinese and Japanese, which have no blanks
_LETTERS = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]+"
_WORD = re.compile(rf"{_SIGN}|{_LETTERS}(?:['’-]{_LETTERS})*")
_CHARACTER = re.compile(_SIGN)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LONG, _SHORT = 4, 3  # words of a stretch in our letters, and in another script
_SIGNS = 4  # characters of Chinese


def find(view: View, options: Options) -> Iterator[Found]:
    """Rows of words that text and source share, which no English sentence would have.

    Names, titles in quotation marks or brackets and words of English are no proof.
    """
    pair = beside(view.text, view.context)
    if pair is None or pair.lang == "en":
        return
    if not view.text.strip():
        yield Found(0, 0, None, f"The text is empty; the source has “{pair.source.strip()[:60]}”")
        return
    yield from _shared(view, pair)


def _shared(view: View, pair: Beside) -> Iterator[Found]:
    ours = list(_WORD.finditer(view.text))
    theirs = [match[0].lower() for match in _WORD.finditer(pair.source)]
    least = _LONG if is_latin(pair.source) else _SHORT
    runs = {tuple(theirs[at : at + least]) for at in range(len(theirs) - least + 1)}
    row: list[re.Match[str]] = []
    last = -1  # the last word that a run of the source covers
    keys = [match[0].lower() for match in ours]
    for number, match in enumerate(ours):
        if tuple(keys[number : number + least]) in runs:
            last = number + least - 1
        if number <= last and not (row and "\n" in view.text[row[-1].end() : match.start()]):
            row.append(match)
            continue
        yield from _told(view, row)
        row = [match] if number <= last else []
    yield from _told(view, row)


def _told(view: View, row: Sequence[re.Match[str]]) -> Iterator[Found]:
    """A row of words, if it is a piece of a sentence in another language."""
    if not row:
        return
    start, end = row[0].start(), row[-1].end()
    stretch = view.text[start:end]
    if _LATIN.search(stretch):
        small = [match[0] for match in row if match[0].islower()]
        foreign = [word for word in small if word not in english_words()]
        if len(small) * 2 < len(row) or len(foreign) < max(2, len(small) // 2):
            return
    elif _CHARACTER.search(stretch) and len(row) < _SIGNS:
        return
    if _is_apart(view, start, end):
        return
    yield Found(start, end, None, f"The source has “{stretch[:60]}” in the same words")


def _is_apart(view: View, start: int, end: int) -> bool:
    """Whether a stretch stands alone in quotation marks or brackets: a title, an original."""
    around = view.text[max(0, start - 1) : start] + view.text[end : end + 1]
    return bool(re.search(r"[(\[“”\"«»„‘’'（《]", around)) or crosses(view.protected, start, end)
