"""Articles to review, for the tests of the page and for its pictures."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cleancopy.decisions.items import Item, items_of
from cleancopy.document import Document, Edit, digest
from cleancopy.formats.parts import Part
from cleancopy.printers.review import to_review
from cleancopy.printers.reviewed import article_data, rule_texts
from cleancopy.report import Report, Settings, run
from cleancopy.rule import Rule
from cleancopy.stages import read_stages

ARTICLES = Path(__file__).parent / "articles"


@cache
def rules() -> tuple[Rule, ...]:
    """Our cards."""
    return tuple(rule for stage in read_stages() for rule in stage.rules)


def titles() -> dict[str, str]:
    return {rule.name: rule.title for rule in rules()}


def shipped(stem: str, unsafe: bool = False) -> Report:
    """A finished run on one of the damaged articles."""
    text = (ARTICLES / "damaged" / f"{stem}.txt").read_bytes().decode()
    return run(text, Settings(unsafe=unsafe), name=f"{stem}.txt")


def report_on(
    text: str, edits: tuple[Edit, ...] = (), advice: tuple[Edit, ...] = (), name: str = "a.txt"
) -> Report:
    """A finished run with the given repairs, and advice on the text after them."""
    return Report(Document.of(text).apply(edits).advise(advice), name=name)


def article(report: Report, source: str = "", source_lang: str = "") -> dict[str, Any]:
    return article_data(report, titles(), source, source_lang)


def items(report: Report) -> list[Item]:
    return items_of(report)


def review_page(*articles: dict[str, Any]) -> str:
    """The page of some articles."""
    return to_review(articles, rule_texts(rules()))


def told(report: Report, part: Part) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The least that the server needs of an article."""
    items = [
        {
            "id": item.id,
            "kind": "repair" if item.is_repair else "advice",
            "safety": item.safety,
            "rules": [{"name": rule} for rule in item.rules],
            "reasons": list(item.reasons),
            "places": [
                {"start": p.start, "end": p.end, "old": p.old, "new": p.new} for p in item.places
            ],
        }
        for item in items_of(report)
    ]
    sha256 = digest(report.original)
    return {"name": report.name}, {"name": report.name, "sha256": sha256, "items": items}
