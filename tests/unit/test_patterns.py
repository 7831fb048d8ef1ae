"""No pattern walks a long hostile text again and again: each of them comes to its end."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

import pytest

import cleancopy
from cleancopy.patterns import compiled
from cleancopy.stages import read_stages
from hostile import TooSlowError, bound, hostile_texts

LENGTH, SHORT = 40_000, 10_000
MOST = 5.0
"""Seconds of the processor for a text: a linear pattern takes some hundredths, while one that walks
a text of this length from each of its places takes ten and more."""
PIECES = [
    " ", "\u00a0", "a", "a ", "a’", "a- ", "a,b", "A b. ", "[ a", "( ", "1, ", "$ ", ", ", ".",
    "?.", "! ", "“", "’ ", "&amp", "\n- ", "\n", "7", "A", "<a", "\\", "é", "-",
]  # fmt: skip
HOSTILE = [(piece * SHORT)[:SHORT] for piece in PIECES]


class Tried(NamedTuple):
    """A pattern, and whether it is only ever matched at one place."""

    pattern: re.Pattern[str]
    is_anchored: bool = False


def modules() -> Iterator[ModuleType]:
    """All modules of the package."""
    for found in pkgutil.walk_packages(cleancopy.__path__, "cleancopy."):
        if not found.name.endswith("__main__"):
            yield import_module(found.name)


def within(value: Any, depth: int = 3) -> Iterator[re.Pattern[str]]:
    """The patterns in a value of a module, also those in its tables."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict | list | tuple | set | frozenset) and depth:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from within(inner, depth - 1)


def is_anchored(module: ModuleType, name: str) -> bool:
    """Whether a module only ever asks if a pattern stands at one place."""
    uses = set(re.findall(rf"\b{name}\b(?! =)\.?(\w*)", inspect.getsource(module)))
    return bool(uses) and uses <= {"match", "fullmatch"}


def of_modules() -> Iterator[tuple[str, Tried]]:
    """The patterns that modules hold, by where they stand."""
    for module in modules():
        for name, value in vars(module).items():
            for number, pattern in enumerate(within(value)):
                where = f"{module.__name__}.{name}" + (f".{number}" if number else "")
                yield where, Tried(pattern, is_anchored(module, name))


def in_options(options: Mapping[str, Any]) -> Iterator[Tried]:
    """The patterns in the options of a finder.

    Only `pattern` is looked for all over a text, the others in a line, a phrase or at a place.
    """
    for key, value in options.items():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and re.search(r"[+*}]", text):
                yield Tried(compiled(text), key != "pattern")


def of_cards() -> Iterator[tuple[str, Tried]]:
    """The patterns of the cards: what they find, and what they give their finders."""
    for rule in (rule for stage in read_stages() for rule in stage.rules):
        found = [Tried(compiled(rule.find))] if rule.find else in_options(rule.options)
        for number, tried in enumerate(found):
            yield f"{rule.name}.{number}" if number else rule.name, tried


PATTERNS = {tried: name for name, tried in [*of_cards(), *of_modules()]}


@pytest.mark.parametrize("tried", PATTERNS, ids=PATTERNS.values())
def test_a_pattern_ends_on_hostile_text(tried: Tried) -> None:
    texts = [*HOSTILE, *hostile_texts(tried.pattern, LENGTH)]
    for text in texts:
        with bound(MOST):
            if tried.is_anchored:
                tried.pattern.fullmatch(text)
                tried.pattern.match(text)
            else:
                assert all(match.end() <= LENGTH for match in tried.pattern.finditer(text))


@pytest.mark.parametrize("pattern", [r"\s+\)", r"(?:\w+)+!", r"(?<=x)a*b?a*c|\w+@", r"(?:a|a)+b"])
def test_what_backtracks_is_caught(pattern: str) -> None:
    tried = re.compile(pattern)
    texts = hostile_texts(tried, LENGTH)
    with pytest.raises(TooSlowError), bound(0.5):
        "".join(tried.sub("", text) for text in texts)


def test_the_patterns_of_all_kinds_of_places_are_tried() -> None:
    names = set(PATTERNS.values())
    assert {"punctuation/space-before-mark", "cleancopy.protect._PROTECTED"} <= names
    assert len(names) > 250
