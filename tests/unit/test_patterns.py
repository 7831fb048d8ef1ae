"""No pattern of a card walks a long hostile line again and again: each of them comes to its end."""

from __future__ import annotations

import pytest

from cleancopy.finders import compiled
from cleancopy.rule import Rule
from cleancopy.stages import read_stages

LENGTH = 50_000
PIECES = [
    " ",
    "\u00a0",
    "a",
    "a ",
    "a’",
    "a- ",
    "a,b",
    "A b. ",
    "[ a",
    "( ",
    "1, ",
    "$ ",
    ", ",
    ".",
    "?.",
    "! ",
    "“",
    "’ ",
    "&amp",
    "\n- ",
]
HOSTILE = [(piece * LENGTH)[:LENGTH] for piece in PIECES]
PATTERNS = [rule for stage in read_stages() for rule in stage.rules if rule.find]


@pytest.mark.parametrize("rule", PATTERNS, ids=lambda rule: rule.name)
def test_a_pattern_ends_on_hostile_text(rule: Rule) -> None:
    pattern = compiled(rule.find)
    for text in HOSTILE:
        assert all(0 <= match.start() <= LENGTH for match in pattern.finditer(text))
