"""The report for a terminal: every change with place, readings and reason, then the figures."""

from __future__ import annotations

from collections.abc import Iterator

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
from cleancopy.printers.meaning import SPLIT, Split, meaning, reference, split_rows
from cleancopy.printers.named import by_kind, looks, said, was
from cleancopy.printers.visible import Places, is_blank, shortened, visible
from cleancopy.report import Report

_BOLD, _FAINT, _DELETED, _INSERTED, _LOOK = "1", "2", "31;9", "32", "33"
_LABEL = 28


def to_text(report: Report, colour: bool = False) -> str:
    """The report in plain text; `[-was-]{+is+}[?look here?]` are told apart without colour too.

    Nothing of the article reaches the terminal but characters that can be seen.
    """
    return "\n".join(_lines(report, _Pen(colour))) + "\n"


class _Pen:
    """Puts terminal colours around a text, or leaves it as it is."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, style: str, text: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._colour and text else text


def _lines(report: Report, pen: _Pen) -> Iterator[str]:
    places = Places(report.original)
    repairs = number_of(len(report.changes), "repair", "repairs")
    looks = number_of(len(report.advice), "passage", "passages")
    yield pen(_BOLD, f"{visible(report.name) or 'article'}: {repairs}, {looks} to look at")
    yield from (visible(note) for note in report.notes)
    for change in report.changes:
        yield from _entry(change, places, pen)
    if report.advice:
        yield ""
        yield pen(_BOLD, "To look at, not changed")
    for advice in report.advice:
        yield from _entry(advice, places, pen, applied=False)
    yield from _names(report, places, pen)
    yield from _figures(report, pen)


def _names(report: Report, places: Places, pen: _Pen) -> Iterator[str]:
    """The names by kind, a line each: forms with counts and first place, then what is known."""
    if report.names:
        yield from ("", pen(_BOLD, "Names"))
    for title, entries in by_kind(report).items():
        yield pen(_FAINT, title)
        for entry in entries:
            forms = ", ".join(_name_form(form) for form in entry.forms)
            line, column = places.at(entry.start)
            what = visible("".join(f"; {each}" for each in said(entry))).replace(";", ":", 1)
            marks = "".join(pen(_LOOK, f" [? {visible(look)} ?]") for look in looks(entry))
            yield f"  {line}:{column}  {forms}{what}{marks}"


def _name_form(form: Form) -> str:
    note = f" ({visible(was(form))})" if form.was else ""
    return f"{visible(form.written)} ×{form.count}{note}"


def _entry(change: Change, places: Places, pen: _Pen, applied: bool = True) -> Iterator[str]:
    """Place and rule, the text as it was and is, the reason."""
    line, column = places.at(change.start)
    rules = pen(_BOLD, visible(" + ".join(change.rules)))
    before, after = map(visible, places.around(change.start, change.end))
    yield ""
    yield f"{line}:{column}  {rules}  ({change.safety})"
    yield f"  {before}{_readings(change, pen, applied)}{after}"
    yield pen(_FAINT, f"  {visible(change.reason)}")


def _readings(change: Change, pen: _Pen, applied: bool) -> str:
    old, new = _shown(change.old), _shown(change.new or "")
    if change.new is None:
        return pen(_LOOK, f"[?{old}?]")
    deleted = pen(_DELETED, f"[-{old}-]") if old else ""
    inserted = pen(_INSERTED, f"{{+{new}+}}") if new else ""
    return deleted + inserted + ("" if applied else pen(_LOOK, "[?]"))


def _shown(text: str) -> str:
    """A reading, short; where nothing in it can be seen, its plain spaces are shown too."""
    return visible(shortened(text), spaces=is_blank(text))


def _figures(report: Report, pen: _Pen) -> Iterator[str]:
    yield ""
    yield f"{'Language':{_LABEL}}{visible(verdict(report))}"
    yield ""
    yield pen(_BOLD, f"{'Readability':{_LABEL}}{'before':>9}{'after':>9}{'change':>9}")
    yield from map(_figure_line, text_rows(report))
    for count, title in COUNTS.items():
        yield pen(_FAINT, title)
        yield from map(_figure_line, formula_rows(report, count))
    yield from _split_lines(report, pen)
    if note := why_missing(report):
        yield visible(f"Note: {note}")
    if lines := meaning(report):
        yield from ("", pen(_BOLD, "What the figures mean"))
        yield from (*lines, pen(_FAINT, reference()))


def _split_lines(report: Report, pen: _Pen) -> Iterator[str]:
    rows = split_rows(report)
    if rows:
        yield from ("", pen(_BOLD, "Where the change comes from"))
        yield pen(_FAINT, _split_line(SPLIT))
        yield from map(_split_line, rows)


def _split_line(row: Split) -> str:
    return f"{row.label:{_LABEL}}" + "".join(f"{each:>14}" for each in row[1:])


def _figure_line(row: Row) -> str:
    return f"{row.label:{_LABEL}}{row.before:>9}{row.after:>9}{row.change:>9}"
