"""Fit to print? A text's findings weighed against thresholds.

The penalty of a text is 1,000 x (the points of its findings) / (the words of the original), where a
finding counts its severity's multiplier (neutral 0, minor 1, major 5, critical 25) times the weight
of its error type (a tenth for minor punctuation, blanks, formats and style, else 1). The original's
words are counted, so that a repair cannot move its own denominator. It is not an MQM score.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from cleancopy.document import Change, Safety
from cleancopy.language import UNKNOWN, reads_english
from cleancopy.mqm import MQM_TYPES, Severity
from cleancopy.report import Report
from cleancopy.rule import Rule
from cleancopy.thresholds import ANY, Thresholds


class Failure(NamedTuple):
    """A threshold that a text fails, and what a person is told of it: by how much."""

    threshold: str
    says: str


class Judgement(NamedTuple):
    """What came of one text: points, words, and each threshold that makes it unfit."""

    points: float
    words: int
    failures: tuple[Failure, ...]

    @property
    def is_fit(self) -> bool:
        """Whether it may be printed."""
        return not self.failures

    @property
    def penalty(self) -> float:
        """Points per 1,000 words, to two places."""
        return penalty(self.points, self.words)


def penalty(points: float, words: int) -> float:
    """Points per 1,000 words of the original, to two places."""
    return round(1000 * points / max(words, 1), 2)


def rules_of(report: Report) -> Mapping[str, Rule]:
    """The cards that a report was made with, by name, at the levels of its settings."""
    return {rule.name: rule for stage in report.settings.stages for rule in stage.rules}


def severity(change: Change, rules: Mapping[str, Rule]) -> Severity:
    """A finding is as bad as the worst of the rules that had a hand in it."""
    return max(rules[name].severity for name in change.rules)


def points(change: Change, rules: Mapping[str, Rule]) -> float:
    """What a finding counts; a chain of rules is one finding, and counts as its worst."""
    chain = (rules[name] for name in change.rules)
    return max(MQM_TYPES[rule.mqm].points(rule.severity) for rule in chain)


def judge(report: Report, found: Sequence[Change], reviewed: Collection[Change] = ()) -> Judgement:
    """The judgement on a text by those of its findings that were not suppressed.

    `reviewed` are the findings that a person has decided on. Advice counts like a repair: that no
    machine can mend a passage makes it no better to read.
    """
    rules, limits = rules_of(report), report.settings.thresholds
    total = sum(points(change, rules) for change in found)
    words = len(report.original.split())
    left = [change for change in found if change not in reviewed]
    failures = (
        *_too_bad([severity(change, rules) for change in found], limits),
        *_too_many(penalty(total, words), limits),
        *_unreviewed(sum(change.safety is Safety.UNSAFE for change in left), limits),
        *(_language(report, limits) if words else ()),
        *_readability(report, limits),
    )
    return Judgement(total, words, failures)


def _too_bad(found: Sequence[Severity], limits: Thresholds) -> Iterator[Failure]:
    over = [each for each in found if each > limits.max_severity]
    if over:
        says = f"findings over max-severity ({limits.max_severity}): {len(over):,}"
        yield Failure("max-severity", f"{says}, the worst of them {max(over)}")


def _too_many(reached: float, limits: Thresholds) -> Iterator[Failure]:
    if reached > limits.max_penalty:
        says = f"a penalty of {reached:g} per 1,000 words"
        yield _beyond("max-penalty", says, reached, limits.max_penalty)


def _unreviewed(count: int, limits: Thresholds) -> Iterator[Failure]:
    if count > limits.max_unreviewed:
        says = f"unsafe repairs that nobody decided on: {count:,}"
        yield _beyond("max-unreviewed", says, count, limits.max_unreviewed)


def _language(report: Report, limits: Thresholds) -> Iterator[Failure]:
    """In doubt a text passes: too little to go on is no fault of it."""
    wanted = limits.language
    # Common words settle English at once; langdetect takes longer to load than the check takes.
    if wanted == ANY or (wanted == "en" and reads_english(report.original)):
        return
    if report.language.code not in (UNKNOWN, wanted):
        yield Failure("language", f"in {report.language.name}, and language is {wanted}")


def _readability(report: Report, limits: Thresholds) -> Iterator[Failure]:
    """A text passes that is too short for its scores to tell of the writing, or that has none."""
    if not limits.has_band or not report.before.is_reliable:
        return
    scores = report.before.aware
    for name, called, score in (
        ("reading-ease", "a Flesch reading ease", scores.flesch_reading_ease),
        ("grade", "a Flesch-Kincaid grade", scores.flesch_kincaid_grade),
    ):
        if score is not None:
            yield from _outside(name, called, round(score, 1) + 0.0, limits)


def _outside(name: str, called: str, score: float, limits: Thresholds) -> Iterator[Failure]:
    """The bound of a band that a score is beyond."""
    low, high = limits.band(name)
    says = f"{called} of {score:.1f}"
    if low is not None and score < low:
        yield _beyond(f"min-{name}", says, score, low)
    if high is not None and score > high:
        yield _beyond(f"max-{name}", says, score, high)


def _beyond(threshold: str, says: str, reached: float, limit: float) -> Failure:
    side = "over" if reached > limit else "under"
    return Failure(
        threshold, f"{says}, {round(abs(reached - limit), 2):g} {side} {threshold} ({limit:g})"
    )
