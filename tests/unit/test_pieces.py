"""Stretches that no edit may touch, found again in a text that has changed around them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.document import Document
from cleancopy.pieces import moved
from cleancopy.protect import united
from cleancopy.report import run
from strategies import an_edit, quick

TEXT = "one two three"
ARTICLES = Path(__file__).parents[1] / "articles" / "damaged"
DAMAGED = [path.read_text("utf-8")[:600] for path in sorted(ARTICLES.glob("*.txt"))]


def after(*edits: tuple[int, int, str]) -> Document:
    """TEXT after edits."""
    return Document.of(TEXT).apply(an_edit(*edit) for edit in edits)


@pytest.mark.parametrize(
    ("edits", "span", "where"),
    [
        ([], (4, 7), "two"),
        ([(0, 3, "eleven")], (4, 7), "two"),
        ([(4, 4, "“")], (4, 7), "two"),
        ([(7, 7, "”")], (4, 7), "two"),
        ([(3, 4, "")], (4, 7), "two"),
        ([(0, 4, ""), (7, 13, "")], (4, 7), "two"),
    ],
)
def test_a_span_is_found_again(
    edits: list[tuple[int, int, str]], span: tuple[int, int], where: str
) -> None:
    document = after(*edits)
    ((start, end),) = moved([span], document.pieces)
    assert document.text[start:end] == where


@pytest.mark.parametrize(
    ("edits", "before"),
    [
        ([], "one "),
        ([(4, 4, "“")], "one "),
        ([(3, 4, "")], "one"),
        ([(0, 4, "eleven ")], "eleven "),
        ([(4, 7, "2")], "one "),
    ],
)
def test_what_is_put_in_at_a_place_stands_behind_it(
    edits: list[tuple[int, int, str]], before: str
) -> None:
    document = after(*edits)
    ((start, end),) = moved([(4, 4)], document.pieces)
    assert start == end
    assert document.text[:start] == before


@given(st.lists(st.integers(0, 9), max_size=12))
def test_spans_become_one_row(places: list[int]) -> None:
    spans = sorted((a, b) for a, b in pairwise(sorted(places)))
    row = united(spans[::2], spans[1::2])
    assert all(a[1] <= b[0] for a, b in pairwise(row))
    inside = {n for a, b in spans for n in range(a, b)}
    assert {n for a, b in row for n in range(a, b)} == inside


@quick
@given(st.sampled_from(DAMAGED), st.data())
def test_no_change_touches_what_is_barred(text: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True).map(sorted))
    barred = [(a, b) for a, b in pairwise(places)][::2] + [(p, p) for p in places[-1:]]
    barred = united(barred, ())
    report = run(text, barred=barred)
    for change in report.changes:
        for start, end in barred:
            assert change.end <= start or end <= change.start
    again = run(text, barred=[(0, len(text))])
    assert again.text == text
