"""Findings as Checkstyle and as JUnit XML; what XML cannot hold is shown by its number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from cleancopy.findings import Finding
from cleancopy.mqm import Severity
from cleancopy.printers.findings import message

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LEVELS = {Severity.NEUTRAL: "info", Severity.MINOR: "warning"}


def to_checkstyle(findings: Sequence[Finding]) -> str:
    """An element for each file, with an error for each finding."""
    root = ET.Element("checkstyle", version="4.3")
    for path, found in _by_file(findings).items():
        file = ET.SubElement(root, "file", name=_held(path))
        for finding in found:
            ET.SubElement(
                file, "error", line=str(finding.line), column=str(finding.column),
                severity=_LEVELS.get(finding.severity, "error"),
                message=_held(message(finding)), source=_held(f"cleancopy.{finding.rule}"),
            )  # fmt: skip
    return _written(root)


def to_junit(findings: Sequence[Finding]) -> str:
    """A suite for each file, with a failed case for each finding."""
    root = ET.Element("testsuites", name="cleancopy", failures=str(len(findings)))
    for path, found in _by_file(findings).items():
        count = str(len(found))
        suite = ET.SubElement(root, "testsuite", name=_held(path), tests=count, failures=count)
        for finding in found:
            name = f"{finding.rule}:{finding.line}:{finding.column}"
            case = ET.SubElement(suite, "testcase", name=_held(name), classname=_held(path))
            said = _held(message(finding))
            ET.SubElement(case, "failure", type=str(finding.severity), message=said)
    return _written(root)


def _by_file(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    files = defaultdict[str, list[Finding]](list)
    for finding in findings:
        files[finding.path].append(finding)
    return files


def _held(text: str) -> str:
    return _NO_XML.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text)


def _written(root: ET.Element) -> str:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
