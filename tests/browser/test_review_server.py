"""The page that a server gives: each decision is saved as it is made, and none overwrites another.

The server is a stand-in that answers in the browser: nothing goes over a network.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from cleancopy.printers.review import to_served_review
from cleancopy.printers.reviewed import batch_digest, index_row, rule_texts
from reviewing import article, report_on, rules
from strategies import an_edit

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

URL = "http://review.example/t/token/"


class Server:
    """Two articles with two repairs each, and what was decided on them."""

    def __init__(self) -> None:
        edits = (an_edit(0, 1, "A", "s/one"), an_edit(2, 3, "B", "s/two"))
        self.articles = [article(report_on("a b", edits, name=name)) for name in ("1.txt", "2.txt")]
        self.states: dict[tuple[int, str], dict[str, Any]] = {}
        self.changes: list[tuple[int, str]] = []
        self.is_up = True

    def ids(self, number: int = 0) -> list[str]:
        return [item["id"] for item in self.articles[number]["items"]]

    def decide(self, number: int, item: str, asked: dict[str, Any]) -> dict[str, Any]:
        """Take down a decision; its state."""
        self.changes.append((number, item))
        known = {key: value for key, value in asked.items() if key != "revision"}
        state = {**known, "decided_at": "2024-05-08T10:00:00Z", "revision": len(self.changes)}
        self.states[number, item] = state
        return state

    def verdicts(self, number: int = 0) -> list[str]:
        states = [self.states.get((number, item)) for item in self.ids(number)]
        return [state["decision"] if state else "open" for state in states]

    def answer(self, route: Route) -> None:
        """What a request gets."""
        path = route.request.url.removeprefix(URL)
        if not self.is_up:
            route.abort("connectionrefused")
        elif path == "":
            page = to_served_review(batch_digest(self.articles), rule_texts(rules()))
            route.fulfill(body=page, content_type="text/html; charset=utf-8")
        elif route.request.method == "PUT":
            _, _, number, _, item = path.split("/")
            self._put(route, int(number), item)
        else:
            route.fulfill(json=self._get(path))

    def _put(self, route: Route, number: int, item: str) -> None:
        asked = route.request.post_data_json
        current = self.states.get((number, item), {"revision": 0})
        if asked["revision"] != current["revision"]:
            route.fulfill(status=409, json={"state": current})
            return
        state = self.decide(number, item, asked)
        route.fulfill(json={key: state[key] for key in ("revision", "decided_at")})

    def _get(self, path: str) -> Any:
        if path == "api/queue":
            rows = [
                index_row(number, each)
                | {"decided": sum(verdict != "open" for verdict in self.verdicts(number))}
                for number, each in enumerate(self.articles)
            ]
            return {"batch": "b", "articles": rows, "revision": len(self.changes)}
        if path.startswith("api/changes"):
            since = int(path.partition("since=")[2])
            changes = [
                {"article": number, "item": item, "state": self.states[number, item]}
                for number, item in self.changes[since:]
            ]
            return {"revision": len(self.changes), "changes": changes}
        number = int(path.rpartition("/")[2])
        known = {item: state for (at, item), state in self.states.items() if at == number}
        return {**self.articles[number], "decisions": known}


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def visit(pages: Callable[..., Page], server: Server) -> Callable[[], Page]:
    """Opens the page of the server, with a clock that a test can move."""

    def visited() -> Page:
        page = pages()
        page.clock.install()
        page.route(f"{URL}**", server.answer)
        page.goto(URL)
        page.wait_for_selector("body.ready")
        return page

    return visited


def wait_for(page: Page, words: str) -> None:
    page.locator("#head", has_text=re.compile(re.escape(words))).wait_for()


def theirs(decision: str) -> dict[str, Any]:
    return {"decision": decision, "wording": None, "note": "", "reviewer": "Ana", "ms_on_screen": 1}


def test_decisions_are_saved_as_they_are_made(visit: Callable[[], Page], server: Server) -> None:
    page = visit()
    page.keyboard.press("a")
    page.keyboard.press("r")
    wait_for(page, "Saved")
    assert server.verdicts() == ["accepted", "rejected"]
    assert "1 of 2 articles done" in page.inner_text("#queue")
    page.keyboard.press("u")
    wait_for(page, "1 of 2 decidedSaved")
    assert server.verdicts() == ["accepted", "open"]
    page.reload()
    page.wait_for_selector("body.ready")
    states = page.eval_on_selector_all(".note", "notes => notes.map((each) => each.dataset.state)")
    assert states == ["accepted", "open"]


def test_what_another_browser_decided_is_shown(visit: Callable[[], Page], server: Server) -> None:
    page = visit()
    server.decide(0, server.ids()[1], theirs("rejected"))
    server.decide(1, server.ids(1)[0], theirs("accepted"))
    page.clock.fast_forward(5000)
    page.wait_for_selector(".note[data-item='1'][data-state=rejected]")
    page.locator("#queue li", has_text="1 of 2 decided").first.wait_for()
    page.keyboard.press("j")
    page.keyboard.press("a")
    wait_for(page, "Saved")
    assert server.verdicts() == ["open", "accepted"]


@pytest.mark.parametrize(("choice", "verdict"), [("Keep mine", "accepted"), ("Take", "rejected")])
def test_two_decisions_on_one_change_are_put_to_a_person(
    visit: Callable[[], Page], server: Server, choice: str, verdict: str
) -> None:
    page = visit()
    server.decide(0, server.ids()[0], theirs("rejected"))
    page.keyboard.press("a")
    page.wait_for_selector("dialog")
    assert "Ana" in page.inner_text("dialog .both")
    assert server.verdicts() == ["rejected", "open"]
    page.click(f"dialog >> text={choice}")
    page.wait_for_selector(f".note[data-item='0'][data-state={verdict}]")
    wait_for(page, "Saved")
    assert server.verdicts() == [verdict, "open"]


def test_the_same_decision_twice_is_no_conflict(visit: Callable[[], Page], server: Server) -> None:
    page = visit()
    server.decide(0, server.ids()[0], theirs("accepted"))
    page.keyboard.press("a")
    wait_for(page, "Saved")
    assert page.locator("dialog").count() == 0


def test_a_lost_connection_loses_no_decision(visit: Callable[[], Page], server: Server) -> None:
    page = visit()
    server.is_up = False
    page.keyboard.press("a")
    wait_for(page, "1 not saved (no connection)")
    page.keyboard.press("r")
    wait_for(page, "2 not saved")
    assert server.verdicts() == ["open", "open"]
    kept = "Object.keys(localStorage).filter((key) => key.endsWith('waiting')).length"
    assert page.evaluate(kept) == 1
    server.is_up = True
    page.evaluate("dispatchEvent(new Event('online'))")
    wait_for(page, "Saved")
    assert server.verdicts() == ["accepted", "rejected"]
    assert page.evaluate(kept) == 0


def test_exports_are_links_of_the_server(visit: Callable[[], Page]) -> None:
    page = visit()
    page.keyboard.press("x")
    links = page.eval_on_selector_all("dialog a", "all => all.map((each) => each.href)")
    names = ("decisions.json", "decisions.csv", "texts.zip")
    assert links == [f"{URL}api/export/{name}" for name in names]
