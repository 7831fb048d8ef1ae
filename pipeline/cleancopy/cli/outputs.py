"""Where `check` prints its findings: to the standard output by a name, to files by their ending."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

from cleancopy.cli import talk
from cleancopy.errors import CleancopyError
from cleancopy.findings import Finding
from cleancopy.tally import Tally

_ENDINGS = {
    ".checkstyle.xml": "checkstyle",
    ".junit.xml": "junit",
    ".rdjson": "rdjson",
    ".sarif.json": "sarif",
    ".sarif": "sarif",
    ".json": "json",
    ".txt": "text",
}
_PRINTERS = {
    "checkstyle": ("xml", "to_checkstyle"),
    "github": ("github", "to_github"),
    "junit": ("xml", "to_junit"),
    "rdjson": ("rdjson", "to_rdjson"),
    "sarif": ("sarif", "to_sarif"),
}


def form_of(path: str) -> str:
    """The form that goes with a file's name. Raises CleancopyError for an unknown ending."""
    for ending, form in _ENDINGS.items():
        if path.lower().endswith(ending):
            return form
    raise CleancopyError(f"{path}: no such report; its ending is one of {', '.join(_ENDINGS)}")


def outputs(paths: Sequence[str], inputs: Sequence[Path | None]) -> dict[Path, str]:
    """The files to write with their forms. Raises CleancopyError for one that cannot be."""
    taken = {path.resolve() for path in inputs if path}
    found = {Path(path): form_of(path) for path in paths}
    for path in found:
        if path.resolve() in taken:
            raise CleancopyError(f"{path}: an input; a report needs its own file")
        if path.is_dir() or not path.parent.is_dir():
            raise CleancopyError(f"{path}: a report cannot be written there: no such folder")
    return found


def printed(form: str, tallies: Sequence[Tally], findings: Sequence[Finding]) -> str:
    """The findings in a form."""
    if form == "json":
        return talk.findings_json(tallies, findings)
    if form == "text":
        lines = "".join(f"{talk.finding_line(finding)}\n" for finding in findings)
        return lines + talk.judgement(tallies)
    module, name = _PRINTERS[form]
    printer = getattr(import_module(f"cleancopy.printers.findings.{module}"), name)
    return cast(Callable[[Sequence[Finding]], str], printer)(findings)
