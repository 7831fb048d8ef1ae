"""`cleancopy config`: the configuration that holds for a file, and where each value came from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cleancopy.cli import options
from cleancopy.cli.program import DONE
from cleancopy.errors import CleancopyError


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
    from cleancopy.config.printed import as_json, as_text

    options.language(language)
    file = _file(path)
    found, given = config_of(file, choices), given_values(choices, None)
    settings_for(found, given, file)  # refuses what cannot be used
    values = effective(found, given, file, language)
    printed = as_json if form == "json" else as_text
    click.echo(printed(values, found.file))
    return DONE


def _file(name: str | None) -> Path | None:
    """The file to look for; a folder is looked at as a file in it would be."""
    if name is None or name == "-":
        return None
    path = Path(name)
    if not path.exists():
        raise CleancopyError(f"{name}: no such file or folder")
    return path / "." / "article.txt" if path.is_dir() else path
