"""Brackets that are opened and never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.view import View

_SIGN = re.compile(r"[()[\]]")  # a plain set is searched many times faster
_BRACKET = re.compile(r"(?<![:;=8xX\-(\[])[(\[](?=[\w“\"‘'$£€])|[)\]]")
_PARTNER = {")": "(", "]": "["}
_WORD = re.compile(r"[(\[][\w’'-]*")


def find(view: View, options: Options) -> Iterator[Found]:
    """Such brackets with their first word, where no later line closes one either.

    A bracket may run over paragraphs, so a surplus closing one anywhere behind it acquits it.
    """
    if "(" not in view.text and "[" not in view.text:
        return
    opened: list[re.Match[str]] = []
    for match in _brackets(view.text):
        if match[0] not in _PARTNER:
            opened.append(match)
        elif opened and opened[-1][0] == _PARTNER[match[0]]:
            opened.pop()
        else:
            opened = [other for other in opened if other[0] != _PARTNER[match[0]]]
    for match in opened:
        word = _WORD.match(view.text, match.start())
        yield Found(match.start(), word.end() if word else match.end(), None)


def _brackets(text: str) -> Iterator[re.Match[str]]:
    """The matches of `_BRACKET`, which has one sign."""
    for sign in _SIGN.finditer(text):
        if match := _BRACKET.match(text, sign.start()):
            yield match
