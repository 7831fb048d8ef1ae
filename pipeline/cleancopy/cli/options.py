"""The options that several commands have, and what is made of them before anything is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cleancopy.cli.program import say
from cleancopy.errors import CleancopyError

if TYPE_CHECKING:
    from cleancopy.formats.parts import Wanted
    from cleancopy.formats.plan import Plan
    from cleancopy.names.index import Index
    from cleancopy.report import Settings

SLOW = 2  # seconds of indexing tables that a person is told of

Command = TypeVar("Command", bound=Callable[..., Any])

inputs = click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
cards = click.option(
    "--rules", "cards", metavar="FOLDER", multiple=True,
    help="A folder of rule cards that add to ours, or replace those of the same name.",
)  # fmt: skip
names = click.option(
    "--names", metavar="FOLDER", multiple=True,
    help="A folder of name tables that come on top of ours.",
)  # fmt: skip
_ON_TEXTS = (
    click.option("--column", metavar="NAME", help="The column of a table. [default: text]"),
    click.option(
        "--source-column", metavar="NAME",
        help="The column of a table with the texts that its texts were translated from.",
    ),
    click.option(
        "--source-lang-column", metavar="NAME", help="The column with the languages of those.",
    ),
    click.option(
        "--source", metavar="FILE", help="The text that a single text was translated from.",
    ),
    click.option(
        "--source-lang", metavar="CODE", help="The language of the source where no column has it.",
    ),
    click.option(
        "--tracked", type=click.Choice(["accept", "reject"]),
        help="What becomes of tracked changes in a Word document. [default: it is refused]",
    ),
    click.option("--date", metavar="DATE", help="When it was written: 2019, 2019-05, 2019-05-08."),
    click.option("--style", metavar="NAME|FILE", help="A house style, ours or a file of yours."),
    names,
    cards,
    click.option(
        "--config", metavar="FILE",
        help="Use this configuration. [default: the nearest cleancopy.toml or pyproject.toml]",
    ),
    click.option("--no-config", is_flag=True, help="Use no configuration."),
)  # fmt: skip

_THRESHOLDS = (
    click.option(
        "--max-severity", type=click.Choice(["neutral", "minor", "major", "critical"]),
        help="The worst severity that a finding may have. [default: minor]",
    ),
    click.option(
        "--max-penalty", metavar="POINTS", type=click.FloatRange(min=0),
        help="The most points per 1,000 words. [default: 20]",
    ),
    *(
        click.option(
            f"--{side}-{figure}", metavar="FIGURE", type=click.FloatRange(min=0),
            help=f"The {extent} {meant}.",
        )
        for figure, meant in (
            ("reading-ease", "Flesch reading ease"), ("grade", "Flesch-Kincaid grade"),
        )
        for side, extent in (("min", "least"), ("max", "greatest"))
    ),
    click.option(
        "--language", metavar="CODE",
        help="The language that a text must be in, or any. [default: en]",
    ),
    click.option(
        "--max-unreviewed", metavar="N", type=click.IntRange(min=0),
        help="How many unsafe repairs may be left that nobody decided on. [default: 0]",
    ),
)  # fmt: skip


_AT_WORK = (
    click.option(
        "--workers", metavar="N", type=click.IntRange(min=1),
        help="Processes that work at once. [default: all cores for a large batch, else 1]",
    ),
    click.option(
        "--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True,
        help="Who works: this machine, or a Ray cluster with one input a shard.",
    ),
    click.option("--address", metavar="HOST:PORT", help="The head of the cluster."),
    click.option(
        "--one-pass", is_flag=True,
        help="Read each text by itself; else what one shows of a name counts for the others.",
    ),
    click.option("--resume", is_flag=True, help="Leave what an earlier run with this OUTPUT did."),
    click.option(
        "--timeout", metavar="SECONDS", type=click.FloatRange(min=0), default=60.0,
        show_default=True, help="The most that one text may take before it is left; 0 is no limit.",
    ),
    click.option(
        "--largest", metavar="MB", type=click.FloatRange(0, 20, min_open=True), default=20.0,
        show_default=True, help="The largest text that is worked on, in million characters.",
    ),
)  # fmt: skip


def at_work(command: Command) -> Command:
    """How a batch is worked on."""
    return _with(_AT_WORK, command)


def on_texts(command: Command) -> Command:
    """What the commands that work on texts have in common."""
    return _with(_ON_TEXTS, command)


def thresholds(command: Command) -> Command:
    """What a text may have and still be fit to print."""
    return _with(_THRESHOLDS, command)


def _with(options: Sequence[Callable[[Command], Command]], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def ready(settings: Settings) -> None:
    """Read cards and tables: a broken one must show before anything is done."""
    settings.stages  # noqa: B018
    index(settings.names)


def index(folders: Sequence[str | Path]) -> Index:
    """The index of our name tables and those of the folders; building a large one is said."""
    from cleancopy.names.index import index_of

    begun = monotonic()
    index = index_of(tuple(map(Path, folders)))
    if (seconds := monotonic() - begun) > SLOW:
        say(f"indexed {index.size:,} rows in {seconds:.0f} s")
    return index


def wanted(plan: Plan, choices: Mapping[str, Any], columns: Mapping[str, str]) -> Wanted:
    """What is read of each input, `columns` being the options on columns with what is configured.

    Raises CleancopyError for options that do not go together.
    """
    from cleancopy.formats.parts import Wanted

    _check(plan, choices, columns["source-column"])
    source = choices["source"]
    return Wanted(
        columns["column"] or "text",
        columns["source-column"],
        columns["source-lang-column"],
        _text_of(source) if source else "",
        columns["source-lang"],
        choices["tracked"] or "",
    )


def language(code: str) -> str:
    """A language code. Raises CleancopyError for what is none."""
    from cleancopy.names.sheet import is_language

    if code and not is_language(code):
        raise CleancopyError(f"{code!r} is no language code; write ru, uk or zh-Hant")
    return code


def _check(plan: Plan, choices: Mapping[str, Any], source_column: str) -> None:
    from cleancopy.formats import BILINGUAL, TABLES

    whole = [item.is_whole for item in plan.inputs]
    others = [item.kind not in TABLES for item in plan.inputs]
    for option in ("column", "source_column", "source_lang_column"):
        spared = option != "column" and any(item.kind in BILINGUAL for item in plan.inputs)
        if choices[option] is not None and others and all(others) and not spared:
            called = option.replace("_", "-")
            raise CleancopyError(f"--{called} is for tables, and no input is one")
    if choices["source"] is not None and whole != [True]:
        mend = "a table has its sources in a column, named with --source-column"
        raise CleancopyError(f"--source is for a single text; {mend}")
    if choices["source_lang_column"] is not None and not source_column:
        raise CleancopyError("--source-lang-column goes with --source-column")
    language(choices["source_lang"] or "")
    named = choices["source"] is not None or source_column
    bilingual = [item.kind in BILINGUAL for item in plan.inputs]
    if choices["source_column"] is not None and bilingual and all(bilingual):
        raise CleancopyError("--source-column is for tables; translation files have sources")
    if choices["source_lang"] and not (named or any(bilingual)):
        raise CleancopyError("--source-lang goes with --source or --source-column")


def _text_of(name: str) -> str:
    """What a file that is one text says. Raises CleancopyError."""
    from cleancopy.formats import WHOLE, format_of, kind_of
    from cleancopy.formats.parts import Wanted
    from cleancopy.formats.source import Source

    path = Path(name)
    kind = kind_of(path)
    if kind not in WHOLE:
        raise CleancopyError(f"{name}: many texts; the source of a single text is one text")
    (part,) = format_of(kind).read(Source(name, path), Wanted(), _Heard())
    return part.raw if part.text is None else part.text  # a page in another language is not read


class _Heard:
    """Passes on what the reader of a source has to say."""

    def note(self, message: str) -> None:
        say(f"--source: {message}")

    def left(self, message: str, line: int = 0) -> None:
        """Nothing: a text file is read whole or not at all."""
