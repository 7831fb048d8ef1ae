"""Cleaning many inputs: read ahead, worked on wherever a hand is free, written in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from cleancopy.batch import guarded, sink_for, title_of
from cleancopy.formats import Result, format_of
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.plan import Input
from cleancopy.tally import Say, Tally
from cleancopy.workers.job import Mapper, Outcome, Task
from cleancopy.workers.journal import Journal
from cleancopy.workers.pool import Ready

Pair = tuple[Input, Path | None]
Seen = Callable[[Tally, Outcome], None]


class _Begin(NamedTuple):
    """The mark before the parts of an input."""

    tally: Tally
    journal: Journal | None
    is_table: bool


class _End(NamedTuple):
    """The mark behind them, with what went wrong in reading."""

    error: Exception | None


@dataclass(frozen=True)
class Cleaning:
    """How a batch is cleaned.

    `made_by` is the fingerprint of the run; with `resume` a table goes on from its journal.
    `seen` is told what came of every text, in order.
    """

    wanted: Wanted
    mapper: Mapper
    made_by: str
    say: Say
    seen: Seen
    resume: bool = False

    def run(self, pairs: Iterable[Pair], journals: bool = True) -> Iterator[Tally]:
        """Clean inputs and write each to its target; what came of each, in order.

        `pairs` are gone through twice, one time ahead of the other; tables have `journals` where
        nobody else may work on the same. Raises CardError, and OSError for the standard output;
        all else is said and tallied.
        """
        stream = self.mapper.map(self._tasks(pairs, journals))
        for item, target in pairs:
            begin: _Begin = next(stream)[1]
            tally, journal, _ = begin
            results = _Results(stream, begin, self.seen)
            trouble = f"{target}: cannot be written" if target else ""
            with guarded(tally, trouble), sink_for(target) as sink:
                write = format_of(item.kind).write
                write(item.source, self.wanted.column, sink, iter(results))
            results.drain()
            if journal is not None:
                journal.close(keep=tally.unwritten)
            tally.close()
            yield tally

    def _tasks(self, pairs: Iterable[Pair], journals: bool) -> Iterator[Task | Ready]:
        """The parts of all inputs, those of each between two marks."""
        for item, target in pairs:
            tally, journal, error = Tally(item.source.name, self.say), None, None
            begun = False
            try:
                if journals and target is not None and not item.is_whole:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    journal = Journal(target, self.made_by, self.resume)
                begun = True
                yield Ready(_Begin(tally, journal, not item.is_whole))
                for part in format_of(item.kind).read(item.source, self.wanted, tally):
                    yield self._task(item, part, tally, journal)
            except Exception as failure:
                error = failure
            if not begun:
                yield Ready(_Begin(tally, journal, not item.is_whole))
            yield Ready(_End(error))

    def _task(self, item: Input, part: Part, tally: Tally, journal: Journal | None) -> Task | Ready:
        """The work on a part; none where it has no text, or where an earlier run did it."""
        if part.text is None:
            return Ready((part, None))
        known = journal.earlier(part) if journal else None
        if known is not None:
            return Ready((part, known))
        notes = tuple(tally.notes) if item.is_whole else ()
        return Task(part, title_of(item, part), notes, item.settings)


class _Results:
    """What came of the parts of one input, taken out of the stream of all."""

    def __init__(self, stream: Iterator[tuple[Any, Any]], begin: _Begin, seen: Seen) -> None:
        self._stream, self._seen = stream, seen
        self._tally, self._journal, self._is_table = begin
        self._ended = False

    def __iter__(self) -> Iterator[Result]:
        for task, result in self._stream:
            if isinstance(result, _End):
                self._ended = True
                if result.error is not None:
                    raise result.error
                return
            if isinstance(task, Task):
                part, outcome = task.part, result
                if self._journal is not None:
                    self._journal.add(part, outcome)
            else:
                part, outcome = result
            if outcome is not None:
                outcome.count(self._tally, part.line if self._is_table else 0)
                self._seen(self._tally, outcome)
            yield part, outcome.changes if outcome else ()

    def drain(self) -> None:
        """Go on to the mark at the end, wherever the writing ended."""
        while not self._ended:
            self._ended = isinstance(next(self._stream)[1], _End)
