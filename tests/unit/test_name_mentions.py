"""Which words of a text are a name, and which words nobody knows."""

from __future__ import annotations

import pytest

from cleancopy.names.index import folded, index_of
from cleancopy.names.mentions import mentions
from cleancopy.names.reading import Reading
from cleancopy.names.tokens import tokens_of
from cleancopy.names.unknown import is_unknown

INDEX = index_of()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Yesterday Ida Brandt met Dr. Mia Holm in Gent.", ["Ida Brandt", "Mia Holm", "Gent"]),
        (
            "The Bank of England met Ursula von der Leyen.",
            ["Bank of England", "Ursula von der Leyen"],
        ),
        ("He saw Moon Jae-in.", ["Moon Jae-in"]),
        ("He saw Moon Jae-in and left.", ["Moon Jae-in"]),
        ("Then President Muqtada as-Sadr spoke.", ["Muqtada as-Sadr"]),
        ("He met the G20.", ["G20"]),
        ("He met the Queen at Ascot.", ["Ascot"]),
        ("On Monday the Germans left.", []),
        ("It rained. Nobody came. 2019 was dry.", []),
    ],
)
def test_the_names_of_a_text(text: str, names: list[str]) -> None:
    assert [mention.text for mention in mentions(Reading(text, INDEX))] == names


def test_a_title_is_no_part_of_a_name() -> None:
    (mention,) = mentions(Reading("We saw Foreign Minister Ida Brandt there.", INDEX))
    assert (mention.title, mention.text) == ("Foreign Minister", "Ida Brandt")


@pytest.mark.parametrize(
    ("word", "unknown"),
    [
        ("Hravek", True),
        ("hravek", False),  # no capital
        ("HRAVEK", False),  # may be anything in a line of capitals
        ("Hra", False),  # too short to tell
        ("Baker", False),  # an English word
        ("Merkel", False),
        ("Шольц", False),
    ],
)
def test_a_word_that_nobody_knows(word: str, unknown: bool) -> None:
    (token,) = tokens_of(word)
    assert is_unknown(token, INDEX) is unknown


def test_figures_tell_names_apart() -> None:
    assert folded("G20") == "g20"
    assert folded("MI-6") == "mi 6"
    assert not INDEX.is_right("G")
    assert [each.name for each in INDEX.known(folded("G20"))] == ["Group of 20"]


@pytest.mark.parametrize(
    ("name", "form"),
    [("Kovář", "kovar"), ("O’Hara", "ohara"), ("Weiß-Łyn", "weiss lyn"), ("שלום", ""), ("", "")],
)
def test_how_a_name_is_looked_up(name: str, form: str) -> None:
    assert folded(name) == form
