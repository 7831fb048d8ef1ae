"""The page and the tables of an overview: whole, escaped, offline, and the same every time."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleancopy.bands import scales
from cleancopy.errors import CleancopyError
from cleancopy.folders import REPORTS
from cleancopy.overview.rows import Row, State, left
from cleancopy.overview.sums import Overview
from cleancopy.printers import charts, svg
from cleancopy.printers.batch import LISTED, to_batch_page
from cleancopy.printers.overviews import OVERVIEWS, Href, overview_printer_for
from cleancopy.printers.sheet import to_csv, to_frame, to_parquet

HOSTILE = """<script>alert(1)</script> "q" 'p' &amp; {{7*7}} {% raw %} </style></svg> $x$ é\u202e"""
_VOID = {"meta", "wbr", "input", "rect", "use", "path"}


def row(name: str, **more: object) -> Row:
    """A row with something of everything."""
    figures: dict[str, object] = {
        "state": State.LOOK, "language": "en", "words": 400, "safe": 3, "unsafe": 1, "advice": 2,
        "flesch_before": 61.0, "flesch_surface": 60.4, "flesch_after": 58.2, "grade_before": 9.0,
        "grade_after": 9.9, "repairs": {"punctuation/space": 3, "names/x": 1},
        "looks": {"sentences/verb": 2}, "names": {"Kiev → Kyiv": 1}, "seconds": 0.25,
    }  # fmt: skip
    return Row(name, **(figures | more))  # type: ignore[arg-type]


def nowhere(name: str) -> str:
    return ""


BATCH = Overview(
    (
        row("a.txt"),
        row("b.txt", state=State.REPAIRED, unsafe=0, advice=0, looks={}, flesch_after=70.0),
        Row("c.txt", language="en", words=90),
        left("d.csv:3", "a line with 2 cells"),
        row("e.txt", language="ru", flesch_before=None, flesch_surface=None, flesch_after=None),
    )
)


class Page(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements = list[tuple[str, dict[str, str | None]]]()
        self.text = ""
        self._open = list[str]()
        self.feed(page)
        self.close()
        assert not self._open, "elements are left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, "elements overlap"
        self.text += " " if tag in ("td", "th") else ""

    def handle_data(self, data: str) -> None:
        self.text += data if "style" not in self._open else ""

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page_on(batch: Overview, href: Href) -> str:
    return to_batch_page(batch, href).decode()


# All overviews


@pytest.mark.parametrize("ending", sorted(OVERVIEWS))
def test_the_same_rows_give_the_same_bytes_whatever_the_time_was(ending: str) -> None:
    later = Overview(tuple(replace(each, seconds=each.seconds + 7) for each in BATCH.rows))
    printer = overview_printer_for(f"batch{ending.upper()}")
    assert printer(BATCH, nowhere) == printer(BATCH, nowhere) == printer(later, nowhere)


@pytest.mark.parametrize("ending", sorted(OVERVIEWS))
def test_an_overview_of_nothing_is_printed(ending: str) -> None:
    assert OVERVIEWS[ending](Overview(()), nowhere)


def test_an_unknown_ending_is_refused_with_those_there_are() -> None:
    with pytest.raises(CleancopyError, match=r"no overview has the ending '\.txt'.*\.csv, \.html"):
        overview_printer_for("batch.txt")


# The page


@pytest.mark.parametrize("drawn", [True, False])
def test_nothing_in_a_name_or_a_rule_is_markup(
    drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(svg, "can_draw", lambda: drawn)
    counted = {f"{HOSTILE}/{HOSTILE}": 3}
    wrong = row(HOSTILE, repairs=counted, looks=counted, names={f"{HOSTILE} → {HOSTILE}": 1})
    rows = (wrong, row("b", language=HOSTILE), left(HOSTILE, HOSTILE))
    printed = page_on(Overview(rows), lambda name: f"'\"<{name}")
    page = Page(printed)
    assert {"script", "img"}.isdisjoint(tag for tag, _ in page.elements)
    assert not [name for _, each in page.elements for name in each if name.startswith("on")]
    assert page.text.count("<script>alert(1)</script>") >= 6
    assert page.text.count("{{7*7}}") >= 6
    assert printed.count("</style>") == 1


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    printed = page_on(BATCH, nowhere)
    page = Page(printed)
    policy = next(each["content"] for each in page.all("meta") if "http-equiv" in each)
    assert str(policy).startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert not re.search(r"https?://|url\(|@import", printed)
    assert not [each for _, each in page.elements if "src" in each]
    assert {tag for tag, _ in page.elements}.isdisjoint({"script", "link", "iframe", "object"})


def test_every_row_links_to_the_page_on_it_where_there_is_one() -> None:
    pages = {"a.txt": "pages/a%20b.html", "b.txt": "pages/b.html"}
    page = Page(page_on(BATCH, lambda name: pages.get(name, "")))
    links = [str(each["href"]) for each in page.all("a") if not str(each["href"]).startswith("#")]
    assert set(links) == set(pages.values())
    assert unquote(links[0]) == "pages/a b.html"
    assert [each["href"] for each in Page(page_on(BATCH, nowhere)).all("a")] == ["#documents"]


def test_a_page_has_one_heading_landmarks_and_no_id_twice() -> None:
    page = Page(page_on(BATCH, nowhere))
    assert [len(page.all(tag)) for tag in ("h1", "header", "main", "footer")] == [1] * 4
    ids = [each["id"] for _, each in page.elements if "id" in each]
    assert len(ids) == len(set(ids))
    named = {str(each["aria-labelledby"]) for _, each in page.elements if "aria-labelledby" in each}
    assert named <= set(ids)
    used = {str(each["xlink:href"])[1:] for each in page.all("use")}
    assert used <= set(ids)
    assert all("scope" in each for each in page.all("th"))


def test_the_head_says_what_came_of_the_batch() -> None:
    text = " ".join(Page(page_on(BATCH, nowhere)).text.split())
    assert "5 documents, 11 repairs" in text
    assert (
        "1 left as is, 2 to look at, 1 repaired, 1 clean. 11 repairs, 2 of them only probably"
        " right and 4 passages to look at in 1,290 words." in text
    )
    assert "a line with 2 cells" in text


def test_what_names_marks_and_blanks_account_for_is_said() -> None:
    text = " ".join(Page(page_on(BATCH, nowhere)).text.split())
    # −2.8 and +9.0 over two documents, of which −0.6 each comes from names, marks and blanks.
    assert "Mean change of Flesch +3.1 from names, marks and blanks −0.6 from all else +3.7" in text


def test_the_median_is_put_in_words() -> None:
    text = " ".join(Page(page_on(BATCH, nowhere)).text.split())
    assert "Median after the repairs: Flesch reading ease 64.1: plain English, like a dig" in text


def test_seconds_are_shown_where_they_are_asked_for() -> None:
    assert "seconds" not in Page(page_on(BATCH, nowhere)).text
    text = Page(page_on(replace(BATCH, timed=True), nowhere)).text
    assert "Slowest" in text
    assert "0.25" in text


def test_a_long_list_is_cut_and_says_so_and_those_to_look_at_stay() -> None:
    clean = [Row(f"clean{number}") for number in range(LISTED + 4)]
    printed = page_on(Overview((*clean, row("look.txt"))), nowhere)
    assert "And 5 more documents that need eyes less" in printed
    assert printed.count('<tr class="clean">') == LISTED - 1
    assert printed.index('<tr class="look">') < printed.index('<tr class="clean">')


# Charts


def test_charts_have_words_for_who_cannot_see_them_and_the_colours_of_the_page() -> None:
    printed = page_on(BATCH, nowhere)
    drawn = re.findall(r'<svg class="chart" role="img".*?</svg>', printed, re.DOTALL)
    assert len(drawn) == 5
    for chart in drawn:
        assert re.search("<title>.+</title><desc>.+</desc>", chart)
        assert not re.search(r"#[0-9a-fA-F]{6}\b|DejaVu|<metadata|<style", chart)
        assert "<text" in chart
    assert "<desc>punctuation: 6, names: 2</desc>" not in printed.replace("&amp;", "&")
    assert "<desc>punctuation: 9, names: 3</desc>" in printed


def test_without_matplotlib_the_tables_say_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(svg, "can_draw", lambda: False)
    page = Page(page_on(BATCH, nowhere))
    assert not [each for each in page.all("svg") if each["class"] == "chart"]
    text = " ".join(page.text.split())
    assert "Left as is 1 To look at 2 Repaired 1 Clean 1" in text


few = settings(max_examples=20)


@few
@given(st.lists(st.tuples(st.floats(-200, 200), st.floats(-200, 200)), min_size=1, max_size=60))
def test_any_scores_can_be_drawn(pairs: list[tuple[float, float]]) -> None:
    for scale in scales().values():
        drawn = charts.distribution("Any", pairs, scale)
        assert f"<desc>{len(pairs):,} documents; median " in drawn
        assert "nan" not in drawn


def test_a_name_that_looks_like_a_drawing_stays_what_it_is() -> None:
    drawn = charts.bars("Any", {' id="a" href="#b"': 3, "#010101 font-family: x; ": 2})
    texts = re.findall("<text[^>]*>([^<]*)</text>", drawn)
    assert texts[:3:2] == [' id="a" href="#b"', "#010101 font-family: …"]


@few
@given(st.dictionaries(st.text(min_size=1), st.integers(1, 10**9), min_size=1, max_size=4))
def test_any_counts_can_be_drawn_and_are_the_same_again(counts: dict[str, int]) -> None:
    drawn = charts.bars("Any", counts)
    assert drawn == charts.bars("Any", counts)
    Page(drawn)


# Tables


def test_the_table_has_a_row_for_each_document_in_its_order() -> None:
    frame = to_frame(BATCH, lambda name: f"{name}.html")
    assert list(frame["document"]) == [each.name for each in BATCH.rows]
    assert list(frame["state"]) == ["look", "repaired", "clean", "left", "look"]
    first = frame.iloc[0]
    assert (first["repairs"], first["unsafe"], first["per_1000_words"]) == (4, 1, 15.0)
    assert (first["flesch_from_names_and_marks"], first["flesch_from_the_rest"]) == (-0.6, -2.2)
    assert first["repairs_by_rule"] == "punctuation/space 3; names/x 1"
    assert first["link"] == "a.txt.html"
    assert "seconds" not in frame
    assert list(to_frame(replace(BATCH, timed=True), nowhere)["seconds"])[:2] == [0.25, 0.25]


def test_both_tables_say_the_same() -> None:
    parquet = pd.read_parquet(io.BytesIO(to_parquet(BATCH, nowhere)))
    pd.testing.assert_frame_equal(parquet, to_frame(BATCH, nowhere), check_dtype=False)
    lines = list(csv.DictReader(io.StringIO(to_csv(BATCH, nowhere).decode())))
    assert [line["document"] for line in lines] == list(parquet["document"])
    assert [line["repairs"] for line in lines] == list(map(str, parquet["repairs"]))


@given(st.text())
def test_no_cell_is_a_formula_and_every_name_can_be_written(name: str) -> None:
    printed = to_csv(Overview((row(name),)), nowhere).decode()
    (line,) = csv.DictReader(io.StringIO(printed, newline=""))
    assert not line["document"].startswith(("=", "+", "-", "@", "\t"))
    to_parquet(Overview((row(name),)), nowhere)


def test_a_formula_gets_an_apostrophe() -> None:
    assert b"\n\"'=cmd" in to_csv(Overview((row("=cmd|' /C calc'!A0"),)), nowhere)
    frame = to_frame(Overview((row("=cmd"),)), nowhere)
    assert frame["document"][0] == "=cmd"


# The style


def test_every_state_has_its_colour_in_light_dark_and_print_and_its_filter() -> None:
    style = (REPORTS / "batch.css").read_text(encoding="utf-8")
    names = {State.LOOK: "look-at"}
    for state in State:
        assert style.count(f"--{names.get(state, state)}: #") == 3
        assert f"body:has(#show-{state}:checked) .documents tbody tr:not(.{state})" in style
    assert not re.search(r"</|\{[{%#]", style)


def test_the_filter_offers_the_states_that_there_are() -> None:
    page = Page(page_on(Overview((row("a"), row("b"))), nowhere))
    assert [each["id"] for each in page.all("input")] == ["show-all", "show-look"]
