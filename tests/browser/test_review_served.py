"""A batch that is served: decisions are saved as they are made, and nobody writes over another."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

Pages = Callable[..., "Page"]
TEXT = "He said yes , then left .\n\nShe said no , then stayed .\n"
SCRIPT = "<script>alert(1)</script> he said , <img src=x onerror=alert(2)> “no“ .\n"


class Served:
    """A review that runs; `stop` ends it as Ctrl-C does."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        command = [sys.executable, "-m", "cleancopy", "review", "in", "--port", str(port)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=folder, stdout=pipe, stderr=pipe, text=True)
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()
        assert self.address, self._process.stderr and self._process.stderr.read()

    @property
    def port(self) -> int:
        return int(self.address.split("/")[2].partition(":")[2])

    def stop(self) -> str:
        """End it; what it said."""
        if self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGINT)
        _, said = self._process.communicate(timeout=30)
        return said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a batch in it."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    (tmp_path / "in" / "b.txt").write_text(SCRIPT)
    return tmp_path


@pytest.fixture
def served(folder: Path) -> Iterator[Served]:
    review = Served(folder)
    yield review
    said = review.stop()
    assert "Traceback" not in said


def opened(pages: Pages, served: Served, title: str = "a.txt", **choices: object) -> Page:
    """The page, at one of the articles."""
    page = pages(**choices)
    page.goto(served.address)
    page.wait_for_selector("body.ready")
    page.locator("#queue li button", has_text=title).click()
    page.wait_for_selector(f"#queue li:has-text('{title}') button[aria-current=true]")
    return page


def state(page: Page, number: int = 0) -> str | None:
    """What is decided on an item."""
    return page.locator(f"#note-{number}").get_attribute("data-state")


def decide(page: Page, key: str) -> None:
    """Decide on the first item, and wait until the server has it."""
    page.locator("#note-0 .head, #note-0 > :first-child").first.click()
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        page.keyboard.press(key)
    page.wait_for_selector("#head .saved")


def export(served: Served, name: str) -> bytes:
    with urllib.request.urlopen(f"{served.address}api/export/{name}") as answer:
        data: bytes = answer.read()
        return data


def texts(served: Served) -> dict[str, str]:
    packed = zipfile.ZipFile(io.BytesIO(export(served, "texts.zip")))
    return {name: packed.read(name).decode() for name in packed.namelist()}


def test_a_review_goes_on_where_it_was_left(pages: Pages, served: Served, folder: Path) -> None:
    page = opened(pages, served)
    decide(page, "r")
    page.reload()
    page.wait_for_selector("body.ready")
    assert state(opened(pages, served)) == "rejected"
    served.stop()
    again = Served(folder)
    try:
        assert state(opened(pages, again)) == "rejected"
        assert texts(again)["a.txt"] == TEXT.replace("left .", "left.").replace(
            "no , then stayed .", "no, then stayed."
        )
        assert b'"decision": "rejected"' in export(again, "decisions.json")
    finally:
        again.stop()


def test_of_two_browsers_neither_writes_over_the_other_unseen(pages: Pages, served: Served) -> None:
    one = opened(pages, served)
    two = opened(pages, served, viewport={"width": 1440, "height": 900})
    # The second does not hear of the first in time.
    two.route("**/api/changes*", lambda route: route.fulfill(json={"revision": 0, "changes": []}))
    decide(one, "r")
    two.locator("#note-0 .head, #note-0 > :first-child").first.click()
    two.keyboard.press("a")
    two.wait_for_selector("dialog[open]")
    assert "Another browser decided on this in between" in two.inner_text("dialog[open]")
    two.get_by_role("button", name="Take theirs").click()
    assert state(two) == "rejected"
    assert b'"decision": "accepted"' not in export(served, "decisions.json")


def test_what_one_decides_the_other_sees(pages: Pages, served: Served) -> None:
    one = opened(pages, served)
    two = opened(pages, served, viewport={"width": 1440, "height": 900})
    decide(one, "r")
    two.wait_for_selector("#note-0[data-state=rejected]", timeout=15_000)


def test_a_lost_connection_loses_no_decision(pages: Pages, served: Served, folder: Path) -> None:
    page = opened(pages, served, viewport={"width": 1440, "height": 900})
    page.context.set_offline(True)
    page.locator("#note-0 .head, #note-0 > :first-child").first.click()
    page.keyboard.press("r")
    page.wait_for_selector("#head .unsaved")
    assert b'"decision": "rejected"' not in export(served, "decisions.json")
    page.context.set_offline(False)
    page.wait_for_selector("#head .saved", timeout=15_000)
    assert b'"decision": "rejected"' in export(served, "decisions.json")


def test_the_text_of_an_article_never_runs(pages: Pages, served: Served) -> None:
    page = opened(pages, served, "b.txt")
    assert "<script>alert(1)</script> he said" in page.inner_text("#article")
    assert page.locator("#article script, #article img").count() == 0


def test_a_stranger_gets_nothing(served: Served) -> None:
    for address in (
        f"http://127.0.0.1:{served.port}/",
        f"http://127.0.0.1:{served.port}/t/guessed/",
        f"{served.address}in/a.txt",
    ):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(address)
    request = urllib.request.Request(served.address, headers={"Origin": "http://evil.example"})
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request)


def test_a_port_that_is_taken_is_said(served: Served, folder: Path) -> None:
    command = [sys.executable, "-m", "cleancopy", "review", "in", "--port", str(served.port)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith(f"cleancopy: port {served.port} cannot be opened")
