"""Punctuation of another script in a line of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.view import View

_OPENERS = "("


def find(view: View, options: Options) -> Iterator[Found]:
    """Marks of `marks` (foreign -> ours) between signs of our script, with the blank they carry.

    A full-width mark brings its own blank: one is set where a word follows.
    """
    if view.text.isascii():
        return
    marks: dict[str, str] = options["marks"]
    sign = f"[{re.escape(''.join(marks))}]"
    pattern = re.compile(
        rf"[ \t\u3000]*(?P<marks>{sign}(?:[ \t\u3000]*{sign})*)(?P<after>[ \t\u3000]*)"
    )
    for match in pattern.finditer(view.text):
        before, after = view.text[: match.start()][-1:], view.text[match.end() : match.end() + 1]
        if (before + after).strip() and _is_ours(before) and _is_ours(after):
            ours = "".join(marks.get(char, "") for char in match["marks"])
            yield Found(*match.span(), _spaced(before, ours, match["after"], after))


def _is_ours(sign: str) -> bool:
    """Whether a sign, or none, is of the Latin script or common punctuation."""
    return sign < "\u0250" or "\u1e00" <= sign <= "\u1eff" or "\u2010" <= sign <= "\u20bf"


def _spaced(before: str, marks: str, blank: str, after: str) -> str:
    """The marks in our style, with a blank on the outer side where a word stands there."""
    if marks[0] in _OPENERS:
        return (" " if before and not before.isspace() else "") + marks
    if before.isdigit() and after.isdigit() and not blank:
        return marks
    follows = bool(blank and after.strip()) or after.isalnum() or after in tuple("“‘(")
    return marks + (" " if follows and marks[-1] not in _OPENERS else "")
