"""`cleancopy check`: whether texts are fit to print, and what stands against it."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleancopy.cli import options
from cleancopy.cli.program import DONE, FOUND, UNJUDGED, put, say, say_left_out
from cleancopy.cli.watching import watchable
from cleancopy.errors import CleancopyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cleancopy.batch import Judged
    from cleancopy.cache import Cache
    from cleancopy.findings import Finding
    from cleancopy.formats.parts import Wanted
    from cleancopy.formats.plan import Input, Plan
    from cleancopy.report import Settings
    from cleancopy.suppression import Suppressions
    from cleancopy.tally import Tally

FORMS = ("text", "json", "sarif", "rdjson", "github", "junit", "checkstyle")
EXIT_CODES = "Exit codes: 0 fit to print; 1 not fit; 2 misuse; 3 something could not be judged."


@click.command(epilog=EXIT_CODES)
@options.inputs
@click.option("--fix", is_flag=True, help="Make the safe repairs in the files; judge what is left.")
@click.option("--diff", is_flag=True, help="Print what --fix would do, as a unified diff.")
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="text", help="What goes to stdout."
)
@click.option(
    "--output", "files", metavar="PATH", multiple=True,
    help="Also write the findings to a file; the ending says how: .sarif .rdjson .json .junit.xml"
    " .checkstyle.xml .txt",
)  # fmt: skip
@click.option(
    "--baseline", type=click.Path(path_type=Path), metavar="FILE",
    help="Only what is not in this file counts: findings that were there before.",
)  # fmt: skip
@click.option("--update-baseline", is_flag=True, help="Write all findings to the baseline instead.")
@click.option(
    "--decisions", type=click.Path(path_type=Path), metavar="FILE",
    help="What a reviewer rejected in this file does not come again; what has a yes is reviewed.",
)  # fmt: skip
@click.option(
    "--ignore", type=click.Path(path_type=Path), metavar="FILE",
    help="A file of findings that do not count, each with a reason and a last day.",
)  # fmt: skip
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help="The day by which what is ignored expires. [default: today]",
)  # fmt: skip
@click.option(
    "--cache", metavar="FOLDER",
    help="Keep what is found in a folder: texts that have not changed are not worked on again.",
)  # fmt: skip
@watchable
@options.thresholds
@options.on_texts
def check(
    inputs: tuple[str, ...], fix: bool, diff: bool, form: str, files: tuple[str, ...],
    baseline: Path | None, update_baseline: bool, decisions: Path | None, ignore: Path | None,
    today: datetime | None, **choices: Any,
) -> int:  # fmt: skip
    """Say what is to be repaired or looked at; write nothing but what --fix repairs.

    Each finding is a line, `path:line:column: rule: message`; the last line is the verdict. In a
    Parquet table the line is the number of the row, in a Word document of the paragraph.
    """
    from cleancopy.cli import talk
    from cleancopy.cli.configured import cache_of, prepared
    from cleancopy.cli.outputs import outputs, printed
    from cleancopy.ignores import complaints, is_over, read_ignores

    settings, plan, wanted = prepared(inputs, choices, unsafe=False, in_place=fix)
    paths = [item.source.path for item in plan.inputs]
    _check_fix(fix, diff, form, choices["tracked"], paths)
    say_left_out(plan, inputs)
    held = _suppressions(baseline, update_baseline, decisions, paths)
    day = (today or datetime.now()).date()
    ignores = read_ignores(ignore) if ignore else []
    held.ignores = [each for each in ignores if not is_over(each, day)]
    places = outputs(files, [*paths, baseline])
    judged_of = _judge(fix, diff, wanted, settings, held, cache_of(plan, choices))
    tallies, found = [], []
    for item in plan.inputs:
        tally, findings, patch = judged_of(item)
        tallies.append(tally)
        sys.stdout.write(patch)
        for finding in findings:
            if form != "text" or places or update_baseline:
                found.append(finding)
            if form == "text" and not diff:
                sys.stdout.write(f"{talk.finding_line(finding)}\n")  # click flushes every line
    shown = talk.judgement(tallies) if form == "text" else printed(form, tallies, found)
    click.echo(shown, nl=False, err=diff)
    written = [put(path, printed(kind, tallies, found)) for path, kind in places.items()]
    judged = _is_judged(plan, tallies)
    for complaint in complaints(ignores, day):
        say(complaint)
    if baseline and update_baseline:
        written.append(_update(baseline, found, judged))
        return DONE if all(written) else UNJUDGED
    if held.unused:
        say(f"suppressions that met no finding: {held.unused:,}; they can go")
    if any(tally.unfit for tally in tallies):  # that is certain, whatever else was not judged
        return FOUND
    return DONE if judged and all(written) else UNJUDGED


def _is_judged(plan: Plan, tallies: Iterable[Tally]) -> bool:
    """Whether every input was read, and every text of it judged."""
    failed = any(tally.failed for tally in tallies)
    return bool(plan.inputs) and not plan.unreadable and not failed


def _judge(
    fix: bool, diff: bool, wanted: Wanted, settings: Settings, held: Suppressions,
    cache: Cache | None,
) -> Callable[[Input], Judged]:  # fmt: skip
    """How an input is judged: as it stands, as it stands once it is repaired, or with a diff."""
    from cleancopy import batch
    from cleancopy.tally import Tally

    if fix or diff:
        from cleancopy.fixing import Fixer

        fixer = Fixer(wanted, settings, held, say)
        return fixer.fixed if fix else fixer.shown

    def as_it_stands(item: Input) -> Judged:
        tally = Tally(item.source.name, say)
        return batch.Judged(tally, batch.check(item, wanted, settings, tally, held, cache))

    return as_it_stands


def _update(baseline: Path, found: list[Finding], judged: bool) -> bool:
    """Whether the baseline is written. Raises CleancopyError where not all texts were judged."""
    from cleancopy.suppression import to_baseline

    if not judged:  # it would forget what was accepted in the texts that failed
        raise CleancopyError(f"{baseline}: not written, for not all texts could be judged")
    return put(baseline, to_baseline(found))


def _check_fix(
    fix: bool, diff: bool, form: str, tracked: str | None, paths: Sequence[Path | None]
) -> None:
    """Raises CleancopyError where nothing can be repaired, or shown, as it is asked for."""
    if fix and diff:
        raise CleancopyError("--fix writes and --diff does not; give one of them")
    if diff and form != "text":
        mend = f"write the findings to a file, with --output, instead of --format {form}"
        raise CleancopyError(f"--diff takes the standard output; {mend}")
    if fix and tracked:
        mend = "'cleancopy clean --in-place' does both"
        raise CleancopyError(f"--fix would settle the tracked changes for good; {mend}")
    if fix and not all(path and path.is_file() for path in paths):
        mend = "'cleancopy clean -' repairs the standard input"
        raise CleancopyError(f"--fix repairs files, and an input is none; {mend}")


def _suppressions(
    baseline: Path | None, update: bool, decisions: Path | None, inputs: Sequence[Path | None]
) -> Suppressions:
    """What is suppressed. Raises CleancopyError; a baseline that is written anew is not read."""
    from cleancopy.suppression import Suppressions, decided, read_baseline

    if update and baseline is None:
        raise CleancopyError("--update-baseline goes with --baseline FILE")
    if baseline and baseline.resolve() in {path.resolve() for path in inputs if path}:
        raise CleancopyError(f"{baseline}: an input; a baseline needs its own file")
    held = Suppressions()
    if baseline and not update:
        held.known = read_baseline(baseline)
    if decisions:
        from cleancopy.decisions.outcome import Verdict
        from cleancopy.decisions.record import read_decisions

        articles = read_decisions(decisions)
        held.rejected = decided(articles, Verdict.REJECTED)
        held.accepted = decided(articles, Verdict.ACCEPTED)
    return held
