"""Lines of a web page's furniture, taken out whole with the line ends that belong to them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.protect import Span
from cleancopy.view import View

_SENTENCE_END = re.compile(r"\s?[.!?。！？][\"”’')\]]*\s*$")
_FLAGS = re.compile(r"\(\?[a-z]")
_LITERAL = re.compile(r"\\.|\[(?:\\.|[^\]\\]){0,300}+\]")  # escaped, or in a set of characters
_GROUP = re.compile(r"\((?!\?[:=!]|\?<[=!])")
_LONGEST = 200  # characters: furniture is short
_PARAGRAPH = 60  # characters: what is longer and ends like a sentence is running text
_SENTENCE = 20  # the same, where a text has no such paragraph


def find(view: View, options: Options) -> Iterator[Found]:
    """Lines that one of `lines` matches as a whole.

    `where = 'edges'` takes only those before the first or after the last line of running text:
    for patterns that may also be a sentence of the article; `where = 'tail'` only the latter, for
    those that may be a headline. A text without running text is left alone.
    """
    lines = _short_lines(view)
    hits = {
        number
        for pattern in _united(tuple(options["lines"]))
        for number, line in lines
        if pattern.fullmatch(line)
    }
    body = _body(view, hits) if hits else None
    if body is None:
        return
    where = options.get("where", "")
    first, last = body
    for number in sorted(hits):
        if not where or number > last or (where == "edges" and number < first):
            yield Found(*_with_line_ends(view, number, number < first), "")


@cache
def _united(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Patterns of which one matches wherever one of `patterns` does; most become one of them.

    Those with groups, which may refer to their numbers, or with other flags stay by themselves.
    """
    kinds = defaultdict[str, list[str]](list)
    alone = []
    for pattern in patterns:
        plain = pattern.removeprefix("(?i)")
        if _GROUP.search(_LITERAL.sub("", plain)) or _FLAGS.match(plain):
            alone.append(compiled(pattern))
        else:
            kinds[pattern[: -len(plain)]].append(plain)
    united = [compiled(flag + "|".join(kind)) for flag, kind in kinds.items()]
    return (*united, *alone)


@lru_cache(maxsize=1)  # the cards of a stage ask for the same text one after the other
def _short_lines(view: View) -> list[tuple[int, str]]:
    """The lines that are short enough, by number, with single blanks."""
    return [
        (number, line)
        for number, (start, end) in enumerate(view.lines)
        if end - start <= _LONGEST and (line := " ".join(view.text[start:end].split()))
    ]


def _body(view: View, hits: set[int]) -> Span | None:
    """The numbers of the first and the last line of running text."""
    for least in (_PARAGRAPH, _SENTENCE):
        body = [
            number
            for number, (start, end) in enumerate(view.lines)
            if number not in hits
            and end - start >= least
            and _SENTENCE_END.search(view.text, max(start, end - 20), end)
        ]
        if body:
            return body[0], body[-1]
    return None


def _with_line_ends(view: View, number: int, ahead: bool) -> Span:
    """A line with the blank that it leaves: ahead of the body what follows it, else what precedes.

    So neighbours that go together never claim the same line ends.
    """
    start, end = view.lines[number]
    if ahead:
        return start, view.lines[number + 1][0]
    return view.lines[number - 1][1], end
