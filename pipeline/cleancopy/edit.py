"""Edits: what a rule proposes to replace, where, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple


class Safety(IntEnum):
    """How far an edit can be trusted, from least to most."""

    ADVICE = 0  # shown, never applied: a person must look
    UNSAFE = 1  # probably right: applied only where the user asks for it
    SAFE = 2  # keeps the meaning: applied by default

    def __str__(self) -> str:
        return self.name.lower()


class Edit(NamedTuple):
    """One proposed replacement, in code points of the text it was proposed for.

    `new` is None where only a person can decide. Edits of one rule that share a `group`
    other than 0 are one decision: they are applied together or not at all.
    """

    start: int
    end: int
    new: str | None
    rule: str
    safety: Safety
    reason: str
    group: int = 0


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Edits by place; an insertion stands before a replacement that begins at the same place."""
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


def trimmed(start: int, old: str, new: str) -> tuple[int, int, str]:
    """The smallest replacement with the same effect: what both sides share is left out."""
    limit = min(len(old), len(new))
    head = next((i for i in range(limit) if old[i] != new[i]), limit)
    limit -= head
    tail = next((i for i in range(limit) if old[-1 - i] != new[-1 - i]), limit)
    return start + head, start + len(old) - tail, new[head : len(new) - tail]


def replaced(text: str, edits: Sequence[Edit], shift: int = 0) -> str:
    """`text`, which begins at offset `shift`, with ordered `edits` carried out."""
    parts, position = [], 0
    for edit in edits:
        parts += [text[position : edit.start - shift], edit.new or ""]
        position = edit.end - shift
    return "".join([*parts, text[position:]])
