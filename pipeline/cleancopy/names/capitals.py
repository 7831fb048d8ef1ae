"""Names beside an office whose last word has lost its capital: President Emmanuel macron."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleancopy.names.evidence import Evidence, Kind, Misspelt
from cleancopy.names.index import Index, folded
from cleancopy.names.office import Office
from cleancopy.names.offices import offices
from cleancopy.names.proved import in_words
from cleancopy.names.roles import Fit, forms, held_at
from cleancopy.names.tokens import Token, tokens_of
from cleancopy.words import function_words

_BLANKS = (" ", "\u00a0")
_VERBS = frozenset(("may", "will"))  # Theresa may have gone


def uncapitalised(text: str, index: Index, date: str) -> Iterator[Misspelt]:
    """The names of those who hold the office right before them, but for a small last word."""
    tokens = tokens_of(text)
    for office in offices(text, index):
        words = _words_behind(text, tokens, office)
        fit = _holder(words, office, index, date) if words else None
        if fit:
            place, new = words[-1], fit.form.rpartition(" ")[2]
            says = f"the tables have {in_words(fit)}, with a capital"
            evidence = (Evidence(Kind.ROLE, says),)
            edit = place.start, place.end, new
            yield Misspelt(words[0].start, place.end, fit.form, (edit,), evidence, fit.person)


def _words_behind(text: str, tokens: Sequence[Token], office: Office) -> Sequence[Token]:
    """Capital words right behind an office and a small one that is no word of the sentence."""
    last = office.last
    while last < len(tokens) and _follows(text, tokens, last) and tokens[last].is_capital:
        last += 1
    if last == office.last or last == len(tokens) or not _follows(text, tokens, last):
        return ()
    small = tokens[last]
    if not small.text.islower() or small.key in _VERBS | function_words()[0]:
        return ()
    return tokens[office.last : last + 1]


def _follows(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether a blank, and nothing else, parts a token from the one before."""
    return text[tokens[place - 1].end : tokens[place].start] in _BLANKS


def _holder(words: Sequence[Token], office: Office, index: Index, date: str) -> Fit | None:
    """The holder of the office who is called just so."""
    written = folded(" ".join(word.text for word in words))
    for holder in office.holders(index):
        if held_at(holder.role, date, former=office.former):
            person = index.person(holder.person)
            for form in forms(person):
                if folded(form) == written and not form.rpartition(" ")[2].islower():
                    return Fit(person, holder.role, form, 0.0)
    return None
