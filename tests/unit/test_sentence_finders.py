"""Stops inside sentences, glued words, lost subjects: what proves them, and what does not."""

from __future__ import annotations

import pytest

from cleancopy import clean
from cleancopy.finders import country_pronouns, cued_patterns, glued_words, inner_stops
from cleancopy.protect import protected_ranges, residue
from cleancopy.view import View
from cleancopy.words import english_words


def stops(text: str, proof: str) -> list[str]:
    """The words before the stops that a proof takes out, or reports."""
    found = inner_stops.find(View(text), {"proof": proof})
    return [text[: f.start].split()[-1] if f.new == "" else text[f.start : f.end] for f in found]


@pytest.mark.parametrize(
    ("text", "proof", "word"),
    [
        ("The crane fell on the. quay of the port.", "open", "the"),
        ("It stood among. trees for a century.", "open", "among"),
        ("Nine boats that. had sailed were lost.", "open", "that"),
        ("The bridge will. be shut in May.", "verb", "will"),
        ("The quay has. also been sold.", "verb", "has"),
        ("He says that she. cannot come.", "verb", "she"),
        ("The gate was. opened by the guard.", "verb", "was"),
        ("They are able. to pay for it now.", "continuation", "able"),
        ("It is one of the towns. such as ours.", "continuation", "towns"),
        ("The season ends in October. because the water is cold.", "continuation", "October"),
        ("The clerk waited for an hour. and a half.", "continuation", "hour"),
        ("The debts fall due. in September. Most will pay.", "phrase", "due"),
        ("They met at the gate. of the harbour.", "continuation", "gate"),
        ("They sell bread. and milk.", "phrase", "bread"),
        ("The ship came home. with the tide, which was high, it left.", "likely", "home"),
    ],
)
def test_a_proof_holds(text: str, proof: str, word: str) -> None:
    assert stops(text, proof) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody knows how old the bridge is. also, nobody asks.",
        "He asked where they are. still, no answer came.",
        "The gate is shut. to be sure, it was never open.",
        "He called it late. in winter they open at nine.",
        "The flow is 60 cubic metres. m / s, says the office.",
        "We sell pears, pears. and milk.",
        "The prize was won by Okubo. of all people, he said.",
        "He waited. is it true that she left?",
    ],
)
def test_no_proof_holds(text: str) -> None:
    assert [
        s for proof in ("open", "verb", "continuation", "phrase") for s in stops(text, proof)
    ] == []


def test_a_stop_after_an_abbreviation_is_not_even_reported() -> None:
    text = "Lamps, chairs, etc. and the list by Lindqvist et al. was of approx. five pages."
    assert stops(text, "") == []


def test_a_text_without_capitals_proves_nothing() -> None:
    small = "we met at noon. of the nine. in the end it fell. to the sea. and then we left."
    assert [s for proof in ("continuation", "phrase", "") for s in stops(small, proof)] == []


def test_a_stop_for_which_nothing_speaks_is_reported_once() -> None:
    text = "The mayor met his allies. opposition in the city said so."
    assert stops(text, "") == ["allies. opposition"]
    assert [a.rules for a in clean(text).advice] == [("sentences/lower-case-after-stop",)]


@pytest.mark.parametrize(
    "word",
    ["YouTube", "iPhone", "McGregor", "FilGoal", "PlayStation", "easyJet", "eBay", "sandwhich"],
)
def test_names_and_slips_with_an_inner_capital_stay(word: str) -> None:
    text = f"He wrote of {word}, which he liked, and of {word} again."
    assert clean(text, unsafe=True).text == text


def test_a_word_is_split_only_where_both_halves_are_known() -> None:
    options = {"tails": "which", "least": 4, "between": " "}
    split = list(glued_words.find(View("The bankwhich and the brukwhich."), options))
    assert [(f.start, f.new) for f in split] == [(8, " ")]


def test_known_words_are_in_small_letters() -> None:
    words = english_words()
    assert all(word in words for word in ("minister", "however", "bank"))
    assert not any(word in words for word in ("However", "bankwhich", "2", "Syllables"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Norway has oil. She has not sold it all.", ["She has"]),
        ("Norway has oil. Anna has none. She has not sold it.", []),
        ("In Norway a woman has oil. She has not sold it all.", []),
        ("But he went to Norway, saying he may stay if she wishes.", ["if she wishes"]),
        ("But he and Anna went to Norway, and he may stay if she wishes.", []),
        ("But he and his wife went to Norway, and he may stay if she wishes.", []),
    ],
)
def test_a_country_is_she_only_where_nobody_else_can_be(text: str, found: list[str]) -> None:
    assert [text[f.start : f.end] for f in country_pronouns.find(View(text), {})] == found


def test_a_cued_pattern_sees_lines_with_a_cue_only() -> None:
    text = "one two\nTwo one two\n\ntwo"
    options = {"cues": ["one"], "pattern": "two$", "replace": "six"}
    assert [f.start for f in cued_patterns.find(View(text), options)] == [4, 16]


@pytest.mark.parametrize(
    "text",
    [
        "A title goes between <b> and </b>, our style sheet says.",
        "<p>One paragraph.</p>\n<p>Another one.</p>",
        "End it with </p>",
        "<p>\nA paragraph.",
        "Write `a.</p>`\nand <div id=x> for it.",
    ],
)
def test_markup_that_makes_sense_is_protected(text: str) -> None:
    assert residue(text) == []
    assert protected_ranges(text) != []
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It fell.</span></p>\nIt rose.<br>", "It fell.\nIt rose."),
        ("<div><p>It fell.\nIt rose.", "It fell.\nIt rose."),
        ("It <a href=“x”>fell</a> again.", "It fell</a> again."),
        ("It fell.&lt;br&gt;It rose.", "It fell. It rose."),
        ("It fell.</p>&lt;/div&gt;", "It fell."),
    ],
)
def test_tags_without_their_other_half_go(text: str, left: str) -> None:
    assert clean(text).text == left
    assert clean(left).text == left


@pytest.mark.parametrize(
    "sentence",
    [
        "And threatened the mayor with a strike.",
        "And then continues with a meeting of the envoys.",
        "Was not discussed the question of the bridge.",
        "Has asked the government for more aid.",
    ],
)
def test_a_sentence_without_a_subject_is_shown_and_stays(sentence: str) -> None:
    text = f"The talks opened at noon in the old town hall. {sentence}"
    report = clean(text, unsafe=True)
    assert report.text == text
    assert [sentence.startswith(advice.old) for advice in report.advice] == [True]
