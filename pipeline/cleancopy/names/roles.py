"""The evidence of a role: the office beside a name had one holder who is called nearly so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleancopy.names.attached import Named
from cleancopy.names.entries import Person, Role, before
from cleancopy.names.index import Index
from cleancopy.names.near import alike, alternates, has_slip
from cleancopy.names.romanisation import heard, is_unenglish, romanised
from cleancopy.names.tokens import Token, counts, tokens_in, words_of

_SLACK = 1  # years that a date may be off
_EAST_SLAVIC = frozenset(("Russia", "Ukraine", "Belarus"))


class Fit(NamedTuple):
    """A person whose name is within reach of a written one, in the form that is nearest to it."""

    person: Person
    role: Role
    form: str
    apart: float


def holder_meant(written: str, named: Named, index: Index, date: str) -> Fit | None:
    """The one holder of the office who may be meant by a name that is not right as it stands."""
    fit = _only_fit(written, named, index, date)
    return fit if fit and fit.apart > 0 else None


def otherwise_romanised(written: str, named: Named, index: Index, date: str) -> Fit | None:
    """The one holder of the office whose name the tables know in other romanisations only."""
    fit = _only_fit(written, named, index, date)
    if fit is None or fit.apart > 0:
        return None
    lasts = {word for form in forms(fit.person) for word in words_of(form)[-1:]}
    return None if words_of(written)[-1] in lasts else fit


@lru_cache(maxsize=64)  # two kinds of evidence ask for one name
def _only_fit(written: str, named: Named, index: Index, date: str) -> Fit | None:
    """The one holder of the office who is called nearly so, if the name is not another's."""
    if index.is_right(written):
        return None
    words = words_of(written)
    if len(words) < 2 or any(len(words_of(token.text)) > 1 for token in tokens_in(written)):
        return None  # the second is no name: John6Hurst
    fits: dict[int, Fit] = {}
    for holder in named.office.holders(index):
        if not held_at(holder.role, date, former=named.office.former):
            continue
        person = index.person(holder.person)
        if holder.person not in fits and (fit := _fit(words, person, holder.role, index)):
            fits[holder.person] = fit
    if len(fits) != 1:
        return None
    (fit,) = fits.values()
    return fit if fit.person.confirmed else None


def _fit(words: Sequence[str], person: Person, role: Role, index: Index) -> Fit | None:
    """How near a person's nearest form is; 0 for an accepted one, None out of reach.

    A surname that is right is held against the forms with that surname alone: whether the first
    name is the person's, no other spelling of the surname may decide.
    """
    best: Fit | None = None
    spellings = [(form, words_of(form)) for form in forms(person)]
    same = [pair for pair in spellings if pair[1][-1:] == words[-1:]]
    for form, known in same or spellings:
        apart = alike(words, known)
        if apart is None and heard(words, known) and "China" in homes(person):
            apart = 0.0
        if apart is None:
            continue
        if _is_same(words, known, person, index):
            return Fit(person, role, form, 0.0)
        changed = sum(a != b for a, b in zip(words, known, strict=True))
        fit = Fit(person, role, form, changed + apart if changed else 0.0)
        if best is None or fit.apart < best.apart:
            best = fit
    return best


def _is_same(words: Sequence[str], known: Sequence[str], person: Person, index: Index) -> bool:
    """Whether a form is right as it stands."""
    slips = not is_romanised(person, index) and any(map(has_slip, words[:-1], known[:-1]))
    return is_spelling(words, known, person, index) and not slips


def is_spelling(words: Sequence[str], known: Sequence[str], person: Person, index: Index) -> bool:
    """Whether a person's name may be written so: as one of several romanisations, if it has any."""
    if not is_romanised(person, index):
        return alternates(words, known)
    if not _EAST_SLAVIC.isdisjoint(homes(person)) and is_unenglish(words[-1], known[-1]):
        return False
    return romanised(words, known)


def in_letters_of(text: str, fit: Fit) -> Fit:
    """The form as a text writes it that has no accented letter: Orban, Schroeder."""
    if fit.form.isascii() or any(sign.isalpha() for sign in text if sign > "\x7f"):
        return fit
    words = words_of(fit.form)
    for name in fit.person.accepted:
        for other in (name, name.rpartition(" ")[2]):
            theirs = words_of(other)
            if other.isascii() and len(theirs) == len(words) and alternates(words, theirs):
                return fit._replace(form=other)
    apart = unicodedata.normalize("NFKD", fit.form)
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return fit._replace(form=bare) if bare.isascii() else fit


def forms(person: Person) -> Iterator[str]:
    """The right spellings of a person's name, that of the table first."""
    yield person.name
    yield from person.accepted


def is_romanised(person: Person, index: Index) -> bool:
    """Whether the name comes from another script, so that it has several spellings in ours."""
    return not index.romanised.isdisjoint(homes(person))


def homes(person: Person) -> set[str]:
    """The countries whose offices a person held, as far as the office names its country."""
    return {role.of.rpartition(" of ")[2] for role in person.roles}


def held_at(role: Role, date: str, *, former: bool) -> bool:
    """Whether a role may have been held, or if it is a former one may be over, at a date."""
    if not date:
        return True
    year = int(date[:4])
    begun = before(role.since, str(year + _SLACK), same=True)
    if former:
        return begun
    return begun and before(str(year - _SLACK), role.until, same=True)


def rewritten(tokens: Sequence[Token], form: str) -> Iterable[tuple[int, int, str]]:
    """The edits that make the words of a name those of a form; both have as many that count."""
    own = [token for token in tokens if any(map(counts, words_of(token.text)))]
    theirs = [token for token in tokens_in(form) if any(map(counts, words_of(token.text)))]
    for token, new in zip(own, theirs, strict=True):
        if not alternates(words_of(token.text), words_of(new.text)):
            yield token.start, token.end, _written_like(token.text, new.text)


def _written_like(old: str, new: str) -> str:
    """A word as its forerunner stood: all in capitals, or small as in Kim Jong-un."""
    if old.isupper() and len(old) > 2:
        return new.upper()
    return new.lower() if old.islower() else new
