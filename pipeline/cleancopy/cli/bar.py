"""The bar that shows how far a batch is: how fast, what was repaired, what failed, what is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from cleancopy.tally import Tally
from cleancopy.workers.job import Outcome


class Bar:
    """A context manager; inputs are weighed by their size in bytes."""

    def __init__(self, sizes: Sequence[int]) -> None:
        columns = (
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[texts]:,} texts, {task.fields[rate]:,.0f} a second"),
            TextColumn("{task.fields[repairs]:,} repairs, {task.fields[failed]:,} left"),
            TimeRemainingColumn(compact=True),
        )
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._sizes = list(reversed(sizes))
        self._counts: dict[str, Any] = {"texts": 0, "repairs": 0, "failed": 0}
        self._ahead = 0
        fields: dict[str, Any] = {**self._counts, "rate": 0.0}
        self._task = self._progress.add_task("", total=sum(sizes) or None, **fields)

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._progress.stop()

    def say(self, message: str) -> None:
        """Talk to the user, above the bar."""
        self._progress.console.print(message, markup=False, highlight=False, soft_wrap=True)

    def seen(self, tally: Tally, outcome: Outcome) -> None:
        """One text was worked on."""
        self._counts["texts"] += 1
        self._counts["repairs"] += len(outcome.changes)
        self._counts["failed"] += bool(outcome.error)
        elapsed = self._progress.tasks[0].elapsed or 0.0
        rate = self._counts["texts"] / elapsed if elapsed else 0.0
        self._progress.update(self._task, rate=rate, **self._counts)

    def finished(self, tally: Tally) -> None:
        """One input was written."""
        self._progress.advance(self._task, self._sizes.pop())
