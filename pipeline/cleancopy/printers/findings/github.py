"""Findings as annotations of GitHub Actions: a workflow command a line."""

from __future__ import annotations

from collections.abc import Sequence

from cleancopy.findings import Finding
from cleancopy.mqm import Severity
from cleancopy.printers.findings import message

_LEVELS = {Severity.NEUTRAL: "notice", Severity.MINOR: "warning"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def to_github(findings: Sequence[Finding]) -> str:
    """A line each; what would end or begin a command is escaped."""
    return "".join(map(_line, findings))


def _line(finding: Finding) -> str:
    level = _LEVELS.get(finding.severity, "error")
    start, end = finding.start, finding.end
    path, rule = finding.path.translate(_PROPERTY), finding.rule.translate(_PROPERTY)
    place = f"file={path},line={start.line},endLine={end.line}"
    if start.line == end.line:  # columns are understood within one line only
        place += f",col={start.column},endColumn={end.column}"
    return f"::{level} {place},title={rule}::{message(finding).translate(_DATA)}\n"
