"""Severity: how bad each kind of damage is, after MQM, and what it weighs in the penalty.

The error types are those of MQM and its predecessors (themqm.org) that our damage falls under, each
with its ITS 2.0 issue type (W3C, Localization Quality Issue). The multipliers are MQM's, the tenth
for minor punctuation is the practice of WMT's human evaluation. The typology is derived: what comes
of it is not called an MQM score.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Severity(IntEnum):
    """How much a finding matters to a reader, from least to most."""

    NEUTRAL = 0
    MINOR = 1
    MAJOR = 2
    CRITICAL = 3

    def __str__(self) -> str:
        return self.name.lower()

    @property
    def multiplier(self) -> int:
        """What one error of it counts before its weight."""
        return (0, 1, 5, 25)[self]


class ErrorType(NamedTuple):
    """An MQM error type: its id and dimension, its ITS 2.0 type, and how bad it is by default."""

    id: str
    dimension: str
    its: str
    severity: Severity
    weight: float = 1.0

    def points(self, severity: Severity) -> float:
        """What one error of this type counts. The small weight is for minor errors alone."""
        return severity.multiplier * (self.weight if severity is Severity.MINOR else 1.0)


_LIGHT = 0.1  # else a clean-up of commas would read as a large gain in quality
_ROWS = (
    ErrorType("addition", "accuracy", "addition", Severity.MINOR),
    ErrorType("character-encoding", "fluency", "characters", Severity.MAJOR),
    ErrorType("currency-format", "locale-convention", "locale-violation", Severity.MINOR, _LIGHT),
    ErrorType("duplication", "fluency", "duplication", Severity.MINOR),
    ErrorType("grammar", "fluency", "grammar", Severity.MINOR),
    ErrorType("length", "accuracy", "length", Severity.MINOR),
    ErrorType("markup", "design", "markup", Severity.MINOR),
    ErrorType("mistranslation", "accuracy", "inconsistent-entities", Severity.MAJOR),
    ErrorType("name", "accuracy", "inconsistent-entities", Severity.MAJOR),
    ErrorType("number-format", "locale-convention", "locale-violation", Severity.MINOR, _LIGHT),
    ErrorType("omission", "accuracy", "omission", Severity.MAJOR),
    ErrorType("organizational-style", "style", "style", Severity.MINOR, _LIGHT),
    ErrorType("punctuation", "fluency", "typographical", Severity.MINOR, _LIGHT),
    ErrorType("spelling", "fluency", "misspelling", Severity.MINOR),
    ErrorType("unintelligible", "fluency", "uncategorized", Severity.MAJOR),
    ErrorType("untranslated", "accuracy", "untranslated", Severity.MAJOR),
    ErrorType("whitespace", "fluency", "whitespace", Severity.MINOR, _LIGHT),
)
MQM_TYPES = {row.id: row for row in _ROWS}
SEVERITIES = frozenset(str(severity) for severity in Severity)
