"""HTML as it reads: its text with a map to the raw string, and what of it is no prose.

It knows of the living standard what a reader sees: blocks, line breaks, collapsed white space,
entities, languages.
"""

from __future__ import annotations

import html
import re

from cleancopy.formats.reading import OBJECT, SECTION_END, UNSEEN, Reading
from cleancopy.formats.tags import RAW, Comment, Tag, is_english, pieces

_NAMED = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_REFERENCE = re.compile(_NAMED)
# A reference; or what would be one, a tag or the end of a section if more, or less, came behind.
_SIGN = re.compile(
    rf"(?P<reference>{_NAMED})|(?P<broken><(?!\s)(?:{_NAMED}|[^A-Za-z0-9<>&])*+[A-Za-z])"
    rf"|&#?\w{{1,40}}\s+;|&[^\s<&;]{{0,40}}?[{UNSEEN}][^\s<&;]*|[<&](?:{_NAMED}|[^<&])?"
    rf"|{SECTION_END}"
)
_WHITE = " \t\r\n\f"
_ODD_BLANKS = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")  # what is not written as it is seen
_SKIPPED = frozenset("head svg math object select button audio video canvas map datalist".split())
_CODE = frozenset("code kbd samp tt var".split())
_PARAGRAPH = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend main menu nav ol p pre"
    " section summary table ul".split()
)
_LINE = frozenset("caption dt li option optgroup tbody td tfoot th thead tr".split())
# Their end tag may be left out: the next of them ends them.
_SELF_ENDING = frozenset("dd dt li option p td th tr".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SEEN = frozenset("embed img input".split())
_FILLED = frozenset("data output span time".split())
_HANDLE = re.compile(r"\b(?:id|class|data-\w)", re.IGNORECASE)


def read_into(reading: Reading, raw: str, start: int, end: int, lines: bool = False) -> None:
    """Add what raw[start:end] says; with `lines` line ends are what a reader sees as such.

    WordPress keeps paragraphs so that have no tags: an empty line parts them.
    """
    page = _Page(reading, raw, lines)
    for piece in pieces(raw, start, end):
        if isinstance(piece, Tag):
            page.tag(piece)
        elif isinstance(piece, Comment):
            page.comment(piece)
        else:
            page.text(*piece)


def _is_filled(tag: Tag) -> bool:
    """Whether a script can find an element, and fill it if there is nothing in it."""
    return tag.name in _FILLED and _HANDLE.search(tag.rest) is not None


class _Page:
    """Takes a page piece by piece and adds what a reader sees of it."""

    def __init__(self, reading: Reading, raw: str, lines: bool) -> None:
        self._reading, self._raw, self._lines = reading, raw, lines
        # What bars or hides the text now: the name of an element, and how often it is open.
        self._barring, self._barring_depth = "", 0
        self._hiding, self._hiding_depth = "", 0
        self._gap = ""  # what parts the text so far from what follows
        self._blank: tuple[int, int] | None = None  # white space that a reader may come to see
        self._is_doubled = False  # a tag parts it from more: no repair can take it away
        self._opened = ""  # the name of an element that begins right before what comes now
        self._is_broken = False  # the text goes on behind what may be read as the begin of a tag

    def tag(self, tag: Tag) -> None:
        """Take a tag."""
        if self._hiding or (not tag.ends and tag.name in _SKIPPED | RAW | {"pre"}):
            self._hide(tag)
        elif tag.name == "br":
            self._part("\n")
        elif tag.name in _PARAGRAPH or tag.name in _LINE:
            self._part("\n\n" if tag.name in _PARAGRAPH else "\n")
        elif tag.name in _SEEN or (tag.ends and tag.name == self._opened):
            self._show(OBJECT)
        else:
            self._reading.border()
        self._opened = tag.name if not tag.ends and _is_filled(tag) else ""
        self._bar(tag)

    def comment(self, comment: Comment) -> None:
        """Take a comment, which may be meant for us."""
        said = self._raw[comment.start : comment.end]
        self._reading.comment(said, comment.start, len(self._gap))

    def text(self, start: int, end: int) -> None:
        """Take a stretch of text."""
        self._opened = ""
        if self._hiding:
            return
        self._is_broken = False
        first = start + len(self._raw[start:end]) - len(self._raw[start:end].lstrip(_WHITE))
        last = first + len(self._raw[first:end].rstrip(_WHITE))
        self._white(start, first)
        position = first
        for match in _ODD_BLANKS.finditer(self._raw, first, last):
            self._words(position, match.start())
            self._white(*match.span())
            position = match.end()
        self._words(position, last)
        self._white(last, end)

    def _white(self, start: int, end: int) -> None:
        if start == end:
            return
        ends = self._raw.count("\n", start, end) if self._lines else 0
        if ends:
            self._part("\n\n" if ends > 1 else "\n")
        elif not self._gap and self._reading.length:
            self._is_doubled = self._blank is not None
            self._blank = self._blank or (start, end)

    def _words(self, start: int, end: int) -> None:
        """Add what a reader sees as such; no repair may make a tag or a reference of it."""
        if start >= end:
            return
        self._flush()
        position = start
        for match in _SIGN.finditer(self._raw, start, end):
            self._plain(position, match.start())
            self._is_broken = self._is_broken or bool(match["broken"])
            self._signs(*match.span(), self._is_barred or not match["reference"])
            position = match.end()
        self._plain(position, end)

    @property
    def _is_barred(self) -> bool:
        return bool(self._barring) or self._is_broken

    def _plain(self, start: int, end: int) -> None:
        self._reading.add(self._raw[start:end], start, end, self._is_barred)

    def _signs(self, start: int, end: int, barred: bool) -> None:
        """Add a stretch with the references in it."""
        position = start
        for match in _REFERENCE.finditer(self._raw, start, end):
            self._reading.add(self._raw[position : match.start()], position, match.start(), barred)
            one = html.unescape(match[0])
            known = len(one) == 1 and one != "&"
            self._reading.add(one if known or match[0] in ("&amp;", "&#38;") else OBJECT,
                              *match.span(), barred or not (known or one == "&"))  # fmt: skip
            position = match.end()
        self._reading.add(self._raw[position:end], position, end, barred)

    def _show(self, sign: str) -> None:
        """Something stands here that is no text."""
        self._flush()
        self._reading.made_up(sign)

    def _flush(self) -> None:
        """Add what parts the text so far from what comes now."""
        if self._gap:
            self._reading.made_up(self._gap)
        elif self._blank is not None:
            stays = self._is_doubled or self._raw.startswith(";", self._blank[1])
            self._reading.add(" ", *self._blank, self._is_barred or stays)
        self._gap, self._blank, self._is_doubled = "", None, False

    def _part(self, gap: str) -> None:
        """A block or a line ends here; white space before it is seen by nobody."""
        self._blank, self._is_doubled = None, False
        if self._reading.length:
            self._gap = max(self._gap, gap, key=len)

    def _bar(self, tag: Tag) -> None:
        """Keep count of what holds no English prose: code, other languages, what may not change."""
        if self._barring:
            if tag.name == self._barring:
                again = tag.name in _SELF_ENDING and not tag.ends
                self._barring_depth += -1 if tag.ends else 0 if again else 1
                if again or self._barring_depth == 0:
                    self._barring = ""
            if self._barring:
                return
        if not tag.ends and tag.name not in _VOID and self._is_barring(tag):
            self._barring, self._barring_depth = tag.name, 1

    def _is_barring(self, tag: Tag) -> bool:
        if tag.name in _CODE:
            return True
        if "lang" not in tag.rest and "translate" not in tag.rest:
            return False
        own = tag.attributes
        lang = own.get("lang", own.get("xml:lang", ""))
        return not is_english(lang) or own.get("translate", "").lower() == "no" or (
            "notranslate" in own.get("class", "").split()
        )  # fmt: skip

    def _hide(self, tag: Tag) -> None:
        """Keep count of what a reader does not see as text."""
        if not self._hiding:
            self._hiding, self._hiding_depth = tag.name, 1
            if tag.name in ("pre", "head"):
                self._part("\n\n")
            elif tag.name not in RAW:
                self._show(OBJECT)
        elif tag.name == self._hiding:
            self._hiding_depth += -1 if tag.ends else 1
            if self._hiding_depth == 0:
                self._hiding = ""
