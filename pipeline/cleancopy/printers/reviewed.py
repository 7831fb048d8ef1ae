"""An article as the review page takes it: its text, what there is to decide, and the figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from cleancopy.decisions.items import Item, items_of
from cleancopy.document import digest
from cleancopy.language import UNKNOWN
from cleancopy.printers.data import name_data
from cleancopy.printers.figures import COUNTS, Row, formula_rows, text_rows, verdict, why_missing
from cleancopy.printers.meaning import WHY_SPLIT, meaning, reference, split_rows
from cleancopy.printers.named import TITLES, looks, said
from cleancopy.printers.visible import LINE_END, Places
from cleancopy.report import Report
from cleancopy.rule import Rule

Article = Mapping[str, Any]
LONGEST_HEADLINE = 140  # characters
_NO_HEADLINE = (".", ":", ",", "”", '"')  # what a line that is one does not end with
_BATCH = 16  # hex digits of a batch's digest: the name under which a browser keeps its decisions


def article_data(
    report: Report, titles: Mapping[str, str], source: str = "", source_lang: str = ""
) -> dict[str, Any]:
    """The object of one article; places are code points of the original, from 0.

    `titles` are those of the rules by name; `source` is what the text was translated from.
    """
    language = report.language.code
    missing = why_missing(report)
    return {
        "name": report.name,
        "sha256": digest(report.original),
        "original": report.original,
        "language": "" if language == UNKNOWN else language,
        "headline": headline(report.text),
        "words": report.after.words,
        "source": {"text": source, "lang": source_lang} if source else None,
        "items": [_item(item, titles) for item in items_of(report)],
        "names": _names(report),
        "scores": list(_scores(report)),
        "meaning": list(_meaning(report)),
        "verdict": verdict(report),
        "notes": [*report.notes, *([missing] if missing else [])],
    }


def index_row(number: int, article: Article) -> dict[str, Any]:
    """What the queue shows of an article, and what it is sorted and narrowed by."""
    items: Sequence[Mapping[str, Any]] = article["items"]
    advice = sum(item["kind"] == "advice" for item in items)
    unsafe = sum(item["kind"] == "repair" and item["safety"] != "safe" for item in items)
    return {
        "number": number,
        "name": article["name"],
        "sha256": article["sha256"],
        "headline": article["headline"],
        "words": article["words"],
        "repairs": len(items) - advice,
        "unsafe": unsafe,
        "advice": advice,
        "of": len(items),
        "state": "look" if advice or unsafe else "repaired" if items else "clean",
        "rules": sorted({rule["name"] for item in items for rule in item["rules"]}),
    }


def batch_digest(articles: Iterable[Article]) -> str:
    """The same for the same texts with the same proposals, in the same order."""
    whole = sha256()
    for article in articles:
        whole.update(f"{article['sha256']} {digest(article['name'])}\n".encode())
        whole.update(" ".join(item["id"] for item in article["items"]).encode())
    return whole.hexdigest()[:_BATCH]


def rule_texts(rules: Iterable[Rule]) -> dict[str, dict[str, str]]:
    """What the page says of each rule, by name."""
    return {rule.name: {"title": rule.title, "why": rule.why} for rule in rules}


def headline(text: str) -> str:
    """The first line, where it looks like a headline: short, no full stop, and text after it."""
    lines = [line for line in LINE_END.split(text) if line.strip()][:2]
    first = lines[0].strip() if lines else ""
    fits = len(lines) > 1 and len(first) <= LONGEST_HEADLINE and not first.endswith(_NO_HEADLINE)
    return first if fits else ""


def _item(item: Item, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": "repair" if item.is_repair else "advice",
        "safety": item.safety,
        "stage": item.rules[0].partition("/")[0],
        "rules": [{"name": rule, "title": titles.get(rule, rule)} for rule in item.rules],
        "reasons": list(item.reasons),
        "places": [
            {"start": place.start, "end": place.end, "old": place.old, "new": place.new}
            for place in item.places
        ],
    }


def _names(report: Report) -> list[dict[str, Any]]:
    places = Places(report.original)
    return [
        name_data(entry, places)
        | {"group": TITLES[entry.kind], "said": said(entry), "compare": looks(entry)}
        for entry in report.names
    ]


def _meaning(report: Report) -> Iterator[str]:
    """What the scores mean, and how much of their change says nothing of the prose."""
    lines = meaning(report)
    yield from lines
    if lines:
        yield reference()
    parts = [
        f"{split.label} {split.before} to {split.after}: {split.names} from names,"
        f" {split.marks} from marks and blanks, {split.rest} from all else"
        for split in split_rows(report)
    ]
    if parts:
        yield f"{WHY_SPLIT} {'; '.join(parts)}."


def _scores(report: Report) -> Iterable[dict[str, str]]:
    tables: dict[str, list[Row]] = {"The text": text_rows(report)}
    tables |= {title: formula_rows(report, count) for count, title in COUNTS.items()}
    for title, rows in tables.items():
        yield from ({"group": title} | row._asdict() for row in rows)
