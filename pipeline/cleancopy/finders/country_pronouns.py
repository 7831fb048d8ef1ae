"""A country that is called she or he."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.protect import Span
from cleancopy.view import View
from cleancopy.words import word_list

_PRONOUN = compiled(
    r"(?P<first>(?<=\. )(?:She|He)(?= (?:has|is|was|will|had|does|did|imports|exports)\b) [a-z]+)"
    r"|(?P<clause>\b(?:if|that|as|because|unless|until|when|which) she [a-z]+)"
)
_CAPITAL = compiled(r"(?<![\w-])[A-Z][\w’'-]*")
_SENTENCE = compiled(r"[.!?][\"”’)]* (?=[A-Z“\"])")
# Who else can be meant by “she”.
_WOMAN = compiled(
    r"\b(?:wom[ae]n|girls?|mother|daughter|sister|wife|widow|queen|princess|actress|lady"
    r"|Mrs|Ms|Miss|her|hers|herself)\b"
)
_TITLES = frozenset(
    "The A In But And US UN EU NATO Secretary State President Minister Prime Foreign".split()
)
_REACH = 600  # characters of the paragraph before the pronoun


def find(view: View, options: Options) -> Iterator[Found]:
    """Pronouns for a person in a paragraph that names before them countries and no person."""
    for start, end in _lines_with_pronoun(view):
        for match in _PRONOUN.finditer(view.text, start, end):
            before = view.text[max(start, match.start() - _REACH) : match.start()]
            if (match["first"] and _speaks_of_country(before)) or (
                match["clause"] and _names_only_countries(before)
            ):
                yield Found(*match.span(), None)


def _lines_with_pronoun(view: View) -> list[Span]:
    """The lines that hold a pronoun, cheaply."""
    if not _holds_pronoun(view.text):
        return []
    return [span for span in view.lines if _holds_pronoun(view.text[slice(*span)])]


def _holds_pronoun(text: str) -> bool:
    return ". She " in text or ". He " in text or (" she " in text and " he " in text)


def _speaks_of_country(before: str) -> bool:
    """Whether the sentence before begins with a country and names nobody else."""
    sentence = _SENTENCE.split(before.rstrip() + " ")[-1]
    names = _CAPITAL.findall(sentence)
    return len(names) == 1 and sentence.startswith(names[0]) and names[0] in word_list("countries")


def _names_only_countries(before: str) -> bool:
    """Whether a country is named last, and nobody else but officials who are called he."""
    names = _CAPITAL.findall(before)
    countries = word_list("countries")
    if not names or _WOMAN.search(before) or not any(name in countries for name in names[-2:]):
        return False
    strangers = {name.removesuffix("’s").removesuffix("'s") for name in names} - countries - _TITLES
    return not strangers and " he " in before
