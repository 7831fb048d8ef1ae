"""What a change of the scores comes from: names, marks and blanks, or what the text says.

A formula counts syllables and full stops. A name that is put right may have a syllable more, and a
turned quotation mark moves a count: the score moves, the prose has not. So the repairs are carried
out in three steps, and each step is scored: first those of names, then those of quotation marks
and blanks, then all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cleancopy.document import Change, repaired
from cleancopy.readability import Scores, score
from cleancopy.report import Report

NAMES_STAGE = "names/"
NAME_RULES = frozenset(("style/outdated-place-name", "style/form-of-another-house"))

_SURFACE = re.compile(r"[\s\"“”„‟«»‹›‘’‚‛'`´]+")
_ENDS_SENTENCE = re.compile(r"[.!?…:\r\n]")


@dataclass(frozen=True, slots=True)
class Effects:
    """The scores of a text on its way: as it came, names put right, marks and blanks too, all."""

    before: Scores
    names: Scores
    marks: Scores
    after: Scores

    @property
    def are_split(self) -> bool:
        """Whether names, marks or blanks had any part in it."""
        return self.marks is not self.before


def effects(report: Report) -> Effects:
    """The scores of a report, step by step. Costs a scoring for each step that changes anything."""
    of_names = [change for change in report.changes if is_name(change)]
    of_marks = [c for c in report.changes if not is_name(c) and is_surface(c, report.original)]
    names = _scored(report, of_names, report.before)
    both = sorted([*of_names, *of_marks], key=lambda change: (change.start, change.end))
    marks = _scored(report, both, names) if of_marks else names
    return Effects(report.before, names, marks, report.after)


def is_name(change: Change) -> bool:
    """Whether a change put a name right, and did nothing else."""
    rules = change.rules
    return bool(rules) and all(r.startswith(NAMES_STAGE) or r in NAME_RULES for r in rules)


def is_surface(change: Change, original: str) -> bool:
    """Whether a change moved nothing but quotation marks and blanks, away from a sentence's end.

    At such an end a blank decides where a sentence begins, and that is more than looks.
    """
    new = change.new or ""
    if _SURFACE.sub("", change.old) != _SURFACE.sub("", new):
        return False
    around = original[max(0, change.start - 1) : change.end + 1]
    return not _ENDS_SENTENCE.search(around + new)


def _scored(report: Report, changes: Iterable[Change], unchanged: Scores) -> Scores:
    """The scores of the original with some of its changes carried out."""
    chosen = tuple(changes)
    if not chosen:
        return unchanged
    if chosen == report.changes:
        return report.after
    return score(repaired(report.original, chosen), report.language.code)
