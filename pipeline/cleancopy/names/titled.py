"""Surnames alone beside an office: misspelt where all who held it and sound like that are one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleancopy.names.attached import APPOSITION, Named, all_attached, bare, is_prefix
from cleancopy.names.entries import Person
from cleancopy.names.evidence import Evidence, Kind, Misspelt
from cleancopy.names.index import Holder, Index
from cleancopy.names.near import alternates, distance, is_given
from cleancopy.names.office import Office
from cleancopy.names.proved import in_words
from cleancopy.names.roles import Fit, forms, held_at, in_letters_of, is_spelling
from cleancopy.names.standing import ends_there, is_introduced, stands_alone
from cleancopy.names.tokens import Token, is_joint, tokens_of, words_of
from cleancopy.names.towns import countries_of
from cleancopy.names.unknown import SHORTEST

_NEAR = 0.22  # how far a surname may be that no first name helps to tell
_ANY_TIME = 0.15  # ... and of which the time is not known either
_MARKS = tuple("\"'“”‘’«»")
_MOST = 3  # who hold an office at a time; what more hold tells nobody from the others


def titled(text: str, index: Index, date: str) -> Iterator[Misspelt]:
    """The surnames alone beside an office that one person held who is called nearly so.

    Where the same word stands alone elsewhere, it follows.
    """
    tokens = tokens_of(text)
    for named in all_attached(text, index):
        place, office = bare(tokens, named.first, named.last), named.office
        if named.last - place != 1 or not _ends(text, tokens, named):
            continue
        countries = frozenset[str]() if office.places else countries_of(tokens, index)
        fit = _holder(tokens[place], office, index, date, countries)
        if fit and not _is_shared(text, tokens, place, fit.person, index):
            is_told = date or (fit.apart <= _ANY_TIME and not index.is_part(tokens[place].key))
            kind = Kind.ROLE if office.places and is_told else Kind.TITLE
            yield from _misspelt(text, tokens, named, in_letters_of(text, fit), kind)


def _ends(text: str, tokens: Sequence[Token], named: Named) -> bool:
    """Whether a name ends there, and nothing behind it says that it is somebody else's."""
    if named.how == APPOSITION:
        return True
    return ends_there(text, tokens, named.last) and not is_introduced(text, tokens, named.last)


def _misspelt(
    text: str, tokens: Sequence[Token], named: Named, fit: Fit, kind: Kind
) -> Iterator[Misspelt]:
    """The name and its other mentions, with their evidence."""
    own, office = named.last - 1, named.office
    place = text[tokens[office.first].start : tokens[office.last - 1].end]
    beside = [Evidence(kind, f"“{place}” stands {named.how}; the tables have {in_words(fit)}")]
    follows = [Evidence(kind, f"follows “{place}”, the office of {fit.person.name}")]
    if any(token.text == fit.form for token in tokens):
        also = Evidence(Kind.DOCUMENT, f"the text also has “{fit.form}”")
        beside, follows = [*beside, also], [*follows, also]
    for number, token in enumerate(tokens):
        if number == own or (token.text == tokens[own].text and _follows(text, tokens, number)):
            evidence = tuple(beside if number == own else follows)
            edit = token.start, token.end, fit.form
            yield Misspelt(token.start, token.end, fit.form, (edit,), evidence, fit.person)


def _follows(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether a word is a name by itself, in no quotation marks, and not said to be another's."""
    start, end = tokens[place].start, tokens[place].end
    if text[start - 1 : start] in _MARKS and text[end : end + 1] in _MARKS:
        return False
    alone = stands_alone(text, tokens, place, place + 1)
    return alone and not is_introduced(text, tokens, place + 1)


def _holder(
    token: Token, office: Office, index: Index, date: str, countries: frozenset[str]
) -> Fit | None:
    """The one holder whose surname is nearly a word; none where a holder is called just so."""
    words = words_of(token.text)
    if len(words) != 1 or len(words[0]) < SHORTEST:
        return None
    held = list(_held(office, index, countries))
    then = [h for h in held if held_at(h.role, date, former=office.former)]
    if office.places and date and len({h.person for h in then}) > _MOST:
        return None
    if any(_is_called(words[0], index.person(h.person), index) for h in held):
        return None
    if not office.places and _is_held_elsewhere(words[0], office, index):
        return None
    fits: dict[int, Fit] = {}
    for holder in then:
        person = index.person(holder.person)
        surname = person.surname or person.name.split(" ")[-1]
        theirs = words_of(surname)  # none where it is a syllable that may be an article: Ul
        if len(theirs) == 1 and (apart := distance(words[0], theirs[0])) <= _NEAR:
            fits.setdefault(holder.person, Fit(person, holder.role, surname, apart))
    if len(fits) != 1:
        return None
    (fit,) = fits.values()
    return fit if fit.person.confirmed else None


def _held(office: Office, index: Index, countries: frozenset[str]) -> Iterator[Holder]:
    """Who held an office; without a place, in the countries that the text speaks of."""
    if office.places:
        yield from office.holders(index)
    elif not office.goals:
        every = index.holders(office.titles, countries)
        yield from (holder for holder in every if not holder.role.to)


def _is_held_elsewhere(surname: str, office: Office, index: Index) -> bool:
    """Whether somebody of just this surname had such an office in a country not spoken of."""
    bearers = {known.person for known in index.known(surname) if known.kind == "surname"}
    return any(
        role.title in office.titles for bearer in bearers for role in index.person(bearer).roles
    )


def _is_called(word: str, person: Person, index: Index) -> bool:
    """Whether a folded word is a surname of a person in an accepted spelling."""
    lasts = {words_of(form)[-1] for form in (*forms(person), person.surname) if words_of(form)}
    return any(
        alternates((word,), (last,)) or is_spelling((word,), (last,), person, index)
        for last in lasts
    )


def _is_shared(
    text: str, tokens: Sequence[Token], place: int, person: Person, index: Index
) -> bool:
    """Whether the text has the same word behind a first name that is not the person's."""
    first = words_of(person.name)[0]
    return any(
        other.key == tokens[place].key
        and one.is_capital
        and is_joint(text, one, other)
        and not (
            is_prefix(one) or index.phrases(one.key) or is_given("".join(words_of(one.text)), first)
        )
        for one, other in pairwise(tokens)
    )
