"""Printers: pure functions from a report to a text or a file, found by the ending of its name.

The same report gives the same bytes: no clock, no machine path, stable order, rounded figures.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import cast

from cleancopy.errors import CleancopyError
from cleancopy.report import Report

Printer = Callable[[Report], str | bytes]


def _later(module: str, function: str) -> Printer:
    """A printer whose module is imported when it is first used: few runs need jinja2."""

    def printer(report: Report) -> str | bytes:
        return cast(Printer, getattr(import_module(f"{__name__}.{module}"), function))(report)

    return printer


PRINTERS: dict[str, Printer] = {
    ".critic.md": _later("critic", "to_critic"),
    ".diff": _later("diff", "to_diff"),
    ".docx": _later("word", "to_docx"),
    ".html": _later("page", "to_page"),
    ".json": _later("data", "to_json"),
    ".md": _later("markdown", "to_markdown"),
    ".txt": _later("text", "to_text"),
}


def printer_for(path: str | PurePath) -> Printer:
    """The printer that goes with a file's name. Raises CleancopyError for an unknown ending."""
    name = PurePath(path).name.lower()
    for ending in sorted(PRINTERS, key=len, reverse=True):
        if name.endswith(ending):
            return PRINTERS[ending]
    known = ", ".join(PRINTERS)
    ending = PurePath(path).suffix.lower()
    raise CleancopyError(f"{path}: no report has the ending {ending!r}; there are: {known}")
