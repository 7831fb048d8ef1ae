"""Findings as rdjson, the diagnostic format of reviewdog: columns are bytes of UTF-8, from 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cleancopy.findings import Finding, Place
from cleancopy.mqm import Severity
from cleancopy.printers.findings import message
from cleancopy.printers.jsontext import to_json_text

_LEVELS = {Severity.NEUTRAL: "INFO", Severity.MINOR: "WARNING"}


def to_rdjson(findings: Sequence[Finding]) -> str:
    """One result with all findings. A person takes a suggestion, so proposals are some too."""
    diagnostics = [_data(finding) for finding in findings]
    return to_json_text({"source": {"name": "cleancopy"}, "diagnostics": diagnostics})


def _data(finding: Finding) -> dict[str, Any]:
    place = {"path": finding.path, "range": _range(finding.start, finding.end)}
    data: dict[str, Any] = {
        "message": message(finding),
        "location": place,
        "severity": _LEVELS.get(finding.severity, "ERROR"),
        "code": {"value": finding.rule},
    }
    if finding.fix:
        start, end, new = finding.fix
        data["suggestions"] = [{"range": _range(start, end), "text": new}]
    return data


def _range(start: Place, end: Place) -> dict[str, Any]:
    """A range whose end is exclusive; of whole lines where the file has no bytes to count."""
    return {"start": _position(start), "end": _position(end)}


def _position(place: Place) -> dict[str, int]:
    return {"line": place.line, **({"column": place.byte} if place.byte else {})}
