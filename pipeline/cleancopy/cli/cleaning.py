"""`cleancopy clean` on a batch: who works on it, what is told of it, and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from cleancopy.atomic import clear_away
from cleancopy.cli import talk
from cleancopy.cli.papers import Papers
from cleancopy.cli.program import DONE, FOUND, MISUSE, say
from cleancopy.context import Sightings
from cleancopy.errors import CleancopyError
from cleancopy.fingerprint import of_batch
from cleancopy.formats.parts import Wanted
from cleancopy.formats.plan import Input, Plan
from cleancopy.overview.rows import told
from cleancopy.report import Report, Settings
from cleancopy.tally import Tally, total
from cleancopy.workers.cleaning import Cleaning, Pair
from cleancopy.workers.job import Alone, Crew, Job, Mapper, Outcome, Task
from cleancopy.workers.manifest import Manifest
from cleancopy.workers.pool import Pool
from cleancopy.workers.survey import Look, surveyed

LARGE = 1_000_000  # bytes from which on other processes are worth their start
EACH = 20  # inputs that are told of one by one; of more only what went wrong
_HARD = 1.5  # a worker that keeps to no limit is ended after this many limits, and some seconds
_GRACE = 5.0


@dataclass(frozen=True)
class Work:
    """How a batch is worked on: see the options of the command.

    Where reports are shown, they are shown here and now: one process works, input by input. `tell`
    is what overviews ask for of a report, in any process.
    """

    workers: int | None
    engine: str
    address: str
    one_pass: bool
    resume: bool
    timeout: float
    largest: float
    verbose: bool
    quiet: bool
    show: Callable[[Input, Report], Any] | None = None
    tell: Callable[[Report], Any] | None = None


@dataclass
class _Ending:
    """What the exit code hangs on."""

    inputs: int = 0
    refused: int = 0
    failed: int = 0
    together: Tally = field(default_factory=lambda: Tally("", lambda message: None))

    def add(self, tally: Tally) -> None:
        """Count one input."""
        self.inputs += 1
        self.refused += tally.refused
        self.failed += tally.failed
        self.together = total((self.together, tally))

    def code(self, plan: Plan) -> int:
        """The exit code."""
        if self.inputs and self.refused == self.inputs:
            return MISUSE
        return FOUND if plan.unreadable or self.failed else DONE


def clean_all(
    plan: Plan,
    places: Sequence[Path | None],
    output: str | None,
    wanted: Wanted,
    settings: Settings,
    work: Work,
    beside: Papers,
) -> int:
    """Clean all inputs, write the overviews and sum up; the exit code. Raises CleancopyError."""
    work = replace(work, tell=told if beside.overviews else None)
    pairs = list(zip(plan.inputs, places, strict=True))
    if not work.one_pass and (len(pairs) > 1 or not all(item.is_whole for item, _ in pairs)):
        settings = replace(settings, seen=_surveyed(pairs, wanted, settings, work))
    own = (item.settings for item in plan.inputs)
    made_by = of_batch(settings, own, wanted) if output is not None else ""
    manifest = _manifest(plan, places, output, made_by, work)
    ending, named = _Ending(), not work.quiet and (work.verbose or len(pairs) <= EACH)
    left = []
    for pair in pairs:
        tally = None
        if manifest and pair[1] and not work.show:
            tally = manifest.earlier(pair[0], pair[1], work.tell is not None)
        if tally is None:
            left.append(pair)
        else:
            ending.add(tally)
            beside.close(pair[0], tally)
    if len(left) < len(pairs) and not work.quiet:
        say(f"{len(pairs) - len(left):,} of {len(pairs):,} inputs were done before")
    made_by += " with rows" if work.tell else ""
    with _progress(left, work) as progress:
        for (item, target), tally in _cleaned(left, wanted, settings, made_by, work, progress):
            if manifest and target:
                manifest.add(item, target, tally)
            ending.add(tally)
            beside.close(item, tally)
            progress.finished(tally)
            if named and not (tally.refused or tally.unwritten or (work.verbose and item.is_whole)):
                progress.say(f"{tally.name}: {talk.summary(tally)}")
    if not work.quiet and len(pairs) > 1:
        say(f"together: {talk.summary(ending.together)}")
    return max(ending.code(plan), beside.finish(plan))


def _manifest(
    plan: Plan,
    places: Sequence[Path | None],
    output: str | None,
    made_by: str,
    work: Work,
) -> Manifest | None:
    """The manifest of an output folder, read or begun anew; None where there is no such folder."""
    if work.resume and (output is None or output == "-"):
        raise CleancopyError("--resume goes with -o OUTPUT: there it finds what is done")
    if output is None or not plan.inputs or places[0] is None or Path(output) in places:
        if work.resume and output is not None:
            clear_away(Path(output).parent)
        return None
    manifest = Manifest(Path(output), made_by)
    if work.resume:
        manifest.read()
    else:
        manifest.forget()
    return manifest


def _cleaned(
    pairs: Sequence[Pair],
    wanted: Wanted,
    settings: Settings,
    made_by: str,
    work: Work,
    progress: _Progress,
) -> Iterator[tuple[Pair, Tally]]:
    """The inputs with what came of them, as they are done."""
    if work.engine == "ray" and pairs:
        from cleancopy.workers.cluster import on_ray

        job = _job(settings, work)
        for number, tally, said in on_ray(pairs, wanted, job, work.address):
            for message in said:
                progress.say(message)
            yield pairs[number], tally
        return
    if work.show:
        for item, target in pairs:
            job = replace(_job(settings, work), tell=partial(work.show, item))
            cleaning = Cleaning(
                wanted, Alone(job), made_by, progress.say, progress.seen, work.resume
            )
            (tally,) = cleaning.run([(item, target)])
            yield (item, target), tally
        return
    with _mapper(pairs, _job(settings, work), work) as mapper:
        cleaning = Cleaning(wanted, mapper, made_by, progress.say, progress.seen, work.resume)
        yield from zip(pairs, cleaning.run(pairs), strict=True)


def _job(settings: Settings, work: Work) -> Job:
    return Job(settings, work.timeout, int(work.largest * 1_000_000), work.tell)


def _surveyed(pairs: Sequence[Pair], wanted: Wanted, settings: Settings, work: Work) -> Sightings:
    """What all texts show of their names, for each of them to be read by."""
    look = Look(settings, work.timeout)
    if work.engine == "ray":
        from cleancopy.workers.cluster import surveyed_on_ray

        return surveyed_on_ray(pairs, wanted, look, work.address)
    with _mapper(pairs, look, work) as mapper:
        return surveyed(pairs, wanted, mapper)


@contextmanager
def _mapper(pairs: Sequence[Pair], job: Callable[[Task], Any], work: Work) -> Iterator[Mapper]:
    """Who does the work: this process, or several others."""
    count = work.workers or (len(os.sched_getaffinity(0)) if _is_large(pairs) else 1)
    if count == 1:
        yield Alone(job)
        return
    with Pool(job, count, work.timeout and work.timeout * _HARD + _GRACE) as pool:
        yield Crew(pool)


def _is_large(pairs: Sequence[Pair]) -> bool:
    """Whether it is worth while to start other processes."""
    size = 0
    for item, _ in pairs:
        size += _size(item)
        if size >= LARGE:
            return True
    return False


def _size(item: Input) -> int:
    try:
        return item.source.path.stat().st_size if item.source.path else 0
    except OSError:
        return 0


class _Progress(Protocol):
    """Shows how far a batch is."""

    def say(self, message: str) -> None:
        """Talk to the user."""

    def seen(self, tally: Tally, outcome: Outcome) -> None:
        """One text was worked on."""

    def finished(self, tally: Tally) -> None:
        """One input was written."""


class _Silent:
    """Shows nothing."""

    def say(self, message: str) -> None:
        """Talk to the user."""
        say(message)

    def seen(self, tally: Tally, outcome: Outcome) -> None:
        """Nothing."""

    def finished(self, tally: Tally) -> None:
        """Nothing."""


@contextmanager
def _progress(pairs: Sequence[Pair], work: Work) -> Iterator[_Progress]:
    """A bar on a terminal, nothing elsewhere."""
    if work.quiet or not sys.stderr.isatty() or not _is_large(pairs):
        with nullcontext():
            yield _Silent()
        return
    from cleancopy.cli.bar import Bar

    with Bar([_size(item) for item, _ in pairs]) as bar:
        yield bar
