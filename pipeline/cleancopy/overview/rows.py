"""Rows: what an overview keeps of a document. Plain figures, which can cross to another process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from cleancopy.document import Change, Safety
from cleancopy.effects import effects, is_name
from cleancopy.language import UNKNOWN
from cleancopy.readability import Scores
from cleancopy.report import Report

_LONGEST_NAME = 60  # characters; what is longer is no name


class State(StrEnum):
    """What came of a document, from what needs eyes most to what needs none."""

    LEFT = "left"  # it could not be read, repaired or written
    LOOK = "look"  # advice, or a repair that is only probably right
    REPAIRED = "repaired"  # safe repairs and nothing else
    CLEAN = "clean"


@dataclass(frozen=True, slots=True)
class Row:
    """A document: figures and counts, some 1 kB. `why` says why one was left as it is.

    The scores are ours (see readability), None where the text is too short or not English;
    `flesch_surface` is that of the original with nothing but names, marks and blanks put right.
    `repairs`, `looks` count by rule, `names` by 'was → is'. `seconds` differ from run to run.
    """

    name: str
    state: State = State.CLEAN
    why: str = ""
    language: str = UNKNOWN
    words: int = 0
    safe: int = 0
    unsafe: int = 0
    advice: int = 0
    flesch_before: float | None = None
    flesch_surface: float | None = None
    flesch_after: float | None = None
    grade_before: float | None = None
    grade_after: float | None = None
    repairs: Mapping[str, int] = field(default_factory=dict)
    looks: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def changes(self) -> int:
        """All repairs."""
        return self.safe + self.unsafe

    @property
    def damage(self) -> float:
        """Repairs and advice in 1,000 words; 0 where there are no words."""
        return 1000 * (self.changes + self.advice) / self.words if self.words else 0.0

    def to_data(self) -> list[Any]:
        """Its fields in order, in what JSON can hold."""
        return [getattr(self, each.name) for each in fields(self)]

    @classmethod
    def from_data(cls, data: Sequence[Any]) -> Row:
        """The row again."""
        name, state, *others = data
        return cls(name, State(state), *others)


def told(report: Report) -> list[Any]:
    """The row of a finished run, to be sent to another process or kept in a file.

    A mistake of ours in the figures must not cost the text: the row says it.
    """
    try:
        return row_of(report).to_data()
    except Exception as error:
        return Row(report.name, State.LOOK, f"no figures could be made ({error!r:.200})").to_data()


def row_of(report: Report) -> Row:
    """The row of a finished run. Scores the text; rounded, as overviews print no more."""
    unsafe = sum(change.safety < Safety.SAFE for change in report.changes)
    steps = effects(report)
    looks = Counter(rule for advice in report.advice for rule in advice.rules)
    return Row(
        report.name,
        _state(report, unsafe),
        language=report.language.code,
        words=report.after.words,
        safe=len(report.changes) - unsafe,
        unsafe=unsafe,
        advice=len(report.advice),
        flesch_before=_score(steps.before, "flesch_reading_ease"),
        flesch_surface=_score(steps.marks, "flesch_reading_ease"),
        flesch_after=_score(steps.after, "flesch_reading_ease"),
        grade_before=_score(steps.before, "flesch_kincaid_grade"),
        grade_after=_score(steps.after, "flesch_kincaid_grade"),
        repairs=report.counts,
        looks=dict(sorted(looks.items())),
        names=_names(report.original, report.changes),
        seconds=report.seconds,
    )


def left(name: str, why: str) -> Row:
    """The row of a document that was left as it is."""
    return Row(name, State.LEFT, why)


def _state(report: Report, unsafe: int) -> State:
    if report.advice or unsafe:
        return State.LOOK
    return State.REPAIRED if report.changes else State.CLEAN


def _score(scores: Scores, formula: str) -> float | None:
    """A score to one place; None where it would tell of chance, not of the writing."""
    figure: float | None = getattr(scores.aware, formula)
    return None if figure is None or not scores.is_reliable else round(figure, 1) + 0.0


def _names(original: str, changes: Iterable[Change]) -> dict[str, int]:
    """The names that were repaired, written out from word border to word border."""
    found: Counter[str] = Counter()
    for change in changes:
        if is_name(change):
            head, tail = _rest_of_word(original, change)
            old, new = (head + (each or "") + tail for each in (change.old, change.new))
            if max(len(old), len(new)) <= _LONGEST_NAME:
                found[f"{old} → {new}"] += 1
    return dict(sorted(found.items()))


def _rest_of_word(original: str, change: Change) -> tuple[str, str]:
    """What of the same word stands before a change and after it."""
    start, end = change.start, change.end
    while start and original[start - 1].isalpha():
        start -= 1
    while end < len(original) and original[end].isalpha():
        end += 1
    return original[start : change.start], original[change.end : end]
