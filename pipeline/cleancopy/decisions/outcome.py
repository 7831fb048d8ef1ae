"""The outcome: what the answers of a reviewer make of an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from cleancopy.decisions.items import Item, Place
from cleancopy.document import Change
from cleancopy.errors import CleancopyError


class Verdict(StrEnum):
    """What a reviewer said; an open item is left as the pipeline left it."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Decision:
    """An item with its verdict. `wording` has one entry a place, None where it stays as proposed.

    `reviewer`, `at` (ISO 8601), `ms_on_screen` and `note` are kept as they were given.
    """

    item: Item
    verdict: Verdict = Verdict.OPEN
    wording: tuple[str | None, ...] = ()
    reviewer: str = ""
    at: str = ""
    ms_on_screen: int | None = None
    note: str = ""

    @property
    def is_carried_out(self) -> bool:
        """Whether the text is to read as this item says."""
        if self.item.is_repair:
            return self.verdict is not Verdict.REJECTED
        return self.verdict is Verdict.ACCEPTED

    def changes(self) -> list[Change]:
        """Its places with what they are to read; none for advice that nobody has worded."""
        wording = self.wording or (None,) * len(self.item.places)
        pairs = zip(self.item.places, wording, strict=True)
        return [
            Change(place.start, place.end, place.old, new, ())
            for place, worded in pairs
            if (new := place.new if worded is None else worded) is not None
        ]


def outcome(decisions: Iterable[Decision]) -> list[Change]:
    """The changes of the original that the decisions come to, in order.

    Advice speaks of the text after the repairs: where it is accepted, its wording stands for the
    repairs inside its place too. Raises CleancopyError where two accepted proposals overlap.
    """
    standing = [decision for decision in decisions if decision.is_carried_out]
    advice = _ordered(c for d in standing if not d.item.is_repair for c in d.changes())
    for one, other in pairwise(advice):
        if overlaps(one, other):
            raise CleancopyError(_conflict(one, other))
    repairs = _ordered(c for d in standing if d.item.is_repair for c in d.changes())
    left = _not_in_the_way(repairs, advice)
    # Of two insertions at one place the repair comes first: the advice was given on its text.
    found = sorted((*left, *advice), key=lambda change: (change.start, change.end))
    return [change for change in found if change.old != change.new]


def overlaps(one: Change | Place, other: Change | Place) -> bool:
    """Whether two stretches cannot both be replaced; two insertions at one place have no order."""
    inserts = one.start == one.end == other.start == other.end
    return inserts or (one.start < other.end and other.start < one.end)


def _ordered(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: (change.start, change.end))


def _not_in_the_way(repairs: Sequence[Change], advice: Sequence[Change]) -> list[Change]:
    """The repairs that no accepted advice speaks for; both are in order."""
    left, index = [], 0
    for repair in repairs:
        while index < len(advice) and advice[index].end <= repair.start:
            index += 1
        taken = index < len(advice) and _covers(advice[index], repair)
        left += [] if taken else [repair]
    return left


def _covers(advice: Change, repair: Change) -> bool:
    return repair.start < advice.end and advice.start < repair.end


def _conflict(one: Change, other: Change) -> str:
    both = f"{one.start}-{one.end} and {other.start}-{other.end}"
    return f"two accepted proposals overlap, at characters {both}; reject one of them"
