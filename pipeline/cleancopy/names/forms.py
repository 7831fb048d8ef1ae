"""Where the forms of one name stand in an article, and mean that name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from cleancopy.patterns import compiled
from cleancopy.protect import crosses
from cleancopy.styles import Form
from cleancopy.view import View
from cleancopy.words import function_words, word_list

Match = re.Match[str]

# A form is a word of its own, or part of a compound such as pro-Gaddafi and Kiev-based.
_BEFORE = r"(?:(?<![\w-])|(?<=\b[Pp]ro-)|(?<=\b[Aa]nti-)|(?<=\b[Pp]ost-))"
_BEHIND = r"(?!\w|-(?!(?:based|born|led|backed|controlled|held|era|appointed|linked)\b))"

# Words that make a form the thing spoken of: they talk of the spelling, not of the bearer.
_NAMING = compiled(
    r"\b(?:called|spel(?:led|ling|t)|spellings?|written|form|word|names?|known|formerly|rendered"
    r"|transliterated|pronounced)(?:[^\S\r\n]as)?[^\S\r\n][\"“'‘]?$"
)
_CLOSED = compiled(r"[.,]?[\"”'’](?!\w)")
_BORDER = r"[\s\"“”'‘’(),/–—-]*"
_LINK = compiled(
    rf"{_BORDER}(?:\b(?:or|not|now|formerly|previously|once|to|into|instead|of|rather|than|as|is|was"
    r"|became|becomes|versus|vs|called|known|also|spelled|spelt|spelling|but|the|and|in|Russian"
    rf"|Ukrainian|Arabic|Turkish)\b{_BORDER})*"
)
_LINK_LIMIT = 40
_BODY = compiled(
    r"[^\S\r\n](?:[A-Z][\w’'-]*[^\S\r\n])?(?:Stadium|Street|Road|Square|Avenue|Foundation|Mosque"
    r"|Prize|Award|University|Institute|School|College|Hospital|Museum|Airport|Bridge|Theat(?:er|re)"
    r"|Ballet|Cup|Tower|Hall|Hotel|Park|Doctrine)\b"
)
_WORD_BEFORE = compiled(r"([^\W\d_][\w’'-]{0,40})[^\S\r\n]$")


def places(view: View, form: Form, *, quotations: bool = False) -> list[Match]:
    """The places of the forms in an article, in order; in quotations only where that is asked.

    Not counted are phrases that keep theirs, a form that the text speaks of, and other bearers.
    """
    text = view.text
    if not is_about(form, text):
        return []
    barred = [view.protected, view.foreign, *([] if quotations else [view.quoted])]
    every = list(_any_of(form.words).finditer(text))
    spoken_of = _spoken_of(text, every)
    found = [
        match
        for match in every
        if match[0] in form.old
        and match not in spoken_of
        and not any(crosses(spans, *match.span()) for spans in barred)
    ]
    if found and form.kept:
        kept = [match.span() for match in form.kept.finditer(text)]
        found = [match for match in found if not crosses(kept, *match.span())]
    if form.past == "kept":
        found = [match for match in found if not _is_past(text, *match.span())]
    return _of_the_person(text, form, found) if form.given else found


def _is_past(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a form speaks of a time before 1990."""
    before = _STOP.split(text[max(0, start - _SENTENCE) : start])[-1]
    after = _STOP.split(text[end : end + _SENTENCE])[0]
    return bool(_PAST.search(before) or _PAST.search(after))


_SENTENCE = 200  # characters before a form, and after it
_STOP = compiled(r"[.!?][\"”’)]*\s+(?=[\"“‘(]*[A-Z])|[\r\n]+")
# A year before 1990 as a year stands in a sentence, a century, and what was over by then.
_PAST = compiled(
    r"\b(?:in|of|since|from|until|till|before|after|by|during|between|and|to|the|early|late|spring"
    r"|summer|autumn|winter|[A-Z][a-z]{2,8}|\d\d?),? (?:1[0-8]\d\d|19[0-8]\d)s?\b"
    r"|\((?:1[0-8]\d\d|19[0-8]\d)|\b(?:9|1\d)th[- ]century|\b(?:Trotsky|Stalin|Makhno|Bolsheviks?"
    r"|[TC]sar|Red Army|White Army|Wehrmacht)\b"
    r"|(?<!former )(?<!post-)\bSoviet (?:Union|Ukraine|government|troops|army|leaders?)\b"
)


def is_about(form: Form, text: str) -> bool:
    """Whether an article holds one of the forms, and what else the row asks for."""
    return (
        any(word in text for word in form.old)
        and (form.needs is None or bool(form.needs.search(text)))
        and (form.unless is None or not form.unless.search(text))
    )


def may_hold(form: Form, text: str, least: int = 1) -> bool:
    """Whether an article has the words of so many of the forms; it may not have the forms.

    A form has a border on both sides, so that each of its words is one of the text. Asked for are
    those with a capital, from there on: they are few.
    """
    return sum(map(_words(text).issuperset, _words_of(form.old))) >= least


@lru_cache(maxsize=2)  # all rows ask for the same text one after the other
def _words(text: str) -> frozenset[str]:
    return frozenset(_CAPITAL.findall(text))


@cache
def _words_of(several: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple([frozenset(_CAPITAL.findall(form)) for form in several])


_CAPITAL = compiled(r"[^\W\d_a-z]\w*")


@cache
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    """One of the words with its borders; the letters come first, so that the search leaps to them.

    What stands before a word is looked at from its end.
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    listed = "|".join(rf"{word}(?<={_BEFORE}{word})" for word in map(re.escape, longest_first))
    return compiled(rf"(?:{listed}){_BEHIND}")


def _spoken_of(text: str, forms: Sequence[Match]) -> set[Match]:
    """Where a text speaks of the spelling: named so, alone in marks, or beside another form."""
    spoken_of = {match for match in forms if _is_mentioned(text, *match.span())}
    for one, other in pairwise(forms):
        between = text[one.end() : other.start()][: _LINK_LIMIT + 1]
        is_near = len(between) <= _LINK_LIMIT and _LINK.fullmatch(between)
        if one[0] != other[0] and is_near:
            spoken_of |= {one, other}
    return spoken_of


def _is_mentioned(text: str, start: int, end: int) -> bool:
    is_alone = text[start - 1 : start] in tuple("\"“'‘") and _CLOSED.match(text, end)
    return bool(is_alone or _NAMING.search(text, max(0, start - 24), start))


def _of_the_person(text: str, form: Form, found: Sequence[Match]) -> list[Match]:
    """The places that mean the one person: a form alone only where no namesake is about."""
    owners = [given_before(text, match.start()) for match in found]
    namesakes = any(owner and owner not in form.given for owner in owners)
    return [
        match
        for match, owner in zip(found, owners, strict=True)
        if (owner in form.given or not (owner or namesakes)) and not _BODY.match(text, match.end())
    ]


def given_before(text: str, start: int) -> str:
    """The word before a surname that may be a first name, '' where there is none."""
    before = _WORD_BEFORE.search(text, max(0, start - 40), start)
    word = before[1] if before else ""
    if word.rpartition("-")[2].islower() or len(word) < 2 or word.endswith(("'s", "’s", "ly")):
        return ""
    known = word in word_list("titles") or word.lower() in function_words()[0]
    return "" if known else word
