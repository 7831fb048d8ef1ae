"""A pandas frame in, the same rows out: the column repaired, and what was done beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from cleancopy.errors import CleancopyError
from cleancopy.formats.source import no_column
from cleancopy.names.batch import merged
from cleancopy.readability import Formulas
from cleancopy.report import Report, Settings, run, sightings

if TYPE_CHECKING:
    import pandas as pd

_FORMULAS = tuple(formula.name for formula in fields(Formulas))
_SCORES = tuple(f"{name}_{when}" for name in _FORMULAS for when in ("before", "after"))
ADDED = ("changes", "words", "sentences", "language", *_SCORES)


def clean_frame(
    frame: pd.DataFrame,
    column: str,
    settings: Settings,
    *,
    source_column: str | None = None,
    source_lang_column: str | None = None,
) -> pd.DataFrame:
    """A copy of `frame` with the repaired column and the columns of ADDED after all others.

    `changes`, `words` and `sentences` are counts of the repaired text and 0 where there is none;
    `language` is a code; the scores are textstat's, NaN where one cannot be given. What is no text
    (None, NaN, NA, a number among texts) stays what it is. The other columns have the texts that
    these were translated from, and their languages; one that is no text is none. The frame is one
    run: what a row shows of a name is evidence for the others. Raises CleancopyError where a column
    is missing, `column` holds no text, or one of ADDED is there.
    """
    import pandas as pd

    _check_columns(frame, column, source_column, source_lang_column)
    series = frame[column]
    _check_type(series, column)
    sources, langs = (_texts(frame, name) for name in (source_column, source_lang_column))
    settings = _seen(series, settings, sources, langs)
    texts, rows, changed = list[Any](), list[dict[str, Any]](), False
    for value, source, lang in zip(series.array, sources, langs, strict=True):
        report = None
        if isinstance(value, str):
            report = run(value, settings, source=source, source_lang=lang)
        texts.append(value if report is None else report.text)
        rows.append(_row(report))
        changed = changed or rows[-1]["changes"] > 0
    copy = frame.copy()
    if changed:
        copy[column] = _like(series, texts)
    for name in ADDED:
        values = [row.get(name) for row in rows]
        copy[name] = pd.Series(values, index=frame.index, dtype=_type_of(name))
    return copy


def _seen(
    series: pd.Series[Any], settings: Settings, sources: Sequence[str], langs: Sequence[str]
) -> Settings:
    """The settings with what all rows show of their names."""
    rows = zip(series.array, sources, langs, strict=True)
    shown = (
        sightings(value, settings, source=source, source_lang=lang)
        for value, source, lang in rows
        if isinstance(value, str)
    )
    return replace(settings, seen=merged((settings.seen, *shown)))


def _check_columns(frame: pd.DataFrame, *columns: str | None) -> None:
    names = list(frame.columns)
    for column in columns:
        if column is not None and names.count(column) > 1:
            raise CleancopyError(f"more than one column {column!r}")
        if column is not None and column not in names:
            raise CleancopyError(no_column(str(column), map(str, names)))
    for name in ADDED:
        if name in names:
            raise CleancopyError(f"there is a column {name!r} already; rename it, it would be lost")


def _texts(frame: pd.DataFrame, column: str | None) -> list[str]:
    """The texts of a column, '' for what is none."""
    values = [""] * len(frame) if column is None else frame[column].array
    return [value if isinstance(value, str) else "" for value in values]


def _check_type(series: pd.Series[Any], column: str) -> None:
    """Raises CleancopyError where the type of a column rules out texts."""
    import pandas as pd

    kind: Any = series.dtype
    inner = kind.categories.dtype if isinstance(kind, pd.CategoricalDtype) else kind
    types = pd.api.types
    if types.is_object_dtype(inner) or types.is_string_dtype(inner) or series.isna().all():
        return
    raise CleancopyError(f"column {column!r} holds {inner}, not text")


def _like(series: pd.Series[Any], values: Sequence[Any]) -> pd.Series[Any]:
    """A series of new values with index and type of another; categories are made anew."""
    import pandas as pd

    kind: Any = series.dtype
    kind = "category" if isinstance(kind, pd.CategoricalDtype) else kind
    like: pd.Series[Any] = pd.Series(values, index=series.index, dtype=kind, name=series.name)
    return like


def _row(report: Report | None) -> dict[str, Any]:
    """What is added to one row."""
    if report is None:
        return {"changes": 0, "words": 0, "sentences": 0, "language": None}
    row: dict[str, Any] = {
        "changes": len(report.changes),
        "words": report.after.words,
        "sentences": report.after.sentences,
        "language": report.language.code,
    }
    for when, scores in (("before", report.before), ("after", report.after)):
        row |= {f"{name}_{when}": getattr(scores.textstat, name) for name in _FORMULAS}
    return row


def _type_of(name: str) -> Any:
    """The type of a column of ADDED."""
    return {"language": "object"}.get(name, "float64" if name in _SCORES else "int64")
