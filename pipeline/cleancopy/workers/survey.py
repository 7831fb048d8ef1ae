"""The survey: a first pass over a batch, that only looks at what its texts show of their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleancopy.context import Sightings
from cleancopy.formats import format_of
from cleancopy.formats.parts import Wanted
from cleancopy.limits import TooLongError, time_limit
from cleancopy.names.batch import merged
from cleancopy.report import Settings, sightings
from cleancopy.workers.cleaning import Pair
from cleancopy.workers.job import Mapper, Task


@dataclass(frozen=True)
class Look:
    """The work on one text of a survey; picklable. What goes wrong will be said by the cleaning."""

    settings: Settings
    limit: float = 0.0

    def __call__(self, task: Task) -> Sightings:
        """What the text shows; nothing where it cannot be worked on."""
        part = task.part
        try:
            with time_limit(self.limit):
                return sightings(
                    part.text or "", self.settings.of_input(task.settings),
                    source=part.source, source_lang=part.source_lang,
                )  # fmt: skip
        except TooLongError:
            return Sightings()
        except Exception:  # a mistake of ours in one text, which the second pass will report
            return Sightings()


def surveyed(pairs: Iterable[Pair], wanted: Wanted, mapper: Mapper) -> Sightings:
    """What all texts of a batch show of their names, in bounded memory: see `names.batch.merged`.

    The mapper does `Look`. Raises CardError.
    """
    found = mapper.map(_tasks(pairs, wanted))
    return merged(each for _, each in found if isinstance(each, Sightings))


def _tasks(pairs: Iterable[Pair], wanted: Wanted) -> Iterator[Task]:
    for item, _ in pairs:
        if item.source.path is None:
            continue
        try:
            for part in format_of(item.kind).read(item.source, wanted, _Deaf()):
                if part.text:
                    yield Task(part, "", (), item.settings)
        except Exception:  # the cleaning reads it again, and says so
            continue


class _Deaf:
    """Hears nothing of what a reader has to say: the cleaning will."""

    def note(self, message: str) -> None:
        """Nothing."""

    def left(self, message: str, line: int = 0) -> None:
        """Nothing."""
