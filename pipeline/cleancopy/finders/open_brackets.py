"""Brackets that are opened and never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.view import View

_BRACKET = re.compile(r"(?<![:;=8xX\-(\[])[(\[](?=[\w“\"‘'$£€])|[)\]]")
_PARTNER = {")": "(", "]": "["}
_WORD = re.compile(r"[(\[][\w’'-]*")


def find(view: View, options: Options) -> Iterator[Found]:
    """Such brackets with their first word, where no later line closes one either.

    A bracket may run over paragraphs, so a surplus closing one anywhere behind it acquits it.
    """
    opened: list[re.Match[str]] = []
    for match in _BRACKET.finditer(view.text):
        if match[0] not in _PARTNER:
            opened.append(match)
        elif opened and opened[-1][0] == _PARTNER[match[0]]:
            opened.pop()
        else:
            opened = [other for other in opened if other[0] != _PARTNER[match[0]]]
    for match in opened:
        word = _WORD.match(view.text, match.start())
        yield Found(match.start(), word.end() if word else match.end(), None)
