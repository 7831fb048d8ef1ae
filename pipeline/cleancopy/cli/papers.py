"""What `clean` writes beside the repaired texts: reports on each, and overviews of all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cleancopy.cli.program import DONE, FOUND, put, say
from cleancopy.errors import CleancopyError
from cleancopy.formats.plan import Input, Plan
from cleancopy.overview.rows import Row, State, left, told
from cleancopy.printers import Printer, printer_for
from cleancopy.printers.overviews import OverviewPrinter, overview_printer_for
from cleancopy.report import Report
from cleancopy.tally import Tally


@dataclass
class Papers:
    """The files to write, and the rows that the overviews are made of; no text is kept.

    `reports` are files on a single text, `folders` get a page for each text.
    """

    reports: dict[Path, Printer]
    folders: tuple[Path, ...]
    overviews: dict[Path, OverviewPrinter]
    timed: bool = False
    code: int = DONE
    _rows: list[Row] = field(default_factory=list)
    _pages: dict[str, Path] = field(default_factory=dict)

    def see(self, item: Input, report: Report) -> Any:
        """Write what is written on one text alone; what the overviews need to know of it.

        A mistake in a printer must not cost the text.
        """
        try:
            for path, printer in self._on(item, report):
                if self._write(path, printer(report)) and path not in self.reports:
                    self._pages.setdefault(report.name, path)
            return told(report) if self.overviews else None
        except CleancopyError:
            raise
        except Exception as error:
            why = f"no report could be made ({error!r:.200})"
            say(f"cleancopy: {report.name}: {why}")
            self.code = FOUND
            return Row(report.name, State.LOOK, why).to_data()

    def close(self, item: Input, tally: Tally) -> None:
        """Take down how an input ended; where nothing of it was written, its texts are left too.

        The tally gives its rows away.
        """
        if self.overviews and tally.why:
            self._rows.append(left(item.title, tally.why.removeprefix(f"{tally.name}: ")))
        elif self.overviews:
            self._rows += map(Row.from_data, tally.rows)
            lost = ((f"{item.title}:{line}" if line else item.title, w) for line, w in tally.losses)
            self._rows += (left(name, why) for name, why in lost)
        tally.rows.clear()
        tally.losses.clear()

    def finish(self, plan: Plan) -> int:
        """Write the overviews; the exit code."""
        from cleancopy.overview.sums import Overview

        if not self.overviews:
            return self.code
        for message in plan.unreadable:
            name, _, why = message.rpartition(": ")
            self._rows.append(left(name, why))
        overview = Overview(tuple(self._rows), self.timed)
        for path, printer in self.overviews.items():
            self._write(path, printer(overview, partial(self._href, path)))
        return self.code

    def _on(self, item: Input, report: Report) -> Iterator[tuple[Path, Printer]]:
        """The files on one text alone."""
        yield from self.reports.items()
        for folder in self.folders:
            path = folder / _page_of(item, report)
            yield path, printer_for(path)

    def _href(self, overview: Path, name: str) -> str:
        """The way from an overview to the page on a document, as an address."""
        page = self._pages.get(name)
        if page is None:
            return ""
        way = os.path.relpath(page.resolve(), overview.resolve().parent)
        return quote(Path(way).as_posix().encode("utf-8", "surrogateescape"))

    def _write(self, path: Path, printed: str | bytes) -> bool:
        """Whether a file could be written; what stands in the way is said."""
        if self.folders:
            with suppress(OSError):  # the writing will say it
                path.parent.mkdir(parents=True, exist_ok=True)
        written = put(path, printed)
        self.code = self.code if written else FOUND
        return written


def papers(
    plan: Plan,
    names: Sequence[str],
    places: Sequence[Path | None],
    reports: Sequence[str],
    overviews: Sequence[str],
    timed: bool,
) -> Papers:
    """The files to write. Raises CleancopyError for one that cannot be, before anything is done.

    `names` are the inputs as they were given, `places` where each is written.
    """
    folders = [name for name in reports if name.endswith(("/", os.sep)) or Path(name).is_dir()]
    single = {Path(name): printer_for(name) for name in reports if name not in folders}
    if single and [item.is_whole for item in plan.inputs] != [True]:
        mend = "for a page on each text, name a folder: --report FOLDER/"
        raise CleancopyError(f"--report FILE takes a single text; {mend}")
    if timed and not overviews:
        raise CleancopyError("--timings goes with --overview")
    made = Papers(
        single,
        tuple(map(Path, folders)),
        {Path(name): overview_printer_for(name) for name in overviews},
        timed,
    )
    taken = [*places, *(item.source.path for item in plan.inputs)]
    _check_files([*made.reports, *made.overviews], taken)
    _check_folders(made.folders, names, taken)
    return made


def _check_files(files: Iterable[Path], taken: Iterable[Path | None]) -> None:
    """Each needs a folder that is there, and a name that nothing else has."""
    used = {path.resolve() for path in taken if path}
    for path in files:
        if path.resolve() in used:
            raise CleancopyError(f"{path}: an input or output; a report needs its own file")
        if path.is_dir() or not path.parent.is_dir():
            raise CleancopyError(f"{path}: a report cannot be written there: no such folder")
        used.add(path.resolve())


def _check_folders(
    folders: Iterable[Path], names: Iterable[str], taken: Iterable[Path | None]
) -> None:
    """None may hold an input or output, or lie in a folder of inputs."""
    used = [path.resolve() for path in taken if path]
    inputs = [Path(name).resolve() for name in names if Path(name).is_dir()]
    for folder in folders:
        real = folder.resolve()
        inside = any(real.is_relative_to(each) for each in inputs)
        if inside or any(path.is_relative_to(real) for path in used):
            raise CleancopyError(f"{folder}: has inputs or outputs; reports need their own folder")
        if folder.exists() and not folder.is_dir():
            raise CleancopyError(f"{folder}: a file; the reports need a folder to go to")


def _page_of(item: Input, report: Report) -> Path:
    """The place of a page in a folder of reports: that of its text, or of the row of its table."""
    if item.is_whole:
        return Path(f"{item.place}.html")
    return Path(item.place, f"{report.name.rpartition(':')[2]}.html")
