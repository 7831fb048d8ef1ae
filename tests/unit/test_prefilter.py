"""The prefilter never leaves out a pattern that matches, and seldom names one that does not."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy import prefilter
from cleancopy.patterns import compiled
from cleancopy.prefilter import WORTH_IT, Prefilter
from cleancopy.prefilter.loosened import loosened
from cleancopy.stages import read_stages
from strategies import thorough

ARTICLES = sorted((Path(__file__).parents[1] / "articles").glob("*/*.txt"))
RULES = [rule for stage in read_stages() for rule in stage.rules if rule.needs]
CARDS = [rule.needs for rule in RULES]
EXAMPLES = [example.bad for rule in RULES for example in (*rule.repairs, *rule.findings)]
# What a card may ask for, beyond what ours do.
ODD = [
    r"", r"a|", r"(?=ab)a", r"(?=a.)(?=.b)", r"(?<=a)b(?<=ab)c", r"a(?:(?<=a)b)+c", r"(?<!a)b",
    r"x(?<!x)y", r"(?i)straße|kß", r"(?i)[^k]ı", r"(?i)[\W\d]s", r"(?s)a.b", r"a.b", r"(a|b)\1",
    r"(?m)^b$", r"^b", r"b$", r"\Ab\Z", r"[^\W\d_]+\b[^\S\n]", r"[\D]\d", r"\w\W\s\S", r"(?>a+)b",
    r"a++b", r"a{2,3}?c", r"(?:ab){2}", r"(?x) a  b # c", r"(?a)\w", r"(a)?b(?(1)c|a)",
    r"(?:a|b|c|\s)(?:a|b|c|\s)(?:a|b|c|\s)(?:a|b|c|\s)d", r"(?<=[a-c]\s)[b\s](?=c)", r"(?i:K)k",
    r"(?<=^a)b", r"(?<=(?:ab|cd))c",
]  # fmt: skip

pieces = st.sampled_from(
    [
        *"ab  c.,;:!?\"”“’'()[]-1$%\n\tAbKkıßſé",
        "\u00a0",
        "\u212a",
        "٣",
        "Ω",
        "\u2028",
        ". ,",
        "said",
    ]
)
hostile = st.lists(pieces, max_size=14).map("".join)
damaged = st.tuples(st.sampled_from(EXAMPLES), hostile, st.integers(0, 60)).map(
    lambda all_: all_[0][: all_[2]] + all_[1] + all_[0][all_[2] :]
)


def awake(patterns: list[str]) -> Prefilter:
    """A prefilter that has read enough to do its work."""
    found = Prefilter(patterns)
    found.possible(" " * WORTH_IT)
    return found


OURS, THEIRS = awake(CARDS), awake(ODD)


@thorough
@given(hostile | damaged | st.text(max_size=12))
def test_what_matches_is_possible(text: str) -> None:
    for awoken, patterns in ((OURS, CARDS), (THEIRS, ODD)):
        matching = {pattern for pattern in patterns if compiled(pattern).search(text)}
        assert matching <= awoken.possible(text)


def documents(count: int) -> Iterator[str]:
    """Lines of the articles with marks and blanks put in at random."""
    chance = random.Random(3)
    lines = [line for path in ARTICLES for line in path.read_text("utf-8").splitlines() if line]
    for _ in range(count):
        line = chance.choice(lines)
        for _ in range(chance.randrange(4)):
            at = chance.randrange(len(line))
            line = line[:at] + chance.choice([" ", ",", ".", "”", " ,", ".."]) + line[at:]
        yield line


def test_two_thousand_documents_lose_no_match() -> None:
    named = matching = 0
    for text in documents(2000):
        possible = OURS.possible(text)
        found = {pattern for pattern in CARDS if compiled(pattern).search(text)}
        assert found <= possible
        named, matching = named + len(possible), matching + len(found)
    assert matching > 1000
    assert named < 2 * matching, "a prefilter that lets everything through is none"


def test_what_stands_around_a_match_is_taken_into_it() -> None:
    assert loosened(re.compile("(?<=b)a(?=c)")) == r"(?:[\x{62}][\x{61}][\x{63}])"
    assert loosened(re.compile("a(?<=ba)(?=c|$)")) == (
        r"(?:[\x{62}][\x{61}](?:(?:)[\x{63}]|(?:)(?m:$)))"
    )


def test_a_faulty_pattern_stops_no_text_that_does_not_try_it() -> None:
    assert awake(["(a", "b"]).possible("c") == {"(a"}


@pytest.mark.parametrize("pattern", [r"(?a)\w", "(a)?b(?(1)c|a)"])
def test_what_cannot_be_said_is_always_possible(pattern: str) -> None:
    assert loosened(re.compile(pattern)) is None
    assert awake([pattern]).possible("") == {pattern}


def test_half_a_character_makes_everything_possible() -> None:
    assert awake(["a"]).possible("\ud800") == {"a"}


def test_a_pattern_that_re2_refuses_is_always_possible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleancopy.prefilter.loosened.loosened", lambda pattern: "(")
    assert awake(["a"]).possible("b") == {"a"}


def test_where_re2_gives_up_everything_is_possible() -> None:
    class Exhausted:
        def Match(self, data: bytes) -> None:  # noqa: N802
            """As it answers when its memory does not do."""

    assert set(prefilter.Automaton(("a", "b"), Exhausted()).possible(b"")) == {"a", "b"}


def test_a_few_texts_are_not_worth_the_work() -> None:
    lazy = Prefilter(["a", "b"])
    assert lazy.possible("a") == {"a", "b"}
    assert awake(["a", "b"]).possible("a") == {"a"}
