"""Comma and stop on the side of a closing mark where the chosen style does not set them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.quotes.closing import Place, places
from cleancopy.styles import read_style
from cleancopy.view import View

# Code, a file's name or a formula: a sign put inside would become part of it.
_CODE = re.compile(r"[\\/_=<>{}|@#*~^+]|%\w|\w\.[a-z]|^--?\w")
_CODE_LINE = re.compile(r"""\w\(["']|[{}]|["']:|=\s?["']|\[["']|["']\]|["'];\s*$""")
_MEASURE = re.compile(r"\d['′’]\s?\d{1,2}$")
_WINDOW = 300  # characters of a line on each side that tell whether it is code
_TWO_SENTENCES = re.compile(r"[.!?]\s")


def find(view: View, options: Options) -> Iterator[Found]:
    """The signs on the other side; nothing where no style is chosen or it does not say."""
    wanted = read_style(view.context.style).closing_marks
    if not wanted:
        return
    for single in (False, True):
        for place in places(view.text, single=single):
            # A single mark behind several sentences may be the apostrophe of a plural possessive.
            is_doubtful = single and _TWO_SENTENCES.search(place.words)
            if _is_misplaced(place, wanted) and not is_doubtful and not _is_code(view.text, place):
                yield Found(place.start, place.start + 2, place.text[::-1])


def _is_misplaced(place: Place, wanted: str) -> bool:
    if wanted != "logical":
        return place.is_inside is (wanted == "outside")
    if place.kind == "part":
        return place.is_inside and not _TWO_SENTENCES.search(place.words)
    return bool(place.kind) and not place.is_inside and not _is_title(place.words)


def _is_title(words: str) -> bool:
    """Whether all longer words are capitalised, as in titles, whose stop is the sentence's."""
    longer = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    return len(words.split()) > 1 and all(word[0].isupper() for word in longer)


def _is_code(text: str, place: Place) -> bool:
    """Whether the words or their line are code, or the mark may mean inches.

    Inches stand behind feet, or behind a figure where the line has one straight mark too many.
    """
    before = text[max(0, place.start - _WINDOW) : place.start].rpartition("\n")[2]
    line = before + text[place.start : place.start + _WINDOW].partition("\n")[0]
    if _CODE.search(place.words) or _CODE_LINE.search(line):
        return True
    is_odd = bool(_MEASURE.search(place.words)) or line.count('"') % 2 == 1
    return '"' in place.text and place.words[-1].isdigit() and is_odd
