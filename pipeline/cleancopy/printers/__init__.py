"""Printers: pure functions from a report to a text, found by the ending of a file's name.

The same report gives the same text: no clock, no machine path, stable order, rounded figures.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import cast

from cleancopy.errors import CleancopyError
from cleancopy.report import Report

Printer = Callable[[Report], str]


def _later(module: str, function: str) -> Printer:
    """A printer whose module is imported when it is first used: few runs need jinja2."""

    def printer(report: Report) -> str:
        return cast(Printer, getattr(import_module(f"{__name__}.{module}"), function))(report)

    return printer


PRINTERS: dict[str, Printer] = {
    ".diff": _later("diff", "to_diff"),
    ".html": _later("page", "to_page"),
    ".json": _later("data", "to_json"),
    ".md": _later("markdown", "to_markdown"),
    ".txt": _later("text", "to_text"),
}


def printer_for(path: str | PurePath) -> Printer:
    """The printer that goes with a file's name. Raises CleancopyError for an unknown ending."""
    ending = PurePath(path).suffix.lower()
    if ending not in PRINTERS:
        known = ", ".join(PRINTERS)
        raise CleancopyError(f"{path}: no report has the ending {ending!r}; there are: {known}")
    return PRINTERS[ending]
