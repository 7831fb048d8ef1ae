"""The article as a page: one offline file with every change in place and its reason beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from cleancopy.folders import REPORTS
from cleancopy.language import UNKNOWN
from cleancopy.printers.figures import (
    COUNTS,
    by_stage,
    formula_rows,
    number_of,
    text_rows,
    verdict,
    why_missing,
)
from cleancopy.printers.layout import UNFIT, Block, Note, anchors, blocks, is_headline
from cleancopy.printers.meaning import SPLIT, WHY_SPLIT, meaning, reference, split_rows
from cleancopy.printers.named import by_kind, looks, said, was
from cleancopy.readability import method
from cleancopy.report import Report
from cleancopy.versions import version

LISTED = 12  # passages to look at that the head lists


def to_page(report: Report) -> str:
    """The report as an HTML page without a script and without anything to load."""
    laid = blocks(report)
    notes = [note for block in laid for note in block.notes]
    tables = {"The text": text_rows(report)} | {
        title: formula_rows(report, count) for count, title in COUNTS.items()
    }
    return template("article.html.j2").render(
        report=report,
        blocks=laid,
        headline=_headline(laid),
        looks=[note for note in notes if needs_a_look(note)],
        listed=LISTED,
        stages=by_stage(report),
        names=by_kind(report),
        said=said,
        compare=looks,
        was=was,
        name_anchor=anchors(report).get,
        verdict=verdict(report),
        language="" if report.language.code == UNKNOWN else report.language.code,
        tables=tables,
        split=split_rows(report),
        split_head=SPLIT,
        why_split=WHY_SPLIT,
        meaning=meaning(report),
        reference=reference(),
        why_missing=why_missing(report),
        method=method(),
        number_of=number_of,
        version=version("cleancopy"),
    )


def needs_a_look(note: Note) -> bool:
    """Whether a person should decide: advice, and what was changed without being safe."""
    return not note.applied or note.safety != "safe"


@cache
def template(name: str) -> Template:
    """A template of reports/, with escaping on for whatever it prints."""
    environment = Environment(
        autoescape=True,
        finalize=_fit,
        undefined=StrictUndefined,
        loader=FileSystemLoader(REPORTS),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def _fit(value: object) -> object:
    """What a template prints, without the characters that HTML cannot hold."""
    return UNFIT.sub("\ufffd", value) if type(value) is str else value


def _headline(laid: Sequence[Block]) -> Block | None:
    """The first line, where it looks like a headline and text comes after it."""
    lines = [block for block in laid if block.runs]
    if len(lines) < 2:
        return None
    kept = (run.parts for run in lines[0].runs if run.kind in ("keep", "ins"))
    text = "".join(part.text for each in kept for part in each)
    return lines[0] if is_headline(text) else None
