"""What a readability figure means to an editor: its band, and papers that were measured near it.

A band to find one's way by, never a target: nothing is repaired for the sake of a score. Figures
and sources stand in rules/readability/bands.toml.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from cleancopy.folders import RULES
from cleancopy.readability import Scores

_FILE = RULES / "readability" / "bands.toml"


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of a scale: it begins at `start` and goes on to the next."""

    start: float
    says: str
    like: str


@dataclass(frozen=True, slots=True)
class Point:
    """A paper that was measured, from `at` up to `to`."""

    at: float
    to: float
    who: str
    short: str

    def distance(self, figure: float) -> float:
        """How far a figure is from it; 0 inside."""
        return max(self.at - figure, figure - self.to, 0.0)

    def __str__(self) -> str:
        span = f"{self.at:g}" if self.at == self.to else f"{self.at:g} to {self.to:g}"
        return f"{self.who} ({span})"


@dataclass(frozen=True, slots=True)
class Scale:
    """A figure of Scores or Formulas with its bands, the highest first, and its points."""

    key: str
    label: str
    near: float
    source: str
    bands: tuple[Band, ...]
    points: tuple[Point, ...]
    above: str = ""
    below: str = ""

    def band(self, figure: float) -> Band | None:
        """The band of a figure; None where the scale has none."""
        return next((band for band in self.bands if figure >= band.start), None)

    def says(self, figure: float) -> str:
        """The figure in words: 'fairly difficult, like a quality magazine; near Time (52)'."""
        band = self.band(figure)
        like = f", like {band.like}" if band and band.like else ""
        named = f"{band.says}{like}" if band else ""
        return "; ".join(filter(None, (named, self._nearest(figure))))

    def _nearest(self, figure: float) -> str:
        """The paper that is nearest; where there are no bands, one that is far is named too."""
        if not self.points:
            return ""
        point = min(self.points, key=lambda each: (each.distance(figure), each.to - each.at))
        side = self.above if figure > point.to else self.below
        relation = "near" if point.distance(figure) <= self.near else side
        return f"{relation} {point}" if relation else ""


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure as it is printed, and what it means."""

    label: str
    figure: str
    says: str

    def __str__(self) -> str:
        return f"{self.label} {self.figure}: {self.says}"


@cache
def scales() -> dict[str, Scale]:
    """The scales by the names of their figures, in the order of the file."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {key: _scale(key, each) for key, each in data.items() if isinstance(each, dict)}


@cache
def about() -> str:
    """Where and when the papers were measured."""
    return str(tomllib.loads(_FILE.read_text(encoding="utf-8"))["about"])


def explained(scores: Scores) -> tuple[Explained, ...]:
    """What the figures of a text mean, by our count of sentences.

    Nothing where the text is too short for a score to mean anything, or has none.
    """
    if not scores.is_reliable:
        return ()
    found = ((scale, _figure(scores, key)) for key, scale in scales().items())
    return tuple(explained_as(scale, figure) for scale, figure in found if figure is not None)


def explained_as(scale: Scale, figure: float) -> Explained:
    """A figure on its scale."""
    # What is said is said of the figure as printed, so that a reader can check it.
    shown = round(figure, 1) + 0.0
    return Explained(scale.label, f"{shown:.1f}".replace("-", "−"), scale.says(shown))


def _figure(scores: Scores, key: str) -> float | None:
    """A figure of a text; the papers were English ones, so none of a text that has no formulas."""
    if scores.aware.flesch_reading_ease is None:
        return None
    figure: float = getattr(scores if hasattr(scores, key) else scores.aware, key)
    return figure


def _scale(key: str, data: dict[str, Any]) -> Scale:
    bands = [Band(each["from"], each["says"], each["like"]) for each in data["bands"]]
    points = [
        Point(each["at"], each.get("to", each["at"]), each["who"], each["short"])
        for each in data["points"]
    ]
    bands.sort(key=lambda band: -band.start)
    return Scale(
        key, data["label"], data["near"], data["source"], tuple(bands), tuple(points),
        data.get("above", ""), data.get("below", ""),
    )  # fmt: skip
