"""The finders of the punctuation stage, at the borders of what they know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from cleancopy.finders import finder
from cleancopy.view import View


def repaired(name: str, text: str, options: Mapping[str, Any]) -> str:
    for found in sorted(finder(name)(View(text), options), reverse=True):
        assert found.new is not None
        text = text[: found.start] + found.new + text[found.end :]
    return text


def spans(name: str, text: str, options: Mapping[str, Any]) -> list[str]:
    return [text[found.start : found.end] for found in finder(name)(View(text), options)]


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("a four-to- one win", "a four-to-one win"),
        ("his much- praised and so -called plan", "his much-praised and so-called plan"),
        ("Well- paid work", "Well-paid work"),
        ("a 20 -year sentence, a 3- hour walk", "a 20-year sentence, a 3-hour walk"),
        ("an export -related rise", "an export-related rise"),
        ("anti\u00a0- american\u00a0slogans", "anti-american\u00a0slogans"),
    ],
)
def test_parts_of_a_compound_are_joined(bad: str, good: str) -> None:
    assert repaired("compounds", bad, {}) == good


@pytest.mark.parametrize(
    "text",
    [
        "anti- and pro-war groups",
        "short- or long-term",
        "non- the less",
        "the goods- related to them - were sold",
        "in 2020- year of the rat",
        "Inter - Roma 2-1",
        "from 10- 15 to 20",
        "- half\n- time",
        "find . -name half",
        "It went well- he left.",
    ],
)
def test_dashes_flags_and_hung_hyphens_keep_their_blanks(text: str) -> None:
    assert spans("compounds", text, {}) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the old year- they said", ["year- they"]),
        ("the old year- farmers said", ["year- farmers"]),
        ("the -la flag", []),
        ("much- praised", []),
    ],
)
def test_a_doubtful_hyphen_is_shown(text: str, shown: list[str]) -> None:
    assert spans("compounds", text, {"doubtful": True}) == shown


ROW = "“We left,” he said. “It rained,” she said. “It is late now,” he added. "


@pytest.mark.parametrize(
    ("text", "lone"),
    [
        (ROW + "“They stayed”, she noted.", ["”,"]),
        (ROW + "“They stayed”, she noted. “All of them”, he said.", []),
        (ROW + "“They”, she noted, “stayed for a week.”", []),
        (ROW + "The “old mill”, now a shop, was shut.", []),
        (ROW + "They played as “The Quiet Ones”.", []),
        (ROW + "It was “a mess.” He said: “We will all go home”.", ["”."]),
        (ROW + "“Will it rain?”, she asked.", []),
        (
            "“We left”, he said. “It rained”, she said. “It is late”, he said. “No,” she added.",
            [",”"],
        ),
    ],
)
def test_a_lone_place_needs_three_witnesses_of_its_kind(text: str, lone: list[str]) -> None:
    assert spans("mark_order", text, {}) == lone


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a “new war”, then “a peace.” It was “a time”, too.", ["war”,"]),
        ("a “new war”, then “a peace.”", []),
        (ROW + "“They stayed”, she noted. “They sang”, he said.", ["stayed”,"]),
        (ROW + "“They stayed”, she noted.", []),
    ],
)
def test_mixed_places_are_shown_once(text: str, shown: list[str]) -> None:
    assert spans("mark_order", text, {"mixed": True}) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("He waited… and… left... late.", ["..."]),
        ("He waited . . . and left... and sat... down.", [". . ."]),
        ("He waited... and left....", []),
        ("He waited… and left…", []),
    ],
)
def test_the_rarer_ellipsis_is_shown_once(text: str, shown: list[str]) -> None:
    assert spans("ellipses", text, {}) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The bank (EBRD said no.", ["(EBRD"]),
        ("The bank (EBRD) said [sic no.", ["[sic"]),
        ("(A note.\n\nIt goes on.)", []),
        ("a) this, b) that", []),
        ("sad :( and done", []),
        ("(one [two) three", ["[two"]),
    ],
)
def test_an_open_bracket_is_shown(text: str, shown: list[str]) -> None:
    assert spans("open_brackets", text, {}) == shown


MARKS = {"。": ".", "，": ",", "【": "[", "】": "]", "：": ":"}


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("【 Video 】Rain in May", "[Video] Rain in May"),
        ("He spoke of 「peace。」 Then he left", "He spoke of 「peace.」 Then he left"),
        ("at 12：30", "at 12:30"),
        ("彼は「Yes。」と言った", "彼は「Yes。」と言った"),
    ],
)
def test_foreign_marks_between_our_words(bad: str, good: str) -> None:
    assert repaired("foreign_marks", bad, {"marks": MARKS}) == good
