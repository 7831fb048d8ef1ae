"""Who says it: the words before or after a quotation that attribute it to a speaker."""

from __future__ import annotations

import re
from functools import cache

from cleancopy.patterns import compiled
from cleancopy.words import word_list

_WORD = compiled(r"\w+")
_REACH = 160  # characters in which an attribution begins and names its verb

# Words that no name of a speaker holds: with one of them the clause says something else.
_NOT_IN_NAMES = (
    "that|which|who|whom|whose|is|are|was|were|has|have|had|will|would|can|could|may|might|should"
    "|must|to|not|be|been|it|this|if|because|so|but|or|as|than|I|we|you|he|she|they|my|our|your|do"
    "|does|did|don|doesn|didn"
)
_NO_ROLE = "from|in|at|of|on|with|for|by|about|into|and|after|before|since|during|until|under|over"
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀČĎĐĒĘĚĞĪİŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ]"
_AFTER_VERB = (
    r"(?=\s*[.,;:!?)\n]|\s*$|\s+(?:in|on|at|to|after|during|of|about|via|from|when|while|with|before"
    r"|by|for|as|regarding|over|about|recently|yesterday|today|later|earlier|this|last|through|following|reporters"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
)


@cache
def _verbs() -> str:
    """The speech verbs as one alternation (rules/language/speech-verbs.txt)."""
    return "|".join(sorted(sorted(word_list("speech-verbs")), key=len, reverse=True))


@cache
def _cues() -> frozenset[str]:
    """Words of which every attribution holds one."""
    return word_list("speech-verbs") | {"according", "quoted", "quotes", "quote"}


@cache
def _after() -> re.Pattern[str]:
    """`said Maria Oks`, `he added.`, `the head of the port told reporters`."""
    article = r"(?:the|a|an|his|her|its|their|one|another)\b"
    name_word = rf"(?!(?:{_NOT_IN_NAMES})\b)(?:[\w'’()–-]+|(?:\w{{1,4}}\.)+),?\s+"
    role = rf"(?!(?:{_NOT_IN_NAMES}|{_NO_ROLE}|[a-z]+ing)\b)[a-z]+\s+"
    speaker = rf"(?:{article}\s+|(?:{role}){{0,3}}(?={_CAPITAL}))(?:{name_word}){{1,8}}?"
    office = r"it(?= (?:said|added|stated|announced|noted|warned|explained|continued|claimed)\b)"
    pronoun = rf"(?:he|she|they|{office}|(?:some|every)(?:one|body)(?: else)?)"
    adverb = r"(?:(?:also|then|later|has|had)\s+){0,2}"
    verbs = _verbs()
    asking = r"(?!(?:ask|call|appeal)(?:s|ed)? (?:for|on|upon)\b)"
    ordering = r"(?!(?: [^\s.,;:]+){1,5} to [a-z])"
    verb = "is|are|was|were|has|have|had|will|would|can|could|may|might|must"
    goes_on = rf"[^,.!?“”\"\n]{{1,80}}, (?:{verb})\b"
    name = rf"{_CAPITAL}\S+(?: {_CAPITAL}\S+){{0,5}}"
    return compiled(
        rf"\s*,?\s*(?:(?:(?!(?:told|tells|informed)\b)(?:{verbs})\s+){{1,2}}(?={article}|{pronoun}\b|(?:{role}){{0,3}}{_CAPITAL})"
        rf"|(?:{pronoun}\s+|{speaker}){adverb}"
        rf"(?:(?:told|tells|informed)\b{ordering}|{asking}(?:{verbs})\b{_AFTER_VERB})"
        rf"|{name}, (?:[^,.!?“”\"]{{3,90}},|(?:an?|the) [^,.!?“”\"]{{3,90}}) {asking}(?:{verbs})\b"
        rf"|according to\b(?! {goes_on})"
        rf"|(?:{pronoun}\s+|{speaker})"
        r"(?:(?:is|was|were) quoted\b|(?:quote[sd]|reported) .{2,40} as saying\b))"
    )


@cache
def _before() -> re.Pattern[str]:
    """`he said:`, `she added, `, or any clause that ends in a colon."""
    verbs = rf"\b(?:{_verbs()}|saying|adding|telling|writing)\b"
    return compiled(rf"{verbs}[^.!?“”\"\n]{{0,60}},\s*$|:\s*$")


@cache
def _introduction() -> re.Pattern[str]:
    """`he said: `, `she added, `, `told the court, they ` or `Jan Pohl: I `, before a sentence."""
    verbs = rf"\b(?:{_verbs()}|saying|adding|telling|writing)\b"
    words = r"[^.,;:!?“”\"\n]"
    sentence = r"(?:[Ww]e|You|He|She|It|They|My|Our|This|That|These|There|The|If|When|I)\b"
    return compiled(
        rf"(?:{verbs}{words}{{0,60}}:\s+|{verbs},\s+|{verbs}{words}{{0,40}},\s+(?={sentence})"
        rf"|:\s+(?=(?:I|We|My|Our)\b))(?=[A-Z‘'])"
    )


def attributes_after(text: str, place: int, end: int) -> bool:
    """Whether an attribution begins at `place`."""
    return bool(attribution(text, place, end))


def attribution(text: str, place: int, end: int) -> str:
    """The attribution that begins at `place`, up to its verb; '' where none does."""
    end = min(end, place + _REACH)
    words = _WORD.findall(text, place, end)  # most stretches hold no verb: a test that costs little
    match = None if _cues().isdisjoint(words) else _after().match(text, place, end)
    return match[0].strip() if match else ""


@cache
def _report() -> re.Pattern[str]:
    """`She added that`, `The head of the port also said`, at the start of a paragraph."""
    name_word = rf"(?!(?:{_NOT_IN_NAMES})\b)[\w'’()–-]+\s+"
    return compiled(
        rf"(?:He|She|(?:The\s+)?{_CAPITAL}?{name_word}(?:{name_word}){{0,6}}?)\s?(?:also\s+|then\s+)?"
        rf"(?:{_verbs()})\b"
    )


def reports_from(text: str, start: int, end: int) -> bool:
    """Whether what begins at `start` reports what somebody said."""
    return bool(_report().match(text, start, min(end, start + _REACH)))


def introduces_before(text: str, start: int, place: int) -> bool:
    """Whether what stands right before `place` announces a quotation."""
    return bool(_before().search(text, max(start, place - _REACH), place))


def introductions(text: str, start: int, end: int) -> list[int]:
    """Where a sentence begins that is announced as speech."""
    return [match.end() for match in _introduction().finditer(text, start, end)]


def holds_speech_verb(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text names a speech verb."""
    return not word_list("speech-verbs").isdisjoint(_WORD.findall(text, start, end))
