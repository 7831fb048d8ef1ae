"""Names that the office beside them proves misspelt, and what follows from that elsewhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleancopy.names.attached import (
    Named,
    all_attached,
    ends_there,
    is_introduced,
    is_prefix,
    stands_alone,
)
from cleancopy.names.entries import Role
from cleancopy.names.evidence import Evidence, Kind, Misspelt
from cleancopy.names.index import Index
from cleancopy.names.near import alternates
from cleancopy.names.roles import Fit, holder_meant, rewritten
from cleancopy.names.tokens import Token, is_joint, tokens_in, tokens_of, words_of

# Near a name these say that its letters matter, or that it stands somewhere to be read.
_SPELLING = frozenset(
    "spelt spelled spells spelling spellings misspelt misspelled misspells misspelling misprint"
    " misprinted typo typos sic letters".split()
)
_SIGNS = frozenset(
    "sign signs banner banners placard placards poster posters leaflet leaflets caption captioned"
    " label labelled labeled plaque plate inscription inscribed invitation card badge ticket cover"
    " headline headlined printed wrote written painted engraved read reads reading".split()
)
_NEARBY = 12  # words
_QUOTED = frozenset(a + b for a in "\"'“‘«" for b in "\"'”’»")


def proved(text: str, index: Index, date: str) -> list[Misspelt]:
    """The names that are misspelt beside an office, and the other mentions of their bearers."""
    tokens = tokens_of(text)
    found: dict[int, Misspelt] = {}
    holders = list(_holders(text, tokens, index, date))
    for named, fit in holders:
        place = text[tokens[named.office.first].start : tokens[named.office.last - 1].end]
        says = f"“{place}” stands {named.how}; the tables have {in_words(fit)}"
        words = tokens[named.first : named.last]
        found[words[0].start] = _misspelt(text, words, fit, says)
    for named, fit in holders:
        written = text[tokens[named.first].start : tokens[named.last - 1].end]
        says = f"follows “{written}”, whose office proves that it is {fit.person.name}"
        for first, last in _mentions(text, tokens, named, fit):
            words = tokens[first:last]
            whole = last - first == named.last - named.first
            form = fit.form if whole else _last_word(fit.form)
            follower = _misspelt(text, words, fit._replace(form=form), says)
            found.setdefault(words[0].start, follower)
    return list(found.values())


def _holders(
    text: str, tokens: Sequence[Token], index: Index, date: str
) -> Iterator[tuple[Named, Fit]]:
    """The names beside an office that are not right as they stand, and whom they mean."""
    for named in all_attached(text, index):
        if _is_spoken_of(text, tokens, named):
            continue
        written = text[tokens[named.first].start : tokens[named.last - 1].end]
        if fit := holder_meant(written, named, index, date):
            yield named, fit._replace(form=_in_letters_of(text, fit))


def _in_letters_of(text: str, fit: Fit) -> str:
    """The form as a text writes it that has no accented letter: Orban, Schroeder."""
    if fit.form.isascii() or any(sign.isalpha() for sign in text if sign > "\x7f"):
        return fit.form
    words = words_of(fit.form)
    for other in fit.person.accepted:
        if other.isascii() and alternates(words, words_of(other)):
            return other
    apart = unicodedata.normalize("NFKD", fit.form)
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return bare if bare.isascii() else fit.form


def _is_spoken_of(text: str, tokens: Sequence[Token], named: Named) -> bool:
    """Whether it is the spelling that is spoken of, or what a sign reads."""
    first = min(named.first, named.office.first)
    last = max(named.last, named.office.last)
    around = {token.key for token in tokens[max(0, first - _NEARBY) : last + _NEARBY]}
    if around & _SPELLING:
        return True
    return bool(around & _SIGNS) and _is_within_quotes(text, tokens[first].start)


def _is_within_quotes(text: str, place: int) -> bool:
    """Whether a mark is open before a place in its line."""
    line = text[text.rfind("\n", 0, place) + 1 : place]
    return line.count('"') % 2 == 1 or any(
        line.rfind(opening) > line.rfind(closing) for opening, closing in ("“”", "‘’", "«»")
    )


def _misspelt(text: str, words: Sequence[Token], fit: Fit, says: str) -> Misspelt:
    edits = tuple(rewritten(words, fit.form))
    evidence = (Evidence(Kind.ROLE, says),)
    return Misspelt(words[0].start, words[-1].end, fit.form, edits, evidence, fit.person)


def in_words(fit: Fit) -> str:
    """Whom the tables have in an office: John Herbst as ambassador to Ukraine, 2003 to 2006."""
    return f"{fit.person.name} as {role_in_words(fit.role)}"


def role_in_words(role: Role) -> str:
    """A role with its place and time."""
    goal = f" to {role.to}" if role.to else ""
    home = f" ({role.of})" if role.of else ""
    if not role.since and not role.until:
        return f"{role.title}{goal}{home}"
    time = f"until {role.until}" if not role.since else f"{role.since} to {role.until or 'now'}"
    return f"{role.title}{goal}{home}, {time}"


def _mentions(
    text: str, tokens: Sequence[Token], named: Named, fit: Fit
) -> Iterator[tuple[int, int]]:
    """Where the same wrong name stands again: whole, or its last word alone if that is wrong."""
    whole = [token.key for token in tokens[named.first : named.last]]
    wrong = words_of(_last_word(fit.form)) != words_of(whole[-1])
    alone = wrong and not _is_shared(text, tokens, whole)
    for last, token in enumerate(tokens, 1):
        if token.key != whole[-1]:
            continue
        first = last - len(whole)
        if first >= 0 and [each.key for each in tokens[first:last]] == whole:
            meant = tokens[first].is_capital and ends_there(text, tokens, last)
        else:
            first = last - 1
            meant = alone and token.is_capital and stands_alone(text, tokens, first, last)
        if meant and _is_meant(text, tokens, first, last):
            yield first, last


def _is_shared(text: str, tokens: Sequence[Token], whole: Sequence[str]) -> bool:
    """Whether somebody with another first name goes by the same last word: Mary Hurst."""
    return any(
        other.key == whole[-1]
        and one.is_capital
        and one.key != whole[-2]
        and is_joint(text, one, other)
        and not is_prefix(one)
        for one, other in pairwise(tokens)
    )


def _is_meant(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a mention is no spelling in quotes, and nothing behind it says that it is another."""
    start, end = tokens[first].start, tokens[last - 1].end
    if text[start - 1 : start] + text[end : end + 1] in _QUOTED:
        return False
    return not is_introduced(text, tokens, last)


def _last_word(form: str) -> str:
    return tokens_in(form)[-1].text
