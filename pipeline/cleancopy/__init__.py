"""Cleancopy repairs machine-translated copy, shows its work, and says if it is fit to print."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

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


def clean(text: str, *, unsafe: bool = False) -> Report:
    """The report on one text: `.text` is the repaired text, `.changes` says what was done.

    `unsafe` also applies what is probably right. Raises CleancopyError where a card cannot be read.
    """
    from cleancopy.report import Settings, run

    return run(text, Settings(unsafe=unsafe))


def clean_frame(frame: pd.DataFrame, column: str = "text", *, unsafe: bool = False) -> pd.DataFrame:
    """A copy of `frame`, same rows and index, with the repaired column and more columns behind it.

    Added are `changes` (how many), counts, language, and the readability scores before and after.
    A missing value stays missing. Raises CleancopyError where the column is not there.
    """
    from cleancopy.frames import clean_frame as on_frame
    from cleancopy.report import Settings

    return on_frame(frame, column, Settings(unsafe=unsafe))
