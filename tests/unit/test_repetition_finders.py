"""Loops, doubled words and repeated lines: what an engine does, and what people do."""

from __future__ import annotations

import pytest

from cleancopy import clean
from cleancopy.finders import loops, repeated_headline, repeated_words, untranslated_words
from cleancopy.view import View


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It is now is now is now is now clear.", "It is now clear."),
        ("It lies at the at the end.", "It lies at the end."),
        ("It opens at the end of May at the end of May.", "It opens at the end of May."),
        ("It is a lot of, a lot of, a lot of good.", "It is a lot of good."),
        ("A Navy officer Capt Navy officer Capt Navy officer Capt Navy officer Capt Berg.",
         "A Navy officer Capt Berg."),
    ],
)  # fmt: skip
def test_an_engine_loop_is_cut(text: str, left: str) -> None:
    assert clean(text).text == left


@pytest.mark.parametrize(
    "text",
    [
        "It went on and on and on and on, year after year after year after year.",
        "They sang lock the gate lock the gate lock the gate all night.",
        "He was a friend of a friend of a friend of mine.",
        "The more you have the more you have to lose.",
        "Team Berg 3 Team Berg 3 Team Berg 3 Team Berg 3.",
        "“We will not go, we will not go, we will not go,” she said.",
    ],
)
def test_what_people_repeat_stays(text: str) -> None:
    assert clean(text).text == text


def test_a_loop_is_found_with_its_length_and_its_turns() -> None:
    text = "It is so good it is so good it is so good, he said."
    options = {"times": 3, "words": 2}
    assert [(f.start, f.end) for f in loops.find(View(text), options)] == [(13, 41)]
    assert list(loops.find(View(text), options | {"most": 2})) == []
    assert list(loops.find(View(text), options | {"plain": True})) == []


def test_a_loop_does_not_run_over_a_line() -> None:
    view = View("to the sea\nto the sea\nto the sea")
    assert list(loops.find(view, {"times": 2, "words": 2})) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Prices prices rose.", "Prices rose."),
        ("It fell. The the port is shut.", "It fell. The port is shut."),
        ("It cost 5 euros euro, he said.", "It cost 5 euros, he said."),
        ("“My father,” said said Berg.", "“My father,” said Berg."),
    ],
)
def test_a_doubled_word_goes(text: str, left: str) -> None:
    assert clean(text).text == left


@pytest.mark.parametrize(
    "text",
    [
        "What matters matters, and what he wanted wanted time.",
        "Fields fields questions; Police police themselves.",
        "They are in the euros euro zone report.",
        "Li Li had had luck. The three-time time traveller left.",
    ],
)
def test_a_word_that_english_doubles_stays(text: str) -> None:
    assert clean(text).text == text


def test_a_word_beside_a_mark_is_seen() -> None:
    found = repeated_words.find(View("He saw (the the port)."), {})
    assert [(f.start, f.end) for f in found] == [(11, 15)]


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("A “night” of knives\nA 'Night' of Knives\nIt fell.", ["\nA 'Night' of Knives"]),
        ("A night of knives\nA night of knives", []),
        ("A night of knives\nA night of two knives\nIt fell.", []),
        ("Row, row\nRow, row\nRow your boat.", []),
        ("It fell.\nA night of knives\nA night of knives\nIt rose.", []),
    ],
)
def test_a_headline_is_repeated_at_the_head_only(text: str, gone: list[str]) -> None:
    found = repeated_headline.find(View(text), {"words": 4})
    assert [text[f.start : f.end] for f in found] == gone


def test_a_sentence_with_a_quotation_may_be_repeated_but_not_one_inside() -> None:
    twice = "The mayor calls it “slow water”. The mayor calls it “slow water”. It is brown."
    assert clean(twice).text == "The mayor calls it “slow water”. It is brown."
    quoted = "“The water is slow this year. The water is slow this year,” he said."
    assert clean(quoted).text == quoted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The fair на shows what it can.", ["на"]),
        ("The paper 静岡 was read in the town.", ["静岡"]),
        ("The paper “Правда” and the town (静岡) and the word слово.", []),
        ("A dose of 5 μg of α-tocopherol and π.", []),
        ("Министры встретились в городе. OK.", []),
    ],
)
def test_a_word_of_another_script_is_shown(text: str, found: list[str]) -> None:
    view = View(text)
    assert [text[f.start : f.end] for f in untranslated_words.find(view, {})] == found
