"""The README tells the truth: its table, its first example, its commands."""

from __future__ import annotations

import re

import rule_table
from cleancopy import clean

README = rule_table.README.read_text(encoding="utf-8")


def block(name: str) -> str:
    """The text of the code block that follows a `<!-- name -->` comment."""
    found = re.search(rf"<!-- {name} -->\n```text\n(.*?)\n```", README, re.DOTALL)
    assert found, f"the README has no block {name!r}"
    return found[1]


def test_the_rule_table_is_as_the_cards_say() -> None:
    assert rule_table.written(README) == README


def test_the_first_example_is_what_cleancopy_does() -> None:
    assert clean(block("before")).text == block("after")


def test_the_api_examples_run() -> None:
    examples = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(examples) > 1
    for code in examples:
        exec(compile(code, "README.md", "exec"), {})
