"""Thresholds: what a text may have and still be fit to print."""

from __future__ import annotations

from dataclasses import dataclass

from cleancopy.errors import CleancopyError
from cleancopy.mqm import Severity

ANY = "any"
"""The language that is wanted where every language will do."""

BANDS = ("reading-ease", "grade")
"""The readability figures that may have a lower and an upper bound."""


@dataclass(frozen=True)
class Thresholds:
    """What a text may have and still be fit to print.

    `max_penalty` is in points per 1,000 words, `language` a code or 'any'. The readability bands
    are those of the Flesch reading ease, of which 100 is very easy, and of the Flesch-Kincaid
    grade; None is no bound. `max_unreviewed` is how many unsafe repairs may wait for a person.
    Raises CleancopyError for what nothing can meet.
    """

    max_severity: Severity = Severity.MINOR
    max_penalty: float = 20.0
    min_reading_ease: float | None = None
    max_reading_ease: float | None = None
    min_grade: float | None = None
    max_grade: float | None = None
    language: str = "en"
    max_unreviewed: int = 0

    def __post_init__(self) -> None:
        for name, least in (("penalty", self.max_penalty), ("unreviewed", self.max_unreviewed)):
            if not least >= 0:
                raise CleancopyError(f"max-{name} must be 0 or more")
        for name in BANDS:
            low, high = self.band(name)
            if low is not None and high is not None and not low <= high:
                bounds = f"min-{name} is {low:g} and max-{name} is {high:g}"
                raise CleancopyError(f"{bounds}: no text can be between them")

    def band(self, name: str) -> tuple[float | None, float | None]:
        """The lower and the upper bound of a band of BANDS."""
        field = name.replace("-", "_")
        return getattr(self, f"min_{field}"), getattr(self, f"max_{field}")

    @property
    def has_band(self) -> bool:
        """Whether the readability of a text plays a part."""
        return any(bound is not None for name in BANDS for bound in self.band(name))
