"""Printers: pure functions from a report to a text, found by the ending of a file's name.

The same report gives the same text: no clock, no machine path, stable order, rounded figures.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar, cast

from cleancopy.errors import CleancopyError
from cleancopy.report import Report

if TYPE_CHECKING:
    from cleancopy.overview.sums import Overview

_Printer = TypeVar("_Printer")
Href = Callable[[str], str]
"""From a document's name to the page about it, relative to the overview; '' where is none."""
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
OverviewPrinter = Callable[["Overview", Href], bytes]


def _to_page(overview: Overview, href: Href) -> bytes:
    from cleancopy.printers.batch import to_batch_page

    return to_batch_page(overview, href).encode("utf-8", "backslashreplace")


def _to_csv(overview: Overview, href: Href) -> bytes:
    from cleancopy.printers.sheet import to_csv

    return to_csv(overview, href)


def _to_parquet(overview: Overview, href: Href) -> bytes:
    from cleancopy.printers.sheet import to_parquet

    return to_parquet(overview, href)


OVERVIEWS: dict[str, OverviewPrinter] = {
    ".csv": _to_csv,
    ".html": _to_page,
    ".parquet": _to_parquet,
}


def overview_printer_for(path: str | PurePath) -> OverviewPrinter:
    """The printer of an overview that goes with a file's name. Raises CleancopyError."""
    return _by_ending(OVERVIEWS, path, "overview")


def printer_for(path: str | PurePath) -> Printer:
    """The printer that goes with a file's name. Raises CleancopyError for an unknown ending."""
    return _by_ending(PRINTERS, path, "report")


def _by_ending(printers: dict[str, _Printer], path: str | PurePath, what: str) -> _Printer:
    ending = PurePath(path).suffix.lower()
    if ending not in printers:
        known = ", ".join(printers)
        raise CleancopyError(f"{path}: no {what} has the ending {ending!r}; there are: {known}")
    return printers[ending]
