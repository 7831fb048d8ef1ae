"""What is known about a text beside the text: when it was written, what it was translated from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from cleancopy.inline import Mark


class Sighting(NamedTuple):
    """A wrong form of a name, what it should read, what evidence tells it, in how many texts.

    `wrong` is in small letters, its words parted by blanks.
    """

    wrong: str
    form: str
    kind: str
    texts: int


@dataclass(frozen=True, eq=False)
class Sightings:
    """The wrong forms that the texts of a run show, as a first pass over them collects them.

    Two are the same only where they are one object, so that texts are remembered with it cheaply.
    """

    every: tuple[Sighting, ...] = ()

    @cached_property
    def by_word(self) -> dict[str, list[Sighting]]:
        """The sightings by the first word of the wrong form."""
        found: dict[str, list[Sighting]] = {}
        for sighting in self.every:
            found.setdefault(sighting.wrong.partition(" ")[0], []).append(sighting)
        return found


NOTHING_SEEN = Sightings()


@dataclass(frozen=True)
class Context:
    """Beside the text: the date of the article, its source, the user's name tables and style.

    `date` is an ISO year, month or day; '' where it is not known. `source` is the text that was
    translated, `source_lang` its language code. `names` are folders of name tables of the user;
    `style` is the chosen house style, '' where none is; `seen` is what the texts of the run show.
    `barred` are ordered stretches of the text, in code points, that no edit may touch, since the
    file has markup there; an empty one is a place that no edit may reach across. `marks` are the
    stretches that the author keeps rules off.
    """

    date: str = ""
    source: str = ""
    source_lang: str = ""
    names: tuple[Path, ...] = ()
    style: str = ""
    seen: Sightings = NOTHING_SEEN
    barred: tuple[tuple[int, int], ...] = ()
    marks: tuple[Mark, ...] = ()


NOTHING_KNOWN = Context()
