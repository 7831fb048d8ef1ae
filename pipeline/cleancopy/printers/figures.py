"""The figures of a report as they are printed: before, after, and the difference of the two."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cleancopy.language import UNKNOWN
from cleancopy.report import Report

if TYPE_CHECKING:
    from cleancopy.readability import Formulas, Scores

FORMULAS = {
    "flesch_reading_ease": "Flesch reading ease",
    "flesch_kincaid_grade": "Flesch–Kincaid grade",
    "gunning_fog": "Gunning fog",
    "smog_index": "SMOG",
    "automated_readability_index": "Automated readability",
    "coleman_liau_index": "Coleman–Liau",
    "dale_chall_readability_score": "Dale–Chall",
}
COUNTS = {"aware": "By our count", "textstat": "By textstat’s count"}  # of sentences


class Row(NamedTuple):
    """One figure; 'n/a' where there is none."""

    label: str
    before: str
    after: str
    change: str


def text_rows(report: Report) -> list[Row]:
    """What can be counted without a formula."""
    before, after = report.before, report.after
    return [
        row("Words", before.words, after.words, 0),
        row("Words per sentence", before.mean_sentence, after.mean_sentence),
        row("Longest sentence", before.longest_sentence, after.longest_sentence, 0),
        row("Over 20 words, %", 100 * before.over_20, 100 * after.over_20, 0),
        row("Over 30 words, %", 100 * before.over_30, 100 * after.over_30, 0),
        row("Reading time, min", _minutes(before), _minutes(after)),
    ]


def formula_rows(report: Report, count: str) -> list[Row]:
    """The number of sentences by one of the two COUNTS, and the formulas that rest on it."""
    before, after = report.before, report.after
    number = "textstat_sentences" if count == "textstat" else "sentences"
    first = row("Sentences", getattr(before, number), getattr(after, number), 0)
    old: Formulas = getattr(before, count)
    new: Formulas = getattr(after, count)
    scores = [row(name, getattr(old, key), getattr(new, key)) for key, name in FORMULAS.items()]
    return [first, *scores]


def row(label: str, before: float | None, after: float | None, digits: int = 1) -> Row:
    """A row whose difference is that of the figures as printed, so that a reader can check it."""
    if before is None or after is None:
        return Row(label, _number(before, digits), _number(after, digits), "n/a")
    change = round(after, digits) - round(before, digits)
    shown = _number(change, digits)
    return Row(label, _number(before, digits), _number(after, digits), _signed(shown))


def why_missing(report: Report) -> str:
    """Why a figure is missing or unsure, before and after; empty where all is well."""
    before, after = report.before.note, report.after.note
    if before == after:
        return after
    sides = {"before": before, "after": after}
    return "; ".join(f"{side} the repairs: {note}" for side, note in sides.items() if note)


def verdict(report: Report) -> str:
    """The language in words: 'English (probability 0.99)', 'unknown (no letters)'."""
    language = report.language
    if language.code == UNKNOWN:
        return f"{language.name} ({language.note})"
    note = f"; {language.note}" if language.note else ""
    return f"{language.name} (probability {language.probability:.2f}{note})"


def by_stage(report: Report) -> dict[str, dict[str, int]]:
    """The repairs by stage and by rule, the most frequent first."""
    totals: Counter[str] = Counter()
    for rule, count in report.counts.items():
        totals[stage_of(rule)] += count
    stages: dict[str, dict[str, int]] = {stage: {} for stage in _frequent(totals)}
    for rule, count in _frequent(report.counts).items():
        stages[stage_of(rule)][rule] = count
    return stages


def stage_of(rule: str) -> str:
    """The stage that a rule's name begins with."""
    return rule.partition("/")[0]


def number_of(count: int, one: str, many: str) -> str:
    """A number and its noun: '1 repair', '1,200 repairs'."""
    return f"{count:,} {one if count == 1 else many}"


def _frequent(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _minutes(scores: Scores) -> float | None:
    return None if scores.reading_seconds is None else scores.reading_seconds / 60


def _number(value: float | None, digits: int) -> str:
    """A figure with a minus sign that is one, and no 'minus zero'."""
    if value is None:
        return "n/a"
    return f"{round(value, digits) + 0.0:,.{digits}f}".replace("-", "−")


def _signed(shown: str) -> str:
    if shown.startswith("−") or not shown.strip("0."):
        return shown
    return f"+{shown}"
