r"""Characters printed byte by byte."""

import pytest

from cleancopy import clean


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("It<0xE2><0x80><0x99>s late.", "It’s late."),
        (r"The caf\xc3\xa9 is shut.", "The café is shut."),
        ("The hall is shut.<0x0A>They left.", "The hall is shut. They left."),
    ],
)
def test_bytes_become_their_character(text: str, repaired: str) -> None:
    assert clean(text).text == repaired


@pytest.mark.parametrize(
    "text", ["It<0xE2><0x80>s late.", "The code <0x00> is kept.", r"The byte \xe2 is kept."]
)
def test_bytes_that_are_no_character_stay(text: str) -> None:
    assert clean(text).text == text
