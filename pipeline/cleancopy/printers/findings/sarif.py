"""Findings as SARIF 2.1.0 (OASIS), with fixes and the MQM type of each."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from cleancopy.findings import Finding
from cleancopy.mqm import MQM_TYPES, Severity
from cleancopy.printers.findings import message

_LEVELS = {
    Severity.NEUTRAL: "note",
    Severity.MINOR: "warning",
    Severity.MAJOR: "error",
    Severity.CRITICAL: "error",
}
_SURROGATE = re.compile("[\ud800-\udfff]")


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
    text = json.dumps({"version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _taxonomy() -> dict[str, Any]:
    taxa = [
        {"id": each.id, "properties": {"dimension": each.dimension, "its": each.its}}
        for each in MQM_TYPES.values()
    ]
    return {"name": "MQM", "taxa": taxa}


def _result(finding: Finding, index: int) -> dict[str, Any]:
    place = {"artifactLocation": _file(finding), "region": _region(finding)}
    result = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": message(finding)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"cleancopy/v1": finding.fingerprint},
        "taxa": [{"id": finding.mqm, "toolComponent": {"name": "MQM"}}],
    }
    # Only what `clean` would do by itself is a fix, and only where it can be carried out.
    if finding.repairable and finding.in_place:
        result["fixes"] = [_fix(finding)]
    return result


def _fix(finding: Finding) -> dict[str, Any]:
    replacement = {
        "deletedRegion": _region(finding),
        "insertedContent": {"text": finding.change.new or ""},
    }
    change = {"artifactLocation": _file(finding), "replacements": [replacement]}
    return {"artifactChanges": [change]}


def _file(finding: Finding) -> dict[str, str]:
    path = finding.path.encode("utf-8", "surrogateescape")
    return {"uri": quote(path)}


def _region(finding: Finding) -> dict[str, int]:
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
