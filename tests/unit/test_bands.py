"""Bands say what a figure means, near what it is, and nothing where it means nothing."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.bands import about, explained, scales
from cleancopy.readability import Formulas, Scores

finite = st.floats(-400, 400)


def scores(**more: float) -> Scores:
    """Scores of a text that is long enough."""
    formulas = Formulas(flesch_reading_ease=51.0, flesch_kincaid_grade=11.0)
    return Scores(words=400, sentences=20, mean_sentence=20.5, aware=formulas)


@pytest.mark.parametrize(
    ("key", "figure", "says"),
    [
        ("flesch_reading_ease", 95.0, "very easy, like a comic"),
        ("flesch_reading_ease", 60.0, "plain English, like a digest"),
        ("flesch_reading_ease", 59.9, "fairly difficult, like a quality magazine"),
        ("flesch_reading_ease", 51.5, "fairly difficult, like a quality magazine; near Time (52)"),
        ("flesch_reading_ease", -20.0, "very difficult, like a scientific paper"),
        ("flesch_kincaid_grade", 11.9, "for the last school years; near the front page of the New"
         " York Times (12)"),
        ("flesch_kincaid_grade", 18.0, "for graduates"),
        ("mean_sentence", 23.0, "near the front page of the New York Times (20 to 24)"),
        ("mean_sentence", 14.0, "fewer than a day of the Huffington Post (20)"),
        ("mean_sentence", 40.0, "more than the front page of the New York Times (20 to 24)"),
    ],
)  # fmt: skip
def test_a_figure_in_words(key: str, figure: float, says: str) -> None:
    assert scales()[key].says(figure) == says


@given(st.sampled_from(sorted(scales())), finite)
def test_every_figure_has_words_and_a_paper_that_is_named_is_near(key: str, figure: float) -> None:
    scale = scales()[key]
    said = scale.says(figure)
    assert said
    if match := re.search(r"near .*?\((\d[\d.]*)(?: to (\d+))?\)$", said):
        low, high = float(match[1]), float(match[2] or match[1])
        assert low - scale.near <= figure <= high + scale.near


@pytest.mark.parametrize("key", sorted(scales()))
def test_bands_cover_the_scale_and_have_a_source(key: str) -> None:
    scale = scales()[key]
    starts = [band.start for band in scale.bands]
    assert starts == sorted(starts, reverse=True)
    assert not starts or starts[-1] == -math.inf
    assert scale.source
    assert "2007" in about()


def test_the_figure_is_explained_as_printed() -> None:
    figures = [(each.label, each.figure) for each in explained(scores())]
    assert figures == [
        ("Flesch reading ease", "51.0"),
        ("School grade", "11.0"),
        ("Words per sentence", "20.5"),
    ]
    below = Scores(words=400, sentences=20, aware=Formulas(flesch_reading_ease=59.96))
    assert str(explained(below)[0]) == "Flesch reading ease 60.0: plain English, like a digest"


@pytest.mark.parametrize(
    "nothing",
    [
        Scores(),
        Scores(words=99, sentences=9, aware=Formulas(50.0)),
        Scores(words=200, sentences=2, aware=Formulas(50.0)),
        Scores(words=400, sentences=20, mean_sentence=20.0),
    ],
)
def test_nothing_is_said_of_short_texts_and_other_languages(nothing: Scores) -> None:
    assert explained(nothing) == ()
