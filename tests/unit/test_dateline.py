"""The date that an article bears at its top."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.dateline import dateline


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.sampled_from(["%d %B %Y", "%b %d, %Y"]))
def test_any_day_in_the_usual_forms(day: date, form: str) -> None:
    assert dateline(f"Bread is dearer\n{day.strftime(form)}\n\nIt is.") == day.isoformat()


@given(st.text())
def test_any_text_has_a_date_or_none(text: str) -> None:
    assert dateline(text) == "" or date.fromisoformat(dateline(text))


@pytest.mark.parametrize(
    "line",
    [
        "GENT, 5 May 2019 (Own report) - Bakers met.",
        "GENT, May 5th, 2019 – Bakers met.",
        "Published: 2019-05-05T10:30:00Z",
        "Last updated on Sunday, 5 May 2019 | By Mia Brandt",
    ],
)
def test_where_news_has_its_date(line: str) -> None:
    assert dateline(line) == "2019-05-05"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "31 February 2019",
        "2019-13-01",
        "05/06/2019",  # May or June: that depends on the country
        "On 5 May 2019 the bakers met in Gent.",
        "12 Marches 2019",
        "Mayday 5, 2019",
        "May 2019",
        "5 May 1850",
    ],
)
def test_no_date(line: str) -> None:
    assert dateline(line) == ""


def test_a_day_that_is_none_does_not_hide_the_next_line() -> None:
    assert dateline("2019-13-05\n5 May 2019") == "2019-05-05"


def test_a_date_far_down_is_not_that_of_the_article() -> None:
    assert dateline("Line.\n" * 20 + "5 May 2019") == ""
