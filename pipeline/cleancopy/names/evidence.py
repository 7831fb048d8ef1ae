"""What speaks for another spelling of a name, and how sure that makes it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from cleancopy.names.entries import Person


class Kind(StrEnum):
    """Where evidence comes from; two of one kind are one witness."""

    ROLE = "role"  # an office beside the name, which one person held
    TITLE = "title"  # an office beside a surname alone, whose place or time is not told
    ROMANISED = "romanisation"  # an office, but the name may be right as it is: no witness
    DOCUMENT = "document"  # the same name, spelt otherwise elsewhere in the text
    BATCH = "batch"  # the same in the other texts of the run
    SOURCE = "source"  # the text that this one was translated from
    MISSPELLING = "misspelling"  # a wrong form that the tables list


class Sureness(StrEnum):
    """How sure a misspelling is, in the order of the cards that act on it."""

    PROVED = "proved"  # a role, or two independent witnesses
    ATTESTED = "attested"  # the document or the source alone; the form stands there or in a table
    SUSPECTED = "suspected"  # any other single witness
    DOUBTED = "doubted"  # it may be right as it stands


class Evidence(NamedTuple):
    """One witness for a form of a name, in words that an editor can check."""

    kind: Kind
    says: str


class Misspelt(NamedTuple):
    """A name from `start` to `end` that should read `form`, what speaks for it, and who it is.

    `edits` are the words that differ: start, end, right word.
    """

    start: int
    end: int
    form: str
    edits: tuple[tuple[int, int, str], ...]
    evidence: tuple[Evidence, ...]
    person: Person | None = None

    @property
    def sureness(self) -> Sureness:
        """How sure it is, by the kinds of evidence."""
        kinds = {evidence.kind for evidence in self.evidence} - {Kind.ROMANISED}
        if not kinds:
            return Sureness.DOUBTED
        if Kind.ROLE in kinds or len(kinds) > 1:
            return Sureness.PROVED
        alone = kinds & {Kind.DOCUMENT, Kind.SOURCE}
        return Sureness.ATTESTED if alone else Sureness.SUSPECTED


def joined(found: Iterable[Misspelt]) -> list[Misspelt]:
    """By place, with all the evidence for one form; where two forms are spoken for, neither.

    A role outweighs what other witnesses say.
    """
    names: dict[tuple[int, int, str], Misspelt] = {}
    for name in found:
        for edit in name.edits:
            known = names.get(edit)
            evidence = (*known.evidence, *name.evidence) if known else name.evidence
            names[edit] = (known or name)._replace(evidence=tuple(dict.fromkeys(evidence)))
    several = sorted(dict.fromkeys(names.values()), key=lambda name: name.edits)
    return [name for name in several if not any(_rivals(name, other) for other in several)]


def _rivals(name: Misspelt, other: Misspelt) -> bool:
    """Whether another form is spoken for at a place of this one, by no weaker witnesses."""
    if name.edits == other.edits or not _overlap(name, other):
        return False
    return other.sureness is Sureness.PROVED or name.sureness is not Sureness.PROVED


def _overlap(name: Misspelt, other: Misspelt) -> bool:
    pairs = ((a, b) for a in name.edits for b in other.edits)
    return any(a[0] < b[1] and b[0] < a[1] for a, b in pairs)
