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
from cleancopy.cli.config import config
from cleancopy.cli.names import names
from cleancopy.cli.program import DONE, FOUND, MISUSE, Program, say
from cleancopy.cli.review import review
from cleancopy.errors import CleancopyError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleancopy.batch import Tally
    from cleancopy.formats.plan import Plan
    from cleancopy.report import Report

EXIT_CODES = {
    "clean": "Exit codes: 0 done; 1 some text was left as it is; 2 nothing could be done.",
    "check": "Exit codes: 0 clean; 1 findings; 2 nothing could be read.",
}


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


@main.command(epilog=EXIT_CODES["clean"])
@options.inputs
@click.option("-o", "--output", metavar="OUTPUT", help="A file, or a folder for several inputs.")
@click.option("--in-place", is_flag=True, help="Write over the inputs.")
@click.option(
    "--report", "reports", metavar="PATH", multiple=True,
    help="Also write a report on a single text; the ending says which: .html .docx .md"
    " .critic.md .diff .txt .json",
)  # fmt: skip
@click.option("--unsafe/--no-unsafe", default=None, help="Also do what is probably right.")
@options.on_texts
@options.at_work
@click.option("-v", "--verbose", is_flag=True, help="Show every change, and the figures.")
@click.option("-q", "--quiet", is_flag=True, help="Do not sum up.")
def clean(
    inputs: tuple[str, ...], output: str | None, in_place: bool, reports: tuple[str, ...],
    unsafe: bool | None, workers: int | None, engine: str, address: str | None, one_pass: bool,
    resume: bool, timeout: float, largest: float, verbose: bool, quiet: bool, **choices: Any,
) -> int:  # fmt: skip
    """Repair texts.

    INPUT is a text file, - for the standard input, a Word document (.docx), a folder, a table
    (.jsonl, .csv, .tsv or .parquet, whose column `text` is repaired) or a translation file (.xlf,
    .tmx or .po, whose English targets are repaired). A folder is mirrored into OUTPUT. One text
    goes to the standard output where no OUTPUT is named.
    """
    from cleancopy import batch
    from cleancopy.cli import cleaning, talk
    from cleancopy.cli.configured import prepared
    from cleancopy.formats.plan import targets

    if address and engine == "local":
        raise CleancopyError("--address goes with --engine ray")
    settings, plan, wanted = prepared(inputs, choices, unsafe, in_place)
    places = targets(plan, inputs, output, in_place)
    printers = _printers(plan, reports, places)
    _say_left_out(plan, inputs)
    if not (verbose or printers):
        work = cleaning.Work(
            workers, engine, address or "", one_pass, resume, timeout, largest, quiet
        )
        return cleaning.clean_all(plan, places, output, wanted, settings, work)
    kept: list[Report] = []

    def show(report: Report) -> None:
        kept[:] = [report] if printers else []
        if verbose:
            click.echo(talk.in_full(report, sys.stderr.isatty()), err=True, nl=False)

    tallies = []
    for item, target in zip(plan.inputs, places, strict=True):
        tally = batch.clean(item, target, wanted, settings, say, show)
        tallies.append(tally)
        if not (quiet or tally.refused or tally.unwritten or (verbose and item.is_whole)):
            say(f"{tally.name}: {talk.summary(tally)}")
    if not quiet and len(tallies) > 1:
        say(f"together: {talk.summary(batch.total(tallies))}")
    codes = [_write_reports(printers, report) for report in kept]
    return max(_code(plan, tallies), *codes, DONE)


@main.command(epilog=EXIT_CODES["check"])
@options.inputs
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@options.on_texts
def check(inputs: tuple[str, ...], form: str, **choices: Any) -> int:
    """Say what is to be repaired or looked at, and write nothing.

    Each finding is a line, `path:line:column: rule: message`; the last line is the verdict. In a
    Parquet table the line is the number of the row, in a Word document of the paragraph.
    """
    from cleancopy import batch
    from cleancopy.cli import talk
    from cleancopy.cli.configured import prepared

    settings, plan, wanted = prepared(inputs, choices, unsafe=False)
    _say_left_out(plan, inputs)
    tallies, found = [], []
    for item in plan.inputs:
        tallies.append(batch.Tally(item.source.name, say))
        for finding in batch.check(item, wanted, settings, tallies[-1]):
            if form == "json":
                found.append(finding)
            else:
                sys.stdout.write(f"{talk.finding_line(finding)}\n")  # click flushes every line
    click.echo(talk.findings_json(tallies, found) if form == "json" else talk.verdict(tallies))
    total = batch.total(tallies)
    return max(_code(plan, tallies), FOUND if total.found else DONE)


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
main.add_command(config)
main.add_command(names)
main.add_command(review)


def _say_left_out(plan: Plan, inputs: Sequence[str]) -> None:
    for note in plan.notes:
        say(note)
    for message in plan.unreadable:
        say(f"cleancopy: {message}")
    if not plan.inputs:
        say(f"cleancopy: no texts in {', '.join(inputs)}")


def _printers(
    plan: Plan, reports: Sequence[str], places: Sequence[Path | None]
) -> dict[Path, Callable[[Report], str | bytes]]:
    """The report files to write, with their printers. Raises CleancopyError for a bad one."""
    from cleancopy.printers import printer_for

    if reports and [item.is_whole for item in plan.inputs] != [True]:
        raise CleancopyError("--report takes a single text; for more, call clean once for each")
    printers = {Path(name): printer_for(name) for name in reports}
    taken = [*places, *(item.source.path for item in plan.inputs)]
    used = {path.resolve() for path in taken if path}
    for path in printers:
        if path.resolve() in used:
            raise CleancopyError(f"{path}: an input or output; a report needs its own file")
        if path.is_dir() or not path.parent.is_dir():
            raise CleancopyError(f"{path}: a report cannot be written there: no such folder")
    return printers


def _write_reports(printers: dict[Path, Callable[[Report], str | bytes]], report: Report) -> int:
    """Write each report, and say which could not be written; the exit code."""
    from cleancopy.formats.atomic import replacing

    code = DONE
    for path, printer in printers.items():
        try:
            with replacing(path) as file:
                file.write(_bytes(printer(report)))
        except OSError as error:
            say(f"cleancopy: {path}: cannot be written ({error.strerror})")
            code = FOUND
    return code


def _bytes(printed: str | bytes) -> bytes:
    return printed if isinstance(printed, bytes) else printed.encode("utf-8", "backslashreplace")


def _code(plan: Plan, tallies: Sequence[Tally]) -> int:
    """The exit code, findings apart."""
    if tallies and all(tally.refused for tally in tallies):
        return MISUSE
    return FOUND if plan.unreadable or any(tally.failed for tally in tallies) else DONE
