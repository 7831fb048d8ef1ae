"""Tags that are left over, as they are or as character references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.protect import residue
from cleancopy.residue import ESCAPED
from cleancopy.view import View


def find(view: View, options: Options) -> Iterator[Found]:
    """Tags without their other half, and escaped ones that touch the text.

    A blank takes the place of one that stands between two words. A tag between two blanks may be
    what the text speaks of.
    """
    text = view.text
    if "<" in text and ">" in text:
        for start, end in residue(text):
            yield _taken_out(text, start, end)
    if "lt;" in text:
        for match in ESCAPED.finditer(text):
            before, after = text[: match.start()][-1:], text[match.end() : match.end() + 1]
            if before.strip() or after.strip():
                yield _taken_out(text, *match.span())


def _taken_out(text: str, start: int, end: int) -> Found:
    """A tag that goes; a line break or paragraph between two words leaves a blank."""
    breaks = re.match(r"(?:<|&(?:amp;)?lt;)/?(?:p|br|div|li|h[1-6])\b", text[start:end])
    between = text[start - 1 : start].strip(" \n<>;&") and text[end : end + 1].strip(" \n<>;&.,")
    return Found(start, end, " " if breaks and between else "")
