"""Lines of a web page's furniture, taken out whole with the line ends that belong to them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache

from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.protect import Span
from cleancopy.view import View
from cleancopy.words import function_words

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
    for patterns that may also be a sentence of the article. For those that may be a headline
    `where = 'tail'` takes only the latter, if no list is announced there, and `where = 'row'` of
    the former those in a row. Lines before one that `unless_next` matches stay, as does the rest
    of a sentence that was broken into lines. A text without running text is left alone.
    """
    lines = _short_lines(view)
    hits = {
        number
        for pattern in _united(tuple(options["lines"]))
        for number, line in lines
        if pattern.fullmatch(line) and not _goes_on(view, number)
    }
    body = _body(view, hits) if hits else None
    if body is None:
        return
    if "unless_next" in options:
        hits -= _followed(view, hits, compiled(options["unless_next"]))
    for number in _placed(view, sorted(hits), body, options.get("where", "")):
        yield Found(*_with_line_ends(view, number, number < body[0]), "")


def _placed(view: View, hits: Sequence[int], body: Span, where: str) -> list[int]:
    """Those of the lines that stand where a card looks for them: see `find`."""
    first, last = body
    if where == "edges":
        return [n for n in hits if not first <= n <= last]
    if where == "tail":
        end = _announcement(view, last)
        return [n for n in hits if last < n <= end]
    if where == "row":
        known = frozenset(hits)
        return [n for n in hits if n < first and _is_in_row(view, n, known)]
    return list(hits)


def _is_in_row(view: View, number: int, hits: Collection[int]) -> bool:
    """Whether the line before one or the one behind it, blank lines apart, is a hit as well."""
    behind, before = range(number + 1, len(view.lines)), range(number - 1, -1, -1)
    return any(next((n for n in side if not _is_blank(view, n)), -1) in hits
               for side in (before, behind))  # fmt: skip


def _is_blank(view: View, number: int) -> bool:
    return not view.text[slice(*view.lines[number])].strip()


def _goes_on(view: View, number: int) -> bool:
    """Whether a line goes on, in small letters, with the sentence of the line right before it.

    It ends as a sentence does, or the other ends as neither a sentence nor a headline can.
    """
    start, end = view.lines[number]
    if number == 0 or not view.text[start:end].lstrip()[:1].islower():
        return False
    first, last = view.lines[number - 1]
    if view.text.count("\n", last, start) > 1 or _ends_sentence(view.text, first, last):
        return False
    word = view.text[first:last].split()[-1:] or [""]
    leads_on = word[0].endswith(",") or word[0] in function_words()[0]
    return leads_on or _ends_sentence(view.text, start, end)


def _ends_sentence(text: str, start: int, end: int) -> bool:
    return _SENTENCE_END.search(text, max(start, end - 20), end) is not None


def _followed(view: View, hits: set[int], next_: re.Pattern[str]) -> set[int]:
    """The hits before lines that a pattern matches; hits and blank lines between do not count."""
    found, matches = set[int](), False
    for number in range(len(view.lines) - 1, -1, -1):
        if number not in hits and not _is_blank(view, number):
            matches = bool(next_.search(view.text[slice(*view.lines[number])]))
        elif number in hits and matches:
            found.add(number)
    return found


def _announcement(view: View, first: int) -> int:
    """The first line from one on that ends in a colon, so that a list may follow; else the last."""
    lines = range(first, len(view.lines))
    return next((n for n in lines if view.text[slice(*view.lines[n])].rstrip().endswith(":")),
                len(view.lines))  # fmt: skip


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
            if number not in hits and end - start >= least and _ends_sentence(view.text, start, end)
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
