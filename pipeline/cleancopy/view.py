"""A text as the rules of one stage see it, with what they ask of it worked out once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from string import ascii_letters

from cleancopy import language
from cleancopy.context import NOTHING_KNOWN, Context
from cleancopy.lines import by_line
from cleancopy.protect import Span, protected_ranges, united
from cleancopy.words import LETTERS, function_words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_DOUBLE_MARK = re.compile(r'["“”„«»]')
_OTHER_SCRIPT = re.compile(r"[^\W\d_\x00-\u024f\u1e00-\u1eff]")
# Small words before or between capitals are parts of a name: Las Vegas, Ursula von der Leyen.
_PARTICLES = re.compile(
    r"\b(?:El|La|Los|Las|Le|Les|Il|De|Di|Da|Van|Von) (?=[A-ZÀ-Þ])"
    r"|(?<=[\wß-ÿ] )(?:(?:de|da|do|dos|di|du|van|von|der|den|la|le|el|al|y|e) ){1,8}(?=[A-ZÀ-Þ])"
)
_SPAN_LIMIT = 2000  # characters of a line that tell its language
_ASCII_LETTERS = ascii_letters.encode()


class View:
    """One text, read only. All spans are in its code points, in order, without overlap.

    `barred` are spans that its file protects, beside what the text itself shows to be no prose.
    Views of the same text are equal: what is remembered of one holds for the other.
    """

    def __init__(
        self, text: str, context: Context = NOTHING_KNOWN, barred: Sequence[Span] = ()
    ) -> None:
        self.text = text
        self.context = context
        self._barred = tuple(barred)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and self._seen == other._seen

    def __hash__(self) -> int:
        return hash(self.text)

    @property
    def _seen(self) -> tuple[object, ...]:
        return self.text, self._barred, self.context

    @cached_property
    def lines(self) -> list[Span]:
        """The lines that hold anything, without their ends."""
        spans, start = list[Span](), 0
        for line in self.text.replace("\r", "\n").split("\n"):
            if line:
                spans.append((start, start + len(line)))
            start += len(line) + 1
        return spans

    @cached_property
    def words(self) -> frozenset[str]:
        """All words in Latin letters, each once, as they stand."""
        return frozenset(LETTERS.findall(self.text))

    @cached_property
    def protected(self) -> list[Span]:
        """Addresses, code, placeholders, markup: what no edit may touch."""
        found = protected_ranges(self.text)
        return united(found, self._barred) if self._barred else found

    @cached_property
    def foreign(self) -> list[Span]:
        """The lines in another language than English: their spaces and marks follow other rules.

        In a text that is in another one as a whole, a line must be plainly English to be ours.
        """
        return self._doubtful if self.is_foreign else self._other

    @cached_property
    def is_foreign(self) -> bool:
        """Whether the text as a whole is in another language than English."""
        if not self._doubtful or 2 * _length(self._doubtful) <= _length(self.lines):
            return False
        if 2 * _length(self._other) > _length(self.lines) or language.holds_no_english(self.text):
            return True
        return language.is_foreign(self.text) is not None

    @cached_property
    def _doubtful(self) -> list[Span]:
        text = self.text
        return [line for line in self.lines if not _is_plainly_english(text[line[0] : line[1]])]

    @cached_property
    def _other(self) -> list[Span]:
        return [line for line in self._doubtful if _has_other_words(self.text[slice(*line)])]

    @cached_property
    def quoted(self) -> list[Span]:
        """What stands inside double quotation marks, line by line, as far as that can be told."""
        return [span for line in self.lines for span in _quoted_spans(self.text, *line)]

    @cached_property
    def has_other_script(self) -> bool:
        """Whether the text holds a letter of another script than Latin, from Greek to Korean."""
        signs = () if self.text.isascii() else set(self.text)
        return any("\u0370" <= sign <= "\u1cff" or "\u3041" <= sign <= "\ud7ff" for sign in signs)


def _length(spans: list[Span]) -> int:
    """How many characters some spans hold."""
    return sum(end - start for start, end in spans)


def is_other_language(line: str) -> bool:
    """Whether a line is probably not English; a cheap test that keeps our rules off it."""
    return not _is_plainly_english(line) and _has_other_words(line)


@by_line
def _is_plainly_english(line: str) -> bool:
    """Whether a sixth of the words are function words of ours: true of most lines, told fast.

    There are no more words than signs between letters, and one; no fewer words of ours than stand
    between blanks. So no pattern need find them.
    """
    sample = line[:_SPAN_LIMIT]
    ours = sum(map(function_words()[0].__contains__, sample.split()))
    between = sample.encode("utf-8", "surrogatepass").translate(None, _ASCII_LETTERS)
    return ours * 6 > len(between)


@by_line
def _has_other_words(line: str) -> bool:
    """Whether a line is in another script, or has more function words of another language."""
    sample = line[:_SPAN_LIMIT]
    words = _WORD.findall(sample.lower())
    english, others = function_words()
    ours = sum(word in english for word in words)
    if words and ours * 6 >= len(words):
        return False
    if len(_OTHER_SCRIPT.findall(sample)) * 2 > sum(map(len, words)):
        return True
    words = _WORD.findall(_PARTICLES.sub("", sample).lower())
    theirs = max(sum(word in known for word in words) for known in others)
    return theirs >= 2 and theirs > ours * 2


def _quoted_spans(text: str, start: int, end: int) -> list[Span]:
    """Quotations of one line; one that is never closed runs to the end of the line.

    Marks may point inwards (»so«): the first of a line tells.
    """
    spans, opened = [], -1
    marks = list(_DOUBLE_MARK.finditer(text, start, end))
    inwards = next((mark[0] == "»" for mark in marks if mark[0] in "«»"), False)
    closing, opening = ("”«", "„»") if inwards else ("”»", "„«")
    for match in marks:
        if opened < 0 and match[0] not in closing:
            opened = match.end()
        elif opened >= 0 and match[0] not in opening:
            if opened < match.start():
                spans.append((opened, match.start()))
            opened = -1
    if 0 <= opened < end:
        spans.append((opened, end))
    return spans
