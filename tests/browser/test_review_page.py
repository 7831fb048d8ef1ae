"""The review page holds whatever an article holds, up to 500 of them, for everybody."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cleancopy.decisions.record import read_decisions
from cleancopy.document import repaired
from reviewing import article, report_on, shipped
from strategies import an_edit

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., "Page"]
WIDE = {"width": 1440, "height": 900}
HOSTILE = (
    "<script>alert(1)</script>\n"
    """<img src='x' onerror="alert(2)"> & &amp; &lt;b> "quoted" 'single' {{7*7}} ${1} `tick`\n"""
    "]]> <!-- --> </article></script></style><a href=http://evil.example/>here</a>\u2028\x00 end"
)


def batch(count: int) -> list[dict[str, Any]]:
    """So many small articles, each with a repair of one rule and one of another."""
    edits = (an_edit(0, 1, "A", "s/one"), an_edit(2, 3, "B", "s/two"))
    one = article(report_on("a b\n\nThe end.", edits))
    return [one | {"name": f"wire/{number:03}.txt"} for number in range(count)]


def opened(page: Page) -> list[str]:
    """The articles that the page has read so far."""
    script = "[...document.querySelectorAll('script[data-opened]')].map((each) => each.id)"
    found: list[str] = page.evaluate(script)
    return found


def test_of_500_articles_only_those_are_read_that_are_opened(open_review: Open) -> None:
    page = open_review(*batch(500))
    assert opened(page) == ["article-0"]
    assert page.inner_text("#queue-tally") == "0 of 500 articles done"
    page.keyboard.press("]")
    page.locator("#file", has_text="wire/001.txt").wait_for()
    assert opened(page) == ["article-0", "article-1"]
    assert page.locator("#article p").count() == 2
    page.fill("#queue-search", "wire/49")
    assert page.locator("#queue li:visible").count() == 11  # and the one at hand
    page.click("#queue li:visible >> nth=4")
    assert opened(page)[-1] == "article-493"


def test_the_queue_shows_what_is_left_to_do(open_review: Open) -> None:
    page = open_review(*batch(3))
    page.keyboard.press("Shift+A")
    page.select_option("#queue-state", "open")
    page.keyboard.press("]")
    page.locator("#file", has_text="wire/001.txt").wait_for()
    assert page.locator("#queue li:visible").count() == 2
    page.select_option("#queue-state", "done")
    page.locator("#queue li:not([hidden])", has_text="✓ Done, 2 decisions").wait_for()


def test_a_rule_is_rejected_in_all_articles_and_taken_back(
    open_review: Open, tmp_path: Path
) -> None:
    page = open_review(*batch(30))
    page.keyboard.press("m")
    page.check("dialog [value=all]")
    page.select_option("#many-rule", "s/two")
    page.click("text=Reject them")
    page.locator("#status", has_text="30 changes rejected in 30 articles.").wait_for()
    page.click("#open-export")
    with page.expect_download() as download:
        page.click("#save-decisions")
    path = tmp_path / "all.json"
    download.value.save_as(path)
    text = "a b\n\nThe end."
    texts = [repaired(text, each.changes(text)) for each in read_decisions(path)]
    assert texts == ["A b\n\nThe end."] * 30
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    page.locator("#status", has_text="Taken back: 30 decisions.").wait_for()
    page.locator("#queue-tally", has_text="0 of 30 articles done").wait_for()


def test_two_windows_lose_no_decision(open_review: Open, pages: Callable[..., Page]) -> None:
    page = open_review(*batch(2))
    other = pages()
    other.goto(page.url)
    other.wait_for_selector("body.ready")
    page.keyboard.press("a")
    other.wait_for_selector(".note[data-item='0'][data-state=accepted]")
    other.keyboard.press("j")
    other.keyboard.press("r")
    page.wait_for_selector(".note[data-item='1'][data-state=rejected]")
    for each in (page, other):
        each.reload()
        each.wait_for_selector("body.ready")
        states = each.eval_on_selector_all(".note", "notes => notes.map((n) => n.dataset.state)")
        assert states == ["accepted", "rejected"]


def test_an_article_full_of_markup_shows_as_text(open_review: Open) -> None:
    start = HOSTILE.index("here")
    edits = (an_edit(start, start + 4, HOSTILE, HOSTILE, reason=HOSTILE),)
    at = HOSTILE.index("single")
    advice = (an_edit(at, at + 6, HOSTILE, "s/look", reason=HOSTILE),)
    report = report_on(HOSTILE, edits, advice, name=HOSTILE)
    data = article(report, source=HOSTILE, source_lang="en")
    page = open_review(data, data)
    shown = page.evaluate("document.getElementById('article').textContent")
    assert shown.count("<script>alert(1)</script>") == 2
    for key in (
        "j",
        "2",
        "3",
        "1",
        "s",
        "f",
        "i",
        "Escape",
        "m",
        "Escape",
        "x",
        "Escape",
        "a",
        "e",
    ):
        page.keyboard.press(key)
    page.keyboard.type(HOSTILE)
    page.keyboard.press("Control+Enter")
    page.keyboard.press("3")
    made = page.evaluate(
        "[document.scripts.length, document.querySelectorAll('img, iframe, object').length,"
        " document.querySelectorAll('a:not(.skip)').length]"
    )
    assert made == [4, 0, 0]  # two articles, the index, and the script
    assert page.url.startswith("file:")


def test_the_page_asks_for_nothing(open_review: Open) -> None:
    page = open_review(*batch(2))
    asked = list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_selector("body.ready")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


SERIOUS = ("serious", "critical")
STEPS = {
    "marked": (),
    "sides": ("2",),
    "final": ("3",),
    "source and filter": ("1", "s", "f"),
    "decided": ("Escape", "a", "r", "j", "a"),
    "editor": ("e",),
    "keys": ("Escape", "?"),
    "many": ("Escape", "m"),
    "export": ("Escape", "x"),
    "facts": ("Escape", "i"),
}


@pytest.fixture
def damaged() -> list[dict[str, Any]]:
    source = "مصدّرو الغاز وأوروبا\n\nقال الوزير."
    return [
        article(shipped("11-olive-prices-jaen"), source, "ar"),
        article(shipped("01-gas-talks", unsafe=True)),
    ]


@pytest.mark.parametrize(
    ("scheme", "width", "steps"),
    [
        ("light", 1440, tuple(STEPS)),
        ("dark", 1440, ("marked", "decided", "export")),
        ("light", 390, ("marked", "editor")),
    ],
)
def test_axe_finds_nothing_serious(
    open_review: Open,
    damaged: list[dict[str, Any]],
    scheme: str,
    width: int,
    steps: tuple[str, ...],
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_review(*damaged, color_scheme=scheme, viewport={"width": width, "height": 900})
    found = list[str]()
    for step in steps:
        for key in STEPS[step]:
            page.keyboard.press(key)
        for violation in Axe().run(page).response["violations"]:
            if violation["impact"] in SERIOUS:
                nodes = [node["html"][:160] for node in violation["nodes"][:3]]
                found.append(f"{step}: {violation['id']}: {nodes}")
    assert found == []


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_nothing_runs_out_of_the_window_and_targets_are_large_enough(
    open_review: Open, damaged: list[dict[str, Any]], width: int
) -> None:
    page = open_review(*damaged, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.eval_on_selector_all(
        "button, input, select, textarea",
        "all => all.filter((each) => each.offsetParent && each.offsetHeight < 24)"
        ".map((each) => each.outerHTML)",
    )
    assert small == []


def test_notes_stand_beside_their_places_and_never_on_one_another(
    open_review: Open, damaged: list[dict[str, Any]]
) -> None:
    page = open_review(damaged[1], reduced_motion="reduce", viewport=WIDE)
    for _ in range(12):
        page.keyboard.press("j")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    boxes = page.eval_on_selector_all(
        ".note", "notes => notes.map((n) => [n.getBoundingClientRect().top, n.offsetHeight])"
    )
    assert all(one[0] + one[1] <= other[0] for one, other in pairwise(boxes))
    place, note = (
        page.evaluate(f"document.querySelector('{one}').getBoundingClientRect().top")
        for one in ("#article .here", ".note.current")
    )
    assert abs(place - note) < 8


def test_the_source_stands_beside_in_its_own_direction(
    open_review: Open, damaged: list[dict[str, Any]]
) -> None:
    page = open_review(*damaged)
    assert not page.locator("#source").is_visible()
    page.keyboard.press("s")
    line = page.locator("#source p").first
    assert line.evaluate("line => getComputedStyle(line).direction") == "rtl"
    assert page.locator("#source div").get_attribute("lang") == "ar"


def test_changes_are_real_insertions_and_deletions(
    open_review: Open, damaged: list[dict[str, Any]]
) -> None:
    page = open_review(damaged[1])
    counts = [page.locator(f"#article {tag}").count() for tag in ("ins", "del")]
    assert min(counts) > 5
    page.keyboard.press("2")
    page.wait_for_selector("#article.sides")
    assert [page.locator(f"#article {tag}").count() for tag in ("ins", "del")] == counts
    page.keyboard.press("3")
    assert page.locator("#article ins, #article del, #article mark").count() == 0


def test_on_paper_all_notes_are_told_and_no_tools(
    open_review: Open, damaged: list[dict[str, Any]]
) -> None:
    page = open_review(damaged[1])
    page.emulate_media(media="print")
    count = len(damaged[1]["items"])
    assert page.locator(".note .proposals:visible").count() == count
    assert page.locator("button:visible:not(.note-head)").count() == 0
    mark = page.locator("#article .change").first
    assert mark.evaluate("each => getComputedStyle(each, '::after').content") == '"1"'
    assert page.evaluate("getComputedStyle(document.querySelector('#article del')).color") == (
        "rgb(0, 0, 0)"
    )


def test_a_browser_that_keeps_nothing_says_so(
    open_review: Open, pages: Callable[..., Page]
) -> None:
    url = open_review(*batch(1)).url
    page = pages(viewport=WIDE)
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    page.goto(url)
    page.wait_for_selector("body.ready")
    page.keyboard.press("a")
    page.wait_for_selector(".unsaved")
    assert "keeps nothing: export" in page.inner_text("#head")
    assert page.locator(".note[data-item='0']").get_attribute("data-state") == "accepted"


def test_the_colours_are_chosen_and_remembered(open_review: Open) -> None:
    page = open_review(*batch(1), color_scheme="light")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.keyboard.press("t")
    page.keyboard.press("t")
    page.reload()
    page.wait_for_selector("body.ready")
    assert page.inner_text("#theme") == "Colours: dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_a_name_leads_to_its_place(open_review: Open, damaged: list[dict[str, Any]]) -> None:
    page = open_review(damaged[1])
    page.keyboard.press("i")
    page.click("dialog .names >> text=Netherlands")
    assert page.evaluate("getSelection().toString()") == "Netherlands"


def test_an_article_without_changes_says_so(open_review: Open) -> None:
    page = open_review(article(report_on("All is well.")))
    assert "Nothing to decide" in page.inner_text("#head")
    for key in ("j", "k", "a", "r", "e", "o", "u", "Shift+A", "Alt+r", "m", "Escape", "2", "3"):
        page.keyboard.press(key)
    assert page.inner_text("#article") == "All is well."


def test_a_row_of_the_overview_leads_to_its_article(
    pages: Callable[..., Page], tmp_path: Path, cleancopy: Callable[..., Any]
) -> None:
    Path("in").mkdir()
    for name in ("a", "b", "c"):
        Path(f"in/{name}.txt").write_text(f"Text {name} .\n\nHe said yes , then left .\n")
    result = cleancopy("review", "in", "-o", "page.html", "--overview", "all.html")
    assert result.exit_code == 0, result.stderr
    page = pages()
    page.goto(Path("all.html").absolute().as_uri())
    page.locator("a", has_text="b.txt").first.click()
    page.wait_for_selector("body.ready")
    assert page.inner_text("#file") == "b.txt"


def test_the_scores_say_what_they_mean(open_review: Open) -> None:
    page = open_review(article(shipped("01-gas-talks")))
    page.click("#open-facts")
    said = page.inner_text("dialog[open]")
    assert "Flesch reading ease" in said
    assert "no targets" in said
    assert "from names" in said
