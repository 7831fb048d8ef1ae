"""The same word twice in a row, or oftener."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.view import View

_REPEATED = re.compile(r"(?<![\w'’-])([A-Za-z][a-z]*)(?:[^\S\r\n]+\1)+(?![\w'’-])")

_MOST = 6  # an engine that stutters oftener has lost the sentence: a person must look


def find(view: View, options: Options) -> Iterator[Found]:
    """Doubled words in lower case, but for those of `legitimate`, which English does double.

    `only` limits the search to the words it lists. A capitalised word may be a name (Li Li).
    """
    legitimate = frozenset(options.get("legitimate", "").split())
    only = frozenset(options.get("only", "").split())
    for match in _REPEATED.finditer(view.text):
        word = match[1]
        if not word.islower() or word in legitimate or (only and word not in only):
            continue
        if len(match[0].split()) <= _MOST:
            yield Found(match.end(1), match.end(), "", f"The word “{word}” is repeated")
