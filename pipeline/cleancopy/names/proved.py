"""Names that an office beside them proves misspelt or puts in doubt, and what follows elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from cleancopy.names.attached import Named, all_attached
from cleancopy.names.entries import Role
from cleancopy.names.evidence import Evidence, Kind, Misspelt
from cleancopy.names.followers import mentions_of
from cleancopy.names.index import Index
from cleancopy.names.roles import Fit, holder_meant, in_letters_of, otherwise_romanised, rewritten
from cleancopy.names.spoken_of import is_spoken_of
from cleancopy.names.tokens import Token, tokens_in, tokens_of


def proved(text: str, index: Index, date: str) -> list[Misspelt]:
    """The names that are misspelt beside an office, and the other mentions of their bearers."""
    tokens = tokens_of(text)
    found: dict[int, Misspelt] = {}
    holders = list(_holders(text, index, date, holder_meant))
    for named, fit in holders:
        place = text[tokens[named.office.first].start : tokens[named.office.last - 1].end]
        says = f"“{place}” stands {named.how}; the tables have {in_words(fit)}"
        words = tokens[named.first : named.last]
        found[words[0].start] = _misspelt(text, words, fit, says)
    followed = set[tuple[str, str]]()
    for named, fit in holders:
        written = text[tokens[named.first].start : tokens[named.last - 1].end]
        if (written, fit.form) in followed:
            continue
        followed.add((written, fit.form))
        says = f"follows “{written}”, whose office proves that it is {fit.person.name}"
        for first, last in mentions_of(text, tokens, named, _last_word(fit.form), index):
            words = tokens[first:last]
            whole = last - first == named.last - named.first
            form = fit.form if whole else _last_word(fit.form)
            follower = _misspelt(text, words, fit._replace(form=form), says)
            found.setdefault(words[0].start, follower)
    return list(found.values())


def romanised_otherwise(text: str, index: Index, date: str) -> Iterator[Misspelt]:
    """The names beside an office that may be right, but not as the tables have them."""
    tokens = tokens_of(text)
    for named, fit in _holders(text, index, date, otherwise_romanised):
        says = f"the tables have {in_words(fit)}, and not in this romanisation"
        words = tokens[named.first : named.last]
        yield _misspelt(text, words, fit, says, Kind.ROMANISED)


def _holders(
    text: str, index: Index, date: str, meant: Callable[[str, Named, Index, str], Fit | None]
) -> Iterator[tuple[Named, Fit]]:
    """The names beside an office that are not right as they stand, and whom they mean."""
    tokens = tokens_of(text)
    for named in all_attached(text, index):
        if is_spoken_of(text, tokens, named):
            continue
        written = text[tokens[named.first].start : tokens[named.last - 1].end]
        if fit := meant(written, named, index, date):
            yield named, in_letters_of(text, fit)


def _misspelt(
    text: str, words: Sequence[Token], fit: Fit, says: str, kind: Kind = Kind.ROLE
) -> Misspelt:
    edits = tuple(rewritten(words, fit.form))
    evidence = (Evidence(kind, says),)
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


def _last_word(form: str) -> str:
    return tokens_in(form)[-1].text
