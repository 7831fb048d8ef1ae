"""Character references that were never turned back into characters."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.view import View

_REFERENCE = re.compile(r" ?& ?(#x?[0-9A-Fa-f]{2,5}|[A-Za-z]{2,8}) ?; ?")


def find(view: View, options: Options) -> Iterator[Found]:
    """References to the characters of `characters`, spaced out by a tokeniser or not.

    Where the reference itself was spaced, the blanks around it are the tokeniser's as well: an
    apostrophe joins its word again. Otherwise they stay.
    """
    if "&" not in view.text:
        return
    allowed: str = options["characters"]
    for match in _REFERENCE.finditer(view.text):
        character = html.unescape(f"&{match[1]};")
        if len(character) == 1 and character in allowed:
            yield _repair(match, character)


def _repair(match: re.Match[str], character: str) -> Found:
    reference = match[0].strip()
    start = match.start() + (len(match[0]) - len(match[0].lstrip()))
    end = start + len(reference)
    if character == "\u00a0":
        character = " "
    if character in "'’" and " " in reference and _letters_around(match):
        return Found(match.start(), match.end(), character)
    return Found(start, end, character)


def _letters_around(match: re.Match[str]) -> bool:
    text = match.string
    return text[: match.start()][-1:].isalpha() and text[match.end() : match.end() + 1].isalpha()
