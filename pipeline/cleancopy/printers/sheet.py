"""The overview as a table, a row for each document: CSV or Parquet, written by pandas."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cleancopy.overview.rows import Row
from cleancopy.overview.sums import Overview
from cleancopy.printers.overviews import Href

if TYPE_CHECKING:
    import pandas as pd

# A spreadsheet takes what begins so for a formula, and would carry it out.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TYPES = {
    "words": "int64", "repairs": "int64", "safe": "int64", "unsafe": "int64", "advice": "int64",
    **dict.fromkeys(
        ("per_1000_words", "flesch_before", "flesch_after", "flesch_from_names_and_marks",
         "flesch_from_the_rest", "grade_before", "grade_after", "seconds"), "float64",
    ),
}  # fmt: skip


def to_csv(overview: Overview, href: Href) -> bytes:
    """A CSV table in UTF-8; a text that a spreadsheet would carry out has an apostrophe before."""
    frame = to_frame(overview, href)
    for name in frame.columns:
        if name not in _TYPES:
            frame[name] = frame[name].map(_harmless)
    # All texts in quotes: the writer overlooks that a lone carriage return ends a line as well.
    text: str = frame.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    return text.encode("utf-8")


def to_parquet(overview: Overview, href: Href) -> bytes:
    """A Parquet table."""
    sink = BytesIO()
    to_frame(overview, href).to_parquet(sink, index=False)
    return sink.getvalue()


def to_frame(overview: Overview, href: Href) -> pd.DataFrame:
    """The rows in their order. `seconds` are there only where the overview is timed."""
    import pandas as pd

    records = [_record(row, href) for row in overview.rows]
    columns = [*_record(Row(""), href), *(["seconds"] if overview.timed else [])]
    for record, row in zip(records, overview.rows, strict=True):
        record["seconds"] = round(row.seconds, 3)
    data = {
        name: pd.Series([record[name] for record in records], dtype=_TYPES.get(name, "object"))
        for name in columns
    }
    return pd.DataFrame(data)


def _record(row: Row, href: Href) -> dict[str, Any]:
    surface, after = row.flesch_surface, row.flesch_after
    return {
        "document": _sound(row.name),
        "state": str(row.state),
        "why": _sound(row.why),
        "language": row.language,
        "words": row.words,
        "repairs": row.changes,
        "safe": row.safe,
        "unsafe": row.unsafe,
        "advice": row.advice,
        "per_1000_words": round(row.damage, 1),
        "flesch_before": row.flesch_before,
        "flesch_after": after,
        "flesch_from_names_and_marks": _difference(row.flesch_before, surface),
        "flesch_from_the_rest": _difference(surface, after),
        "grade_before": row.grade_before,
        "grade_after": row.grade_after,
        "repairs_by_rule": _counted(row.repairs),
        "advice_by_rule": _counted(row.looks),
        "names_repaired": _counted(row.names),
        "link": href(row.name),
    }


def _difference(old: float | None, new: float | None) -> float | None:
    """The difference of two figures as printed."""
    return None if old is None or new is None else round(new - old, 1) + 0.0


def _counted(counts: Mapping[str, int]) -> str:
    """Counts in one cell: 'punctuation/space-before-mark 3; names/misspelt 1'."""
    return _sound("; ".join(f"{name} {count}" for name, count in counts.items()))


def _harmless(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _sound(text: str) -> str:
    """Without halves of surrogate pairs, which have no UTF-8."""
    return _SURROGATE.sub("\ufffd", text)
