"""Comma and stop on this or that side of a closing quotation mark, as one article sets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleancopy.finders import Found, Options
from cleancopy.view import View
from cleancopy.words import word_list

_QUOTATION = re.compile(
    r"""(?<![^\s(\[—–-])["“](?P<words>[^\s"“”„«»][^"“”„«»\r\n]{0,800}?)(?P<inside>[.,]?)"""
    r"""(?P<mark>["”])(?P<outside>[.,]?)(?![.,;:!?\w])"""
)
_BARE_WORD = re.compile(r"([^\W_]+)[^\S\r\n]$")
_IN_ROW = re.compile(r"\($|,[\"”][^\S\r\n]$")
_COMMA = re.compile(r"([^\W_]+),[^\S\r\n]$")
_BORDER = re.compile(r"(?:^|[\r\n]|[.!?:][\"”’)]?[^\S\r\n])$")
_NEXT_WORDS = re.compile(r"(?:[^\S\r\n]+[\w’'-]+){1,5}")
_INTERRUPTION = re.compile(r"[^\"“”.;:!?\r\n]{0,80},[^\S\r\n]+[\"“][a-z]")
_WITNESSES = 3
_SENTENCE = 4  # words; a shorter quotation behind a colon may be a fragment


@dataclass(frozen=True, slots=True)
class _Place:
    """A sign beside a closing mark; `kind` is what it ends: `part`, whole speech (the sign), ""."""

    start: int
    text: str
    kind: str

    @property
    def is_inside(self) -> bool:
        """Whether the sign stands before the mark."""
        return self.text[0] in ".,"


def find(view: View, options: Options) -> Iterator[Found]:
    """A place that stands alone against three; or, if `mixed`, one place of a mixed article.

    Logical style sets the stop of a whole sentence inside and that of a fragment outside, so a
    place is measured against its own kind.
    """
    places = list(_places(view.text))
    if lone := _lone(places):
        if not options.get("mixed"):
            yield Found(lone.start, lone.start + 2, lone.text[::-1])
        return
    for kind in ("part", ",", ".") if options.get("mixed") else ():
        kin = [place for place in places if place.kind == kind]
        outside = [place for place in kin if not place.is_inside]
        if len(kin) >= _WITNESSES and 0 < len(outside) < len(kin):
            start = view.text.rfind(" ", 0, outside[0].start) + 1
            yield Found(start, outside[0].start + 2, None)
            return


def _lone(places: list[_Place]) -> _Place | None:
    """The one place of an article that stands on the other side than all others, if they prove it.

    Three of its kind do; or, where it stands outside, a fragment that has its sign inside, for
    that is no logical style.
    """
    for is_inside in (True, False):
        few = [place for place in places if place.is_inside is is_inside]
        others = [place for place in places if place.is_inside is not is_inside]
        if len(few) == 1 and len(others) >= _WITNESSES and few[0].kind:
            kinds = [place.kind for place in others]
            is_clear = kinds.count(few[0].kind) >= _WITNESSES
            if is_clear or (not is_inside and few[0].kind != "part" and "part" in kinds):
                return few[0]
    return None


def _places(text: str) -> Iterator[_Place]:
    for match in _QUOTATION.finditer(text):
        inside, outside = match["inside"], match["outside"]
        if bool(inside) == bool(outside) or _has_its_own_sign(match["words"], inside):
            continue
        start = match.start("inside" if inside else "mark")
        yield _Place(start, text[start : start + 2], _kind(text, match, inside or outside))


def _has_its_own_sign(words: str, inside: str) -> bool:
    """Whether the quoted words end in a question, an ellipsis or an abbreviation."""
    last = re.split(r"[\s.]", words)[-1]
    return words[-1] in ".…!?,;:" or (inside == "." and last in word_list("abbreviations"))


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
