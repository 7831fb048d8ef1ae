"""Findings as annotations of GitHub Actions: a workflow command a line."""

from __future__ import annotations

from collections.abc import Sequence

from cleancopy.findings import Finding
from cleancopy.mqm import Severity
from cleancopy.printers.findings import message

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def to_github(findings: Sequence[Finding]) -> str:
    """A line each; what would end or begin a command is escaped."""
    return "".join(map(_line, findings))


def _line(finding: Finding) -> str:
    level = "error" if finding.severity >= Severity.MAJOR else "warning"
    path, rule = finding.path.translate(_PROPERTY), finding.rule.translate(_PROPERTY)
    place = f"file={path},line={finding.line},endLine={finding.end_line}"
    if finding.line == finding.end_line:  # columns are understood within one line only
        place += f",col={finding.column},endColumn={finding.end_column}"
    return f"::{level} {place},title={rule}::{message(finding).translate(_DATA)}\n"
