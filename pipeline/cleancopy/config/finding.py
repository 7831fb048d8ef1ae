"""Where the configuration of a file is: in its folder, or in the nearest one above that has one."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from cleancopy.config.reading import read_config
from cleancopy.config.values import NO_CONFIG, Config
from cleancopy.errors import CleancopyError

OWN, SHARED = "cleancopy.toml", "pyproject.toml"
LARGEST = 1_000_000  # bytes: what is larger was not written by hand


def config_for(path: Path | None) -> Config:
    """The configuration that holds for a file; for the standard input that of the working folder.

    Raises CleancopyError for one that cannot be used.
    """
    return _config_in(Path.cwd() if path is None else path.absolute().parent)


@cache
def _config_in(folder: Path) -> Config:
    """The configuration of a folder; our own file goes before that of a project."""
    for name in (OWN, SHARED):
        if (folder / name).is_file():
            found = config_at(folder / name)
            if found is not None:
                return found
    return NO_CONFIG if folder.parent == folder else _config_in(folder.parent)


def forget() -> None:
    """Read the files anew when next asked: they may have changed."""
    _config_in.cache_clear()


def config_at(file: Path) -> Config | None:
    """The configuration in a file; None in a pyproject.toml without [tool.cleancopy].

    Raises CleancopyError.
    """
    file = file.absolute()
    shown, text = _shown(file), _text(file)
    if file.name == SHARED and "cleancopy" not in text:
        return None  # not ours, and no concern of ours whether it is sound
    table: Any = _parsed(text, shown)
    if file.name == SHARED:
        tool = table.get("tool")
        table = tool.get("cleancopy") if isinstance(tool, dict) else None
        if table is None:
            return None
        if not isinstance(table, dict):
            raise CleancopyError(f"{shown}: write it as a table, [tool.cleancopy]")
        shown = f"{shown} [tool.cleancopy]"
    return read_config(file, shown, table, text)


def _text(file: Path) -> str:
    shown = _shown(file)
    try:
        if file.stat().st_size > LARGEST:
            raise CleancopyError(f"{shown}: too large for a configuration (more than 1 MB)")
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CleancopyError(f"{shown}: cannot be read ({error.strerror or error})") from None
    except UnicodeDecodeError:
        raise CleancopyError(f"{shown}: not readable as TOML: it is not in UTF-8") from None


def _parsed(text: str, shown: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise CleancopyError(f"{shown}: not readable as TOML: {error}") from None


def _shown(file: Path) -> str:
    """A file as a person knows it: as seen from the working folder where it is below that."""
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)
