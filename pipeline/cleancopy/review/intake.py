"""The intake: a batch is worked on, and its articles are put into the ledger of its review."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from cleancopy.batch import guarded, report_on, title_of
from cleancopy.document import digest
from cleancopy.errors import CleancopyError
from cleancopy.fingerprint import of_batch
from cleancopy.formats import format_of
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.plan import STANDARD, Input
from cleancopy.report import Report, Settings
from cleancopy.review.ledger import Entry, Ledger
from cleancopy.tally import Say, Tally

_CHUNK = 50  # articles that go into the ledger in one step

Told = Callable[[Report, Part], tuple[Mapping[str, Any], Mapping[str, Any]]]
"""What the page shows of an article: its row in the queue and its data."""


def ledger_path(names: Sequence[str]) -> Path:
    """Where the decisions on a batch are kept: beside it. Raises CleancopyError."""
    if len(names) != 1 or names[0] == STANDARD:
        raise CleancopyError(
            "a review that is served is of one file, folder or table; -o PAGE.html takes several"
        )
    path = Path(names[0]).absolute()
    return path.with_name(f"{path.name}.review.sqlite")


def batch_key(ledger: Ledger) -> str:
    """The same for the same articles in the same order: what browsers know the batch by."""
    return digest("\n".join(f"{row['name']} {row['sha256']}" for row in ledger.rows()))[:16]


def take_in(
    ledger: Ledger,
    inputs: Sequence[Input],
    wanted: Wanted,
    settings: Settings,
    told: Told,
    say: Say,
) -> list[Tally]:
    """Put the texts of a batch into the ledger; those that it knows are not worked on again.

    Raises CardError; all else is said and tallied.
    """
    made_by = of_batch(settings, (item.settings for item in inputs))
    known = ledger.known(made_by)
    ledger.begin()
    tallies: list[Tally] = []

    def entries() -> Iterator[Entry | tuple[int, str, str]]:
        for item in inputs:
            tallies.append(Tally(item.source.name, say))
            for position, part in enumerate(_texts(item, wanted, tallies[-1]), 1):
                place = len(tallies) * 10_000_000 + position
                key = title_of(item, part), digest(part.text or "")
                if key in known:
                    yield place, *key
                elif report := report_on(item, part, settings, tallies[-1]):
                    row, data = told(report, part)
                    yield Entry(place, made_by, row, data)
                else:
                    continue
                tallies[-1].texts += 1

    row = entries()
    while chunk := list(islice(row, _CHUNK)):
        ledger.put(entry for entry in chunk if isinstance(entry, Entry))
        ledger.place(entry for entry in chunk if not isinstance(entry, Entry))
    return tallies


def _texts(item: Input, wanted: Wanted, tally: Tally) -> Iterator[Part]:
    """The parts of an input that hold a text."""
    with guarded(tally, f"{tally.name}: cannot be read"):
        for part in format_of(item.kind).read(item.source, wanted, tally):
            if part.text and part.text.strip():
                yield part
    tally.close()
