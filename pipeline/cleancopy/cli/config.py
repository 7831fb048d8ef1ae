"""`cleancopy config`: the configuration that holds for a file, and where each value came from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleancopy.cli import options
from cleancopy.cli.program import DONE
from cleancopy.errors import CleancopyError

if TYPE_CHECKING:
    from cleancopy.config.values import Key, Values


@click.command()
@click.argument("path", required=False, metavar="[PATH]")
@click.option("--language", default="", metavar="CODE", help="For a text in this language.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@options.on_texts
def config(path: str | None, language: str, form: str, **choices: Any) -> int:
    """Print the configuration that holds for PATH, and where each value came from.

    PATH is a file or a folder; without it, what holds for the standard input here.
    """
    from cleancopy.cli.configured import config_of, given_values
    from cleancopy.config.effect import effective, settings_for

    options.language(language)
    file = _file(path)
    found, given = config_of(file, choices), given_values(choices, None)
    settings_for(found, given, file)  # refuses what cannot be used
    values = effective(found, given, file, language)
    click.echo(_json(values, found.file) if form == "json" else _text(values, found.file))
    return DONE


def _file(name: str | None) -> Path | None:
    """The file to look for; a folder is looked at as a file in it would be."""
    if name is None or name == "-":
        return None
    path = Path(name)
    if not path.exists():
        raise CleancopyError(f"{name}: no such file or folder")
    return path / "." / "article.txt" if path.is_dir() else path


def _text(values: Values, file: Path | None) -> str:
    lines = [(_named(key), json.dumps(_plain(values[key].value), ensure_ascii=False),
              values[key].origin) for key in sorted(values)]  # fmt: skip
    left = [f"{name} = {value}" for name, value, _ in lines]
    width = max(map(len, left))
    head = f"# {file or 'no configuration file'}\n"
    return head + "\n".join(
        f"{line:{width}}  # {origin}" for line, (*_, origin) in zip(left, lines, strict=True)
    )


def _json(values: Values, file: Path | None) -> str:
    rows: list[Mapping[str, Any]] = [
        {"key": key.field, "name": key.name, "value": _plain(values[key].value),
         "origin": values[key].origin}
        for key in sorted(values)
    ]  # fmt: skip
    data = {"file": str(file) if file else None, "values": rows}
    return json.dumps(data, ensure_ascii=False, indent=1)


def _named(key: Key) -> str:
    """A key as it would be written in the file, dotted."""
    return f"{key.field}.{json.dumps(key.name, ensure_ascii=False)}" if key.name else key.field


def _plain(value: Any) -> Any:
    """A value as JSON and TOML both write it."""
    if isinstance(value, tuple):
        return [str(each) for each in value]
    return str(value) if isinstance(value, IntEnum) else value
