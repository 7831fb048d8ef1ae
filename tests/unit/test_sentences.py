"""Sentences: where abbreviations, quotations, lines and brackets leave their ends."""

import pytest

from cleancopy import sentences
from cleancopy.sentences import lengths, textstat_count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He left. She stayed.", [2, 2], id="two stops"),
        pytest.param('"We will not surrender!" he said.', [6], id="speech goes on"),
        pytest.param("“Never?” asked the minister. “Never.”", [4, 1], id="curly marks"),
        pytest.param("“We came. We saw. We won,” he said.", [2, 2, 4], id="inside a quotation"),
        pytest.param("‘We came. We saw,’ he said. Good.", [2, 4, 1], id="single marks"),
        pytest.param("(He agreed. She did not.) They left.", [2, 3, 2], id="brackets"),
        pytest.param("Gen. Mark Milley met Dr. Smith at 10 a.m. on Jan. 3.", [12], id="titles"),
        pytest.param("He lives in the U.S. Senate building.", [7], id="U.S."),
        pytest.param("It cost $3.5 million. Shares fell 2.4 percent.", [4, 4], id="decimals"),
        pytest.param("several issues. such as poverty", [5], id="spurious stop"),
        pytest.param("He left. iPhone sales fell.", [2, 3], id="small letter of a name"),
        pytest.param("He waited… Then he left.", [2, 3], id="ellipsis"),
        pytest.param("Minister resigns\nHe gave no reason.", [2, 4], id="headline"),
        pytest.param("One line.\n\n\nAnother line", [2, 2], id="blank lines"),
        pytest.param("* * *\nHe left.\n2023.\n", [2], id="lines without letters"),
        pytest.param("", [], id="empty"),
        pytest.param(" \n\t\n", [], id="blank"),
    ],
)
def test_lengths(text: str, expected: list[int]) -> None:
    assert lengths(text) == expected


@pytest.mark.parametrize("blank", ["\xa0", "\u2009", "\u202f", "\u3000"])
def test_an_initial_before_a_wide_blank_is_borne(blank: str) -> None:
    assert lengths(f"He met Jan U{blank}. Pohl and left. She stayed.") == lengths(
        "He met Jan U . Pohl and left. She stayed."
    )


def test_a_line_that_breaks_the_library_is_one_sentence() -> None:
    assert sentences._split("U\xa0.", "en") == ["U\xa0."]


def test_lengths_in_another_language() -> None:
    assert lengths("Das ist z. B. gut. Er geht.", "de") == [5, 2]
    assert lengths("Er geht. Sie bleibt.", "de_AT") == lengths("Er geht. Sie bleibt.", "xx")


def test_textstat_count_is_deceived_by_stops_and_passes_over_short_sentences() -> None:
    assert textstat_count("He left. She stayed. They all went to Kyiv.") == 1
    assert textstat_count("Many of the U.S. troops in the town left by night.") == 2
    assert textstat_count("Never. No.") == 1
