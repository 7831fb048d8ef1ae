"""Findings as SARIF 2.1.0 (OASIS), with fixes and the MQM type of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from cleancopy.findings import Finding, Place
from cleancopy.mqm import MQM_TYPES, Severity
from cleancopy.printers.findings import message
from cleancopy.printers.jsontext import to_json_text
from cleancopy.versions import version

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {
    Severity.NEUTRAL: "note",
    Severity.MINOR: "warning",
    Severity.MAJOR: "error",
    Severity.CRITICAL: "error",
}


def to_sarif(findings: Sequence[Finding]) -> str:
    """One run with all findings; lines and columns are code points of the file, from 1."""
    rules = sorted({finding.rule for finding in findings})
    run = {
        "tool": {
            "driver": {
                "name": "cleancopy",
                "version": version("cleancopy"),
                "rules": [{"id": rule} for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "taxonomies": [_taxonomy()],
        "results": [_result(finding, rules.index(finding.rule)) for finding in findings],
    }
    return to_json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, depth=4)


def _taxonomy() -> dict[str, Any]:
    taxa = [
        {"id": each.id, "properties": {"dimension": each.dimension, "its": each.its}}
        for each in MQM_TYPES.values()
    ]
    return {"name": "MQM", "taxa": taxa}


def _result(finding: Finding, index: int) -> dict[str, Any]:
    region = _region(finding.start, finding.end)
    place = {"artifactLocation": _file(finding), "region": region}
    result = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": message(finding)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"cleancopy/v1": finding.fingerprint},
        "taxa": [{"id": finding.mqm, "toolComponent": {"name": "MQM"}}],
    }
    if finding.repairable and finding.fix:  # only what `clean` would do by itself is a fix
        start, end, new = finding.fix
        replacement = {"deletedRegion": _region(start, end), "insertedContent": {"text": new}}
        change = {"artifactLocation": _file(finding), "replacements": [replacement]}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _file(finding: Finding) -> dict[str, str]:
    path = quote(finding.path.encode("utf-8", "surrogateescape"))
    # Two slashes at the beginning would name a host.
    return {"uri": f"file:///{path.lstrip('/')}" if path.startswith("/") else path}


def _region(start: Place, end: Place) -> dict[str, int]:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
