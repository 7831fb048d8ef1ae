"""Severity and verdict: what a finding counts, and what makes a text unfit to print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleancopy.errors import CardError, CleancopyError
from cleancopy.fitness import Judgement, Thresholds, judge, penalty, rules_of, severity
from cleancopy.mqm import MQM_TYPES, Severity
from cleancopy.report import run
from cleancopy.rule import read_rule
from cleancopy.stages import read_stages

CLEAN = Path(__file__).resolve().parents[3] / "shared" / "bench" / "repair" / "clean.jsonl"
DAMAGED = "The committee met on Monday , and the minister left for the capital afterwards."


def judged(text: str, thresholds: Thresholds = Thresholds()) -> Judgement:
    report = run(text)
    return judge(report, (*report.changes, *report.advice), thresholds)


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


@pytest.mark.parametrize(
    ("thresholds", "reason"),
    [
        (Thresholds(max_penalty=7), "a penalty of 7.14"),
        (Thresholds(max_severity=Severity.NEUTRAL), "a finding of severity minor"),
        (Thresholds(language="fr"), "the language is English, not 'fr'"),
        (Thresholds(grade=(0, 1)), "a Flesch-Kincaid grade of"),
    ],
)
def test_each_threshold_can_say_no(thresholds: Thresholds, reason: str) -> None:
    (said,) = judged(DAMAGED, thresholds).reasons
    assert said.startswith(reason)


def test_advice_counts_and_an_empty_text_is_fit() -> None:
    report = run("They met in a small caf\ufffd near the river and talked about the plan.")
    assert report.advice
    assert judge(report, report.advice).points > 0
    assert judged("").is_fit


@pytest.mark.parametrize("fields", [{"max_penalty": -1}, {"grade": (9, 3)}, {"max_unsafe": -1}])
def test_a_threshold_that_nothing_can_meet_is_refused(fields: dict[str, int]) -> None:
    with pytest.raises(CleancopyError):
        Thresholds(**fields)  # type: ignore[arg-type]


@pytest.mark.skipif(not CLEAN.exists(), reason="the bench is not at hand")
def test_correct_news_is_fit_and_hardly_reported() -> None:
    texts = [json.loads(line)["text"] for line in CLEAN.read_text("utf-8").splitlines()]
    found = [judged(text) for text in texts]
    assert sum(each.is_fit for each in found) >= 0.99 * len(found)
    reports = [run(text) for text in texts]
    changes = [(r, c) for r in reports for c in (*r.changes, *r.advice)]
    assert 1000 * len(changes) < sum(each.words for each in found)
    assert all(severity(c, rules_of(r)) < Severity.MAJOR for r, c in changes)
