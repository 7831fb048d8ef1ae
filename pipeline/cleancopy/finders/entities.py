"""Character references that were never turned back into characters."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.view import View

_STRAIGHT = re.compile(r"\"|[^\W\d_]'[^\W\d_]")
_REFERENCE = re.compile(r" ?(& ?(#x?[0-9A-Fa-f]{2,5}|[A-Za-z]{2,8}) ?;) ?")


def needs(options: Options) -> str:
    """A pattern without a match of which nothing is found."""
    return "&"


def find(view: View, options: Options) -> Iterator[Found]:
    """References to the characters of `characters`, spaced out by a tokeniser or not.

    Where the reference itself was spaced, the blanks around it are the tokeniser's as well: an
    apostrophe joins its word again. Otherwise they stay. In a text that sets curly marks alone
    those that come back are curly, where their sides are plain.
    """
    allowed: str = options["characters"]
    found = [(match, html.unescape(f"&{match[2]};")) for match in _REFERENCE.finditer(view.text)]
    sets_curly = bool(found) and _sets_curly(view.text)
    for match, character in found:
        if len(character) == 1 and character in allowed:
            yield _repair(match, _curled(match, character) if sets_curly else character)


def _repair(match: re.Match[str], character: str) -> Found:
    if character == "\u00a0":
        character = " "
    if character in "'’" and " " in match[1] and _letters_around(match):
        return Found(match.start(), match.end(), character)
    return Found(*match.span(1), character)


def _curled(match: re.Match[str], character: str) -> str:
    """The curly form of a straight mark, as far as what stands on its sides tells which."""
    if character == "'" and _letters_around(match):
        return "’"
    start, end = match.span(1)
    before, after = (match.string[at : at + 1] or " " for at in (start - 1, end))
    if character != '"' or before.isspace() == after.isspace():
        return character
    return "“" if before.isspace() else "”"


def _sets_curly(text: str) -> bool:
    """Whether a text sets curly marks, and no straight ones."""
    return any(sign in text for sign in "’“”") and not _STRAIGHT.search(text)


def _letters_around(match: re.Match[str]) -> bool:
    text, start, end = match.string, *match.span()
    return text[start - 1 : start].isalpha() and text[end : end + 1].isalpha()
