"""A summary for a pull request: counts, what needs eyes, and folded away all that does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from cleancopy.document import Change, Safety
from cleancopy.names.register import Entry, Form
from cleancopy.printers.figures import (
    COUNTS,
    Row,
    formula_rows,
    number_of,
    text_rows,
    verdict,
    why_missing,
)
from cleancopy.printers.meaning import SPLIT, meaning, reference, split_rows
from cleancopy.printers.named import by_kind, looks, said, was
from cleancopy.printers.visible import Places, is_blank, shortened, visible
from cleancopy.report import Report

MOST = 100  # entries of a list
LIMIT = 65_536  # characters of a comment on GitHub
_ROOM = 57_000  # of them for lists
_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&$@]|:(?=//)|(?<=www)\.")
_BACKTICKS = re.compile("`+")


def to_markdown(report: Report) -> str:
    """The summary in GitHub's Markdown, short enough for a comment.

    All of the article stands in code spans, as it is.
    """
    places, room = Places(report.original), _Room()
    unsafe = [change for change in report.changes if change.safety < Safety.SAFE]
    safe = [change for change in report.changes if change.safety == Safety.SAFE]
    told = [("", f"Note: {prose(note)}") for note in report.notes]
    notes = list(room.fitting(told, len(told)))  # first come, first served
    check = _entries(unsafe, places, room)
    look = _entries(report.advice, places, room)
    doubtful = [(_named(entry, places),) for entry in report.names if looks(entry)]
    compare = list(room.fitting(doubtful, len(doubtful)))
    repairs = [*_by_rule(safe, room), *_entries(safe, places, room)]
    names = _names(report, places, room)
    return "\n".join(
        [
            f"## Cleancopy: {code(shortened(report.name) or 'article')}",
            "",
            f"{_counted(report, len(unsafe))} Language: {prose(verdict(report))}.",
            *notes,
            *_titled("Repairs to check", check),
            *_titled("To look at, not changed", look),
            *_titled("Names to compare", compare),
            *_folded(number_of(len(safe), "safe repair", "safe repairs"), repairs),
            *_folded(number_of(len(report.names), "name", "names"), names),
            *_folded("Readability", list(_scores(report))),
            "",
        ]
    )


def prose(text: str) -> str:
    """Text that shows as it is inside a line: no markup, no address linked, nobody mentioned."""
    escaped = _SPECIAL.sub(lambda found: "\\" + found[0], visible(text))
    # GitHub finds @name and #1 after it has read the escapes; a comment in between stops it.
    return re.sub("[@#]", lambda found: found[0] + "<!-- -->", escaped)


def code(text: str) -> str:
    """Text as a code span, in as many backticks as it needs."""
    shown = visible(text)
    fence = "`" * (1 + max((len(run) for run in _BACKTICKS.findall(shown)), default=0))
    # One space is taken off at both ends where both have one; backticks must not touch the fence.
    pad = " " if shown.startswith(("`", " ")) or shown.endswith(("`", " ")) else ""
    return f"{fence}{pad}{shown}{pad}{fence}" if shown.strip() else "*nothing*"


class _Room:
    """What room is left in a comment."""

    def __init__(self) -> None:
        self._left = _ROOM

    def fitting(self, entries: Iterable[tuple[str, ...]], count: int) -> Iterator[str]:
        """As many entries as there is room for, and how many more there are."""
        for index, entry in enumerate(entries):
            size = sum(len(line) + 1 for line in entry)
            if index == MOST or size > self._left:
                yield from ("", f"And {count - index:,} more; the other reports list all of them.")
                return
            self._left -= size
            yield from entry


def _counted(report: Report, unsafe: int) -> str:
    repairs = number_of(len(report.changes), "repair", "repairs")
    looks = number_of(len(report.advice), "passage", "passages")
    return f"**{repairs}**{f' ({unsafe:,} to check)' if unsafe else ''}, **{looks}** to look at."


def _titled(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"### {title}", "", *lines)


def _folded(title: str, lines: Sequence[str]) -> Iterator[str]:
    """What opens at a click; the blank lines make GitHub read Markdown inside."""
    if lines:
        yield from ("", f"<details><summary>{title}</summary>", "", *lines, "", "</details>")


def _by_rule(changes: Sequence[Change], room: _Room) -> Iterator[str]:
    counts = Counter(rule for change in changes for rule in change.rules)
    if counts:
        yield from ("| Rule | Repairs |", "| --- | ---: |")
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        rows = [(f"| {prose(rule)} | {count:,} |",) for rule, count in ordered]
        yield from room.fitting(rows, len(rows))
        yield ""


def _entries(changes: Sequence[Change], places: Places, room: _Room) -> list[str]:
    """A list of changes, or of advice, which looks the same."""
    return list(room.fitting((_entry(change, places) for change in changes), len(changes)))


def _entry(change: Change, places: Places) -> tuple[str, ...]:
    line, column = places.at(change.start)
    rules = prose(" + ".join(change.rules))
    head = f"- **{line}:{column}** {rules} ({change.safety}): {prose(change.reason)}  "
    return head, f"  {_readings(change, places)}"


def _names(report: Report, places: Places, room: _Room) -> list[str]:
    """The names by kind, a line each."""
    entries = list[tuple[str, ...]]()
    for title, members in by_kind(report).items():
        for index, entry in enumerate(members):
            head = ("", f"**{title}**", "") if not index else ()
            entries.append((*head, _named(entry, places)))
    return list(room.fitting(entries, len(entries)))


def _named(entry: Entry, places: Places) -> str:
    line, column = places.at(entry.start)
    forms = ", ".join(_name_form(form) for form in entry.forms)
    what = prose("".join(f"; {each}" for each in said(entry))).replace(";", ":", 1)
    marks = "".join(f" **Look:** {prose(look)}." for look in looks(entry))
    return f"- **{line}:{column}** {forms}{what}.{marks}"


def _name_form(form: Form) -> str:
    note = f" ({prose(was(form))})" if form.was else ""
    return f"{code(form.written)} ×{form.count}{note}"


def _readings(change: Change, places: Places) -> str:
    """How the place reads, and how it read before or would read."""
    before, after = places.around(change.start, change.end, 20)
    old, new = (_shown(each) for each in (change.old, change.new or ""))
    now = "" if change.new is None else f" → {code(before + new + after)}"
    return code(before + old + after) + now


def _shown(text: str) -> str:
    return visible(shortened(text), spaces=is_blank(text))


def _scores(report: Report) -> Iterator[str]:
    yield from _table("Text", text_rows(report))
    for count, title in COUNTS.items():
        yield ""
        yield from _table(title, formula_rows(report, count))
    if rows := split_rows(report):
        yield from ("", "Where the change comes from:", "", _line(SPLIT))
        yield _line(("---", *["---:"] * (len(SPLIT) - 1)))
        yield from map(_line, rows)
    if note := why_missing(report):
        yield from ("", f"Note: {prose(note)}.")
    if lines := meaning(report):
        yield from ("", *(f"- {prose(line)}." for line in lines), "", prose(reference()))


def _table(title: str, rows: Sequence[Row]) -> Iterator[str]:
    yield from (f"| {title} | before | after | change |", "| --- | ---: | ---: | ---: |")
    yield from (f"| {row.label} | {row.before} | {row.after} | {row.change} |" for row in rows)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
