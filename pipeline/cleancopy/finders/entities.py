"""Character references that were never turned back into characters."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.view import View

_STRAIGHT = re.compile(r"\"|[^\W\d_]'[^\W\d_]")
_REFERENCE = re.compile(r" ?& ?(#x?[0-9A-Fa-f]{2,5}|[A-Za-z]{2,8}) ?; ?")


def find(view: View, options: Options) -> Iterator[Found]:
    """References to the characters of `characters`, spaced out by a tokeniser or not.

    Where the reference itself was spaced, the blanks around it are the tokeniser's as well: an
    apostrophe joins its word again. Otherwise they stay. In a text that sets curly marks alone an
    apostrophe is curly.
    """
    if "&" not in view.text:
        return
    allowed: str = options["characters"]
    apostrophe = "’" if _sets_curly(view.text) else "'"
    for match in _REFERENCE.finditer(view.text):
        character = html.unescape(f"&{match[1]};")
        if len(character) == 1 and character in allowed:
            is_apostrophe = character == "'" and _letters_around(match)
            yield _repair(match, apostrophe if is_apostrophe else character)


def _repair(match: re.Match[str], character: str) -> Found:
    reference = match[0].strip()
    start = match.start() + (len(match[0]) - len(match[0].lstrip()))
    end = start + len(reference)
    if character == "\u00a0":
        character = " "
    if character in "'’" and " " in reference and _letters_around(match):
        return Found(match.start(), match.end(), character)
    return Found(start, end, character)


def _sets_curly(text: str) -> bool:
    """Whether a text sets curly marks, and no straight ones."""
    return any(sign in text for sign in "’“”") and not _STRAIGHT.search(text)


def _letters_around(match: re.Match[str]) -> bool:
    text = match.string
    return text[: match.start()][-1:].isalpha() and text[match.end() : match.end() + 1].isalpha()
