"""What the rows of a batch add up to: counts by state, stage, rule and language, and scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median, quantiles
from typing import NamedTuple

from cleancopy.overview.rows import Row, State
from cleancopy.readability import SHORT_WORDS

MOST = 10  # documents or names in a list of the worst


class Counted(NamedTuple):
    """A rule or a name, how often it was met, and in how many documents."""

    name: str
    times: int
    documents: int


class Spread(NamedTuple):
    """Half of the documents lie between `low` and `high`."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Overview:
    """The rows of a batch, in the order in which it was worked on, and what they add up to.

    `timed` says that the seconds are to be shown. They differ from run to run, so without it the
    same input gives the same bytes.
    """

    rows: tuple[Row, ...]
    timed: bool = False

    @cached_property
    def states(self) -> dict[State, int]:
        """The documents in each state."""
        counts = Counter(row.state for row in self.rows)
        return {state: counts[state] for state in State}

    @cached_property
    def repairs(self) -> tuple[Counted, ...]:
        """The rules with repairs, the most frequent first."""
        return _rules(row.repairs.items() for row in self.rows)

    @cached_property
    def looks(self) -> tuple[Counted, ...]:
        """The rules with advice, the most frequent first."""
        return _rules(row.looks.items() for row in self.rows)

    @cached_property
    def stages(self) -> dict[str, tuple[Counted, ...]]:
        """The rules with repairs by stage, the stage with most first."""
        stages: dict[str, tuple[Counted, ...]] = {}
        for rule in self.repairs:
            stage = rule.name.partition("/")[0]
            stages[stage] = (*stages.get(stage, ()), rule)
        return dict(sorted(stages.items(), key=lambda item: (-_sum(item[1]), item[0])))

    @cached_property
    def languages(self) -> dict[str, int]:
        """The documents in each language, by code, the most frequent first."""
        found = Counter(row.language for row in self.rows if row.state is not State.LEFT)
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    @cached_property
    def names(self) -> tuple[Counted, ...]:
        """The names that were repaired, 'was → is', the most frequent first."""
        return _rules(row.names.items() for row in self.rows)

    @property
    def words(self) -> int:
        """The words of all repaired texts."""
        return sum(row.words for row in self.rows)

    @property
    def changes(self) -> int:
        """The repairs in all of them."""
        return sum(row.changes for row in self.rows)

    @property
    def unsafe(self) -> int:
        """Those of them that are only probably right."""
        return sum(row.unsafe for row in self.rows)

    @property
    def advice(self) -> int:
        """The passages to look at."""
        return sum(row.advice for row in self.rows)

    @cached_property
    def queue(self) -> tuple[Row, ...]:
        """The rows, those first that need eyes most."""
        order = list(State)
        return tuple(
            sorted(
                self.rows,
                key=lambda row: (
                    order.index(row.state), -row.advice - row.unsafe, -row.changes, row.name,
                ),
            )
        )  # fmt: skip

    @property
    def most_damaged(self) -> list[Row]:
        """The documents with most repairs and advice in 1,000 words; short ones tell of chance."""
        long = (row for row in self.rows if row.words >= SHORT_WORDS and row.damage)
        return _first(long, lambda row: row.damage)

    @property
    def slowest(self) -> list[Row]:
        """The documents that took longest."""
        return _first((row for row in self.rows if row.seconds), lambda row: row.seconds)

    def scored(self, *keys: str) -> list[tuple[float, ...]]:
        """The figures under these names of all documents that have all of them."""
        found = (tuple(getattr(row, key) for key in keys) for row in self.rows)
        return [figures for figures in found if None not in figures]


def spread(figures: Sequence[float]) -> Spread | None:
    """The quartiles; None where there is nothing."""
    if not figures:
        return None
    if len(figures) == 1:
        return Spread(figures[0], figures[0], figures[0])
    low, _, high = quantiles(figures, n=4, method="inclusive")
    return Spread(low, median(figures), high)


def _rules(counted: Iterable[Iterable[tuple[str, int]]]) -> tuple[Counted, ...]:
    counts, documents = Counter[str](), Counter[str]()
    for each in counted:
        for name, count in each:
            counts[name] += count
            documents[name] += 1
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    return tuple(Counted(name, counts[name], documents[name]) for name in ordered)


def _sum(rules: Iterable[Counted]) -> int:
    return sum(rule.times for rule in rules)


def _first(rows: Iterable[Row], key: Callable[[Row], float]) -> list[Row]:
    return sorted(rows, key=lambda row: (-key(row), row.name))[:MOST]
