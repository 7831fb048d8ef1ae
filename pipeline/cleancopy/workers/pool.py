"""A pool of processes that work on tasks in order, and outlives what kills one of them."""

from __future__ import annotations

import multiprocessing
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from math import inf
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from time import monotonic
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

CHUNK = 16  # tasks that are handed over at once: fewer cost more in transport than in work
_AHEAD = 4  # chunks for each worker that may be done before the first of them is asked for
_READY = -1
_TRIES = 2  # a task whose worker dies is tried once more, alone: it may not have been its fault


class WorkerDiedError(Exception):
    """The process that worked on a task died of it, or had to be killed."""


@dataclass(frozen=True)
class Ready:
    """A task that needs no work: it passes through in its place among the others."""

    result: Any = None


@dataclass
class _Worker(Generic[Task]):
    """A process with what it was given and has not answered yet, in order."""

    process: SpawnProcess
    pipe: Connection
    given: deque[tuple[int, Task]] = field(default_factory=deque)
    since: float = inf  # when it began on the first of them; it may still be starting


class _Line(Generic[Task]):
    """The tasks in their order: what is to be read, what is to be tried again, what is done."""

    def __init__(self, tasks: Iterable[Task | Ready], most: int) -> None:
        self._coming, self._most = enumerate(tasks), most
        self._again: deque[tuple[int, Task]] = deque()
        self._tries: Counter[int] = Counter()
        self._read = self._following = 0
        self._ended = False
        self.done: dict[int, tuple[Task | Ready, Any]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether all tasks were read, done and taken."""
        return self._ended and self._following == self._read

    def chunk(self) -> list[tuple[int, Task]]:
        """What a worker may be given now: one that others died of alone, else the next ones."""
        if self._again:
            return [self._again.popleft()]
        chunk: list[tuple[int, Task]] = []
        while not self._ended and len(chunk) < CHUNK and self._read - self._following < self._most:
            entry = next(self._coming, None)
            if entry is None:
                self._ended = True
                break
            self._read += 1
            number, task = entry
            if isinstance(task, Ready):
                self.done[number] = task, task.result
            else:
                chunk.append((number, task))
        return chunk

    def finished(self) -> Iterator[tuple[Task | Ready, Any]]:
        """What is done and has nothing before it that is not."""
        while self._following in self.done:
            yield self.done.pop(self._following)
            self._following += 1

    def lost(self, given: deque[tuple[int, Task]], error: WorkerDiedError) -> None:
        """Take back what a dead worker had; the first of it is what it died of."""
        number, task = given.popleft()
        self._tries[number] += 1
        if self._tries[number] < _TRIES:
            self._again.append((number, task))
        else:
            self.done[number] = task, error
        self._again.extendleft(reversed(given))


class Pool(Generic[Task, Result]):
    """Processes that do `work`, which is pickled once for each; `limit` is in seconds a task.

    The limit is the last resort: `work` should keep a shorter one itself. A context manager: the
    processes end with the block.
    """

    def __init__(self, work: Callable[[Task], Result], count: int, limit: float = 0.0) -> None:
        self._work, self._count, self._limit = work, count, limit
        self._workers: list[_Worker[Task]] = []

    def __enter__(self) -> Pool[Task, Result]:
        self._workers = [self._started() for _ in range(self._count)]
        return self

    def __exit__(self, *exception: object) -> None:
        for worker in self._workers:
            _end(worker)

    def map(
        self, tasks: Iterable[Task | Ready]
    ) -> Iterator[tuple[Task | Ready, Result | WorkerDiedError]]:
        """The tasks with what came of them, in their order; as many are read as are worked on."""
        line = _Line(tasks, self._count * CHUNK * _AHEAD)
        while True:
            for worker in self._workers:
                if not worker.given and (chunk := line.chunk()):
                    _give(worker, chunk)
            yield from line.finished()
            if line.is_empty:
                return
            for worker in self._answered(line.done):
                line.lost(worker.given, WorkerDiedError(self._died(worker)))
                _end(worker)
                self._workers[self._workers.index(worker)] = self._started()

    def _answered(self, done: dict[int, tuple[Task | Ready, Any]]) -> list[_Worker[Task]]:
        """Wait for answers and put them into `done`; the workers that died or take too long."""
        busy = {worker.pipe: worker for worker in self._workers if worker.given}
        if not busy:  # all that was read ahead needed no work
            return []
        lost = []
        for pipe in wait(list(busy), self._patience(busy.values())):
            worker = busy[pipe]  # type: ignore[index]
            try:
                number, result = worker.pipe.recv()
            except (EOFError, OSError):
                lost.append(worker)
                continue
            worker.since = monotonic()
            if number != _READY:
                done[number] = worker.given.popleft()[1], result
        late = [w for w in busy.values() if w.given and w not in lost and self._is_late(w)]
        return lost + late

    def _patience(self, workers: Iterable[_Worker[Task]]) -> float | None:
        """Seconds until the first worker takes too long."""
        if not self._limit:
            return None
        first = min(worker.since for worker in workers)
        return None if first == inf else max(0.0, first + self._limit - monotonic())

    def _is_late(self, worker: _Worker[Task]) -> bool:
        return bool(self._limit) and monotonic() - worker.since >= self._limit

    def _died(self, worker: _Worker[Task]) -> str:
        if worker.process.is_alive():
            return f"took longer than {self._limit:g} s"
        worker.process.join()
        return f"its process died ({worker.process.exitcode})"

    def _started(self) -> _Worker[Task]:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_run, args=(theirs, self._work), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _give(worker: _Worker[Task], chunk: Sequence[tuple[int, Task]]) -> None:
    """Hand tasks over; where the worker is dead its silence will tell."""
    worker.given.extend(chunk)
    worker.since = inf if worker.since == inf else monotonic()
    with suppress(OSError):
        worker.pipe.send(chunk)


def _end(worker: _Worker[Task]) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()
    worker.process.close()


def _run(pipe: Connection, work: Callable[[Task], Result]) -> None:
    """The life of a worker: chunk in, one answer a task out, until nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever is at the keyboard speaks to the parent
    with suppress(EOFError, OSError):
        pipe.send((_READY, None))
        while True:
            for number, task in pipe.recv():
                pipe.send((number, work(task)))
