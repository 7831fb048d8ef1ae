"""The words of a text, and where a name among them begins and ends."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.names.tokens import (
    capitals_of,
    is_owner,
    name_after,
    name_before,
    tokens_of,
    words_of,
)

# An abbreviation, or a word with what apostrophes add to it; none begins behind an apostrophe.
PLAIN = re.compile(r"(?:[^\W\d_]\.){2,}|(?<![^\W_]['’])[^\W_]+(?:['’ʼ](?![sS]\b)[^\W\d_]+)*")


def name_at(text: str, first: int) -> str:
    tokens = tokens_of(text)
    last = name_after(text, tokens, first)
    return text[tokens[first].start : tokens[last - 1].end] if last > first else ""


@given(st.text())
def test_every_token_stands_where_it_says(text: str) -> None:
    tokens = tokens_of(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


@given(st.text(alphabet="aAsS é_4.-'’ʼ\n\u00a0", max_size=40))
def test_the_words_are_those_that_a_plain_pattern_finds(text: str) -> None:
    plain = [(*match.span(), match[0]) for match in PLAIN.finditer(text)]
    assert [(token.start, token.end, token.text) for token in tokens_of(text)] == plain
    assert [tokens_of(text)[place].text for place in capitals_of(text)] == [
        word for _, _, word in plain if word[0].isupper()
    ]


@given(st.text(alphabet="aA bB.-'’do\n", max_size=30), st.integers(0, 10))
def test_a_name_lies_within_the_text(text: str, place: int) -> None:
    tokens = tokens_of(text)
    place = min(place, len(tokens))
    assert 0 <= name_before(text, tokens, place) <= place
    assert place <= name_after(text, tokens, place) <= len(tokens)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The U.S. won.", ["the", "us", "won"]),
        ("O’Hara's dog", ["o'hara", "dog"]),
        ("Jean d'Arc", ["jean", "d'arc"]),
        ("Ilves-Koppel", ["ilves", "koppel"]),
        ("يوسف שלום Ωmega", ["يوسف", "שלום", "ωmega"]),
        ("...", []),
    ],
)
def test_the_words_of_a_text(text: str, keys: list[str]) -> None:
    assert [token.key for token in tokens_of(text)] == keys


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ursula von der Leyen spoke", "Ursula von der Leyen"),
        ("Muqtada as-Sadr left", "Muqtada as-Sadr"),
        ("Zia ul-Haq and others", "Zia ul-Haq"),
        ("George W. Bush spoke", "George W. Bush"),
        ("Anna Kovář's dog", "Anna Kovář"),
        ("Anna, Bert and Carl", "Anna"),
        ("Olga Brandt as President", "Olga Brandt"),
        ("Queen at Ascot", "Queen"),
        ("Voters do Democrats no good", "Voters"),
        ("Friday ten Swedes left", "Friday"),
        ("Anna von", "Anna"),
        ("nobody spoke", ""),
    ],
)
def test_where_a_name_ends(text: str, name: str) -> None:
    assert name_at(text, 0) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("he met Ursula von der Leyen", "Ursula von der Leyen"),
        ("he met Muqtada as-Sadr", "Muqtada as-Sadr"),
        ("the Queen at Ascot", "Ascot"),
    ],
)
def test_where_a_name_begins(text: str, name: str) -> None:
    tokens = tokens_of(text)
    assert text[tokens[name_before(text, tokens, len(tokens))].start :] == name


@pytest.mark.parametrize(
    ("text", "owns"),
    [("Spain's king", True), ("Wales’ prince", True), ("Spain ’ king", False), ("a king", False)],
)
def test_a_possessive(text: str, owns: bool) -> None:
    one, other = tokens_of(text)
    assert is_owner(text, one, other) is owns


def test_initials_and_articles_tell_nobody_apart() -> None:
    assert words_of("Omar H. al-Bašir") == ("omar", "basir")
    assert words_of("Олаф") == ()
