"""`cleancopy apply`: decisions fall on the text that was reviewed, and on no other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from cleancopy.decisions.items import items_of
from cleancopy.decisions.outcome import Decision, Verdict
from cleancopy.decisions.record import CHANGED, Reviewed, to_json
from cleancopy.document import digest
from cleancopy.report import Report, Settings, run

Call = Callable[..., Result]
Say = Callable[[Decision], Verdict]


def accept(decision: Decision) -> Verdict:
    return Verdict.ACCEPTED


def reject(decision: Decision) -> Verdict:
    return Verdict.REJECTED


def decide(verdict: Say, reports: Iterable[Report]) -> None:
    """Write the decisions file of a reviewer who answers all alike."""
    articles = []
    for report in reports:
        made = (Decision(item) for item in items_of(report))
        decisions = tuple(replace(one, verdict=verdict(one)) for one in made)
        articles.append(Reviewed(report.name, digest(report.original), decisions))
    Path("decisions.json").write_text(to_json(articles))


@pytest.fixture
def review(cards: str) -> Callable[..., None]:
    """Decides on texts, by name, after the pipeline has run on them."""

    def review(verdict: Say, **texts: str) -> None:
        settings = Settings(rules=(Path(cards),))
        names = ((name.replace("__", "."), text) for name, text in texts.items())
        decide(verdict, [run(text, settings, name=name) for name, text in names])

    return review


TEXT = "A qqsafe thing, a qqrisk and a qqlook.\r\n"


@pytest.mark.parametrize(
    ("verdict", "result"),
    [
        (accept, "A sound thing, a daring and a qqlook.\r\n"),
        (reject, TEXT),
        (lambda _: Verdict.OPEN, "A sound thing, a qqrisk and a qqlook.\r\n"),
    ],
)
def test_decisions_are_carried_out(
    cleancopy: Call, review: Callable[..., None], verdict: Say, result: str
) -> None:
    Path("a.txt").write_bytes(TEXT.encode())
    review(verdict, a__txt=TEXT)
    done = cleancopy("apply", "a.txt", "decisions.json", "-o", "b.txt")
    assert done.exit_code == 0, done.stderr
    assert Path("b.txt").read_bytes() == result.encode()
    assert cleancopy("apply", "a.txt", "decisions.json").stdout_bytes == result.encode()


def test_the_line_at_the_end_counts(cleancopy: Call, review: Callable[..., None]) -> None:
    Path("a.txt").write_text("qqsafe")
    review(accept, a__txt="qqsafe")
    result = cleancopy("apply", "a.txt", "decisions.json", "-o", "b.txt")
    assert result.stderr == "a.txt: 1 change in 1 text\n"
    assert not cleancopy("apply", "a.txt", "decisions.json", "-o", "b.txt", "-q").stderr


def test_a_wording_that_a_file_shows_otherwise_is_told(cleancopy: Call, cards: str) -> None:
    Path("a.md").write_text("One thing.\n\nqqsafe things.\n")
    settings = Settings(rules=(Path(cards),))
    report = run("One thing.\n\nqqsafe things.", settings, name="a.md")
    (item,) = items_of(report)
    decided = Decision(item, Verdict.ACCEPTED, ("- sound",))
    Path("decisions.json").write_text(
        to_json([Reviewed("a.md", digest(report.original), (decided,))])
    )
    result = cleancopy("apply", "a.md", "decisions.json", "-o", "b.md")
    assert result.exit_code == 0
    assert "a.md:3: what was decided on is read as markup here; look at it" in result.stderr
    assert Path("b.md").read_text() == "One thing.\n\n- sound things.\n"


def test_another_text_is_refused(cleancopy: Call, review: Callable[..., None]) -> None:
    Path("a.txt").write_text("qqsafe and more")
    review(accept, a__txt="qqsafe")
    result = cleancopy("apply", "a.txt", "decisions.json", "-o", "b.txt")
    assert result.exit_code == 2
    assert result.stderr.startswith("cleancopy: a.txt: changed since it was reviewed; review it")
    assert not Path("b.txt").exists()


def test_overlapping_proposals_are_refused(cleancopy: Call, review: Callable[..., None]) -> None:
    Path("a.txt").write_text("qqrisk")
    review(accept, a__txt="qqrisk")
    data = json.loads(Path("decisions.json").read_text())
    data["articles"][0]["decisions"] *= 2
    Path("decisions.json").write_text(json.dumps(data))
    result = cleancopy("apply", "a.txt", "decisions.json", "--in-place")
    assert result.exit_code == 2
    assert result.stderr == (
        "cleancopy: a.txt: two accepted proposals overlap, at characters 0-6 and 0-6; "
        "reject one of them\n"
    )
    assert Path("a.txt").read_text() == "qqrisk"


def test_a_table_gets_the_texts_that_fit(cleancopy: Call, cards: str) -> None:
    Path("t.csv").write_text("n,text\n1,qqsafe\n2,qqrisk\n3,\n")
    settings = Settings(rules=(Path(cards),))
    decide(accept, [run("qqsafe", settings, name="t.csv:2"), run("no", settings, name="t.csv:3")])
    result = cleancopy("apply", "t.csv", "decisions.json", "-o", "u.csv")
    assert result.exit_code == 1
    assert Path("u.csv").read_text() == "n,text\n1,sound\n2,qqrisk\n3,\n"
    assert result.stderr.splitlines() == [
        f"t.csv:3: {CHANGED}; left as it is",
        "t.csv: 1 change in 1 of 3 texts, 1 left as it is",
    ]


def test_one_text_twice_may_have_two_answers(cleancopy: Call, cards: str) -> None:
    Path("in").mkdir()
    for name in ("a.txt", "b.txt"):
        Path("in", name).write_text("qqsafe")
    settings = Settings(rules=(Path(cards),))
    reports = [run("qqsafe", settings, name=name) for name in ("a.txt", "b.txt")]
    answers = iter([Verdict.ACCEPTED, Verdict.REJECTED])
    decide(lambda _: next(answers), reports)
    assert cleancopy("apply", "in", "decisions.json", "-o", "out").exit_code == 0
    assert [Path("out", name).read_text() for name in ("a.txt", "b.txt")] == ["sound", "qqsafe"]


def test_what_is_no_decisions_file_is_refused(cleancopy: Call) -> None:
    Path("a.txt").write_text("qqsafe")
    for name in ("a.txt", "nothing.json"):
        result = cleancopy("apply", "a.txt", name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert len(result.stderr.splitlines()) == 1
