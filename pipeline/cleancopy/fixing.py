"""Fixing: safe repairs made where a text stands, or shown, but for those that somebody ruled out.

A repair is made if `check` reports it: what a baseline, the ignore file or a reviewer takes out
stays as it is. What belongs together is repaired together or not at all.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from cleancopy.batch import Judged, examined, guarded, write
from cleancopy.decisions.items import items_of
from cleancopy.decisions.outcome import Decision, Verdict, outcome
from cleancopy.document import Change, digest
from cleancopy.findings import Finding
from cleancopy.formats import BILINGUAL, BINARY, Result, format_of
from cleancopy.formats.parts import Part, Wanted
from cleancopy.formats.plan import Input
from cleancopy.formats.source import Refused, Source
from cleancopy.printers.diff import unified
from cleancopy.report import Report, Settings
from cleancopy.suppression import Suppressions
from cleancopy.tally import Say, Tally
from cleancopy.vetoes import Vetoes

MOST = 200_000_000  # characters of a file that is shown as a diff: it is held in memory


@dataclass(frozen=True, slots=True)
class _Repairs:
    """The repairs of one text, which is known by its digest."""

    sha256: str
    changes: list[Change]


_Found = dict[int, _Repairs]  # by number of the part


@dataclass
class Fixer:
    """How inputs are judged (see `batch.check`) and repaired; made before anything is judged."""

    wanted: Wanted
    settings: Settings
    held: Suppressions
    say: Say
    vetoes: Vetoes = field(init=False)

    def __post_init__(self) -> None:
        self.vetoes = Vetoes.of(self.held)

    def fixed(self, item: Input) -> Judged:
        """Repair one input where it stands, and judge it as it then stands in its file.

        Where nothing is repaired nothing is written. Raises CardError.
        """
        say, before = _once(self.say), self.held.copy()
        tally, findings, repairs = self._judged(item, say)
        if not repairs or not self._written(item, repairs, tally):
            return Judged(tally, findings)
        self.held.known, self.held.rejected = before.known, before.rejected
        anew = replace(item, source=Source(item.source.name, item.source.path))
        tally, findings, _ = self._judged(anew, say)
        tally.fixed = sum(len(each.changes) for each in repairs.values())
        return Judged(tally, findings)

    def shown(self, item: Input) -> Judged:
        """One input judged as it stands, with the diff of what would be repaired in its file.

        Raises CardError.
        """
        tally, findings, repairs = self._judged(item, self.say)
        diff = ""
        if repairs and _keeps_its_bytes(item, tally):
            with guarded(tally, f"{tally.name}: cannot be read"):
                parts = format_of(item.kind).read(item.source, self.wanted, _silent(tally))
                diff = _diff(item, _with(parts, repairs))
        return Judged(tally, findings, diff)

    def _judged(self, item: Input, say: Say) -> tuple[Tally, list[Finding], _Found]:
        tally, vetoes = Tally(item.source.name, say), self.vetoes.on(item)
        findings, repairs = list[Finding](), _Found()
        texts = examined(item, self.wanted, self.settings, tally, self.held)
        for number, report, kept in texts:
            findings += kept
            if changes := _repairs(report, kept, vetoes):
                repairs[number] = _Repairs(digest(report.original), changes)
        return tally, findings, repairs

    def _written(self, item: Input, repairs: _Found, tally: Tally) -> bool:
        """Whether the repairs are in the file; what stands in the way is said and tallied."""
        if not _keeps_its_bytes(item, tally):
            return False
        writing = Tally(tally.name, tally.say)
        write(item, item.source.path, self.wanted, writing, lambda parts: _with(parts, repairs))
        tally.refused, tally.unwritten = writing.refused, writing.unwritten
        return not (writing.refused or writing.unwritten)


def _repairs(report: Report, kept: Sequence[Finding], vetoes: Vetoes) -> list[Change]:
    """The repairs of a text that are reported, wholly, and that nobody ruled out."""
    reported = (finding.change for finding in kept if finding.repairable)
    wanted = {(c.start, c.end, c.new) for c in reported if not vetoes.bar(c)}
    if not wanted:
        return []
    return outcome(
        Decision(item, Verdict.OPEN if places <= wanted else Verdict.REJECTED)
        for item in items_of(report)
        if (places := {(place.start, place.end, place.new) for place in item.places})
    )


def _with(parts: Iterable[Part], repairs: Mapping[int, _Repairs]) -> Iterator[Result]:
    """The parts with their repairs. Raises Refused where a text is no longer what was judged."""
    for number, part in enumerate(parts):
        own = repairs.get(number)
        if own and (part.text is None or digest(part.text) != own.sha256):
            raise Refused("changed while it was read; left as it is, run it again")
        yield part, own.changes if own else ()


def _keeps_its_bytes(item: Input, tally: Tally) -> bool:
    """Whether only repaired bytes would change; no if the rest would get another encoding."""
    if item.kind in BINARY or item.kind in BILINGUAL or not item.source.encoding.note:
        return True
    tally.note("not repaired: it is no UTF-8; 'cleancopy clean' makes it that")
    return False


def _diff(item: Input, results: Iterator[Result]) -> str:
    """The diff of a file; of one that is nothing to look at, of the texts in it."""
    name = PurePath(item.source.name).as_posix()
    if item.kind in BINARY:
        return "".join(
            unified(name if item.is_whole else f"{name}:{part.line}", part.text or "", changes)
            for part, changes in results
            if changes
        )
    with item.source.open() as file:
        raw = ["\ufeff"] if file.read(3) == codecs.BOM_UTF8 else []
    size, moved = len(raw), list[Change]()
    for part, changes in results:
        moved += (
            each._replace(start=each.start + size, end=each.end + size)
            for each in (part.raw_changes(changes) if changes else ())
        )
        raw.append(part.raw)
        size += len(part.raw)
        if size > MOST:
            raise Refused(f"more than {MOST // 1_000_000} million characters, too many for a diff")
    return unified(name, "".join(raw), moved)


def _once(say: Say) -> Say:
    """Says the same only once: a file that is repaired is read three times."""
    said = set[str]()

    def saying(message: str) -> None:
        if message not in said:
            said.add(message)
            say(message)

    return saying


def _silent(tally: Tally) -> Tally:
    return Tally(tally.name, lambda message: None)
