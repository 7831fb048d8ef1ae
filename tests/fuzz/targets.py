"""Fuzz targets: each takes any bytes, and fails by an exception that no user may ever see.

A target has the form that atheris and libFuzzer want, `target(data: bytes) -> None`. It may refuse
its input by a CleancopyError; whatever else it raises, or asserts in vain, is a mistake of ours.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from cleancopy import clean
from cleancopy.config.finding import config_at
from cleancopy.decisions.record import read_decisions, to_json
from cleancopy.document import Change
from cleancopy.errors import CardError, CleancopyError
from cleancopy.formats import Format, format_of, kind_of
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.rereading import report_as_read
from cleancopy.formats.source import Source
from cleancopy.ignores import read_ignores
from cleancopy.names.table import read_tables
from cleancopy.printers.data import rebuild, take_back
from cleancopy.printers.data import to_json as report_json
from cleancopy.protect import protected_ranges
from cleancopy.report import Report, Settings
from cleancopy.rule import read_rule
from cleancopy.suppression import read_baseline
from fuzz.requests import answer

CORPUS = Path(__file__).parent / "corpus"
_FOLDER = tempfile.TemporaryDirectory(prefix="cleancopy-fuzz-")
_DIGIT = re.compile(r"\d")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# These may take figures away with the rubbish around them, or write a code as its character.
_CUTTING = ("furniture/", "encoding/", "repetition/")


class Silence:
    """A log of a reader that nobody reads."""

    def note(self, message: str) -> None:
        """Nothing."""

    def left(self, message: str, line: int = 0) -> None:
        """Nothing."""


def core(data: bytes) -> None:
    """Any text: there and back by the changes and by the report, figures kept, then at rest."""
    text, unsafe = data.decode("utf-8", "replace"), len(data) % 2 == 1
    report = clean(text, unsafe=unsafe)
    told = json.loads(report_json(report))
    assert rebuild(text, told) == report.text
    assert take_back(report.text, told) == text
    check_repairs(report)
    assert not clean(report.text, unsafe=unsafe).changes, "a second run changes something"


def check_repairs(report: Report) -> None:
    """No figure is changed, nothing protected is touched, and advice speaks of the original."""
    guarded = [
        (start, end)
        for start, end in protected_ranges(report.original)
        if _CONTROL.sub("", report.original[start:end]).strip("`")  # else it is code of nothing
    ]
    for change in report.changes:
        if not any(rule.startswith(_CUTTING) for rule in change.rules):
            assert _DIGIT.findall(change.old) == _DIGIT.findall(change.new or ""), change
            for start, end in guarded:
                inside = report.original[max(start, change.start) : min(end, change.end)]
                assert inside in (change.new or ""), (change, report.original[start:end])
    for advice in report.advice:
        assert advice.old == report.original[advice.start : advice.end]
        assert advice.reason


def file_of(ending: str, data: bytes) -> None:
    """A file of a format: without edits the same bytes; with them they read as the report says."""
    path = written(f"input{ending}", data)
    form = format_of(kind_of(path))
    try:
        source, parts, reports = taken_in(form, path)
        if not source.encoding.note or ending in (".parquet", ".docx"):
            assert put_back(form, source, [(part, ()) for part in parts]) == data
        new = put_back(form, source, [
            (part, report.changes if report else ())
            for part, report in zip(parts, reports, strict=True)
        ])  # fmt: skip
    except CleancopyError:
        return
    _, _, again = taken_in(form, written(f"again{ending}", new))
    repaired = [seen(report.text) for report in reports if report]
    assert repaired == [seen(report.original) for report in again if report], "reads otherwise"
    for report in again:
        assert not (report and report.changes), "a second run changes something"


def seen(text: str) -> str:
    """What of a text stays where its lines are set otherwise, as those of an emptied item are."""
    return "".join(text.split())


def docx(data: bytes) -> None:
    """A Word document; what is no archive is taken for the XML of its main part."""
    if not data.startswith(b"PK"):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as packed:
            packed.writestr(zipfile.ZipInfo("word/document.xml"), data)
        data = archive.getvalue()
    file_of(".docx", data)


def taken_in(form: Format, path: Path) -> tuple[Source, list[Part], list[Report | None]]:
    """A file, its parts, and the reports on those that are texts. Raises CleancopyError."""
    source = Source(path.name, path)
    parts = list(form.read(source, Wanted(tracked="accept"), Silence()))
    reports = [
        None if part.text is None else report_as_read(part, Settings(), "", ()) for part in parts
    ]
    return source, parts, reports


def put_back(
    form: Format, source: Source, results: Sequence[tuple[Part, Sequence[Change]]]
) -> bytes:
    """The bytes of a file with changes carried out."""
    sink = io.BytesIO()
    form.write(source, "text", sink, iter(results))
    return sink.getvalue()


def card(data: bytes) -> None:
    """A rule card: a rule, or a CardError."""
    with suppress(CardError):
        read_rule(written("07-punctuation/card.toml", data))


def configuration(data: bytes) -> None:
    """A desk's own settings."""
    with suppress(CleancopyError):
        config_at(written("cleancopy.toml", data))


def ignores(data: bytes) -> None:
    """An ignore file."""
    with suppress(CleancopyError):
        read_ignores(written("ignore.toml", data))


def baseline(data: bytes) -> None:
    """A baseline."""
    with suppress(CleancopyError):
        read_baseline(written("baseline.json", data))


def decisions(data: bytes) -> None:
    """A decisions file: what is read of it is written so that it reads the same."""
    with suppress(CleancopyError):
        articles = read_decisions(written("decisions.json", data))
        again = written("again.json", to_json(articles).encode())
        assert read_decisions(again) == articles
        for article in articles:
            with suppress(CleancopyError):
                article.changes("A text that was reviewed.")


def names(data: bytes) -> None:
    """A user's name table."""
    with suppress(CleancopyError):
        read_tables(written("names/people.csv", data).parent)


def server(data: bytes) -> None:
    """A request to the review server."""
    answer(data)


def written(name: str, data: bytes) -> Path:
    """A file that the next one of its name takes the place of."""
    path = Path(_FOLDER.name) / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


FILES = {
    "text": ".txt", "html": ".html", "markdown": ".md", "wordpress": ".wxr",
    "xliff": ".xlf", "tmx": ".tmx", "gettext": ".po", "csv": ".csv", "jsonl": ".jsonl",
    "parquet": ".parquet",
}  # fmt: skip
TARGETS: dict[str, Callable[[bytes], None]] = {
    "core": core,
    "card": card,
    **{name: partial(file_of, ending) for name, ending in FILES.items()},
    "docx": docx,
    "server": server,
    "configuration": configuration,
    "ignores": ignores,
    "baseline": baseline,
    "decisions": decisions,
    "names": names,
}
