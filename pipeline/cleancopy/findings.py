"""Findings: what is to be repaired or looked at, with its place in a file and a lasting name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from cleancopy.document import Change
from cleancopy.mqm import Severity

_AROUND = 24  # characters on each side of a finding that its fingerprint looks at
_LINE_END = re.compile(r"[\r\n]")


class Place(NamedTuple):
    """A place in a file: its line, and its column in code points; all are counted from 1.

    `byte` is the column in bytes of the line's UTF-8, 0 where the file has no lines of text.
    """

    line: int
    column: int
    byte: int = 0


Region = tuple[Place, Place]
"""Where something begins, and where it ends."""


class Fix(NamedTuple):
    """A change as one replacement of what the file holds between two places."""

    start: Place
    end: Place
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What `clean` would do between two places of a file, or wants looked at.

    `fix` is what has to be done to the file for it; None where that takes more than one
    replacement, or is for a person to decide.
    """

    path: str
    start: Place
    end: Place
    change: Change
    repairable: bool
    severity: Severity
    mqm: str
    fingerprint: str
    fix: Fix | None = None

    @property
    def rule(self) -> str:
        """The rule that it is filed under: the last that had a hand in it."""
        return self.change.rules[-1]


def fingerprint(original: str, change: Change) -> str:
    """A name by rules, text and the same line around it: a paragraph that moves takes it along.

    Two findings that are alike in all of this have one fingerprint; who keeps them counts them.
    """
    before = _LINE_END.split(original[max(0, change.start - _AROUND) : change.start])[-1]
    after = _LINE_END.split(original[change.end : change.end + _AROUND], maxsplit=1)[0]
    said = "\0".join((*change.rules, before, change.old, after))
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]
