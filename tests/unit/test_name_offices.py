"""Offices in a text, the name that each belongs to, and whom that proves misspelt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.names.attached import attached
from cleancopy.names.entries import Role
from cleancopy.names.index import index_of
from cleancopy.names.listed import listed
from cleancopy.names.office import Office
from cleancopy.names.offices import offices, offices_between
from cleancopy.names.proved import proved, role_in_words
from cleancopy.names.roles import held_at, rewritten
from cleancopy.names.tokens import tokens_of

INDEX = index_of()


def the_office(text: str) -> Office:
    (office,) = offices(text, INDEX)
    return office


def named(text: str) -> list[str]:
    tokens = tokens_of(text)
    return [
        text[tokens[name.first].start : tokens[name.last - 1].end]
        for office in offices(text, INDEX)
        for name in attached(text, tokens, office, INDEX)
    ]


WORDS = (
    "the The former acting US German Germany’s UK EU Ukraine of to for in president President"
    " foreign Foreign minister Prime affairs ambassador vice chief NATO Russian Ministry spokesman"
    " and visited Olga Brandt"
).split()


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" "] * 8 + list(".,-\n")))))
def test_the_stretches_around_titles_have_all_offices(words: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in words)
    tokens = tokens_of(text)
    assert list(offices(text, INDEX)) == list(offices_between(text, tokens, INDEX, 0, len(tokens)))


def test_an_office_has_all_its_words() -> None:
    text = "She met the former US ambassador to Ukraine yesterday."
    office, tokens = the_office(text), tokens_of(text)
    assert text[tokens[office.first].start : tokens[office.last - 1].end].endswith(
        "former US ambassador to Ukraine"
    )
    assert office.former
    assert "Ukraine" in office.goals
    assert "United States" not in office.goals


@pytest.mark.parametrize(
    "text",
    [
        "The deputy German chancellor spoke.",  # another office
        "The us ambassador spoke.",  # a pronoun; still an ambassador, of nobody
        "They vice president it.",
    ],
)
def test_an_office_that_cannot_be_told_has_no_holder_of_germany(text: str) -> None:
    found = [holder for office in offices(text, INDEX) for holder in office.holders(INDEX)]
    assert not any(holder.role.title == "chancellor" for holder in found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("German Chancellor Ida Brandt spoke.", ["Ida Brandt"]),
        ("Germany's chancellor, Ida Brandt, spoke.", ["Ida Brandt"]),
        ("Ida Brandt, the German chancellor, spoke.", ["Ida Brandt"]),
        ("Mr Ida Brandt, who was the German chancellor, spoke.", ["Ida Brandt"]),
        ("Ida Brandt (German chancellor) spoke.", ["Ida Brandt"]),
        ("Ida Brandt thanked the German chancellor.", []),
        ("Ida Brandt, a sister of the German chancellor, spoke.", []),
        ("The German chancellor, a friend of Ida Brandt, spoke.", []),
        ("The German chancellor said Ida Brandt spoke.", []),
        ("German chancellor. Ida Brandt spoke.", []),
    ],
)
def test_only_a_place_beside_it_gives_an_office_to_a_name(text: str, names: list[str]) -> None:
    assert named(text) == names


def proofs(text: str, date: str = "") -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.form) for each in proved(text, INDEX, date)]


def test_later_mentions_follow() -> None:
    text = "German Chancellor Olaf Schulz left. Schulz’s car waited in Schulz Street."
    assert proofs(text) == [("Olaf Schulz", "Olaf Scholz"), ("Schulz", "Scholz")]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("German Chancellor Olaf Schulz left.", "1999-05-01"),  # not yet
        ("German Chancellor Olaf Scholz left.", ""),
        ("German Chancellor Olga Schulz left.", ""),  # somebody else
        ("German Chancellor Schulz left.", ""),
        ("German Chancellor Олаф Шульц left.", ""),
        ("German Chancellor أولاف شولتس left.", ""),
        ("German Chancellor", ""),
    ],
)
def test_nothing_is_proved(text: str, date: str) -> None:
    assert proofs(text, date) == []


def test_a_namesake_keeps_the_bare_surname() -> None:
    text = "German Chancellor Olaf Schulz left. Mia Schulz stayed. Schulz sang."
    assert proofs(text) == [("Olaf Schulz", "Olaf Scholz")]


PIECES = ("Olaf", "Schulz", "German Chancellor", "the", "who", " ", ",", ". ", "'s", "-", "\n")


@given(st.lists(st.sampled_from(PIECES)))
def test_any_text_can_be_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    for each in proved(text, INDEX, ""):
        assert 0 <= each.start < each.end <= len(text)


@pytest.mark.parametrize(
    ("date", "former", "held"),
    [
        ("", False, True),
        ("2010-06-01", False, True),
        ("2004", False, True),  # a year before it began: dates are rounded
        ("2003", False, False),
        ("2014", False, False),
        ("2014", True, True),
        ("2003", True, False),
    ],
)
def test_when_a_role_was_held(date: str, former: bool, held: bool) -> None:
    assert held_at(Role("mayor", "Brno", "", "2005", "2012"), date, former=former) is held


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role("mayor", "Brno", "", "2005", "2012"), "mayor (Brno), 2005 to 2012"),
        (Role("mayor", "Brno", "", "2005"), "mayor (Brno), 2005 to now"),
        (Role("mayor", "", "", "", "2012"), "mayor, until 2012"),
        (Role("ambassador", "Chad", "Peru"), "ambassador to Peru (Chad)"),
    ],
)
def test_a_role_in_words(role: Role, words: str) -> None:
    assert role_in_words(role) == words


@pytest.mark.parametrize(
    ("written", "form", "edits"),
    [
        ("Ana Kovar", "Anna Kovář", [(0, 3, "Anna")]),  # an accent is no error
        ("ANA KOVAR", "Anna Kovář", [(0, 3, "ANNA")]),
        ("Ana M. Kovar", "Anna Kovář", [(0, 3, "Anna")]),
        ("Siobhan O’Hera", "Siobhan O’Hara", [(8, 14, "O’Hara")]),
    ],
)
def test_only_wrong_words_are_rewritten(
    written: str, form: str, edits: list[tuple[int, int, str]]
) -> None:
    assert list(rewritten(tokens_of(written), form)) == edits


def forms(text: str) -> list[str]:
    return [each.form for each in listed(text, INDEX)]


def test_a_listed_wrong_form_needs_its_bearer_at_home() -> None:
    assert forms("Angela Merkle spoke. The German chancellor left.") == ["Angela Merkel"]
    assert forms("Angela Merkle spoke to her neighbours about bread.") == []
    assert forms("Angela Merkel spoke. The German chancellor left.") == []
