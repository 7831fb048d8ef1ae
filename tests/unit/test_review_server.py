"""The review server: what it takes, what it turns away, what it gives back."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from cleancopy.decisions.outcome import outcome
from cleancopy.decisions.record import parsed
from cleancopy.document import repaired
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.plan import planned
from cleancopy.report import Report, Settings
from cleancopy.review.intake import ledger_path, take_in
from cleancopy.review.ledger import Ledger
from cleancopy.review.server import LARGEST, Review, application
from reviewing import told

HOST = "127.0.0.1:8000"
TOKEN = "token"
BASE = f"/t/{TOKEN}/"


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of three texts, in which there is something to decide."""
    monkeypatch.chdir(tmp_path)
    folder = Path("in")
    folder.mkdir()
    for name, text in (("a", "A qqsafe thing."), ("b", "qqrisk and qqsafe"), ("c", " \n")):
        (folder / f"{name}.txt").write_text(text)
    return folder


@pytest.fixture
def review(batch: Path, cards: str) -> Iterator[Review]:
    """A review of the batch."""
    plan, ledger = planned([str(batch)]), Ledger(ledger_path([str(batch)]))
    settings = Settings(rules=(Path(cards),))
    take_in(ledger, plan.inputs, Wanted(), settings, told, lambda message: None)
    yield Review("<title>Review</title>", "key", ledger, plan.inputs, Wanted())
    ledger.close()


@pytest.fixture
def browser(review: Review) -> TestClient:
    """A browser that has the token."""
    app = application(review, TOKEN, (HOST,))
    return TestClient(app, base_url=f"http://{HOST}", raise_server_exceptions=False)


def put(browser: TestClient, number: int, item: str, **body: Any) -> Any:
    """Decide on an item."""
    return browser.put(f"{BASE}api/articles/{number}/decisions/{item}", json=body)


def item_of(browser: TestClient, number: int, index: int = 0) -> str:
    """The id of an item."""
    return str(browser.get(f"{BASE}api/articles/{number}").json()["items"][index]["id"])


def test_the_page_and_the_queue(browser: TestClient) -> None:
    assert browser.get(BASE).text == "<title>Review</title>"
    queue = browser.get(f"{BASE}api/queue").json()
    assert [row["name"] for row in queue["articles"]] == ["a.txt", "b.txt"]
    assert (queue["batch"], queue["revision"]) == ("key", 0)


@pytest.mark.parametrize(
    ("path", "headers", "code"),
    [
        ("/", {}, 404),
        ("/t/other/", {}, 404),
        ("/t//", {}, 404),
        ("/t/token", {"follow": "no"}, 307),
        ("/t/tökén/", {}, 404),
        (BASE, {"host": "evil.example"}, 403),
        (BASE, {"host": f"evil.example:{8000}"}, 403),
        (BASE, {"origin": "http://evil.example"}, 403),
        (BASE, {"origin": "null"}, 403),
        (BASE, {"origin": f"http://{HOST}"}, 200),
        (f"{BASE}api/articles/99", {}, 404),
        (f"{BASE}api/articles/-1", {}, 404),
        (f"{BASE}api/articles/%2e%2e%2f%2e%2e%2fetc%2fpasswd", {}, 404),
        (f"{BASE}../../etc/passwd", {}, 404),
        (f"{BASE}in/a.txt", {}, 404),
        (f"{BASE}api/changes?since=x", {}, 400),
        (f"{BASE}api/changes?since=99999999999999999999", {}, 400),
    ],
)
def test_what_is_turned_away(
    browser: TestClient, path: str, headers: dict[str, str], code: int
) -> None:
    answer = browser.get(path, headers=headers, follow_redirects=False)
    assert answer.status_code == code
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    if code in (403, 404, 400) and "json" in answer.headers["content-type"]:
        assert set(answer.json()) == {"error"}


def test_a_decision_is_kept_and_told_to_others(browser: TestClient) -> None:
    item = item_of(browser, 0)
    answer = put(browser, 0, item, decision="accepted", wording=["good"], reviewer="R", revision=0)
    assert answer.status_code == 200
    assert answer.json()["revision"] == 1
    (change,) = browser.get(f"{BASE}api/changes?since=0").json()["changes"]
    assert (change["article"], change["item"]) == (0, item)
    assert change["state"]["wording"] == ["good"]
    assert change["state"]["decided_at"].endswith("Z")
    assert browser.get(f"{BASE}api/articles/0").json()["decisions"][item] == change["state"]
    assert browser.get(f"{BASE}api/queue").json()["articles"][0]["decided"] == 1


