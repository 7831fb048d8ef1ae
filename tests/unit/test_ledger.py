"""The ledger of a review: nothing that was decided is lost, and nothing written over unseen."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from cleancopy.errors import CleancopyError
from cleancopy.review.ledger import Entry, Ledger, State

YES, NO = State("accepted"), State("rejected")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "batch.review.sqlite"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """A ledger with two articles."""
    made = Ledger(path)
    made.put([entry("a.txt"), entry("b.txt", position=1)])
    yield made
    made.close()


def entry(name: str, sha256: str = "1", position: int = 0, made_by: str = "rules") -> Entry:
    data = {"name": name, "sha256": sha256, "items": [], "text": "\ud800"}
    return Entry(position, made_by, {"name": name}, data)


def test_articles_come_back_as_they_were_put_in(ledger: Ledger) -> None:
    assert [row["name"] for row in ledger.rows()] == ["a.txt", "b.txt"]
    article = ledger.article(1)
    assert article is not None
    assert (article["name"], article["text"], article["decisions"]) == ("a.txt", "\ud800", {})
    assert ledger.article(7) is None


def test_a_decision_is_there_when_the_file_is_opened_again(ledger: Ledger, path: Path) -> None:
    state = State("accepted", [None, "“"], "note", "reviewer", "2026-01-02T03:04:05Z", 900)
    done = ledger.decide(1, "id", 0, state)
    again = Ledger(path)
    assert again.states(1) == {"id": state}
    assert done is not None
    assert again.states(1)["id"].revision == again.revision == done.revision == 1
    assert [row["decided"] for row in again.rows()] == [1, 0]
    again.close()


def test_what_was_opened_again_is_not_decided(ledger: Ledger) -> None:
    ledger.decide(1, "id", 0, YES)
    ledger.decide(1, "id", 1, State())
    assert ledger.rows()[0]["decided"] == 0


def test_nobody_writes_over_what_was_not_seen(ledger: Ledger, path: Path) -> None:
    other = Ledger(path)
    assert ledger.decide(1, "id", 0, YES)
    assert other.decide(1, "id", 0, NO) is None
    assert other.states(1)["id"].decision == "accepted"
    assert other.decide(1, "id", 1, NO)
    assert ledger.states(1)["id"].decision == "rejected"
    other.close()


def test_of_two_browsers_at_once_one_is_told(ledger: Ledger) -> None:
    answers: list[State | None] = []
    items = [f"{number % 20}" for number in range(40)]
    ask = [Thread(target=lambda i=i: answers.append(ledger.decide(1, i, 0, YES))) for i in items]
    for thread in ask:
        thread.start()
    for thread in ask:
        thread.join()
    assert sum(answer is None for answer in answers) == 20
    assert len(ledger.states(1)) == ledger.revision == 20


def test_changes_since_a_revision(ledger: Ledger) -> None:
    ledger.decide(1, "one", 0, YES)
    ledger.decide(2, "two", 0, NO)
    ledger.decide(1, "one", 1, NO)
    found = [(number, item, state.decision) for number, item, state in ledger.changes(1)]
    assert found == [(2, "two", "rejected"), (1, "one", "rejected")]
    assert list(ledger.changes(ledger.revision)) == []


def test_decisions_outlive_a_change_of_the_rules(ledger: Ledger) -> None:
    ledger.decide(1, "id", 0, YES)
    assert ledger.known("rules") == {("a.txt", "1"), ("b.txt", "1")}
    ledger.begin()
    assert ledger.rows() == []
    ledger.put([entry("a.txt", made_by="new rules")])
    ledger.place([(1, "b.txt", "1")])
    assert [(row["number"], row["decided"]) for row in ledger.rows()] == [(1, 1), (2, 0)]
    assert ledger.known("new rules") == {("a.txt", "1")}


def test_another_text_of_that_name_begins_anew_and_the_first_comes_back(ledger: Ledger) -> None:
    ledger.decide(1, "id", 0, YES)
    ledger.begin()
    ledger.put([entry("a.txt", "2")])
    assert [(row["number"], row["decided"]) for row in ledger.rows()] == [(3, 0)]
    assert ledger.forgotten() == ["a.txt"]
    ledger.begin()
    ledger.place([(0, "a.txt", "1")])
    assert [(row["number"], row["decided"]) for row in ledger.rows()] == [(1, 1)]
    assert ledger.forgotten() == []


@pytest.mark.parametrize(
    "data", [b"no database at all, but long enough " * 9, b"SQLite format 3\0"]
)
def test_what_is_no_ledger_is_refused(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(CleancopyError, match=r"no review of ours, or damaged \(.+\); move it away"):
        Ledger(path)
    assert path.read_bytes() == data


def test_the_database_of_another_program_is_refused(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (text TEXT)")
    connection.close()
    with pytest.raises(CleancopyError, match="its format is 0, and only 1 is read"):
        Ledger(path)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(CleancopyError, match="no review of ours, or damaged"):
        Ledger(tmp_path / "nowhere" / "batch.sqlite")
