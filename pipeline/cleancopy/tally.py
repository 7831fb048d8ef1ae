"""The tally: what came of an input, as it is told, counted and added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from cleancopy.findings import Finding
from cleancopy.fitness import Failure, Judgement
from cleancopy.report import Report

MOST_COMPLAINTS = 20  # lines of one input that are named before the rest is only counted

Say = Callable[[str], None]


@dataclass
class Tally:
    """What came of one input. It takes down what its reader says, and passes it on."""

    name: str
    say: Say
    texts: int = 0
    blank: int = 0  # texts with nothing in them
    repaired: int = 0  # texts with repairs
    found: int = 0  # texts with repairs or advice
    repairs: int = 0
    advice: int = 0
    fixed: int = 0  # repairs that were made where the text stands
    unfit: int = 0  # texts that are not fit to print
    suppressed: int = 0  # findings that an author, a baseline or a reviewer accepted
    points: float = 0.0  # of the findings, see fitness
    words: int = 0
    reasons: Counter[str] = field(default_factory=Counter)  # the thresholds that texts fail
    failures: list[tuple[int, tuple[Failure, ...]]] = field(default_factory=list)  # of the first
    warned: set[tuple[int, str]] = field(default_factory=set)  # lines, and what was said of them
    lost: int = 0  # texts or lines left as they are because something failed
    refused: bool = False  # it could not be read
    unwritten: bool = False  # a disk or device failed
    notes: list[str] = field(default_factory=list)
    losses: list[tuple[int, str]] = field(default_factory=list)  # lines, 0 for the whole, and why
    why: str = ""  # what stopped it as a whole
    rows: list[Any] = field(default_factory=list)  # what was told of its texts, where one asked

    @property
    def failed(self) -> bool:
        """Whether anything was not worked on."""
        return self.refused or self.unwritten or self.lost > 0

    def note(self, message: str) -> None:
        """Something that a person should know."""
        self.notes.append(message)
        self.say(f"{self.name}: {message}")

    def left(self, message: str, line: int = 0) -> None:
        """Something that was left as it is."""
        self.lost += 1
        self.losses.append((line, message))
        if self.lost <= MOST_COMPLAINTS:
            self.say(f"{self.name}:{line}: {message}" if line else f"{self.name}: {message}")

    def warn(self, message: str, line: int) -> None:
        """What a person should know of a line; it is said once."""
        known = len(self.warned)
        self.warned.add((line, message))
        if known < len(self.warned) <= MOST_COMPLAINTS:
            self.say(f"{self.name}:{line}: {message}")

    def refuse(self, message: str) -> None:
        """Nothing of this input was worked on."""
        self.refused = True
        self.why = message
        self.say(f"cleancopy: {message}")

    def add(self, report: Report) -> None:
        """Count what was done to one text."""
        blank = not report.original.strip()
        self.count(len(report.changes), len(report.advice), blank)

    def count(self, repairs: int, advice: int, blank: bool = False) -> None:
        """Count one text."""
        self.texts += 1
        self.blank += blank
        self.repaired += bool(repairs)
        self.found += bool(repairs or advice)
        self.repairs += repairs
        self.advice += advice

    def suppress(self, found: Sequence[Finding], kept: Sequence[Finding]) -> None:
        """Take back what was counted of one text, but for what is kept."""
        hidden = len(found) - len(kept)
        repairs = sum(each.repairable for each in found) - sum(each.repairable for each in kept)
        self.suppressed += hidden
        self.repairs -= repairs
        self.advice -= hidden - repairs
        self.found -= bool(found) and not kept

    def judged(self, judgement: Judgement, line: int = 0) -> None:
        """Take down the judgement on one text, which begins in a line, 0 for the whole."""
        self.unfit += not judgement.is_fit
        self.points += judgement.points
        self.words += judgement.words
        self.reasons.update(failure.threshold for failure in judgement.failures)
        if judgement.failures and len(self.failures) < MOST_COMPLAINTS:
            self.failures.append((line, judgement.failures))

    def close(self) -> None:
        """Say how many complaints were not made."""
        if self.lost > MOST_COMPLAINTS:
            self.say(f"{self.name}: {self.lost - MOST_COMPLAINTS:,} more left as they are")
        if len(self.warned) > MOST_COMPLAINTS:
            self.say(f"{self.name}: {len(self.warned) - MOST_COMPLAINTS:,} more lines like these")


def total(tallies: Iterable[Tally]) -> Tally:
    """What came of all inputs together; one of which nothing came is lost."""
    together = Tally("", lambda message: None)
    for tally in tallies:
        together.texts += tally.texts
        together.blank += tally.blank
        together.repaired += tally.repaired
        together.found += tally.found
        together.repairs += tally.repairs
        together.advice += tally.advice
        together.fixed += tally.fixed
        together.unfit += tally.unfit
        together.suppressed += tally.suppressed
        together.points += tally.points
        together.words += tally.words
        together.reasons += tally.reasons
        together.lost += tally.lost + (tally.refused or tally.unwritten)
    return together
