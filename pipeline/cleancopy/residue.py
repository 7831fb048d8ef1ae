"""Tags that are surely left over, as no text that speaks of markup has them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleancopy.patterns import compiled

Span = tuple[int, int]

_NAMES = r"p|div|span|strong|em|b|i|u|a|li|ul|ol|h[1-6]|section|article|figure|blockquote|br"
_TAG = compiled(rf"<(/?)({_NAMES})\b[^<>]*>")
_HALF = compiled(r"<(/?)([a-z][a-z0-9]*)")
ESCAPED = compiled(rf"&(?:amp;)?lt;/?(?:{_NAMES})(?: [^&<>\n]{{0,200}}?)? ?/?&(?:amp;)?gt;")
# What may stand between a tag and the border of its line: what is taken out as well.
_NOTHING = compiled(rf"(?:[^\S\n]|[\u00ad\u200b-\u200f\u2060\ufeff]|{ESCAPED.pattern})*")


def residual_tags(text: str, ranges: Iterable[Span]) -> list[Span]:
    """Those of the protected ranges that are tags without sense.

    They hold curly quotation marks, as no program reads them; or they stand at the border of a
    line, close to the text, without their other half.
    """
    tags = [tag for span in ranges if (tag := _TAG.fullmatch(text, *span))]
    curled = {tag.start() for tag in tags if "“" in tag[0] or "”" in tag[0]}
    opened, closed = _halves(text, curled) if tags else ({}, {})
    first, last = _at_line_starts(text, tags), _at_line_ends(text, tags)
    return [
        tag.span()
        for tag in tags
        if tag.start() in curled
        or (tag.start() in last and _closes_nothing(tag, opened))
        or (tag.start() in first and _opens_nothing(tag, closed))
    ]


def _closes_nothing(tag: re.Match[str], opened: dict[str, int]) -> bool:
    """Whether a tag at a line's end is a break or has nothing to close, and touches the text."""
    alone = tag[2] == "br" or (tag[1] and opened.get(tag[2], tag.start()) >= tag.start())
    return bool(alone) and tag.string[: tag.start()][-1:] not in ("", " ", "\n")


def _opens_nothing(tag: re.Match[str], closed: dict[str, int]) -> bool:
    """Whether a tag at a line's start is never closed, and touches the text."""
    after = tag.string[tag.end() : tag.end() + 1]
    return not tag[1] and closed.get(tag[2], 0) <= tag.start() and after not in ("", " ", "\n")


def _halves(text: str, without: set[int]) -> tuple[dict[str, int], dict[str, int]]:
    """Where each kind of tag is first opened and last closed; some are not counted."""
    opened, closed = dict[str, int](), dict[str, int]()
    for half in _HALF.finditer(text):
        if half[1]:
            closed[half[2]] = half.start()
        elif half.start() not in without:
            opened.setdefault(half[2], half.start())
    return opened, closed


def _at_line_starts(text: str, tags: list[re.Match[str]]) -> set[int]:
    """The tags with nothing but tags between them and the start of their line."""
    found, border, at_border = set(), 0, True
    for tag in tags:
        line = text.rfind("\n", border, tag.start()) + 1
        at_border = (line > 0 or at_border) and _is_nothing(text, line or border, tag.start())
        border = tag.end()
        if at_border:
            found.add(tag.start())
    return found


def _at_line_ends(text: str, tags: list[re.Match[str]]) -> set[int]:
    """The tags with nothing but tags between them and the end of their line."""
    found, border, at_border = set(), len(text), True
    for tag in reversed(tags):
        line = text.find("\n", tag.end(), border)
        end = border if line < 0 else line
        at_border = (line >= 0 or at_border) and _is_nothing(text, tag.end(), end)
        border = tag.start()
        if at_border:
            found.add(tag.start())
    return found


def _is_nothing(text: str, start: int, end: int) -> bool:
    return _NOTHING.fullmatch(text, start, end) is not None
