"""Exports of a review: the decisions as a file and as a table, and the texts as decided."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cleancopy.decisions.items import Item, Place
from cleancopy.decisions.outcome import Decision, Verdict
from cleancopy.decisions.record import Reviewed
from cleancopy.formats.parts import Wanted
from cleancopy.formats.plan import Input
from cleancopy.review.applying import Decided, apply
from cleancopy.review.ledger import Ledger, State

COLUMNS = (
    "article", "sha256", "item", "kind", "safety", "rules", "start", "end", "old", "new",
    "decision", "wording", "reviewer", "decided_at", "ms_on_screen", "note",
)  # fmt: skip
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date that a zip file can hold
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def reviewed(ledger: Ledger) -> Iterator[Reviewed]:
    """The articles of the batch with all their items, decided or not."""
    for row in ledger.rows():
        data = ledger.article(row["number"])
        if data is not None:
            states = ledger.states(row["number"])
            decisions = (_decision(entry, states.get(entry["id"])) for entry in data["items"])
            yield Reviewed(data["name"], data["sha256"], tuple(decisions))


def to_csv(articles: Iterable[Reviewed]) -> str:
    """One row for each place of each item; what a spreadsheet might run is put in quotes."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(COLUMNS)
    for article in articles:
        for decision in article.decisions:
            writer.writerows([_cell(value) for value in row] for row in _rows(article, decision))
    return sheet.getvalue()


def write_texts(
    ledger: Ledger, inputs: Sequence[Input], wanted: Wanted, archive: Path
) -> list[str]:
    """A zip file of the inputs as decided; what could not be written, line by line.

    The same decisions give the same bytes.
    """
    decided = Decided(list(reviewed(ledger)))
    problems: list[str] = []
    with TemporaryDirectory() as folder, ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        for item in inputs:
            target = Path(folder) / f"text{item.place.suffix}"
            apply(item, target, wanted, decided, problems.append)
            if target.exists():
                entry = ZipInfo(item.place.as_posix(), _EPOCH)
                entry.compress_type = ZIP_DEFLATED
                packed.writestr(entry, target.read_bytes())
                target.unlink()
        if problems:
            packed.writestr(ZipInfo("NOT-WRITTEN.txt", _EPOCH), "\n".join(problems) + "\n")
    return problems


def _decision(entry: dict[str, Any], state: State | None) -> Decision:
    """An item as the page has it, with what was said of it."""
    item = Item(
        entry["id"],
        entry["kind"] == "repair",
        entry["safety"],
        tuple(rule["name"] for rule in entry["rules"]),
        tuple(entry["reasons"]),
        tuple(Place(p["start"], p["end"], p["old"], p["new"]) for p in entry["places"]),
    )
    if state is None:
        return Decision(item)
    return Decision(
        item,
        Verdict(state.decision),
        tuple(state.wording or ()),
        state.reviewer,
        state.decided_at,
        state.ms_on_screen,
        state.note,
    )


def _rows(article: Reviewed, decision: Decision) -> Iterator[tuple[object, ...]]:
    item = decision.item
    wording = decision.wording or (None,) * len(item.places)
    for place, worded in zip(item.places, wording, strict=True):
        yield (
            article.name, article.sha256, item.id, "repair" if item.is_repair else "advice",
            item.safety, " ".join(item.rules), place.start, place.end, place.old, place.new,
            decision.verdict, worded, decision.reviewer, decision.at, decision.ms_on_screen,
            decision.note,
        )  # fmt: skip


def _cell(value: object) -> object:
    """A value as a spreadsheet takes it for what it is; None stays empty."""
    if isinstance(value, str):
        text = value.encode("utf-8", "replace").decode()
        return f"'{text}" if text.startswith(_FORMULA) else str(text)
    return value
