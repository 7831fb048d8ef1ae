"""A job: what is done with each document of a batch, in this process or in a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from cleancopy.batch import attempt
from cleancopy.document import Change
from cleancopy.formats.parts import Part
from cleancopy.report import Report, Settings
from cleancopy.tally import Tally
from cleancopy.workers.pool import Pool, Ready, WorkerDiedError


@dataclass(frozen=True, slots=True)
class Task:
    """A part with a text, what a report calls it, what its reader noted, settings of its own."""

    part: Part
    name: str
    notes: tuple[str, ...] = ()
    settings: Settings | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a text: its changes, without their history, and how much advice there is.

    `error` says why it was left as it is; `row` is what the job was asked to tell of its report;
    `warnings` are of lines of the file.
    """

    changes: tuple[Change, ...] = ()
    advice: int = 0
    blank: bool = False
    error: str = ""
    row: Any = None
    warnings: tuple[tuple[int, str], ...] = ()

    def count(self, tally: Tally, line: int = 0) -> None:
        """Add it to what came of its input."""
        if self.error:
            tally.left(self.error, line)
        else:
            tally.count(len(self.changes), self.advice, self.blank)
        for at, warning in self.warnings:
            tally.warn(warning, at)
        if self.row is not None:
            tally.rows.append(self.row)


@dataclass(frozen=True)
class Job:
    """The work on one text; picklable, as its parts must be.

    `limit` is in seconds, 0 is none; `largest` in characters, None is the most that is read.
    """

    settings: Settings
    limit: float = 0.0
    largest: int | None = None
    tell: Callable[[Report], Any] | None = None

    def __call__(self, task: Task) -> Outcome:
        """What comes of the text. Raises CardError, and nothing else."""
        settings = self.settings.of_input(task.settings)
        report = attempt(task.part, task.name, task.notes, settings, self.limit, self.largest)
        if isinstance(report, str):
            return Outcome(error=report)
        changes = tuple(Change(c.start, c.end, c.old, c.new, ()) for c in report.changes)
        blank = not report.original.strip()
        row = self.tell(report) if self.tell else None
        return Outcome(changes, len(report.advice), blank, row=row, warnings=report.faults)


class Mapper(Protocol):
    """Does a job on many tasks and keeps their order; what is Ready passes through."""

    def map(self, tasks: Iterable[Task | Ready]) -> Iterator[tuple[Task | Ready, Any]]:
        """The tasks with what came of them."""


@dataclass(frozen=True)
class Alone:
    """A job done here, one text after the other."""

    job: Callable[[Task], Any]

    def map(self, tasks: Iterable[Task | Ready]) -> Iterator[tuple[Task | Ready, Any]]:
        """The tasks with what came of them."""
        for task in tasks:
            yield task, task.result if isinstance(task, Ready) else self.job(task)


@dataclass(frozen=True)
class Crew:
    """A job done by worker processes; that one dies of a text is an outcome like others."""

    pool: Pool[Task, Any]

    def map(self, tasks: Iterable[Task | Ready]) -> Iterator[tuple[Task | Ready, Any]]:
        """The tasks with what came of them."""
        for task, result in self.pool.map(tasks):
            if isinstance(result, WorkerDiedError):
                yield task, Outcome(error=f"could not be repaired ({result}); left as it is")
            else:
                yield task, result
