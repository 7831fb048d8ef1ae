"""What the scores of a report mean, and where their change comes from, as they are printed."""

from __future__ import annotations

from dataclasses import asdict
from itertools import pairwise
from typing import Any, NamedTuple

from cleancopy.bands import about, explained
from cleancopy.effects import Effects, effects
from cleancopy.printers.figures import FORMULAS, row
from cleancopy.readability import Formulas
from cleancopy.report import Report


class Split(NamedTuple):
    """Where the change of one score comes from; the parts add up, as printed."""

    label: str
    before: str
    names: str
    marks: str
    rest: str
    after: str


SPLIT = Split("By our count", "before", "names", "marks, blanks", "all else", "after")
WHY_SPLIT = (
    "A name put right may have more syllables, and a turned mark moves a count: what comes from"
    " names, quotation marks and blanks says nothing about the prose."
)


def meaning(report: Report) -> list[str]:
    """What the figures of the repaired text mean, a line each; none where they mean nothing."""
    return [str(each) for each in explained(report.after)]


def reference() -> str:
    """What the bands are taken from, and what they are not."""
    return f"Bands and papers are there to find one’s way by, no targets: {about()}."


def split_rows(report: Report) -> list[Split]:
    """The scores by our count, step by step; none where names, marks and blanks had no part."""
    steps = effects(report)
    if not steps.are_split:
        return []
    formulas = _formulas(steps, "aware")
    rows = [(label, [getattr(each, key) for each in formulas]) for key, label in FORMULAS.items()]
    return [split(label, *figures) for label, figures in rows if None not in figures]


def split(label: str, *figures: float) -> Split:
    """A score before, with names put right, with marks and blanks too, and after all repairs."""
    steps = [row(label, old, new) for old, new in pairwise(figures)]
    names, marks, rest = (step.change for step in steps)
    return Split(label, steps[0].before, names, marks, rest, steps[-1].after)


def meaning_data(report: Report) -> dict[str, Any]:
    """The same for a program. The parts are those of rounded scores, so that they add up."""
    steps = effects(report)
    return {
        "change_from": {count: _parts(steps, count) for count in ("textstat", "aware")},
        "meaning": [asdict(each) for each in explained(report.after)],
    }


def _parts(steps: Effects, count: str) -> dict[str, dict[str, float]]:
    """What each step adds to each score."""
    formulas, parts = _formulas(steps, count), dict[str, dict[str, float]]()
    for key in FORMULAS:
        figures = [getattr(each, key) for each in formulas]
        if None not in figures:
            pairs = pairwise(round(figure, 2) for figure in figures)
            changes = (round(new - old, 2) + 0.0 for old, new in pairs)
            parts[key] = dict(zip(("names", "marks", "rest"), changes, strict=True))
    return parts


def _formulas(steps: Effects, count: str) -> list[Formulas]:
    texts = (steps.before, steps.names, steps.marks, steps.after)
    return [getattr(scores, count) for scores in texts]
