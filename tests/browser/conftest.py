"""One Chromium for all tests of the pages, and pages in it that must not complain."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reviewing import review_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--no-first-run",
]  # fmt: skip
Open = Callable[..., "Page"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium. A missing one is a failure in CI."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        missing = "Chromium is not installed"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def pages(browser: Browser) -> Iterator[Callable[..., Page]]:
    """New pages, of one user if not told otherwise; any complaint of one fails the test."""
    complaints = list[str]()
    contexts = [browser.new_context(viewport={"width": 1440, "height": 900})]
    contexts[0].grant_permissions(["clipboard-read", "clipboard-write"])

    def new(**choices: Any) -> Page:
        if choices:
            contexts.append(browser.new_context(**choices))
        page = contexts[-1 if choices else 0].new_page()
        page.on("console", lambda said: _is_complaint(said) and complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
        return page

    yield new
    for context in contexts:
        context.close()
    assert complaints == []


def _is_complaint(said: ConsoleMessage) -> bool:
    """Whether the page itself complains; Chromium tells of every answer that is no success."""
    return said.type == "error" and not said.text.startswith("Failed to load resource")


@pytest.fixture
def open_review(pages: Callable[..., Page], tmp_path: Path) -> Open:
    """Opens the review page of some articles from a file."""

    def opened(*articles: dict[str, Any], **choices: Any) -> Page:
        path = tmp_path / "review.html"
        path.write_text(review_page(*articles), encoding="utf-8")
        page = pages(**choices)
        page.goto(path.as_uri())
        page.wait_for_selector("body.ready")
        return page

    return opened
