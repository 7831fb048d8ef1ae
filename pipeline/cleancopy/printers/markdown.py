"""A summary for a pull request: counts, changes, what wants a look, readability."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleancopy.document import Change
from cleancopy.names.register import Form
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

MOST = 100  # entries of a list; GitHub refuses a comment of more than 65,536 characters
_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&$@]|:(?=//)|(?<=www)\.")
_BACKTICKS = re.compile("`+")


def to_markdown(report: Report) -> str:
    """The summary in GitHub's Markdown. All of the article stands in code spans, as it is."""
    places = Places(report.original)
    return "\n".join(
        [
            f"## Cleancopy: {code(report.name or 'article')}",
            "",
            f"{_counted(report)} Language: {prose(verdict(report))}.",
            *(f"\nNote: {prose(note)}" for note in report.notes),
            *_by_rule(report),
            *_entries("Repairs", report.changes, places),
            *_entries("To look at, not changed", report.advice, places),
            *_names(report, places),
            *_scores(report),
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


def _counted(report: Report) -> str:
    repairs = number_of(len(report.changes), "repair", "repairs")
    looks = number_of(len(report.advice), "passage", "passages")
    return f"**{repairs}**, **{looks}** to look at."


def _by_rule(report: Report) -> Iterator[str]:
    if report.counts:
        yield from ("", "| Rule | Repairs |", "| --- | ---: |")
    for rule, count in sorted(report.counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"| {prose(rule)} | {count:,} |"


def _entries(title: str, changes: Sequence[Change], places: Places) -> Iterator[str]:
    """A list of changes, or of advice, which looks the same."""
    if not changes:
        return
    yield from ("", f"### {title}", "")
    for change in changes[:MOST]:
        line, column = places.at(change.start)
        rules = prose(" + ".join(change.rules))
        yield f"- **{line}:{column}** {rules} ({change.safety}): {prose(change.reason)}  "
        yield f"  {_readings(change, places)}"
    if len(changes) > MOST:
        yield from ("", f"And {len(changes) - MOST:,} more; the other reports list all of them.")


def _names(report: Report, places: Places) -> Iterator[str]:
    """The names by kind, a line each."""
    left = MOST
    if report.names:
        yield from ("", "### Names")
    for title, entries in by_kind(report).items():
        if left > 0:
            yield from ("", f"**{title}**", "")
        for entry in entries[: max(0, left)]:
            line, column = places.at(entry.start)
            forms = ", ".join(_name_form(form) for form in entry.forms)
            what = prose("".join(f"; {each}" for each in said(entry))).replace(";", ":", 1)
            marks = "".join(f" **Look:** {prose(look)}." for look in looks(entry))
            yield f"- **{line}:{column}** {forms}{what}.{marks}"
        left -= len(entries)
    if left < 0:
        yield from ("", f"And {-left:,} more; the other reports list all of them.")


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
    yield from ("", "### Readability", "")
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
