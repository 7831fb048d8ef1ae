"""An article is reviewed with the keyboard alone, and what was decided comes out of the page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cleancopy.decisions.outcome import Decision, Verdict, outcome
from cleancopy.decisions.record import Reviewed, read_decisions
from cleancopy.document import repaired
from reviewing import article, items, report_on, shipped
from strategies import an_edit

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., "Page"]
STEM = "01-gas-talks"


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def said(page: Page) -> str:
    return page.inner_text("#status")


def tab_to(page: Page, selector: str) -> None:
    """Move the focus on until it is where it is wanted."""
    for _ in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        press(page, "Tab")
    pytest.fail(f"the focus does not come to {selector}")


def exported(page: Page, tmp_path: Path) -> list[Reviewed]:
    """The decisions as the page saves them, asked for by keyboard."""
    press(page, "x")
    tab_to(page, "#save-decisions")
    with page.expect_download() as download:
        press(page, "Enter")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    press(page, "Escape")
    return read_decisions(path)


def verdicts(page: Page, tmp_path: Path) -> list[str]:
    (reviewed,) = exported(page, tmp_path)
    return [str(decision.verdict) for decision in reviewed.decisions]


THREE = (an_edit(0, 1, "A", "s/one"), an_edit(2, 3, "B", "s/two"), an_edit(4, 5, "C", "s/one"))


def three(open_review: Open, *, advice: tuple[Any, ...] = (), **choices: Any) -> Page:
    """A page on three repairs of `a b c d e`, which makes `A B C d e`."""
    return open_review(article(report_on("a b c d e", THREE, advice)), **choices)


def test_from_the_first_change_to_the_exported_decisions(open_review: Open, tmp_path: Path) -> None:
    report = shipped(STEM)
    page = open_review(article(report))
    wanted = list[Decision]()
    for number, item in enumerate(items(report)):
        assert page.locator(".note.current").get_attribute("data-item") == str(number)
        if not item.is_repair:
            press(page, "e")
            page.keyboard.press("Control+a")
            page.keyboard.type("He warned")
            press(page, "Control+Enter")
            wanted.append(Decision(item, Verdict.ACCEPTED, ("He warned",)))
        elif number % 3:
            press(page, "a")
            wanted.append(Decision(item, Verdict.ACCEPTED))
        else:
            press(page, "r")
            wanted.append(Decision(item, Verdict.REJECTED))
    assert said(page).endswith(f"All {len(wanted)} decided.")
    (reviewed,) = exported(page, tmp_path)
    assert (reviewed.name, len(reviewed.decisions)) == (f"{STEM}.txt", len(wanted))
    assert [d.item for d in reviewed.decisions] == [d.item for d in wanted]
    assert [d.verdict for d in reviewed.decisions] == [d.verdict for d in wanted]
    assert all(d.at and d.ms_on_screen is not None for d in reviewed.decisions)
    expected = repaired(report.original, outcome(wanted))
    assert repaired(report.original, reviewed.changes(report.original)) == expected
    press(page, "x")
    tab_to(page, "#copy-text")
    press(page, "Enter")
    assert page.evaluate("navigator.clipboard.readText()") == expected


def test_nothing_decided_is_the_repaired_text_and_all_rejected_the_original(
    open_review: Open, tmp_path: Path
) -> None:
    report = shipped("14-border-market-przemysl")
    page = open_review(article(report))
    (reviewed,) = exported(page, tmp_path)
    assert repaired(report.original, reviewed.changes(report.original)) == report.text
    press(page, "Shift+R")
    (reviewed,) = exported(page, tmp_path)
    assert reviewed.changes(report.original) == []


def test_all_of_one_rule_are_rejected_at_once(open_review: Open, tmp_path: Path) -> None:
    page = three(open_review)
    press(page, "Alt+r")
    assert said(page) == "2 changes rejected."
    assert verdicts(page, tmp_path) == ["rejected", "open", "rejected"]
    assert page.locator(".note.current").get_attribute("data-item") == "1"


def test_all_that_is_safe_or_shown(open_review: Open, tmp_path: Path) -> None:
    look = an_edit(8, 9, None, "s/look")
    page = three(open_review, advice=(look,))
    press(page, "Shift+A")
    assert said(page).startswith("3 changes accepted. 1 proposal left: they need words")
    press(page, "u")
    assert said(page) == "Taken back: 3 decisions."
    press(page, "/")
    page.keyboard.type("s/two")
    press(page, "Escape", "Shift+R")
    assert verdicts(page, tmp_path) == ["open", "rejected", "open", "open"]


def test_a_wording_is_edited_and_can_be_left(open_review: Open, tmp_path: Path) -> None:
    page = three(open_review)
    press(page, "e")
    page.keyboard.type("never")
    press(page, "Escape", "a")
    press(page, "e", "Control+a")
    page.keyboard.type("two ")
    press(page, "Tab")
    page.keyboard.type("as the style wants")
    press(page, "Control+Enter")
    (reviewed,) = exported(page, tmp_path)
    assert [d.wording for d in reviewed.decisions] == [(), ("two ",), ()]
    assert reviewed.decisions[1].note == "as the style wants"
    assert repaired("a b c d e", reviewed.changes("a b c d e")) == "A two  C d e"


def test_words_that_are_being_written_are_not_lost(open_review: Open) -> None:
    page = three(open_review)
    press(page, "e")
    page.click(".note[data-item='2'] .note-head")
    assert page.locator(".editor").count() == 0  # nothing was written
    press(page, "e")
    page.keyboard.type("never")
    page.click(".note[data-item='0'] .note-head")
    assert said(page) == "Save the wording first, or cancel it."
    assert page.evaluate("document.activeElement.value") == "never"


def test_a_wording_that_was_not_touched_is_the_proposal(open_review: Open, tmp_path: Path) -> None:
    edits = (an_edit(1, 3, "\r\n\r\n"),)
    page = open_review(article(report_on("a\r\nb", edits)))
    press(page, "e", "Control+Enter")
    (reviewed,) = exported(page, tmp_path)
    assert (reviewed.decisions[0].verdict, reviewed.decisions[0].wording) == ("accepted", ())
    press(page, "e", "End", "Control+End", "Enter", "Control+Enter")
    (reviewed,) = exported(page, tmp_path)
    assert reviewed.decisions[0].wording == ("\r\n\r\n\r\n",)


def test_proposals_that_overlap_are_not_both_accepted(open_review: Open, tmp_path: Path) -> None:
    advice = (an_edit(6, 9, "one", "s/x"), an_edit(8, 9, "two", "s/y"))
    page = open_review(article(report_on("a b c d e", advice=advice)))
    press(page, "a", "a")
    assert (
        said(page)
        == "Not accepted: it overlaps number 1, which is accepted. Reject that one first."
    )
    assert verdicts(page, tmp_path) == ["accepted", "open"]
    press(page, "r", "k", "r", "j", "a")
    assert verdicts(page, tmp_path) == ["rejected", "accepted"]


def test_undo_goes_back_step_by_step(open_review: Open, tmp_path: Path) -> None:
    page = three(open_review)
    press(page, "a", "r", "u")
    assert verdicts(page, tmp_path) == ["accepted", "open", "open"]
    press(page, "u", "u")
    assert said(page) == "Nothing to take back."
    assert verdicts(page, tmp_path) == ["open"] * 3


def test_a_reload_keeps_decisions_and_place(open_review: Open, tmp_path: Path) -> None:
    page = three(open_review)
    press(page, "a", "r")
    page.reload()
    page.wait_for_selector("body.ready")
    assert page.locator(".note.current").get_attribute("data-item") == "2"
    assert verdicts(page, tmp_path) == ["accepted", "rejected", "open"]


def test_keys_are_shown_and_bound_anew(open_review: Open, tmp_path: Path) -> None:
    page = three(open_review)
    press(page, "?")
    tab_to(page, "[data-binds=accept]")
    press(page, "Enter", "r")
    assert page.inner_text("dialog .status") == "Accept: r. Reject: a."
    press(page, "Enter", "Escape")
    assert page.inner_text("[data-binds=accept]") == "r"  # Esc left the key as it was
    press(page, "Escape")
    page.wait_for_selector("dialog", state="detached")
    press(page, "r", "a")
    page.reload()
    page.wait_for_selector("body.ready")
    press(page, "r")
    assert verdicts(page, tmp_path) == ["accepted", "rejected", "accepted"]


@pytest.mark.parametrize(
    ("pressed", "verdict"),
    [
        ({"key": "A", "code": "KeyA"}, "accepted"),  # the caps lock is on
        ({"key": "ф", "code": "KeyA"}, "accepted"),  # a Russian keyboard
        ({"key": "®", "code": "KeyR", "altKey": True}, "rejected"),  # the option key of a Mac
        ({"key": "a", "code": "KeyQ"}, "accepted"),  # a French keyboard
        ({"key": "a", "code": "KeyA", "ctrlKey": True}, "open"),
    ],
)
def test_keys_are_known_on_other_keyboards(
    open_review: Open, pressed: dict[str, object], verdict: str
) -> None:
    page = three(open_review)
    press = "(init) => document.body.dispatchEvent(new KeyboardEvent('keydown', init))"
    page.evaluate(press, {**pressed, "bubbles": True})
    page.wait_for_selector(f".note[data-item='0'][data-state={verdict}]")


def test_single_keys_can_be_turned_off(open_review: Open, tmp_path: Path) -> None:
    page = three(open_review)
    press(page, "?")
    page.get_by_label("Keys without Ctrl or Alt are on").uncheck()
    press(page, "Escape", "a", "Alt+r")
    assert verdicts_by_click(page, tmp_path) == ["rejected", "open", "rejected"]


def verdicts_by_click(page: Page, tmp_path: Path) -> list[str]:
    page.click("#open-export")
    with page.expect_download() as download:
        page.click("#save-decisions")
    path = tmp_path / "clicked.json"
    download.value.save_as(path)
    return [d["decision"] for d in json.loads(path.read_text())["articles"][0]["decisions"]]


def test_arrows_go_through_the_notes_and_escape_closes_what_is_open(open_review: Open) -> None:
    page = three(open_review)
    press(page, "j", "ArrowDown", "ArrowDown", "ArrowUp")
    assert page.evaluate("document.activeElement.closest('.note').dataset.item") == "1"
    for key, opened in (("f", "#filter"), ("i", "dialog"), ("m", "dialog"), ("?", "dialog")):
        press(page, key)
        assert page.locator(opened).is_visible()
        press(page, "Escape")
        page.wait_for_selector(opened, state="hidden")


def test_a_decision_has_its_reviewer_and_the_time_on_screen(
    open_review: Open, pages: Callable[..., Page], tmp_path: Path
) -> None:
    url = three(open_review).url
    page = pages()
    page.add_init_script("let now = 1e12; Date.now = () => now; window.wait = (ms) => (now += ms)")
    page.goto(url)
    page.wait_for_selector("body.ready")
    for key, milliseconds in (("j", 2000), ("k", 500), ("a", 3000), ("r", 1000)):
        page.evaluate("ms => wait(ms)", milliseconds)
        press(page, key)
    press(page, "x")
    page.fill("#reviewer", "Ana")
    press(page, "Escape")
    (reviewed,) = exported(page, tmp_path)
    assert [d.ms_on_screen for d in reviewed.decisions] == [5000, 1500, None]
    assert [d.reviewer for d in reviewed.decisions] == ["Ana", "Ana", ""]


def test_decisions_are_taken_from_a_file(open_review: Open, tmp_path: Path) -> None:
    page = three(open_review)
    press(page, "a", "r")
    exported(page, tmp_path)
    (path,) = tmp_path.glob("*.decisions.json")
    other = three(open_review, viewport={"width": 1440, "height": 900})
    press(other, "x")
    other.set_input_files("#open-decisions", path)
    other.locator("dialog .status", has_text="Decisions on 1 article are taken").wait_for()
    press(other, "Escape")
    assert verdicts(other, tmp_path) == ["accepted", "rejected", "open"]
