"""The batch: every input is worked on in its turn; what one of them suffers stops no other."""

from __future__ import annotations

import io
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from cleancopy.atomic import replacing
from cleancopy.document import Change
from cleancopy.errors import CleancopyError
from cleancopy.findings import Finding, Fix, fingerprint
from cleancopy.fitness import judge, rules_of, severity
from cleancopy.formats import format_of
from cleancopy.formats import source as limits
from cleancopy.formats.parts import Ahead, Part, Wanted
from cleancopy.formats.plan import Input
from cleancopy.formats.rereading import report_as_read
from cleancopy.formats.source import Refused
from cleancopy.limits import TooLongError, time_limit
from cleancopy.report import Report, Settings
from cleancopy.suppression import Markers, Suppressions
from cleancopy.tally import Tally

if TYPE_CHECKING:
    from cleancopy.cache import Cache


def write(
    item: Input,
    target: Path | None,
    wanted: Wanted,
    tally: Tally,
    results: Callable[[Iterable[Part]], Iterator[tuple[Part, Sequence[Change]]]],
) -> None:
    """Write one input with what `results` makes of its parts; what goes wrong is tallied."""
    chosen = format_of(item.kind)
    with guarded(tally, f"{target}: cannot be written" if target else ""):
        parts = chosen.read(item.source, wanted, tally)
        with sink_for(target) as sink:
            chosen.write(item.source, wanted.column, sink, results(parts))
    tally.close()


def title_of(item: Input, part: Part) -> str:
    """What a report calls the text of a part."""
    return item.title if item.is_whole else f"{item.title}:{part.line}"


class Judged(NamedTuple):
    """What came of one input, and the findings in it; what would change where that was asked."""

    tally: Tally
    findings: Iterable[Finding]
    diff: str = ""


def check(
    item: Input,
    wanted: Wanted,
    settings: Settings,
    tally: Tally,
    suppressions: Suppressions | None = None,
    cache: Cache | None = None,
) -> Iterator[Finding]:
    """The findings in one input that are not suppressed, in order; judgements are tallied.

    Raises CardError.
    """
    for _, _, kept in examined(item, wanted, settings, tally, suppressions, cache):
        yield from kept


def examined(
    item: Input,
    wanted: Wanted,
    settings: Settings,
    tally: Tally,
    suppressions: Suppressions | None = None,
    cache: Cache | None = None,
) -> Iterator[tuple[int, Report, list[Finding]]]:
    """The texts of one input: which of its parts, the report, the findings not suppressed.

    Raises CardError.
    """
    with guarded(tally, f"{tally.name}: cannot be read"):
        parts = format_of(item.kind).read(item.source, wanted, tally)
        ahead, markers = _beginning(item), Markers()
        for number, (part, report) in enumerate(_reports(item, parts, settings, tally, cache)):
            if report is not None:
                found = kept = _findings(item, part, ahead, report)
                reviewed = list[Finding]()
                tally.suppressed += len(report.suppressed)
                markers.add(report)
                if suppressions:
                    kept = list(suppressions.new(title_of(item, part), found))
                    reviewed = suppressions.reviewed(title_of(item, part), kept)
                    tally.suppress(found, kept)
                judgement = judge(report, _changes(kept), _changes(reviewed))
                tally.judged(judgement, 0 if item.is_whole else part.line)
                yield number, report, kept
            ahead = ahead.after(part.raw)
        for line, rule in markers.unused:
            tally.warn(f"marker for {rule!r}: met no finding; it can go", line)
    tally.close()


def reports(
    item: Input, wanted: Wanted, settings: Settings, tally: Tally
) -> Iterator[tuple[Part, Report]]:
    """The report on each text of one input, with the part that holds it; all else is said and
    tallied.

    Raises CardError.
    """
    with guarded(tally, f"{tally.name}: cannot be read"):
        parts = format_of(item.kind).read(item.source, wanted, tally)
        for part, report in _reports(item, parts, settings, tally):
            if report is not None:
                yield part, report
    tally.close()


def _changes(findings: Iterable[Finding]) -> list[Change]:
    return [finding.change for finding in findings]


def _beginning(item: Input) -> Ahead:
    """What stands ahead of a file's text: a mark of UTF-8 has bytes, and is no character of it."""
    with item.source.open() as file:
        head = file.read(len(BOM_UTF8))
    return Ahead(0, len(BOM_UTF8) if head == BOM_UTF8 else 0)


