"""Suppressions: what was accepted stays accepted, and only that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import example, given
from hypothesis import strategies as st

from cleancopy.decisions.items import items_of
from cleancopy.decisions.outcome import Decision, Verdict
from cleancopy.decisions.record import Reviewed, to_json
from cleancopy.document import Change, Edit, Safety, digest
from cleancopy.findings import Finding, Place, fingerprint
from cleancopy.mqm import Severity
from cleancopy.report import Settings, run
from cleancopy.suppression import Suppressions, read_baseline, to_baseline
from strategies import quick

Call = Callable[..., Result]
PARAGRAPHS = st.lists(
    st.text("ab é“", max_size=9).map(lambda text: f"{text}x{text}"), min_size=1, max_size=6
)


def found(paragraphs: list[str]) -> list[Finding]:
    """Each x is a finding."""
    text, findings = "\n\n".join(paragraphs), []
    for start in (index for index, letter in enumerate(text) if letter == "x"):
        edit = Edit(start, start + 1, "y", "a/b", Safety.SAFE, "An x.")
        change = Change(start, start + 1, "x", "y", (edit,))
        name = fingerprint(text, change)
        place = Place(1, 1), Place(1, 2)
        findings.append(Finding("f", *place, change, True, Severity.MINOR, "grammar", name))
    return findings


@quick
@given(st.data(), PARAGRAPHS)
def test_a_baseline_survives_paragraphs_that_move(data: st.DataObject, texts: list[str]) -> None:
    moved = data.draw(st.permutations(texts))
    held = Suppressions()
    held.known.update(finding.fingerprint for finding in found(texts))
    assert list(held.new("f", found(moved))) == []
    assert held.unused == 0


@quick
@given(PARAGRAPHS)
@example(["axa", "axa"])
def test_one_more_of_the_same_is_new(texts: list[str]) -> None:
    held = Suppressions()
    held.known.update(finding.fingerprint for finding in found(texts))
    assert len(list(held.new("f", found([*texts, texts[0]])))) == 1


@quick
@given(PARAGRAPHS)
def test_a_baseline_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("b") / "baseline.json"
    path.write_text(to_baseline(found(texts)), encoding="utf-8")
    assert read_baseline(path).total() == len(found(texts))
    assert to_baseline(found(texts)) == to_baseline(found(texts)[::-1])


def test_only_what_is_new_fails(cleancopy: Call, cards: str) -> None:
    text = Path("a.txt")
    text.write_text("One qqsafe.\n\nTwo.\n", encoding="utf-8")
    check = ("check", "a.txt", "--rules", cards, "--baseline", "b.json")
    assert cleancopy(*check).exit_code == 2
    assert cleancopy(*check, "--update-baseline").exit_code == 0
    text.write_text("Two.\n\nOne qqsafe.\n", encoding="utf-8")
    assert cleancopy(*check).exit_code == 0
    text.write_text("Two.\n\nOne qqsafe. Another qqsafe.\n", encoding="utf-8")
    done = cleancopy(*check)
    assert done.exit_code == 1
    text.write_text("Two.\n", encoding="utf-8")
    done = cleancopy(*check)
    assert (done.exit_code, done.stderr) == (
        0,
        "suppressions that met no finding: 1; they can go\n",
    )


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": 1, "findings": [3]}', "[" * 9999, '{"format": 1, "findings": 3}',
     '{"format": 1, "findings": [{"fingerprint": "f", "count": true}]}'],
)  # fmt: skip
def test_a_broken_baseline_is_misuse(cleancopy: Call, text: str) -> None:
    Path("a.txt").write_text("Fine.", encoding="utf-8")
    Path("b.json").write_text(text, encoding="utf-8")
    done = cleancopy("check", "a.txt", "--baseline", "b.json")
    assert done.exit_code == 2
    assert done.stderr.startswith("cleancopy: b.json: no baseline (")


def test_a_baseline_is_never_an_input_nor_written_where_a_text_failed(cleancopy: Call) -> None:
    Path("a.txt").write_text("Fine.", encoding="utf-8")
    Path("t.csv").write_text("id\n1\n", encoding="utf-8")
    done = cleancopy("check", "a.txt", "--baseline", "a.txt", "--update-baseline")
    assert (done.exit_code, Path("a.txt").read_text("utf-8")) == (2, "Fine.")
    done = cleancopy("check", "a.txt", "t.csv", "--baseline", "b.json", "--update-baseline")
    assert (done.exit_code, Path("b.json").exists()) == (2, False)


def test_a_rejected_repair_stays_rejected(cleancopy: Call, cards: str) -> None:
    text = "One qqsafe."
    report = run(text, Settings(rules=(Path(cards),)))
    decisions = tuple(Decision(item, Verdict.REJECTED) for item in items_of(report))
    Path("d.json").write_text(to_json([Reviewed("a.txt", digest(text), decisions)]), "utf-8")
    Path("a.txt").write_text(f"A line before it.\n{text}", encoding="utf-8")
    check = ("check", "a.txt", "--rules", cards)
    assert cleancopy(*check).exit_code == 1
    assert cleancopy(*check, "--decisions", "d.json").exit_code == 0
