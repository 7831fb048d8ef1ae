"""Items: what a reviewer decides on, each with the places of the article that it is about."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from cleancopy.document import Change
from cleancopy.report import Report

Bonds = Callable[[Change], Iterable[Hashable]]
_ID_LENGTH = 10  # hex digits: unique in one article, and short enough to read out


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the original, in code points; `new` is None where nothing is proposed."""

    start: int
    end: int
    old: str
    new: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """One decision. A repair is carried out unless it is rejected; advice only if it is accepted.

    Its places are taken together or not at all. `id` says the same of the same proposal in the
    same article, run after run.
    """

    id: str
    is_repair: bool
    safety: str
    rules: tuple[str, ...]
    reasons: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def proposes(self) -> bool:
        """Whether it says how the text might read, in all its places."""
        return all(place.new is not None for place in self.places)


def items_of(report: Report) -> list[Item]:
    """What there is to decide about a finished run, by place in the original."""
    repairs = [_item(changes, is_repair=True) for changes in _tied(report.changes, _bonds)]
    shown = set(report.advice)
    advice = []
    for changes in _tied(dict.fromkeys(report.document.advice), _advice_bonds):
        left = [change for change in changes if change in shown]
        if left:
            # Half of a proposal is none: what was cut away took its partner's sense along, and
            # a repair that came later and reaches beyond cannot be carried out in part.
            halved = len(left) < len(changes) or any(_is_cut(c, report.changes) for c in left)
            advice.append(_item(left, is_repair=False, withheld=halved))
    found = sorted(repairs + advice, key=lambda item: (item.places[0].start, item.places[0].end))
    return list(_told_apart(found))


def _item(changes: Sequence[Change], is_repair: bool, withheld: bool = False) -> Item:
    places = tuple(
        Place(change.start, change.end, change.old, None if withheld else change.new)
        for change in changes
    )
    rules = dict.fromkeys(rule for change in changes for rule in change.rules)
    reasons = dict.fromkeys(edit.reason for change in changes for edit in change.edits)
    safety = str(min(change.safety for change in changes))
    return Item("", is_repair, safety, tuple(rules), tuple(reasons), places)


def _told_apart(items: Iterable[Item]) -> Iterator[Item]:
    """The items with their ids; twins are counted."""
    seen: Counter[str] = Counter()
    for item in items:
        places = [[place.start, place.end, place.new] for place in item.places]
        said = json.dumps([item.is_repair, item.rules, places])
        name = sha256(said.encode()).hexdigest()[:_ID_LENGTH]
        seen[name] += 1
        twin = f"-{seen[name]}" if seen[name] > 1 else ""
        yield replace(item, id=name + twin)


def _is_cut(advice: Change, repairs: Sequence[Change]) -> bool:
    """Whether a repair stands across one of the borders of an advice."""
    for place in (advice.start, advice.end):
        index = bisect_right(repairs, place, key=lambda repair: repair.end)
        if index < len(repairs) and repairs[index].start < place:
            return True
    return False


def _bonds(change: Change) -> Iterator[Hashable]:
    """The decisions of several edits that a repair has a part in."""
    for edit, turn in zip(change.edits, change.turns, strict=True):
        if edit.group:
            yield edit.rule, edit.group, turn


def _advice_bonds(change: Change) -> Iterator[Hashable]:
    for edit in change.edits:
        if edit.group:
            yield edit.rule, edit.group


def _tied(changes: Iterable[Change], bonds: Bonds) -> list[list[Change]]:
    """Changes that share a bond, be it through others, come together; in the order of the first."""
    row = list(changes)
    leaders = list(range(len(row)))

    def leader(index: int) -> int:
        while leaders[index] != index:
            index = leaders[index]
        return index

    first: dict[Hashable, int] = {}
    for index, change in enumerate(row):
        for bond in bonds(change):
            one, other = leader(index), leader(first.setdefault(bond, index))
            leaders[max(one, other)] = min(one, other)
    together: defaultdict[int, list[Change]] = defaultdict(list)
    for index, change in enumerate(row):
        together[leader(index)].append(change)
    return list(together.values())
