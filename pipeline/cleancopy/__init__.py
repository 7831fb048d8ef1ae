"""Cleancopy repairs machine-translated copy, shows its work, and says if it is fit to print."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import os

    import pandas as pd

    from cleancopy.choices import Folders
    from cleancopy.document import Change, Document, Edit, Safety
    from cleancopy.errors import CleancopyError
    from cleancopy.report import Report, Settings
    from cleancopy.rule import Rule
    from cleancopy.stages import Stage

__version__ = "0.1.0"
__all__ = [
    "Change",
    "CleancopyError",
    "Document",
    "Edit",
    "Report",
    "Rule",
    "Safety",
    "Settings",
    "Stage",
    "clean",
    "clean_frame",
]

# Imported when first asked for, so that `cleancopy --help` does not wait for the whole pipeline.
_HOMES = {
    "document": ("Change", "Document", "Edit", "Safety"),
    "errors": ("CleancopyError",),
    "report": ("Report", "Settings"),
    "rule": ("Rule",),
    "stages": ("Stage",),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"cleancopy.{module}"), name)
    raise AttributeError(f"module 'cleancopy' has no attribute {name!r}")


def clean(
    text: str,
    *,
    unsafe: bool = False,
    date: str = "",
    names: Folders = (),
    style: str | os.PathLike[str] = "",
    source: str = "",
    source_lang: str = "",
) -> Report:
    """The report on one text: `.text` is the repaired text, `.changes` says what was done.

    `unsafe` also applies what is probably right. `date` is the ISO year, month or day of the
    article; `names` a folder of name tables, or several; `style` a house style, by name or file.
    `source` is the text that this one was translated from, `source_lang` its language code.
    Raises CleancopyError where a card or table cannot be read, or a date is none.
    """
    from cleancopy.choices import chosen
    from cleancopy.report import run

    settings = chosen(unsafe=unsafe, names=names, date=date, style=style)
    return run(text, settings, source=source, source_lang=source_lang)


def clean_frame(
    frame: pd.DataFrame,
    column: str = "text",
    *,
    unsafe: bool = False,
    date: str = "",
    names: Folders = (),
    style: str | os.PathLike[str] = "",
    source_column: str | None = None,
    source_lang_column: str | None = None,
) -> pd.DataFrame:
    """A copy of `frame`, same rows and index, with the repaired column and more columns behind it.

    Added are `changes` (how many), counts, language, and the readability scores before and after.
    A missing value stays missing. `source_column` has the texts that these were translated from,
    `source_lang_column` their language codes; the rest is as for `clean`, one for all rows.
    Raises CleancopyError where a column is not there.
    """
    from cleancopy.choices import chosen
    from cleancopy.frames import clean_frame as on_frame

    settings = chosen(unsafe=unsafe, names=names, date=date, style=style)
    sources = {"source_column": source_column, "source_lang_column": source_lang_column}
    return on_frame(frame, column, settings, **sources)
