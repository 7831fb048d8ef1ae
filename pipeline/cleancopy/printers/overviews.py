"""Printers of an overview, found by the ending of a file's name.

The same rows give the same bytes, unless the overview is timed.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

from cleancopy.errors import CleancopyError

if TYPE_CHECKING:
    from cleancopy.overview.sums import Overview

Href = Callable[[str], str]
"""From a document's name to the page about it, relative to the overview; '' where is none."""
OverviewPrinter = Callable[["Overview", Href], bytes]


def _later(module: str, function: str) -> OverviewPrinter:
    """A printer whose module is imported when it is first used: pandas and jinja2 are heavy."""

    def printer(overview: Overview, href: Href) -> bytes:
        found = getattr(import_module(f"cleancopy.printers.{module}"), function)
        return cast(OverviewPrinter, found)(overview, href)

    return printer


OVERVIEWS: dict[str, OverviewPrinter] = {
    ".csv": _later("sheet", "to_csv"),
    ".html": _later("batch", "to_batch_page"),
    ".parquet": _later("sheet", "to_parquet"),
}


def overview_printer_for(path: str | PurePath) -> OverviewPrinter:
    """The printer that goes with a file's name. Raises CleancopyError for an unknown ending."""
    ending = PurePath(path).suffix.lower()
    if ending not in OVERVIEWS:
        known = ", ".join(OVERVIEWS)
        raise CleancopyError(f"{path}: no overview has the ending {ending!r}; there are: {known}")
    return OVERVIEWS[ending]
