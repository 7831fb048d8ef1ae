"""The quotation marks of a text, each with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cleancopy.patterns import compiled
from cleancopy.protect import crosses
from cleancopy.view import View

OPENS, CLOSES = "opens", "closes"
LOW = "„"  # closed with “ in some languages

# What the shape of a mark says. Straight marks and doubled apostrophes say nothing.
_SHAPES = {
    "“": OPENS, "„": OPENS, "‟": OPENS, "«": OPENS, "``": OPENS, ",,": OPENS, "「": OPENS,
    "『": OPENS, "《": OPENS, "”": CLOSES, "»": CLOSES, "」": CLOSES, "』": CLOSES, "》": CLOSES,
}  # fmt: skip
_DOUBLED = ("``", "''", ",,", "‘‘", "’’")
_SIGNS = '“”„‟«»"″「」『』《》'
_MARK = compiled(f"[{_SIGNS}]")  # a plain set is searched many times faster
# Back ticks beside others, or beside codes that nobody sees, are code.
_CODE = r"`\x00-\x08\x0e-\x1f"
_MARK_OR_DOUBLED = compiled(
    rf"[“”„‟«»\"″「」『』《》]|(?<![{_CODE}])``(?![{_CODE}])|''(?!')"
    r"|(?<!\w)(?<![,\w]),,(?=[^\W\d_])|‘‘|’’(?!\w)",
    re.UNICODE,
)
# Single marks: not inside a word, at a decade or an elision, nor behind a figure.
_SINGLE = compiled(
    r"(?<![\w'’‘])['‘’](?!\d0|\d\ds?\b|(?:til|em|cause|twas|tis|tween|bout|round|cos|n)\b)(?=\S)"
    r"|(?<=[^\W\d_])(?<!['’]n)['’](?!-?\w)|(?<=[.,!?…)\d])['’](?![\w'’])|(?<=[ \t])['‘’](?=[ \t])",
    re.IGNORECASE,
)
_SINGLE_OPENS = compiled(r"(?<![\w'’‘.,!?])['‘](?!\d0s?\b)(?=[^\W\d_])|‘\s?\w")
_SINGLE_CLOSES = compiled(
    r"[.,!?]\s?['’](?!\w)|[^\W\d_]['’](?=\s?[,.;:]|\s[a-z]|$)|\w ’(?!\w)", re.MULTILINE
)
_STOPS, _ENDS = frozenset(".,;:!?)"), frozenset(".,")
_AS_DOUBLE = str.maketrans("‘’'", '“”"')
_AS_SINGLE = str.maketrans('“”"', "‘’'")
_STRAIGHT_APOSTROPHE = compiled(r"'(?<!'')(?:(?<=[^\W\d_]')(?!')|(?=[^\W\d_]))")
_SECONDS = compiled(r"\d['′’]\s?\d{1,2}$|\d$")
_FEET = compiled(r"\d\s?['′’]\s?\d{1,2}$")
_LAST_WORD = compiled(r"[^\W\d_]+$")
_FIRST_WORD = compiled(r"[^\W\d_]+")
# “More »”, “» Next”: a sign that points on, where « and » enclose nothing.
_POINTER = compiled(
    r"^[ \t]{0,20}(?:»(?=\s)|[«»](?=[ \t]{0,20}$))|(?<=[^\W_][ \t\xa0])»(?=[ \t]{0,20}$)"
    r"|(?<=[\"”][ \t\xa0])»(?=[ \t]{0,20}$)",
    re.MULTILINE,
)
_ENCLOSED = compiled(r"«[^«»\n]*»")
_BLANKS = " \t\u00a0\u2009\u202f\u3000"


class Mark(NamedTuple):
    """One mark: its place, its sign, the nearest signs on both sides and the blanks between.

    `before` and `after` are empty at the ends of the paragraph. A single mark is read like the
    double one of its shape, which is its `sign`; `written` says how a sign stands in the text.
    """

    text: str
    start: int
    end: int
    sign: str
    before: str
    after: str
    blanks_before: int
    blanks_after: int
    is_single: bool = False

    def written(self, sign: str) -> str:
        """A sign in the kind of marks, single or double, that this one is of."""
        return sign.translate(_AS_SINGLE) if self.is_single else sign

    @property
    def may_be_apostrophe(self) -> bool:
        """Whether it may end a plural possessive (workers') or a word cut short (foolin')."""
        cut_short = self.text[self.start - 2 : self.start].lower() in ("in", "an", "ol")
        return (
            self.is_single and not self.blanks_before and (self.before in ("s", "z") or cut_short)
        )

    @property
    def is_pluralised(self) -> bool:
        """Whether an s right behind it makes a plural of what it quotes: eight “0”s."""
        return self.after == "s" and self.word_after == "s"

    @property
    def parted_inside(self) -> str:
        """The part for which the blank inside is sound: many houses part a mark from an inner one.

        ‘So they say,’ ” she said: the inner mark stands behind a stop, or before a word.
        """
        if self.is_single:
            return ""
        if self.blanks_before == 1 and self.before in ("'", "’"):
            ends = self.text[self.start - 3 : self.start - 2] in tuple(".,!?…")
            return CLOSES if ends else ""
        if self.blanks_after == 1 and self.after in ("'", "‘"):
            return OPENS if self.text[self.end + 2 : self.end + 3].isalnum() else ""
        return ""

    @property
    def word_before(self) -> str:
        """The word before it in small letters, where nothing but blanks is between."""
        if not self.before.isalnum():
            return ""
        end = self.start - self.blanks_before
        match = _LAST_WORD.search(self.text, max(0, end - 20), end)
        return match[0].lower() if match else ""

    @property
    def word_after(self) -> str:
        """The word behind it, where nothing but blanks is between."""
        match = _FIRST_WORD.match(self.text, self.end + self.blanks_after)
        return match[0] if match else ""

    @property
    def shape(self) -> str:
        """What the sign itself says: 'opens', 'closes' or nothing."""
        return _SHAPES.get(self.sign, "")

    @property
    def is_curly(self) -> bool:
        """Whether it is one of the typographic marks of English."""
        return self.sign in "“”"

    @property
    def is_ours(self) -> bool:
        """Whether English uses the sign at all."""
        return self.sign in '“”"'


class Paragraph(NamedTuple):
    """A line of the text with its marks."""

    start: int
    end: int
    marks: tuple[Mark, ...]

    def since(self, index: int) -> int:
        """Where the text before a mark begins: behind the mark before it, or at the start."""
        return self.marks[index - 1].end if index else self.start


def paragraphs(view: View) -> list[Paragraph]:
    """The lines of a text with their double marks, or, if it quotes with single ones, those."""
    text = view.text
    doubled = any(sign in text for sign in _DOUBLED) and _MARK_OR_DOUBLED.search(text)
    single = not doubled and not any(sign in text for sign in _SIGNS)
    if single and not _quotes_with_single(text):
        return []
    pattern = _SINGLE if single else _MARK
    patterns = [_pattern(text, *line) if doubled else pattern for line in view.lines]
    pointers = _pointers(text)
    return [
        Paragraph(*line, tuple(m for m in _marks(view, pattern, *line) if m.start not in pointers))
        for line, pattern in zip(view.lines, patterns, strict=True)
    ]


def _quotes_with_single(text: str) -> bool:
    """Whether single marks open and close in a text; most texts have none to look at."""
    if "'" not in text and "‘" not in text:
        return False
    return bool(_SINGLE_OPENS.search(text) and _SINGLE_CLOSES.search(text))


def _pointers(text: str) -> frozenset[int]:
    """The places of the signs » that quote nothing."""
    if "»" not in text or _ENCLOSED.search(text):
        return frozenset()
    return frozenset(match.end() - 1 for match in _POINTER.finditer(text))


def _pattern(text: str, start: int, end: int) -> re.Pattern[str]:
    """What the double marks of a line look like; few lines call for the slower pattern."""
    return _MARK_OR_DOUBLED if any(text.find(s, start, end) >= 0 for s in _DOUBLED) else _MARK


def _marks(view: View, pattern: re.Pattern[str], start: int, end: int) -> Iterator[Mark]:
    text, protected, single = view.text, view.protected, pattern is _SINGLE
    for match in pattern.finditer(text, start, end):
        left, right = match.span()
        if (protected and crosses(protected, left, right)) or _is_measure(text, match, start):
            continue
        while left > start and text[left - 1] in _BLANKS:
            left -= 1
        before = text[left - 1] if left > start else ""
        if before in _ENDS and text[right : right + 1] == before:
            right += 1  # the same stop on both sides: the outer one goes, and says nothing
        outer = right
        while right < end and text[right] in _BLANKS:
            right += 1
        after = text[right] if right < end else ""
        # A blank before a stop is going to be closed, and says nothing.
        behind = 0 if after in _STOPS else right - outer
        blanks = match.start() - left, behind
        sign = match[0].translate(_AS_DOUBLE) if single else match[0]
        yield Mark(text, *match.span(), sign, before, after, *blanks, single)


def _is_measure(text: str, match: re.Match[str], start: int) -> bool:
    """Whether the sign means inches or seconds: behind feet or minutes, or a doubled apostrophe."""
    at = match.start()
    if not text[at - 1 : at].isdigit():
        return False
    ahead = text[max(start, at - 8) : at]
    if match[0] in ("''", "″", "’’"):
        return bool(_SECONDS.search(ahead))
    return match[0] in '"”' and bool(_FEET.search(ahead))


class Style(NamedTuple):
    """The style of a text: 'curly', 'straight', or '' where it cannot be told.

    It is `clear` where a large majority of the marks shows it, or a small one and the apostrophes.
    """

    name: str
    clear: bool


def house_style(all_marks: list[Mark], text: str) -> Style:
    """A text's style: by a clear majority of its double marks, else its apostrophes, else any."""
    signs = [
        LOW if before == LOW else sign
        for before, sign in pairwise(["", *(m.sign for m in all_marks)])
    ]
    curly, straight = signs.count("“") + signs.count("”"), signs.count('"')
    majority = "curly" if curly > straight else "straight" if straight > curly else ""
    if max(curly, straight) >= 2 * min(curly, straight) + 2:
        return Style(majority, clear=True)
    curly_signs, straight_signs = text.count("’"), len(_STRAIGHT_APOSTROPHE.findall(text))
    if bool(curly_signs) != bool(straight_signs):
        shown = "curly" if curly_signs else "straight"
        return Style(shown, clear=shown == majority)
    return Style(majority, clear=False)


def sets_stops_inside(all_marks: list[Mark]) -> bool:
    """Whether a comma or stop stands inside the closing mark, as most of a text has it."""
    inside = sum(mark.before in _ENDS and not mark.blanks_before for mark in all_marks)
    return inside >= sum(mark.after in _ENDS and not mark.blanks_after for mark in all_marks)
