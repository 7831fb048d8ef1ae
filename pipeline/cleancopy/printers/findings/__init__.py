"""Printers of findings for other programs: pure functions, same findings, same bytes."""

from __future__ import annotations

from cleancopy.findings import Finding
from cleancopy.printers.visible import shortened, visible


def message(finding: Finding) -> str:
    """A finding in one line of characters that can be seen."""
    change = finding.change
    old = visible(shortened(change.old, 60))
    if change.new is None:
        deed = f"look at “{old}”"
    else:
        deed = f"“{old}” → “{visible(shortened(change.new, 60))}”"
    return f"{visible(change.reason)}: {deed}"
