"""Thresholds and severities as options and configurations set them, and what `check` says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from cleancopy.decisions.items import items_of
from cleancopy.decisions.outcome import Decision, Verdict
from cleancopy.decisions.record import Reviewed, to_json
from cleancopy.document import digest
from cleancopy.report import Settings, run
from desk import put

pytestmark = pytest.mark.usefixtures("configurations_anew")
Call = Callable[..., Result]
TEXT = (
    "The minister said on Tuesday , after a long day of talks, that the work would go on "
    "next week if all who take part in it agree to the new terms of the committee.\n"
)
SOUND = TEXT.replace(" ,", ",")
GERMAN = (
    "Der Minister sagte am Dienstag, dass die Arbeit in der kommenden Woche weitergehen werde, "
    "wenn alle Beteiligten den neuen Bedingungen zustimmten.\n"
)


def reasons(result: Result) -> list[str]:
    """Why texts are not fit, one line each."""
    return [line.partition(": not fit: ")[2] for line in result.stdout.splitlines()
            if ": not fit: " in line]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (
            ("--max-penalty", "2.5"),
            "a penalty of 2.86 per 1,000 words, 0.36 over max-penalty (2.5)",
        ),
        (
            ("--max-severity", "neutral"),
            "findings over max-severity (neutral): 1, the worst of them minor",
        ),
        (("--language", "de"), "in English, and language is de"),
    ],
)
def test_an_option_is_stricter_than_the_configuration(
    cleancopy: Call, options: tuple[str, str], why: str
) -> None:
    put("a.txt", TEXT)
    put("cleancopy.toml", "[thresholds]\nmax-penalty = 30\nlanguage = 'any'\n")
    assert cleancopy("check", "a.txt").exit_code == 0
    result = cleancopy("check", "a.txt", *options)
    assert (result.exit_code, reasons(result)) == (1, [why])
    option, _ = options
    assert result.stdout.endswith(f": not fit to print ({option.removeprefix('--')})\n")


def test_readability_has_a_band(cleancopy: Call) -> None:
    put("a.txt", SOUND * 5)
    assert cleancopy("check", "a.txt").exit_code == 0
    found = cleancopy("check", "a.txt", "--min-reading-ease", "80", "--max-grade", "5.5")
    ease, grade = reasons(found)
    assert ease.endswith(" under min-reading-ease (80)")
    assert grade.endswith(" over max-grade (5.5)")
    assert cleancopy("check", "a.txt", "--max-reading-ease", "9").exit_code == 1
    assert cleancopy("check", "a.txt", "--min-grade", "40").exit_code == 1
    assert cleancopy("check", "a.txt", "--min-grade", "4", "--max-grade", "3").exit_code == 2


@pytest.mark.parametrize(
    ("options", "mend"),
    [
        (("--language", "eng"), "--language: no language 'eng'; did you mean 'en'?"),
        (("--max-severity", "mild"), "'mild' is not one of 'neutral', 'minor'"),
        (("--max-penalty", "-1"), "-1.0 is not in the range x>=0"),
        (("--max-penalty", "nan"), "max-penalty must be 0 or more"),
        (("--max-unreviewed", "1.5"), "'1.5' is not a valid integer range"),
    ],
)
def test_a_limit_that_is_none_is_misuse(
    cleancopy: Call, options: tuple[str, str], mend: str
) -> None:
    put("a.txt", TEXT)
    result = cleancopy("check", "a.txt", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert mend in result.stderr
    assert result.stderr.count("\n") == 1


def test_limits_hold_for_some_paths_and_some_languages(cleancopy: Call) -> None:
    put("cleancopy.toml", "[[overrides]]\npaths = 'strict/'\nthresholds.max-penalty = 1\n"
        "[[overrides]]\nlanguages = 'de'\nthresholds.language = 'de'\n")  # fmt: skip
    put("a/strict/a.txt", TEXT)
    put("a/lax/a.txt", TEXT)
    put("a/lax/b.txt", GERMAN)
    (why,) = reasons(cleancopy("check", "a"))
    assert why.endswith(" over max-penalty (1)")
    assert "in German, and language is en" in cleancopy("check", "a", "--no-config").stdout


@pytest.mark.parametrize("name", ["punctuation", "punctuation/space-before-mark"])
def test_a_severity_is_changed(cleancopy: Call, name: str) -> None:
    put("a.txt", TEXT)
    put("cleancopy.toml", f"[severity]\n'{name}' = 'major'\n")
    assert reasons(cleancopy("check", "a.txt")) == [
        "findings over max-severity (minor): 1, the worst of them major",
        "a penalty of 142.86 per 1,000 words, 122.86 over max-penalty (20)",
    ]
    assert '"severity": "major"' in cleancopy("check", "a.txt", "--format", "json").stdout


def test_a_severity_is_changed_for_some_paths(cleancopy: Call) -> None:
    put("cleancopy.toml", "[[overrides]]\npaths = 'b.txt'\nseverity.punctuation = 'neutral'\n")
    put("a.txt", TEXT)
    put("b.txt", TEXT)
    both = cleancopy("check", "a.txt", "b.txt", "--max-severity", "neutral")
    assert "a.txt: not fit: " in both.stdout
    assert "b.txt: not fit: " not in both.stdout


def test_what_a_review_accepted_waits_for_nobody(cleancopy: Call, cards: str) -> None:
    text = "A qqrisk, then a qqrisk."
    put("a.txt", text)
    check = ("check", "a.txt", "--rules", cards, "--max-penalty", "1000")
    wait = "unsafe repairs that nobody decided on: {}, {} over max-unreviewed (0)"
    assert reasons(cleancopy(*check)) == [wait.format(2, 2)]
    assert cleancopy(*check, "--max-unreviewed", "2").exit_code == 0
    settings = Settings(rules=(Path(cards),))
    one, other = [item for item in items_of(run(text, settings)) if item.safety == "unsafe"]
    for verdicts, left in (
        ((Verdict.OPEN, Verdict.OPEN), 2),
        ((Verdict.ACCEPTED, Verdict.OPEN), 1),
        ((Verdict.ACCEPTED, Verdict.REJECTED), 0),
    ):
        pairs = zip((one, other), verdicts, strict=True)
        decisions = tuple(Decision(item, verdict) for item, verdict in pairs)
        put("d.json", to_json([Reviewed("a.txt", digest(text), decisions)]))
        result = cleancopy(*check, "--decisions", "d.json")
        assert reasons(result) == ([wait.format(left, left)] if left else [])


def test_many_texts_that_fail_are_counted(cleancopy: Call, cards: str) -> None:
    put("t.csv", "text\n" + "A qqsafe\n" * 30)
    result = cleancopy("check", "t.csv", "--rules", cards)
    assert len(reasons(result)) == 20
    assert "\nt.csv: 10 texts more not fit\n30 findings in 30 texts" in result.stdout
