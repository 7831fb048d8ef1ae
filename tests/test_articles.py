"""Whole articles: damage is repaired, correct text stays byte for byte, a second run rests."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from cleancopy import Report, clean
from cleancopy.document import repaired, restored

ARTICLES = Path(__file__).parent / "articles"
DAMAGED = sorted((ARTICLES / "damaged").glob("*.txt"))
CORRECT = sorted((ARTICLES / "clean").glob("*.txt"))
FOREIGN = sorted((ARTICLES / "foreign").glob("*.txt"))
UNREACHED = sorted((ARTICLES / "known-failures").glob("*.toml"))


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def expectations(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))


def entries(paths: list[Path], kind: str) -> list[Any]:
    return [
        pytest.param(path.stem, entry, id=f"{path.stem}-{kind}-{number}")
        for path in paths
        for number, entry in enumerate(expectations(path).get(kind, []))
    ]


def report_on(stem: str) -> Report:
    return clean(read(ARTICLES / "damaged" / f"{stem}.txt"))


def is_repaired(text: str, entry: dict[str, Any]) -> bool:
    return entry["find"] not in text and any(form in text for form in entry["becomes"])


@pytest.mark.parametrize(("stem", "entry"), entries(DAMAGED, "repairs"))
def test_damage_is_repaired(stem: str, entry: dict[str, Any]) -> None:
    report = report_on(stem)
    assert report.original.count(entry["find"]) == 1
    assert is_repaired(report.text, entry)


@pytest.mark.xfail(reason="not reached yet")
@pytest.mark.parametrize(("stem", "entry"), entries(UNREACHED, "repairs"))
def test_damage_is_not_repaired_yet(stem: str, entry: dict[str, Any]) -> None:
    assert is_repaired(report_on(stem).text, entry)


@pytest.mark.parametrize(("stem", "entry"), entries(DAMAGED, "advice"))
def test_what_only_a_person_can_repair_stays(stem: str, entry: dict[str, Any]) -> None:
    report = report_on(stem)
    assert entry["find"] in report.original
    assert entry["find"] in report.text


@pytest.mark.parametrize("path", DAMAGED, ids=lambda path: path.stem)
def test_the_traps_of_a_damaged_article_stay(path: Path) -> None:
    text = report_on(path.stem).text
    assert [span for span in expectations(path)["keeps"] if span not in text] == []


@pytest.mark.parametrize("path", [*CORRECT, *FOREIGN], ids=lambda path: path.stem)
@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_correct_text_comes_out_as_it_is(path: Path, unsafe: bool) -> None:
    report = clean(read(path), unsafe=unsafe)
    assert report.changes == ()
    assert report.text == read(path)


@pytest.mark.parametrize("path", DAMAGED, ids=lambda path: path.stem)
@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_a_second_run_changes_nothing(path: Path, unsafe: bool) -> None:
    once = clean(read(path), unsafe=unsafe).text
    assert clean(once, unsafe=unsafe).changes == ()


@pytest.mark.parametrize("path", DAMAGED, ids=lambda path: path.stem)
def test_every_change_can_be_made_again_and_taken_back(path: Path) -> None:
    report = report_on(path.stem)
    assert repaired(report.original, report.changes) == report.text
    assert restored(report.text, report.changes) == report.original


def test_there_are_articles_enough() -> None:
    assert len(DAMAGED) >= 12
    assert len(CORRECT) >= 12
