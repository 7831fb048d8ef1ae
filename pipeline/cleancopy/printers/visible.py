"""Characters that cannot be seen, made visible; and how much of a text is shown around a place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

# What takes no ink, or acts on what stands around it: controls, spaces other than the plain one,
# zero width, direction, fillers, tags, halves of surrogate pairs.
HIDDEN = re.compile(
    "\r\n|[\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ud800-\udfff\ufeff\uffa0"
    "\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
LINE_END = re.compile(r"\r\n|\r|\n")
_SIGNS = {" ": "␣", "\t": "⇥", "\n": "⏎", "\r\n": "⏎"}
_NAMES = {" ": "space", "\t": "tab", "\n": "line break", "\r\n": "line break"}
_WORD_BORDER = re.compile(r"\s")


def sign(hidden: str) -> str:
    """What stands for a character that cannot be seen: '␣', or its number, '‹U+200B›'."""
    return _SIGNS.get(hidden) or f"‹U+{ord(hidden):04X}›"


def name(hidden: str) -> str:
    """Its name for a person: 'space', 'line break', 'no-break space (U+00A0)'."""
    if hidden in _NAMES:
        return _NAMES[hidden]
    return f"{unicodedata.name(hidden, 'control character').lower()} (U+{ord(hidden):04X})"


def visible(text: str, spaces: bool = False) -> str:
    """`text` on one line with every hidden character shown, on request plain spaces as well."""
    shown = HIDDEN.sub(lambda found: sign(found[0]), text)
    return shown.replace(" ", sign(" ")) if spaces else shown


def is_blank(text: str) -> bool:
    """Whether nothing in it can be seen."""
    return not HIDDEN.sub("", text).strip()


def shortened(text: str, most: int = 200) -> str:
    """A long text without its middle, and how much that was."""
    if len(text) <= most:
        return text
    head, tail = most // 2, most // 4
    return f"{text[:head]}… ({len(text) - head - tail:,} characters) …{text[-tail:]}"


class Places:
    """The lines of a text, to say where in it an offset lies and what stands around it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(end.end() for end in LINE_END.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, columns in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def around(self, start: int, end: int, width: int = 32) -> tuple[str, str]:
        """What stands on the same line before and after a stretch, cut between words."""
        before = LINE_END.split(self._text[max(0, start - width - 1) : start])[-1]
        after = LINE_END.split(self._text[end : end + width + 1], maxsplit=1)[0]
        if len(before) > width:
            border = _WORD_BORDER.search(before, 1)
            before = "…" + before[border.end() if border else 1 :]
        if len(after) > width:
            borders = [border.start() for border in _WORD_BORDER.finditer(after)]
            after = after[: borders[-1] if borders else width] + "…"
        return before, after
