"""The command line. Texts and findings go to the standard output, all talk to the error output.

Only what `--help` needs is imported here: the rest comes with the command that uses it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleancopy.cli import options
from cleancopy.cli.apply import apply
from cleancopy.cli.check import check
from cleancopy.cli.config import config
from cleancopy.cli.names import names
from cleancopy.cli.program import DONE, Program, say_left_out
from cleancopy.cli.review import review
from cleancopy.errors import CleancopyError

if TYPE_CHECKING:
    from cleancopy.formats.plan import Input
    from cleancopy.report import Report

EXIT_CODES = "Exit codes: 0 done; 1 some text was left as it is; 2 nothing could be done."


def _version(context: click.Context, option: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from cleancopy import __version__

        click.echo(f"cleancopy {__version__}")
        context.exit()


@click.group(
    cls=Program,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version,
    help="Print the version.",
)  # fmt: skip
def main() -> None:
    """Repair machine-translated copy, show the work, and say whether it is fit to print."""


@main.command(epilog=EXIT_CODES)
@options.inputs
@click.option("-o", "--output", metavar="OUTPUT", help="A file, or a folder for several inputs.")
@click.option("--in-place", is_flag=True, help="Write over the inputs.")
@click.option(
    "--report", "reports", metavar="PATH", multiple=True,
    help="Also write a report on a single text; the ending says which: .html .docx .md"
    " .critic.md .diff .txt .json. FOLDER/ gets a page on each text.",
)  # fmt: skip
@click.option(
    "--overview", "overviews", metavar="PATH", multiple=True,
    help="Also write an overview of all texts: a page with charts (.html), or a table (.csv,"
    " .parquet). Its rows link to the pages of --report FOLDER/.",
)  # fmt: skip
@click.option(
    "--timings", is_flag=True,
    help="Say in the overview how long each text took; it is then never the same twice.",
)  # fmt: skip
@click.option("--unsafe/--no-unsafe", default=None, help="Also do what is probably right.")
@options.on_texts
@options.at_work
@click.option("-v", "--verbose", is_flag=True, help="Show every change, and the figures.")
@click.option("-q", "--quiet", is_flag=True, help="Do not sum up.")
def clean(
    inputs: tuple[str, ...], output: str | None, in_place: bool, reports: tuple[str, ...],
    overviews: tuple[str, ...], timings: bool, unsafe: bool | None, workers: int | None,
    engine: str, address: str | None, one_pass: bool, resume: bool, timeout: float,
    largest: float, verbose: bool, quiet: bool, **choices: Any,
) -> int:  # fmt: skip
    """Repair texts.

    INPUT is a text file, - for the standard input, a Word document (.docx), a folder, a table
    (.jsonl, .csv, .tsv or .parquet, whose column `text` is repaired) or a translation file (.xlf,
    .tmx or .po, whose English targets are repaired). A folder is mirrored into OUTPUT. One text
    goes to the standard output where no OUTPUT is named.
    """
    from cleancopy.cli import cleaning, talk
    from cleancopy.cli.configured import prepared
    from cleancopy.cli.papers import papers
    from cleancopy.formats.plan import targets

    if address and engine == "local":
        raise CleancopyError("--address goes with --engine ray")
    if engine == "ray" and (verbose or reports):
        raise CleancopyError("--engine ray goes without --verbose and --report")
    settings, plan, wanted = prepared(inputs, choices, unsafe, in_place)
    places = targets(plan, inputs, output, in_place)
    beside = papers(plan, inputs, places, reports, overviews, timings)
    say_left_out(plan, inputs)

    def show(item: Input, report: Report) -> Any:
        if verbose:
            click.echo(talk.in_full(report, sys.stderr.isatty()), err=True, nl=False)
        return beside.see(item, report)

    work = cleaning.Work(
        workers, engine, address or "", one_pass, resume, timeout, largest, verbose, quiet,
        show if verbose or beside.reports or beside.folders else None,
    )  # fmt: skip
    return cleaning.clean_all(plan, places, output, wanted, settings, work, beside)


@main.command()
@click.argument("name", required=False)
@options.cards
def rules(name: str | None, cards: tuple[str, ...]) -> int:
    """List the rule cards by stage, or print one with its examples."""
    from cleancopy.cli import talk
    from cleancopy.stages import read_stages

    stages = read_stages(*map(Path, cards))
    click.echo(talk.card(stages, name) if name else talk.card_list(stages), nl=False)
    return DONE


main.add_command(apply)
main.add_command(check)
main.add_command(config)
main.add_command(names)
main.add_command(review)
