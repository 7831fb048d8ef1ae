"""Wrong forms of a name that the tables list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleancopy.names.evidence import Evidence, Kind, Misspelt
from cleancopy.names.index import Index, folded
from cleancopy.names.offices import offices
from cleancopy.names.roles import rewritten
from cleancopy.names.tokens import Token, capitals_of, tokens_of
from cleancopy.names.variants import spellings


def listed(text: str, index: Index) -> Iterator[Misspelt]:
    """The full names that are a known wrong form of one person who is at home in the text."""
    tokens = tokens_of(text)
    if index.wrong_words.isdisjoint([folded(tokens[place].text) for place in capitals_of(text)]):
        return
    for spelling in spellings(text):
        wrong = [k for k in index.known(folded(spelling.form)) if k.kind == "misspelling"]
        if len(wrong) != 1 or index.is_right(spelling.form):
            continue
        person = index.person(wrong[0].person)
        if person.confirmed and _is_at_home(text, tokens, wrong[0].person, index):
            evidence = Evidence(Kind.MISSPELLING, f"a known wrong form of {person.name}")
            for first, last in spelling.places:
                words = tokens[first:last]
                edits = tuple(rewritten(words, person.name))
                place = words[0].start, words[-1].end
                yield Misspelt(*place, person.name, edits, (evidence,), person)


def _is_at_home(text: str, tokens: Sequence[Token], number: int, index: Index) -> bool:
    """Whether the surname of a person, or an office that they held, stands in a text."""
    surname = index.person(number).surname.lower()
    if surname and any(token.key == surname for token in tokens):
        return True
    held = (holder for office in offices(text, index) for holder in office.holders(index))
    return any(holder.person == number for holder in held)
