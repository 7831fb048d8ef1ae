"""`cleancopy names`: who could be meant by a name, and the building of the tables."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from cleancopy.cli import options
from cleancopy.cli.program import DONE, FOUND, say
from cleancopy.errors import CleancopyError

if TYPE_CHECKING:
    from cleancopy.names.build import Built

_FIND = "Exit codes: 0 somebody was found; 1 nobody; 2 nothing could be searched."
_BUILD = "Exit codes: 0 done; 2 nothing was written."


class Names(click.Group):
    """Commands whose first word, where it is none of them, begins a name to find."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in (*self.commands, *ctx.help_option_names):
            args = ["find", *args]
        return super().parse_args(ctx, args)


@click.group(cls=Names, subcommand_metavar="QUERY... | COMMAND ...")
def names() -> None:
    """Say who could be meant by a name, or build the tables of names.

    `cleancopy names QUERY` is short for `cleancopy names find QUERY`.
    """


@names.command(epilog=_FIND)
@click.argument("query", nargs=-1, required=True)
@click.option("--lang", metavar="CODE", default="", help="The language that QUERY is in.")
@click.option(
    "-n", "most", type=click.IntRange(min=1), default=10, show_default=True,
    help="The most that are shown.",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@options.names
def find(query: tuple[str, ...], lang: str, most: int, form: str, names: tuple[str, ...]) -> int:
    """Say who could be meant by QUERY, the nearest first.

    QUERY is a name as it is written, or in the script of the source. The figure before each name
    says how near it comes, from 0 to 1: by sound for Latin letters, else letter by letter.
    """
    from cleancopy.cli.candidates import candidates_json, candidates_text
    from cleancopy.names.search import candidates
    from cleancopy.printers.visible import shortened, visible

    name = " ".join(" ".join(query).split())
    found = candidates(name, options.index(names), options.language(lang), most)
    if form == "json":
        click.echo(candidates_json(name, lang, found))
    elif found:
        click.echo(candidates_text(found), nl=False)
    else:
        say(f"cleancopy: nothing in the tables is near to '{visible(shortened(name, 60))}'")
    return DONE if found else FOUND


@names.command(epilog=_BUILD)
@click.argument("records", metavar="[RECORDS...]", nargs=-1)
@click.option("-o", "--output", metavar="FOLDER", help="The folder whose people.csv is written.")
@click.option("--into", metavar="FILE", help="The table that is written, such as people.csv.")
def build(records: tuple[str, ...], output: str | None, into: str | None) -> int:
    """Add records of people in office to a table.

    RECORDS are files of two registers as JSON Lines (HistoryAtState/pocom,
    unitedstates/congress-legislators), or answers of the Wikidata query service to the question in
    rules/names/wikidata.rq, as JSON or CSV. What the table says already wins over what they say.
    Without -o or --into a table of the records alone goes to the standard output.
    """
    from cleancopy.names.build import rebuilt

    table = _table(output, into)
    if not records and not (table and table.is_file()):
        raise CleancopyError("nothing to build from: name files of records")
    where = f"{table or 'people.csv'} as built"
    begun = monotonic()
    built = rebuilt(map(Path, records), table, where)
    if table:
        _write(table, built)
    else:
        click.echo(built.text, nl=False)
    seconds = monotonic() - begun
    time = f", built in {seconds:.0f} s" if seconds > options.SLOW else ""
    say(f"{table or 'people.csv'}: {_summary(built)}{time}")
    return DONE


def _table(output: str | None, into: str | None) -> Path | None:
    """The table to write; None is the standard output. Raises CleancopyError."""
    if output and into:
        raise CleancopyError("-o FOLDER and --into FILE both say where to write; give one")
    if output:
        return Path(output, "people.csv")
    if into and not into.endswith(".csv"):
        raise CleancopyError(f"{into}: no table of names; name a .csv file, or a folder with -o")
    return Path(into) if into else None


def _write(table: Path, built: Built) -> None:
    """Put the table in its place in one step. Raises CleancopyError."""
    from cleancopy.atomic import replacing

    try:
        table.parent.mkdir(parents=True, exist_ok=True)
        with replacing(table) as file:
            file.write(built.text.encode())
    except OSError as error:
        raise CleancopyError(f"{table}: cannot be written ({error.strerror or error})") from None


def _summary(built: Built) -> str:
    """What came of building, in one line."""
    from cleancopy.printers.figures import number_of

    size = (
        f"{number_of(built.people, 'person', 'people')} in {number_of(built.rows, 'row', 'rows')}"
    )
    return f"{built.added:,} added, {built.changed:,} changed; {size} now"
