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
                file, "error", line=str(finding.start.line), column=str(finding.start.column),
                severity=_LEVELS.get(finding.severity, "error"),
                message=_held(message(finding)), source=_held(f"cleancopy.{finding.rule}"),
            )  # fmt: skip
    return _written(root)


def to_junit(findings: Sequence[Finding]) -> str:
    """A suite for each file, with a failed case for each finding."""
    root = ET.Element("testsuites", {"name": "cleancopy"} | _counted(len(findings), len(findings)))
    for path, found in _by_file(findings).items():
        suite = _suite(root, path, len(found), len(found))
        for finding in found:
            name = f"{finding.rule}:{finding.start.line}:{finding.start.column}"
            case = _case(suite, name, path)
            said = _held(message(finding))
            place = f"{finding.path}:{finding.start.line}:{finding.start.column}"
            failure = ET.SubElement(case, "failure", type=str(finding.severity), message=said)
            failure.text = f"{_held(place)}: {said}"
    if not findings:  # a report without a test counts as a run that failed
        root.set("tests", "1")
        _case(_suite(root, "cleancopy", 1, 0), "nothing found", "cleancopy")
    return _written(root)


def _counted(tests: int, failures: int) -> dict[str, str]:
    """What readers of JUnit want counted; a text is not timed."""
    return {"tests": str(tests), "failures": str(failures), "errors": "0", "time": "0"}


def _suite(root: ET.Element, name: str, tests: int, failures: int) -> ET.Element:
    held = {"name": _held(name), "skipped": "0"}
    return ET.SubElement(root, "testsuite", held | _counted(tests, failures))


def _case(suite: ET.Element, name: str, group: str) -> ET.Element:
    held = {"name": _held(name), "classname": _held(group), "time": "0"}
    return ET.SubElement(suite, "testcase", held)


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
