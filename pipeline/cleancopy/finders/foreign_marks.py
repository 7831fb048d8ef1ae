"""Punctuation of another script in a line of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.view import View

_OPENERS = "(["
_QUOTES = "「」『』《》〈〉"
_BLANKS = " \t\u00a0\u3000"
_BLANK = f"[{_BLANKS}]"
_REACH = 8  # characters


def find(view: View, options: Options) -> Iterator[Found]:
    """Marks of `marks` (foreign -> ours) between signs of our script, with the blank they carry.

    A full-width mark brings its own blank: one is set where a word follows.
    """
    marks: dict[str, str] = options["marks"]
    if view.text.isascii() or not any(mark in view.text for mark in marks):
        return
    skipped = _QUOTES + _BLANKS + "".join(marks)
    sign = f"[{re.escape(''.join(marks))}]"
    pattern = compiled(
        rf"(?:(?<!{_BLANK}){_BLANK}+)?"
        rf"(?P<marks>{sign}(?:{_BLANK}*{sign})*)(?P<after>{_BLANK}*)"
    )
    for match in pattern.finditer(view.text):
        start, end = match.span()
        before = view.text[max(0, start - _REACH) : start]
        after = view.text[end : end + _REACH]
        # The quotation marks of the other script are turned later; what they hold decides.
        near = before.rstrip(skipped)[-1:], after.lstrip(skipped)[:1]
        if "".join(near).strip() and all(map(_is_ours, near)):
            ours = "".join(marks.get(char, "") for char in match["marks"])
            yield Found(start, end, _spaced(before[-1:], ours, match["after"], after[:2]))


def _is_ours(sign: str) -> bool:
    """Whether a sign, or none, is of the Latin script or common punctuation."""
    return sign < "\u0250" or "\u1e00" <= sign <= "\u1eff" or "\u2010" <= sign <= "\u20bf"


def _spaced(before: str, marks: str, blank: str, after: str) -> str:
    """The marks in our style, with a blank on the outer side where a word stands there.

    `after` are the next two signs: a straight mark opens where a word follows it.
    """
    if marks[0] in _OPENERS:
        return (" " if before and not before.isspace() else "") + marks
    first = after[1:] if after[:1] == '"' and after[1:].isalnum() else after[:1]
    if before.isdigit() and first.isdigit() and not blank:
        return marks
    follows = bool(blank and after.strip()) or first.isalnum() or first in tuple("“‘(")
    return marks + (" " if follows and marks[-1] not in _OPENERS else "")
