"""Findings: what is to be repaired or looked at, with its place in a file and a lasting name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from cleancopy.document import Change
from cleancopy.mqm import Severity

_AROUND = 24  # characters on each side of a finding that its fingerprint looks at
_LINE_END = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class Finding:
    """What `clean` would do at a place of a file, or wants looked at.

    Lines and columns are counted from 1, in code points. `in_place` says that the file holds the
    text just as it reads, so that a replacement at this place is a replacement in the file.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    change: Change
    repairable: bool
    severity: Severity
    mqm: str
    fingerprint: str
    in_place: bool = False

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
