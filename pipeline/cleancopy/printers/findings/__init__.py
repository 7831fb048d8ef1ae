"""Printers of findings for other programs: pure functions, same findings, same bytes."""

from __future__ import annotations

from cleancopy.document import Safety
from cleancopy.findings import Finding
from cleancopy.printers.visible import is_blank, shortened, visible

_SHOWN = 60  # characters of a reading


def message(finding: Finding) -> str:
    """The reason, and what is or would be done, in one line of characters that can be seen."""
    change = finding.change
    old, new = _reading(change.old), _reading(change.new or "")
    if change.new is None:
        deed = old
    elif not change.new:
        deed = f"delete {old}"
    else:
        deed = f"{old} -> {new}" if change.old else f"insert {new}"
    level = "" if change.safety is Safety.SAFE else f" ({change.safety})"
    return f"{visible(change.reason)}: {deed}{level}"


def _reading(text: str) -> str:
    """A reading on one line, short, in quotes; where nothing can be seen, with its spaces shown."""
    return f"'{visible(shortened(text, _SHOWN), spaces=is_blank(text))}'"
