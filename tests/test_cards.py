"""Every card's examples hold: they are its documentation and its test at once."""

from __future__ import annotations

from typing import Any

import pytest

from cleancopy.context import Context
from cleancopy.document import Document, Safety
from cleancopy.rule import Example, Finding, Keep, Repair, Rule
from cleancopy.stages import Stage, read_stages
from cleancopy.view import View

RULES = [rule for stage in read_stages() for rule in stage.rules]


def run_alone(rule: Rule, text: str, example: Example) -> Document:
    stage = Stage(rule.stage, (rule,))
    known = Context(source=example.source, source_lang=example.source_lang, style=rule.style)
    view = View(text, known)
    return stage.run(Document.of(text), view, Safety(max(rule.safety, Safety.UNSAFE)))


def examples(field: str) -> list[Any]:
    """Every example of a kind, with the rule it belongs to."""
    return [
        pytest.param(rule, example, id=f"{rule.name}-{number}")
        for rule in RULES
        for number, example in enumerate(getattr(rule, field))
    ]


@pytest.mark.parametrize(("rule", "example"), examples("repairs"))
def test_repairs(rule: Rule, example: Repair) -> None:
    assert run_alone(rule, example.bad, example).text == example.good
    again = run_alone(rule, example.good, example)
    assert (again.text, again.advice) == (example.good, ())


@pytest.mark.parametrize(("rule", "example"), examples("findings"))
def test_findings(rule: Rule, example: Finding) -> None:
    after = run_alone(rule, example.bad, example)
    assert after.text == example.bad
    assert [change.old for change in after.advice] == [example.at]


@pytest.mark.parametrize(("rule", "keep"), examples("keeps"))
def test_keeps(rule: Rule, keep: Keep) -> None:
    after = run_alone(rule, keep.text, keep)
    assert (after.text, after.advice) == (keep.text, ())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_safe_or_unsafe_card_repairs_and_advice_only_finds(rule: Rule) -> None:
    if rule.safety is Safety.ADVICE:
        assert rule.findings
        assert not rule.repairs
    else:
        assert rule.repairs
        assert not rule.findings


@pytest.mark.parametrize(
    "text",
    [
        text
        for rule in RULES
        for text in (*(k.text for k in rule.keeps), *(e.good for e in rule.repairs))
    ],
)
def test_what_one_card_keeps_no_other_card_changes(text: str) -> None:
    document = Document.of(text)
    for stage in read_stages():
        document = stage.run(document, View(document.text), Safety.SAFE)
    assert document.text == text
