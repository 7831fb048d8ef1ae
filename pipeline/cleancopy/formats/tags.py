"""HTML cut into tags, comments and text, where browsers cut it.

A scanner of our own, since it has to say where everything stands, and to be linear whatever it is
given; parsers of HTML either give no places or write the page anew.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

# A tag as browsers read it: a mark of quotation counts behind = only, and what does not end takes
# all that follows. So no repair of the text behind a tag can change where that tag ends.
_TAG = re.compile(
    r"""</?([A-Za-z][^\s/>]*+)((?:[^>=]|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+)(?:>|\Z)"""
)
_NO_ELEMENT = re.compile(r"<(?:[!?]|/[^A-Za-z])")  # hidden by browsers up to the next >
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
RAW = frozenset("script style textarea title noscript template iframe noembed noframes".split())
_RAW_END = {name: re.compile(rf"</{name}(?![^\s/>])", re.IGNORECASE) for name in RAW}


class Tag(NamedTuple):
    """A tag: its name in lower case, whether it ends an element, and its attributes as written."""

    name: str
    ends: bool
    rest: str

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes, by name in lower case; the first of two counts."""
        found = dict[str, str]()
        for match in _ATTRIBUTE.finditer(self.rest):
            value = next((value for value in match.groups()[1:] if value is not None), "")
            found.setdefault(match[1].lower(), html.unescape(value))
        return found


class Comment(NamedTuple):
    """A comment: where what it says begins and ends."""

    start: int
    end: int


def pieces(raw: str, start: int, end: int) -> Iterator[Tag | Comment | tuple[int, int]]:
    """Tags, comments, and spans of text between them; what only machines read is left out."""
    position = begin = start
    while (at := raw.find("<", position, end)) >= 0:
        tag: Tag | Comment | None = None
        if raw.startswith("<!--", at):
            closing = raw.find("-->", at + 4, end)
            after = end if closing < 0 else closing + 3
            tag = Comment(at + 4, max(at + 4, after - 3))
        elif _NO_ELEMENT.match(raw, at, end):
            closing = raw.find(">", at, end)
            after = end if closing < 0 else closing + 1
        else:
            match = _TAG.match(raw, at, end)
            if match is None:
                position = at + 1
                continue
            after = match.end()
            tag = Tag(match[1].lower(), raw[at + 1] == "/", match[2])
            if tag.name in RAW and not tag.ends:
                found = _RAW_END[tag.name].search(raw, after, end)
                after = found.start() if found else end
        if begin < at:
            yield begin, at
        if tag is not None:
            yield tag
        position = begin = after
    if begin < end:
        yield begin, end


def language_of(raw: str) -> str:
    """The language that the page says it is in; '' where it says nothing."""
    for piece in pieces(raw, 0, len(raw)):
        if isinstance(piece, Tag):
            if piece.name == "html":
                return piece.attributes.get("lang", piece.attributes.get("xml:lang", ""))
            if piece.name in ("head", "body", "p", "div"):
                return ""
    return ""


def is_english(lang: str) -> bool:
    """Whether a language code is English, or none at all."""
    return lang.strip().lower().partition("-")[0] in ("", "en")
