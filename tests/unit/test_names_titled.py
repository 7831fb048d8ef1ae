"""A surname alone beside an office: repaired where its holder cannot be another."""

from __future__ import annotations

import pytest

from cleancopy.context import Context
from cleancopy.names.evidence import Sureness
from cleancopy.names.index import index_of
from cleancopy.names.misspelt import misspelt

PROVED, SUSPECTED, DOUBTED = Sureness.PROVED, Sureness.SUSPECTED, Sureness.DOUBTED


def found(text: str, date: str = "") -> list[tuple[str, str, Sureness]]:
    names = misspelt(text, index_of(), Context(date))
    return [(text[a:b], new, name.sureness) for name in names for a, b, new in name.edits]


@pytest.mark.parametrize(
    ("text", "date", "old", "new"),
    [
        ("German Chancellor Schulz opened the fair.", "2022-03-01", "Schulz", "Scholz"),
        ("Schulz, the German chancellor, opened the fair.", "2023", "Schulz", "Scholz"),
        ("French President Makron opened the fair.", "", "Makron", "Macron"),
        ("The Turkish president, Ardogan, flew home.", "", "Ardogan", "Erdogan"),
    ],
)
def test_one_holder_who_is_called_nearly_so(text: str, date: str, old: str, new: str) -> None:
    assert found(text, date) == [(old, new, PROVED)]


def test_later_mentions_follow() -> None:
    text = "French President Makron opened the fair. Makron then left; Makron’s car was late."
    assert found(text) == [("Makron", "Macron", PROVED)] * 3


@pytest.mark.parametrize(
    "follower",
    [
        "Ivo Makron, a baker, waved.",
        "The Makron Prize went to a choir.",
        "They met in Makron Street.",
        "The letter began with “Makron” in red.",
        "Makron, a plumber from Leeds, had mended the roof.",
    ],
)
def test_another_bearer_does_not_follow(follower: str) -> None:
    text = f"French President Makron opened the fair. {follower}"
    start = text.index(follower)
    names = misspelt(text, index_of(), Context())
    assert [name for name in names if name.start >= start] == []


@pytest.mark.parametrize("text", [
    "German Chancellor Schulz opened the fair.",  # at any time: there are known people called so
    "In Germany, Chancellor Schulz opened the fair.",  # an office whose country stands elsewhere
])  # fmt: skip
def test_an_office_without_time_or_place_is_advice(text: str) -> None:
    assert found(text) == [("Schulz", "Scholz", SUSPECTED)]


def test_who_had_such_an_office_in_a_country_not_spoken_of_is_right() -> None:
    assert found("The scandal over arms for Iran hurt President Reagan badly.") == []
    assert found("The scandal over arms for Iran hurt President Rohany badly.") == []
    assert found("The scandal in Iran hurt President Rouhami badly.") == [
        ("Rouhami", "Rouhani", SUSPECTED)
    ]


def test_a_holder_who_has_a_number_instead_of_a_surname_is_nobody_s_misspelling() -> None:
    assert found("The king of Norway, Haakon, opened it. Norwegian King Kalle was a bear.") == []


@pytest.mark.parametrize("text", [
    "President Putyn of Russia spoke.",
    "In Russia, President Putyn spoke.",
    "The Libyan leader, Muammar Qaddafi, spoke with Abdel Fattah al-Sisi.",
])  # fmt: skip
def test_another_romanisation_is_no_misspelling(text: str) -> None:
    assert found(text) == []


def test_a_romanisation_that_the_tables_do_not_know_is_advice() -> None:
    assert found("The Russian president, Vladimir Putyn, spoke.") == [("Putyn", "Putin", DOUBTED)]


def test_the_right_form_in_the_text_is_a_second_witness() -> None:
    text = "In Germany, Chancellor Schulz opened the fair. Olaf Scholz wore a green tie."
    assert found(text) == [("Schulz", "Scholz", PROVED)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("German Chancellor Schulz opened the fair.", "2014"),  # a time when another held it
        ("German Chancellor Merz opened the fair.", "2022"),  # a holder, of another time
        ("German Chancellor Schulz met Martin Schulz.", "2022"),  # somebody else of the text
        ("Chancellor Schulz of the university spoke.", "2022"),
        ("German Chancellor Schulz Street was closed.", "2022"),
        ("A brother of the German chancellor, Schulz has a farm.", "2022"),
        ("Schulz, a plumber from Leeds, wrote to the German chancellor.", "2022"),
        ("Schulz said that the German chancellor had not paid him.", "2022"),
        ("The wife of the German chancellor, a Ms Schulz said nothing.", "2022"),
        ("US Senator Johnsen voted against it.", "2014"),  # of many at a time
        ("German Vice Chancellor Schulz spoke.", "2024"),  # an office that he had held before
        ("German Shadow Chancellor Schulz spoke.", "2022"),  # an unknown word belongs to it
        ("Russian President Putyn spoke.", "2022"),  # another romanisation, never an error
    ],
)
def test_who_may_be_another_is_left_alone(text: str, date: str) -> None:
    assert [each for each in found(text, date) if each[2] is not SUSPECTED] == []
