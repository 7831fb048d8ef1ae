"""`cleancopy review`: the page on which an editor decides what becomes of each change."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleancopy.cli import options
from cleancopy.cli.program import DONE, FOUND, MISUSE, say
from cleancopy.errors import CleancopyError

if TYPE_CHECKING:
    from cleancopy.formats.parts import Part, Wanted
    from cleancopy.formats.plan import Plan
    from cleancopy.overview.rows import Row
    from cleancopy.report import Report, Settings
    from cleancopy.rule import Rule
    from cleancopy.tally import Tally

_EXIT = "Exit codes: 0 done; 1 some text was left out; 2 nothing could be done."


@click.command(epilog=_EXIT)
@options.inputs
@click.option("-o", "--output", metavar="PAGE.html", help="Write an offline page.")
@click.option(
    "--overview",
    metavar="PATH",
    help="Also an overview of the batch (.html, .csv, .parquet), whose rows lead into the page.",
)
@click.option("--port", type=click.IntRange(0, 65535), help="Where to serve. [default: any]")
@click.option("--open", "opens", is_flag=True, help="Open the browser on what is served.")
@click.option("--unsafe/--no-unsafe", default=None, help="Begin with what is probably right done.")
@options.on_texts
def review(
    inputs: tuple[str, ...], output: str | None, overview: str | None, port: int | None,
    opens: bool, unsafe: bool | None, **choices: Any,
) -> int:  # fmt: skip
    """Decide in the browser what becomes of each change.

    INPUT is what `clean` takes. The page is one file that loads nothing: it can be sent by mail,
    holds up to 500 texts, keeps the decisions in the browser and saves them as a file.

    Without -o one file, folder or table is served to this machine's own browsers, until Ctrl-C.
    Decisions are kept beside it, in INPUT.review.sqlite, as they are made: a review goes on where
    it was left.
    """
    from cleancopy.cli.configured import prepared

    settings, plan, wanted = prepared(inputs, choices, unsafe)
    for note in plan.notes:
        say(note)
    for message in plan.unreadable:
        say(f"cleancopy: {message}")
    if output is None:
        if overview is not None:
            raise CleancopyError("--overview goes with -o PAGE.html, which its rows lead to")
        return _serve(plan, inputs, wanted, settings, port or 0, opens)
    if port is not None or opens:
        raise CleancopyError("--port and --open are for a review that is served, without -o")
    return _write_page(plan, wanted, settings, Path(output), overview)


def _write_page(
    plan: Plan, wanted: Wanted, settings: Settings, output: Path, overview: str | None
) -> int:
    """The page as a file; the exit code. Raises CleancopyError, and then nothing is written."""
    from urllib.parse import quote

    from cleancopy.overview.sums import Overview
    from cleancopy.printers.overviews import overview_printer_for
    from cleancopy.printers.review import to_review
    from cleancopy.printers.reviewed import rule_texts
    from cleancopy.stages import read_stages

    _check_target(plan, output)
    printer = overview_printer_for(overview) if overview else None
    rules = [rule for stage in read_stages(*settings.rules) for rule in stage.rules]
    tallies: list[Tally] = []
    rows: list[Row] = []
    articles = list(_articles(plan, wanted, settings, rules, tallies, rows))
    if not articles:
        say("cleancopy: no texts to review; nothing is written")
        return MISUSE
    _put(output, to_review(articles, rule_texts(rules)).encode())
    if overview and printer:
        page = quote(os.path.relpath(output.absolute(), Path(overview).absolute().parent))
        ways = {row.name: f"{page}#{number}" for number, row in enumerate(rows)}
        _put(Path(overview), printer(Overview(tuple(rows)), lambda name: ways.get(name, "")))
    items = sum(len(article["items"]) for article in articles)
    say(f"{output}: {_number(len(articles), 'text')}, {_number(items, 'decision')}")
    failed = plan.unreadable or any(tally.failed for tally in tallies)
    return FOUND if failed else DONE


def _articles(
    plan: Plan,
    wanted: Wanted,
    settings: Settings,
    rules: Sequence[Rule],
    tallies: list[Tally],
    rows: list[Row],
) -> Iterator[dict[str, Any]]:
    """The articles of all inputs, and the row of each. Raises CleancopyError where there are too
    many for one page.
    """
    from cleancopy import batch
    from cleancopy.overview.rows import row_of
    from cleancopy.printers.review import MOST
    from cleancopy.printers.reviewed import article_data
    from cleancopy.tally import Tally

    titles = {rule.name: rule.title for rule in rules}
    count = 0
    for item in plan.inputs:
        tallies.append(Tally(item.source.name, say))
        for part, report in batch.reports(item, wanted, settings, tallies[-1]):
            if not report.original.strip():
                continue
            count += 1
            if count > MOST:
                mend = "review them in parts, each with a page of its own"
                raise CleancopyError(f"more than {MOST} texts are too many for one page; {mend}")
            rows.append(row_of(report))
            yield article_data(report, titles, part.source, part.source_lang)


def _serve(
    plan: Plan, names: Sequence[str], wanted: Wanted, settings: Settings, port: int, opens: bool
) -> int:
    """Serve the page until interrupted; the exit code. Raises CleancopyError."""
    try:
        from cleancopy.review.server import Review
        from cleancopy.review.serving import serve
    except ImportError:
        mend = "pip install 'cleancopy[review]', or write a page with -o PAGE.html"
        raise CleancopyError(f"what serves a review is not installed; {mend}") from None
    from cleancopy.printers.review import to_served_review
    from cleancopy.printers.reviewed import rule_texts
    from cleancopy.review.intake import batch_key, ledger_path, take_in
    from cleancopy.review.ledger import Ledger
    from cleancopy.stages import read_stages

    rules = [rule for stage in read_stages(*settings.rules) for rule in stage.rules]
    with closing(Ledger(ledger_path(names))) as ledger:
        tallies = take_in(ledger, plan.inputs, wanted, settings, _told(rules), say)
        count = len(ledger.rows())
        if not count:
            say("cleancopy: no texts to review")
            return MISUSE
        for name in ledger.forgotten():
            say(f"{name}: changed since it was reviewed; its decisions are kept, not applied")
        page = to_served_review(batch_key(ledger), rule_texts(rules))

        def opened(address: str) -> None:
            say(f"{_number(count, 'text')} to review; Ctrl-C ends")
            click.echo(address)
            if opens:
                click.launch(address)

        serve(Review(page, batch_key(ledger), ledger, plan.inputs, wanted), port, opened)
    return FOUND if plan.unreadable or any(tally.failed for tally in tallies) else DONE


def _told(rules: Sequence[Rule]) -> Callable[[Report, Part], tuple[Any, Any]]:
    """What the page shows of an article: its row in the queue and its data."""
    from cleancopy.printers.reviewed import article_data, index_row

    titles = {rule.name: rule.title for rule in rules}

    def told(report: Report, part: Part) -> tuple[Any, Any]:
        data = article_data(report, titles, part.source, part.source_lang)
        return index_row(0, data), data

    return told


def _check_target(plan: Plan, output: Path) -> None:
    if output.suffix.lower() not in (".html", ".htm"):
        raise CleancopyError(f"{output}: the page is HTML; give it the ending .html")
    if output.is_dir() or not output.parent.is_dir():
        raise CleancopyError(f"{output}: a page cannot be written there: no such folder")
    taken = {item.source.path.resolve() for item in plan.inputs if item.source.path}
    if output.resolve() in taken:
        raise CleancopyError(f"{output}: an input; a page needs a file of its own")


def _put(output: Path, page: bytes) -> None:
    from cleancopy.atomic import replacing

    try:
        with replacing(output) as file:
            file.write(page)
    except OSError as error:
        raise CleancopyError(f"{output}: cannot be written ({error.strerror or error})") from None


def _number(count: int, noun: str) -> str:
    from cleancopy.printers.figures import number_of

    return number_of(count, noun, f"{noun}s")
