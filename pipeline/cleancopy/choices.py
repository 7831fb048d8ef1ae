"""What somebody chooses for a run, as it is written by hand, made into settings."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

from cleancopy.errors import CleancopyError
from cleancopy.levels import AS_SHIPPED, Levels
from cleancopy.names.sheet import is_date
from cleancopy.report import Settings
from cleancopy.thresholds import Thresholds

Folders: TypeAlias = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def chosen(
    *,
    unsafe: bool = False,
    rules: Folders = (),
    names: Folders = (),
    date: str = "",
    style: str | os.PathLike[str] = "",
    levels: Levels = AS_SHIPPED,
    languages: tuple[tuple[str, Settings], ...] = (),
    thresholds: Thresholds = Thresholds(),
) -> Settings:
    """The settings for these choices. Raises CleancopyError for a date that is none."""
    if date and not is_date(date):
        raise CleancopyError(f"{date!r} is no date; write 2019, 2019-05 or 2019-05-08")
    return Settings(
        unsafe, _paths(rules), _paths(names), date, os.fspath(style),
        levels=levels, languages=languages, thresholds=thresholds,
    )  # fmt: skip


def _paths(folders: Folders) -> tuple[Path, ...]:
    """One folder or several."""
    several = [folders] if isinstance(folders, (str, os.PathLike)) else folders
    return tuple(map(Path, several))