def test_of_two_browsers_the_second_is_shown_what_the_first_decided(browser: TestClient) -> None:
    item = item_of(browser, 0)
    assert put(browser, 0, item, decision="accepted", revision=0).status_code == 200
    answer = put(browser, 0, item, decision="rejected", revision=0)
    assert answer.status_code == 409
    state = answer.json()["state"]
    assert (state["decision"], state["revision"]) == ("accepted", 1)
    assert put(browser, 0, item, decision="rejected", revision=1).status_code == 200


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, 400),
        ({"decision": "maybe"}, 400),
        ({"decision": ["accepted"]}, 400),
        ({"decision": "accepted", "wording": "x"}, 400),
        ({"decision": "accepted", "wording": [1]}, 400),
        ({"decision": "accepted", "wording": []}, 400),
        ({"decision": "accepted", "revision": "0"}, 400),
        ({"decision": "accepted", "revision": True}, 400),
        ({"decision": "accepted", "revision": -1}, 400),
        ({"decision": "accepted", "ms_on_screen": 1.5}, 400),
        ({"decision": "accepted", "note": None}, 400),
        ({"decision": "accepted", "note": "x" * LARGEST}, 413),
    ],
)
def test_a_decision_that_is_none_is_refused(
    browser: TestClient, body: dict[str, Any], code: int
) -> None:
    answer = put(browser, 0, item_of(browser, 0), **body)
    assert answer.status_code == code
    assert set(answer.json()) == {"error"}
    assert browser.get(f"{BASE}api/queue").json()["revision"] == 0


def test_what_is_not_there_cannot_be_decided(browser: TestClient) -> None:
    assert put(browser, 0, "nothing", decision="accepted").status_code == 404
    assert put(browser, 8, "nothing", decision="accepted").status_code == 404


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_a_body_that_is_none_is_refused(browser: TestClient, data: bytes) -> None:
    address = f"{BASE}api/articles/0/decisions/{item_of(browser, 0)}"
    headers = {"content-type": "application/json"}
    assert browser.put(address, content=data, headers=headers).status_code == 400
    assert browser.put(address, content=b"{}", headers={}).status_code == 415
    assert browser.post(address, json={}).status_code == 405


def test_the_exports_hold_what_was_decided(browser: TestClient, batch: Path) -> None:
    for index, decision in enumerate(("accepted", "rejected")):
        item = item_of(browser, 1, index)
        assert put(browser, 1, item, decision=decision, note="=1+1").status_code == 200
    articles = parsed(browser.get(f"{BASE}api/export/decisions.json").json())
    text = (batch / "b.txt").read_text()
    assert repaired(text, outcome(articles[1].decisions)) == "daring and qqsafe"
    rows = browser.get(f"{BASE}api/export/decisions.csv").text.splitlines()
    assert len(rows) == 1 + 1 + 2
    assert [row.endswith(",'=1+1") for row in rows] == [False, False, True, True]
    packed = zipfile.ZipFile(io.BytesIO(browser.get(f"{BASE}api/export/texts.zip").content))
    texts = {name: packed.read(name).decode() for name in packed.namelist()}
    assert texts == {
        "a.txt": "A sound thing.",
        "b.txt": "daring and qqsafe",
        "c.txt": " \n",
    }


def test_a_text_that_was_changed_since_is_said_in_the_archive(
    browser: TestClient, batch: Path
) -> None:
    (batch / "a.txt").write_text("Another thing.")
    packed = zipfile.ZipFile(io.BytesIO(browser.get(f"{BASE}api/export/texts.zip").content))
    assert packed.namelist() == ["b.txt", "c.txt", "NOT-WRITTEN.txt"]
    assert b"in/a.txt: changed since it was reviewed" in packed.read("NOT-WRITTEN.txt")


def test_a_review_goes_on_where_it_was_left(
    browser: TestClient, review: Review, batch: Path, cards: str
) -> None:
    item = item_of(browser, 0)
    put(browser, 0, item, decision="rejected")
    (batch / "b.txt").write_text("qqsafe")
    calls: list[str] = []

    def counted(report: Report, part: Part) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        calls.append(report.name)
        return told(report, part)

    again = Ledger(ledger_path([str(batch)]))
    settings = Settings(rules=(Path(cards),))
    take_in(again, planned([str(batch)]).inputs, Wanted(), settings, counted, print)
    assert calls == ["b.txt"]
    assert [(row["name"], row["decided"]) for row in again.rows()] == [("a.txt", 1), ("b.txt", 0)]
    again.close()


def test_halves_of_surrogate_pairs_come_through(browser: TestClient) -> None:
    item = item_of(browser, 0)
    assert put(browser, 0, item, decision="accepted", note="x").status_code == 200
    body = json.dumps({"decision": "accepted", "wording": ["\ud800"], "revision": 1})
    headers = {"content-type": "application/json"}
    address = f"{BASE}api/articles/0/decisions/{item}"
    assert browser.put(address, content=body.encode(), headers=headers).status_code == 200
    for export in ("decisions.json", "decisions.csv", "texts.zip"):
        assert browser.get(f"{BASE}api/export/{export}").status_code == 200
