"""The command line. Texts and findings go to the standard output, all talk to the error output.

Only what `--help` needs is imported here: the rest comes with the command that uses it.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleancopy.cli import options
from cleancopy.cli.apply import apply
from cleancopy.cli.config import config
from cleancopy.cli.names import names
from cleancopy.cli.program import DONE, FOUND, UNJUDGED, Program, put, say
from cleancopy.cli.review import review
from cleancopy.errors import CleancopyError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleancopy.formats.plan import Input, Plan
    from cleancopy.report import Report
    from cleancopy.suppression import Suppressions

FORMS = ("text", "json", "sarif", "github", "junit", "checkstyle")
EXIT_CODES = {
    "clean": "Exit codes: 0 done; 1 some text was left as it is; 2 nothing could be done.",
    "check": "Exit codes: 0 fit to print; 1 not fit; 2 misuse; 3 something could not be judged.",
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
    _say_left_out(plan, inputs)

    def show(item: Input, report: Report) -> Any:
        if verbose:
            click.echo(talk.in_full(report, sys.stderr.isatty()), err=True, nl=False)
        return beside.see(item, report)

    work = cleaning.Work(
        workers, engine, address or "", one_pass, resume, timeout, largest, verbose, quiet,
        show if verbose or beside.reports or beside.folders else None,
    )  # fmt: skip
    return cleaning.clean_all(plan, places, output, wanted, settings, work, beside)


@main.command(epilog=EXIT_CODES["check"])
@options.inputs
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="text", help="What goes to stdout."
)
@click.option(
    "--output", "files", metavar="PATH", multiple=True,
    help="Also write the findings to a file; the ending says how: .sarif .json .junit.xml"
    " .checkstyle.xml .txt",
)  # fmt: skip
@click.option(
    "--baseline", type=click.Path(path_type=Path), metavar="FILE",
    help="Only what is not in this file counts: findings that were there before.",
)  # fmt: skip
@click.option("--update-baseline", is_flag=True, help="Write all findings to the baseline instead.")
@click.option(
    "--decisions", type=click.Path(path_type=Path), metavar="FILE",
    help="What a reviewer rejected in this file does not come again.",
)  # fmt: skip
@click.option(
    "--ignore", type=click.Path(path_type=Path), metavar="FILE",
    help="A file of findings that do not count, each with a reason and a last day.",
)  # fmt: skip
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help="The day by which what is ignored expires. [default: today]",
)  # fmt: skip
@options.on_texts
def check(
    inputs: tuple[str, ...], form: str, files: tuple[str, ...], baseline: Path | None,
    update_baseline: bool, decisions: Path | None, ignore: Path | None, today: datetime | None,
    **choices: Any,
) -> int:  # fmt: skip
    """Say what is to be repaired or looked at, and write nothing.

    Each finding is a line, `path:line:column: rule: message`; the last line is the verdict. In a
    Parquet table the line is the number of the row, in a Word document of the paragraph.
    """
    from cleancopy import batch
    from cleancopy.cli import talk
    from cleancopy.cli.configured import prepared
    from cleancopy.cli.outputs import outputs, printed
    from cleancopy.ignores import complaints, is_over, read_ignores
    from cleancopy.suppression import to_baseline
    from cleancopy.tally import Tally, total

    settings, plan, wanted = prepared(inputs, choices, unsafe=False)
    _say_left_out(plan, inputs)
    held = _suppressions(baseline, update_baseline, decisions)
    day = (today or datetime.now()).date()
    ignores = read_ignores(ignore) if ignore else []
    held.ignores = [each for each in ignores if not is_over(each, day)]
    paths = [item.source.path for item in plan.inputs]
    if baseline and baseline.resolve() in {path.resolve() for path in paths if path}:
        raise CleancopyError(f"{baseline}: an input; a baseline needs its own file")
    places = outputs(files, [*paths, baseline])
    tallies, found = [], []
    for item in plan.inputs:
        tallies.append(Tally(item.source.name, say))
        for finding in batch.check(item, wanted, settings, tallies[-1], suppressions=held):
            if form != "text" or places or update_baseline:
                found.append(finding)
            if form == "text":
                sys.stdout.write(f"{talk.finding_line(finding)}\n")  # click flushes every line
    shown = f"{talk.verdict(tallies)}\n" if form == "text" else printed(form, tallies, found)
    click.echo(shown, nl=False)
    written = [put(path, printed(kind, tallies, found)) for path, kind in places.items()]
    judged = plan.inputs and not plan.unreadable and not any(tally.failed for tally in tallies)
    for complaint in complaints(ignores, day):
        say(complaint)
    if baseline and update_baseline:
        if not judged:  # it would forget what was accepted in the texts that failed
            raise CleancopyError(f"{baseline}: not written, for not all texts could be judged")
        return DONE if all([*written, put(baseline, to_baseline(found))]) else UNJUDGED
    if held.unused:
        say(f"suppressions that met no finding: {held.unused:,}; they can go")
    if total(tallies).unfit:  # that is certain, whatever could not be judged beside it
        return FOUND
    return DONE if judged and all(written) else UNJUDGED


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


def _suppressions(baseline: Path | None, update: bool, decisions: Path | None) -> Suppressions:
    """What is suppressed. Raises CleancopyError; a baseline that is written anew is not read."""
    from cleancopy.decisions.record import read_decisions
    from cleancopy.suppression import Suppressions, read_baseline, rejections

    if update and baseline is None:
        raise CleancopyError("--update-baseline goes with --baseline FILE")
    held = Suppressions()
    if baseline and not update:
        held.known = read_baseline(baseline)
    if decisions:
        held.rejected = rejections(read_decisions(decisions))
    return held


def _say_left_out(plan: Plan, inputs: Sequence[str]) -> None:
    for note in plan.notes:
        say(note)
    for message in plan.unreadable:
        say(f"cleancopy: {message}")
    if not plan.inputs:
        say(f"cleancopy: no texts in {', '.join(inputs)}")
