"""Commas and stops beside closing quotation marks, and what they end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleancopy.patterns import compiled
from cleancopy.words import word_list

_QUOTATION = compiled(
    r"""["“](?<![^\s(\[—–-]["“])(?P<words>[^\s"“”„«»][^"“”„«»\r\n]{0,800}?)(?P<inside>[.,]?)"""
    r"""(?P<mark>["”])(?P<outside>[.,]?)(?![.,;:!?\w])"""
)
# Single marks, but for elisions, decades and the apostrophes inside words; never over an apostrophe
# that may end a plural possessive.
_SINGLE = compiled(
    r"""(?<![^\s(\[“"—–-])(?:(?P<curly>‘)|')(?!(?:til|em|cause|twas|tis|tween|bout|round|cos|n)\b)"""
    r"""(?P<words>[^\W\d_](?:[^'‘’"“”«»\r\n]|(?<=\w)['’](?=\w)){0,800}?)(?P<inside>[.,]?)"""
    r"""(?P<mark>(?(curly)’|'))(?P<outside>[.,]?)(?![.,;:!?\w])""",
    re.IGNORECASE,
)
_BARE_WORD = compiled(r"(?<![^\W_])([^\W_]+)[^\S\r\n]$")
_IN_ROW = compiled(r"\($|,[\"”][^\S\r\n]$")
_COMMA = compiled(r"(?<![^\W_])([^\W_]+),[^\S\r\n]$")
_BORDER = compiled(r"(?:^|[\r\n]|[.!?:][\"”’)]?[^\S\r\n])$")
_NEXT_WORDS = compiled(r"(?:[^\S\r\n]+[\w’'-]+){1,5}")
_INTERRUPTION = compiled(r"[^\"“”.;:!?\r\n]{0,80},[^\S\r\n]+[\"“][a-z]")
_DOTTED = compiled(r"\.\w{1,2}$")
_SENTENCE = 4  # words; a shorter quotation behind a colon may be a fragment


class Place(NamedTuple):
    """A sign beside a closing mark; `kind` is what it ends: `part`, whole speech (the sign), "".

    `words` are those that are quoted.
    """

    start: int
    text: str
    kind: str
    words: str

    @property
    def is_inside(self) -> bool:
        """Whether the sign stands before the mark."""
        return self.text[0] in ".,"


def on_both_sides(text: str) -> bool:
    """Whether some signs stand before a double mark and some behind one: a test that costs little.

    Where they all stand on one side, nothing is mixed.
    """
    pairs = [(sign + mark, mark + sign) for sign in ",." for mark in '"”']
    return any(i in text for i, _ in pairs) and any(outside in text for _, outside in pairs)


def places(text: str, *, single: bool = False) -> Iterator[Place]:
    """The signs beside closing double marks, or beside single ones, in order."""
    for match in (_SINGLE if single else _QUOTATION).finditer(text):
        inside, outside = match["inside"], match["outside"]
        if bool(inside) == bool(outside) or _has_its_own_sign(match["words"], inside):
            continue
        start = match.start("inside" if inside else "mark")
        kind = _kind(text, match, inside or outside)
        yield Place(start, text[start : start + 2], kind, match["words"])


def _has_its_own_sign(words: str, inside: str) -> bool:
    """Whether the quoted words end in a question, an ellipsis or an abbreviation."""
    last = re.split(r"[\s.]", words)[-1]
    is_short = last in word_list("abbreviations") or bool(_DOTTED.search(words))
    return words[-1] in ".…!?,;:" or (inside == "." and is_short)


def _kind(text: str, match: re.Match[str], sign: str) -> str:
    """What the sign ends: a `part` of a sentence, whole speech (the sign), or who knows ("")."""
    before = text[max(0, match.start() - 40) : match.start()]
    is_part, is_speech = _is_part(before), _is_speech(before)
    words = match["words"]
    if sign == ",":
        follow = _NEXT_WORDS.match(text, match.end())
        if follow and not word_list("speech-verbs").isdisjoint(follow[0].split()):
            return sign if is_speech and not _INTERRUPTION.match(text, match.end()) else ""
        return "part" if is_part else ""
    if is_part:
        return "part" if words[0].islower() else ""
    is_sentence = is_speech and words[0].isupper() and len(words.split()) >= _SENTENCE
    return sign if is_sentence else ""


def _is_part(before: str) -> bool:
    """Whether no comma, colon or stop parts the quotation from the words before it."""
    word = _BARE_WORD.search(before)
    return bool(word and word[1] not in word_list("speech-verbs")) or bool(_IN_ROW.search(before))


def _is_speech(before: str) -> bool:
    """Whether what stands before a quotation lets whole sentences follow."""
    verb = _COMMA.search(before)
    return bool(_BORDER.search(before)) or bool(verb and verb[1] in word_list("speech-verbs"))
