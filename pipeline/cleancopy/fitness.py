"""Fit to print? A text's findings weighed against thresholds.

The penalty of a text is 1,000 x (the points of its findings) / (the words of the original), where a
finding counts its severity's multiplier (neutral 0, minor 1, major 5, critical 25) times the weight
of its error type (a tenth for minor punctuation, blanks, formats and style, else 1). The original's
words are counted, so that a repair cannot move its own denominator. It is not an MQM score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cleancopy.document import Change, Safety
from cleancopy.errors import CleancopyError
from cleancopy.language import UNKNOWN, reads_english
from cleancopy.mqm import MQM_TYPES, Severity
from cleancopy.report import Report
from cleancopy.rule import Rule
from cleancopy.stages import read_stages


@dataclass(frozen=True)
class Thresholds:
    """What a text may have and still be fit to print.

    `max_penalty` is in points per 1,000 words; `language` a code, '' for any; `grade` the lowest
    and the highest Flesch-Kincaid grade, None for any; `max_unsafe` how many unsafe repairs may
    stand unreviewed, None for any number. Raises CleancopyError for a bound that nothing can meet.
    """

    max_severity: Severity = Severity.MINOR
    max_penalty: float = 20.0
    language: str = "en"
    grade: tuple[float, float] | None = None
    max_unsafe: int | None = 0

    def __post_init__(self) -> None:
        if not self.max_penalty >= 0:
            raise CleancopyError("max_penalty must be 0 or more points per 1,000 words")
        if self.grade is not None and not self.grade[0] <= self.grade[1]:
            raise CleancopyError("the readability band must name the lower grade first")
        if self.max_unsafe is not None and self.max_unsafe < 0:
            raise CleancopyError("max_unsafe must be 0 or more")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came of one text: points, words, and each reason why it is not fit."""

    points: float
    words: int
    reasons: tuple[str, ...]

    @property
    def is_fit(self) -> bool:
        """Whether it may be printed."""
        return not self.reasons

    @property
    def penalty(self) -> float:
        """Points per 1,000 words, to two places."""
        return penalty(self.points, self.words)


def penalty(points: float, words: int) -> float:
    """Points per 1,000 words of the original, to two places."""
    return round(1000 * points / max(words, 1), 2)


def rules_of(report: Report) -> Mapping[str, Rule]:
    """The cards that a report was made with, by name."""
    stages = read_stages(*report.settings.rules)
    return {rule.name: rule for stage in stages for rule in stage.rules}


def severity(change: Change, rules: Mapping[str, Rule]) -> Severity:
    """A finding is as bad as the worst of the rules that had a hand in it."""
    return max(rules[name].severity for name in change.rules)


def points(change: Change, rules: Mapping[str, Rule]) -> float:
    """What a finding counts; a chain of rules is one finding, and counts as its worst."""
    chain = (rules[name] for name in change.rules)
    return max(MQM_TYPES[rule.mqm].points(rule.severity) for rule in chain)


def judge(
    report: Report, found: Sequence[Change], thresholds: Thresholds = Thresholds()
) -> Judgement:
    """The judgement on a text by those of its findings that were not suppressed.

    Advice counts like a repair: that no machine can mend a passage makes it no better to read.
    """
    rules = rules_of(report)
    total = sum(points(change, rules) for change in found)
    words = len(report.original.split())
    reasons = [_too_bad(found, rules, thresholds), _too_many(total, words, thresholds)]
    reasons += [_unreviewed(found, thresholds)]
    if words:
        reasons += [_language(report, thresholds), _readability(report, thresholds)]
    return Judgement(total, words, tuple(reason for reason in reasons if reason))


def _too_bad(found: Sequence[Change], rules: Mapping[str, Rule], most: Thresholds) -> str:
    worst = max((severity(change, rules) for change in found), default=Severity.NEUTRAL)
    if worst <= most.max_severity:
        return ""
    return f"a finding of severity {worst}, at most {most.max_severity} is allowed"


def _too_many(total: float, words: int, most: Thresholds) -> str:
    reached = penalty(total, words)
    if reached <= most.max_penalty:
        return ""
    return f"a penalty of {reached:g} per 1,000 words, at most {most.max_penalty:g} is allowed"


def _unreviewed(found: Sequence[Change], most: Thresholds) -> str:
    count = sum(change.safety is Safety.UNSAFE for change in found)
    if most.max_unsafe is None or count <= most.max_unsafe:
        return ""
    return f"unsafe repairs that nobody reviewed: {count}, at most {most.max_unsafe} are allowed"


def _language(report: Report, most: Thresholds) -> str:
    """In doubt a text passes: too little to go on is no fault of it."""
    # Common words settle English at once; langdetect takes longer to load than the check takes.
    if most.language == "en" and reads_english(report.original):
        return ""
    if not most.language or report.language.code in (UNKNOWN, most.language):
        return ""
    return f"the language is {report.language.name}, not {most.language!r}"


def _readability(report: Report, most: Thresholds) -> str:
    if most.grade is None:
        return ""
    grade = report.before.aware.flesch_kincaid_grade
    if grade is None or most.grade[0] <= grade <= most.grade[1]:
        return ""
    return f"a Flesch-Kincaid grade of {grade:.1f}, not {most.grade[0]:g} to {most.grade[1]:g}"
