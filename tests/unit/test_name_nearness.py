"""How near two spellings are: what a letter of another script may come back as, and what not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy import clean
from cleancopy.names.near import (
    NEAR,
    alike,
    alternates,
    consonants,
    distance,
    is_given,
    keys,
    within,
)
from cleancopy.names.romanisation import heard, is_unenglish, romanised

words = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
names = st.lists(words, max_size=3).map(tuple)


@given(words, words)
def test_distance_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert distance(one, other) >= 0


@given(words)
def test_a_word_is_not_apart_from_itself(word: str) -> None:
    assert distance(word, word) == 0
    assert consonants(word) in set(keys(word))


@given(words, words, st.floats(0, 1))
def test_the_short_cut_says_what_the_distance_says(one: str, other: str, most: float) -> None:
    assert within(one, other, most) == (distance(one, other) <= most)


@given(names, names)
def test_any_names_can_be_held_against_each_other(
    one: tuple[str, ...], two: tuple[str, ...]
) -> None:
    assert alternates(one, two) == alternates(two, one)
    assert romanised(one, two) == romanised(two, one)
    assert alternates(one, one)
    assert romanised(one, one)


def test_names_without_a_latin_letter_are_no_crash() -> None:
    assert alike((), ()) is None
    assert not alternates((), ("anna",))
    assert not romanised((), ("anna",))


@pytest.mark.parametrize(
    ("near", "far"),
    [
        ("hurst", "hurley"),
        ("zakarova", "zamarova"),
        ("qaddafi", "kaminski"),
        ("abdallah", "ibrahim"),
    ],
)
def test_sounds_that_one_letter_stands_for_are_nearer(near: str, far: str) -> None:
    right = {"hurst": "herbst", "zakarova": "zakharova", "qaddafi": "gadafi", "abdallah": "abdulla"}
    assert distance(near, right[near]) <= NEAR
    assert distance(near, right[near]) < distance(far, right[near])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("john", "hurst"), ("jane", "hurst")),  # another first name, the same last: a relative
        (("olaf", "schulz"), ("olaf", "schulz", "ebert")),
        (("ivan", "petrov"), ("oleg", "petrov")),
        (("leo", "xiii"), ("leo", "xiv")),  # another of the same name
    ],
)
def test_two_people(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert alike(one, other) is None


def test_accepted_spellings() -> None:
    assert alternates(("thomas", "mueller"), ("thomas", "muller"))
    assert not alternates(("thomas", "muller"), ("thomas", "miller"))
    assert romanised(("sergei", "shoigu"), ("sergey", "shoygu"))
    assert is_given("stephen", "steven")
    assert not is_given("stephen", "simon")


def test_names_without_latin_letters_are_no_crash() -> None:
    text = "Иван Петров и Иван Сидоров пришли."
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("written", "known"),
    [("shi jinping", "xi jinping"), ("chin gang", "qin gang"), ("hwa chunying", "hua chunying")],
)
def test_pinyin_is_heard(written: str, known: str) -> None:
    assert heard(tuple(written.split()), tuple(known.split()))
    assert not heard(tuple(written.split())[:1], tuple(known.split()))


@pytest.mark.parametrize(("one", "other"), [("wang yi", "wang qi"), ("li hui", "li shu")])
def test_another_syllable_is_not(one: str, other: str) -> None:
    assert not heard(tuple(one.split()), tuple(other.split()))


@pytest.mark.parametrize(
    ("one", "other", "is_so"),
    [
        ("lawrow", "lavrov", True),
        ("loukachenko", "lukashenko", True),
        ("poroschenko", "poroshenko", True),
        ("yuschenko", "yushchenko", False),  # a letter less, which many leave out
        ("tikhanouskaya", "tsikhanouskaya", False),
        ("shoygu", "shoigu", False),
    ],
)
def test_english_has_no_german_romanisation(one: str, other: str, is_so: bool) -> None:
    assert is_unenglish(one, other) is is_so
