"""Severity and verdict: what a finding counts, and what makes a text unfit to print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cleancopy.document import Change
from cleancopy.errors import CardError, CleancopyError
from cleancopy.fitness import Judgement, judge, penalty, rules_of, severity
from cleancopy.levels import Levels
from cleancopy.mqm import MQM_TYPES, Severity
from cleancopy.report import Settings, run
from cleancopy.rule import read_rule
from cleancopy.stages import read_stages
from cleancopy.thresholds import Thresholds

DAMAGED = "The committee met on Monday , and the minister left for the capital afterwards."


def judged(text: str, thresholds: Thresholds = Thresholds()) -> Judgement:
    report = run(text, Settings(thresholds=thresholds))
    return judge(report, (*report.changes, *report.advice))


def test_minor_punctuation_weighs_a_tenth_and_worse_punctuation_its_whole() -> None:
    comma = MQM_TYPES["punctuation"]
    assert [comma.points(severity) for severity in Severity] == [0, 0.1, 5, 25]
    assert MQM_TYPES["grammar"].points(Severity.MINOR) == 1


def test_a_card_may_say_its_own_severity(tmp_path: Path) -> None:
    card = (
        "title = 'T'\nwhy = 'W'\nsafety = 'safe'\nmqm = 'grammar'\nfind = 'a'\nreplace = 'b'\n"
        "keeps = ['x']\nrepairs = [{ bad = 'a', good = 'b' }]\n"
    )
    path = tmp_path / "05-x" / "y.toml"
    path.parent.mkdir()
    path.write_text(card, encoding="utf-8")
    assert read_rule(path).severity is Severity.MINOR
    path.write_text(card + "severity = 'critical'\n", encoding="utf-8")
    assert read_rule(path).severity is Severity.CRITICAL
    for bad, mend in (("'majr'", "did you mean 'major'?"), ("3", "must be a text in quotes")):
        path.write_text(card + f"severity = {bad}\n", encoding="utf-8")
        with pytest.raises(CardError, match="severity") as caught:
            read_rule(path)
        assert mend in str(caught.value)


def test_every_card_has_a_severity() -> None:
    assert all(rule.severity in Severity for stage in read_stages() for rule in stage.rules)


def test_the_penalty_is_points_per_thousand_words_of_the_original() -> None:
    found = judged(DAMAGED)
    assert (found.points, found.words) == (0.1, 14)
    assert found.penalty == penalty(0.1, 14) == 7.14
    assert found.is_fit


LONG = " ".join(f"{DAMAGED} They came back late." for _ in range(8))
GREEK = "Η επιτροπή συνεδρίασε τη Δευτέρα και ο υπουργός έφυγε μετά για την πρωτεύουσα."


@pytest.mark.parametrize(
    ("text", "thresholds", "says"),
    [
        (
            DAMAGED,
            {"max_penalty": 7},
            "a penalty of 7.14 per 1,000 words, 0.14 over max-penalty (7)",
        ),
        (
            DAMAGED,
            {"max_severity": Severity.NEUTRAL},
            "findings over max-severity (neutral): 1, the worst of them minor",
        ),
        (DAMAGED, {"language": "fr"}, "in English, and language is fr"),
        (GREEK, {}, "in Greek, and language is en"),
        (LONG, {"max_grade": 1}, "a Flesch-Kincaid grade of 5.8, 4.8 over max-grade (1)"),
        (LONG, {"min_grade": 90}, "a Flesch-Kincaid grade of 5.8, 84.2 under min-grade (90)"),
        (
            LONG,
            {"min_reading_ease": 80.5},
            "a Flesch reading ease of 68.8, 11.7 under min-reading-ease (80.5)",
        ),
        (
            LONG,
            {"max_reading_ease": 3},
            "a Flesch reading ease of 68.8, 65.8 over max-reading-ease (3)",
        ),
    ],
)
def test_each_threshold_can_say_no_and_says_by_how_much(
    text: str, thresholds: dict[str, Any], says: str
) -> None:
    (failure,) = judged(text, Thresholds(**thresholds)).failures
    assert failure.says == says
    assert failure.threshold in says


@pytest.mark.parametrize(
    ("text", "thresholds"),
    [
        (GREEK, Thresholds(language="any", max_grade=0)),  # a score is for English alone
        (DAMAGED, Thresholds(max_grade=0)),  # and tells nothing of a sentence or two
        (LONG, Thresholds(max_penalty=6.25, min_grade=5.8, max_grade=5.8)),
    ],
)
def test_what_keeps_within_the_thresholds_is_fit(text: str, thresholds: Thresholds) -> None:
    assert judged(text, thresholds).is_fit


def test_unsafe_repairs_wait_for_a_person(cards: str) -> None:
    report = run("A qqrisk, a qqrisk, a qqsafe.", Settings(rules=(Path(cards),)))
    one, other = report.advice
    found = (*report.changes, one, other)

    def failed(*reviewed: Change) -> list[str]:
        return [f.says for f in judge(report, found, reviewed).failures if "unsafe" in f.says]

    nobody = "unsafe repairs that nobody decided on"
    assert failed() == [f"{nobody}: 2, 2 over max-unreviewed (0)"]
    assert failed(one) == [f"{nobody}: 1, 1 over max-unreviewed (0)"]
    assert failed(one, other) == []


RULE = "punctuation/space-before-mark"


@pytest.mark.parametrize(
    ("said", "worst"),
    [
        ((), Severity.MINOR),
        ((("punctuation", Severity.MAJOR),), Severity.MAJOR),
        (((RULE, Severity.CRITICAL), ("punctuation", Severity.NEUTRAL)), Severity.CRITICAL),
    ],
)
def test_a_desk_may_hold_a_rule_for_worse(said: tuple[Any, ...], worst: Severity) -> None:
    report = run(DAMAGED, Settings(levels=Levels(severity=said)))
    (change,) = report.changes
    assert severity(change, rules_of(report)) is worst


def test_advice_counts_and_an_empty_text_is_fit() -> None:
    report = run("They met in a small caf\ufffd near the river and talked about the plan.")
    assert report.advice
    assert judge(report, report.advice).points > 0
    assert judged("").is_fit


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"max_penalty": -1}, "max-penalty must be 0 or more"),
        ({"max_penalty": float("nan")}, "max-penalty must be 0 or more"),
        ({"max_unreviewed": -1}, "max-unreviewed must be 0 or more"),
        ({"min_grade": 9, "max_grade": 3}, "min-grade is 9 and max-grade is 3: no text can be"),
        ({"min_reading_ease": 60, "max_reading_ease": 59.5}, "no text can be between them"),
    ],
)
def test_a_threshold_that_nothing_can_meet_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(CleancopyError, match=message):
        Thresholds(**fields)