def _findings(item: Input, part: Part, ahead: Ahead, report: Report) -> list[Finding]:
    found = [(change, True) for change in report.changes]
    found += [(change, False) for change in report.advice]
    found.sort(key=lambda each: (each[0].start, each[0].end))
    places = part.places([(change.start, change.end) for change, _ in found], ahead)
    rules, fixes = rules_of(report), _fixes(part, ahead, [change for change, _ in found])
    return [
        Finding(
            item.source.name, *place, change, repairable,
            severity(change, rules), rules[change.rules[-1]].mqm,
            fingerprint(report.original, change), fix,
        )
        for place, (change, repairable), fix in zip(places, found, fixes, strict=True)
    ]  # fmt: skip


def _fixes(part: Part, ahead: Ahead, changes: Sequence[Change]) -> Iterator[Fix | None]:
    """What has to be done to the file for each change, where one replacement does it."""
    replacements = list(part.replacements(each for each in changes if each.new is not None))
    places = part.raw_places([each[:2] for each in replacements if each], ahead)
    fixes = (Fix(*next(places), each[2]) if each else None for each in replacements)
    return (next(fixes) if each.new is not None else None for each in changes)


def _reports(
    item: Input,
    parts: Iterable[Part],
    settings: Settings,
    tally: Tally,
    cache: Cache | None = None,
) -> Iterator[tuple[Part, Report | None]]:
    """The parts, each with the report on its text; none where there is no text or it failed."""
    for part in parts:
        report = None
        if part.text is not None:
            report = report_on(item, part, settings, tally, cache)
        if report is not None:
            tally.add(report)
        yield part, report


def report_on(
    item: Input, part: Part, settings: Settings, tally: Tally, cache: Cache | None = None
) -> Report | None:
    """The report on one text; None where it is left as it is, which is said."""
    whole, settings = item.is_whole, settings.of_input(item.settings)
    name, notes = title_of(item, part), tuple(tally.notes) if whole else ()
    document = cache.document(part, settings) if cache else None
    if document is None:
        made = attempt(part, name, notes, settings)
        if isinstance(made, str):
            tally.left(made, 0 if whole else part.line)
            return None
        if cache:
            cache.keep(part, settings, made.document)
        report = made
    else:
        own = settings.for_text(document.original)
        report = Report(document, own, notes, name=name, marks=part.marks)
    for line, fault in report.faults:
        tally.warn(fault, line)
    return report


def attempt(
    part: Part,
    name: str,
    notes: Sequence[str],
    settings: Settings,
    limit: float = 0.0,
    largest: int | None = None,
) -> Report | str:
    """The report on one text, or why there is none; a mistake in a rule is caught here and only
    here. `limit` is in seconds, 0 is none; `largest` in characters. Raises CardError.
    """
    text = part.text or ""
    most = limits.LIMIT if largest is None else min(largest, limits.LIMIT)
    if len(text) > most:
        return f"a text of more than {most / 1_000_000:g} million characters; left as it is"
    try:
        with time_limit(limit):
            report = report_as_read(part, settings, name, notes)
            report.changes, report.advice  # noqa: B018  (worked out where failing is provided for)
    except CleancopyError:
        raise
    except TooLongError as error:
        return f"{error}; left as it is"
    except Exception as error:
        return f"could not be repaired ({_brief(error)}); left as it is"
    return report


@contextmanager
def guarded(tally: Tally, trouble: str) -> Iterator[None]:
    """Turns what goes wrong with one input as a whole into a line about it.

    `trouble` says what an OSError means; where it is empty, going on makes no sense.
    """
    try:
        yield
    except Refused as error:
        named = str(error).startswith(tally.name)
        tally.refuse(str(error) if named else f"{tally.name}: {error}")
    except CleancopyError:
        raise
    except OSError as error:
        if not trouble:
            raise
        tally.unwritten = True
        tally.why = f"{trouble} ({error.strerror or error})"
        tally.say(f"cleancopy: {tally.why}")
    except Exception as error:
        tally.refuse(f"{tally.name}: cannot be worked on ({_brief(error)})")


def sink_for(target: Path | None) -> AbstractContextManager[BinaryIO]:
    """Where the bytes go: the standard output, or a file that takes its place when it is whole."""
    if target is None:
        return _standard_output()
    target.parent.mkdir(parents=True, exist_ok=True)
    return replacing(target)


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    sys.stdout.flush()
    stream = sys.stdout.buffer
    if not isinstance(stream, io.RawIOBase):
        yield stream
        stream.flush()
        return
    # PYTHONUNBUFFERED: a raw write may stop halfway, and says so only in its result.
    with open(stream.fileno(), "wb", closefd=False) as buffered:
        yield buffered


def _brief(error: Exception) -> str:
    """An error in one line."""
    first = str(error).strip().partition("\n")[0]
    return f"{type(error).__name__}: {first[:200]}" if first else type(error).__name__
