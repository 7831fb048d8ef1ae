"""The names of a report as they are printed: one line each, grouped, with what speaks for them."""

from __future__ import annotations

from itertools import groupby

from cleancopy.names.link import Why
from cleancopy.names.register import Entry, Form, Kind
from cleancopy.report import Report

TITLES = {
    Kind.PERSON: "People",
    Kind.PLACE: "Places",
    Kind.ORGANIZATION: "Organizations",
    Kind.UNKNOWN: "Not in the tables",
}
_KNOWN = {
    Kind.PERSON: "full name in the tables",
    Kind.PLACE: "known place",
    Kind.ORGANIZATION: "known organization",
}
_SAYS = {
    Why.NAMED: "short for a name in full",
    Why.SHORT: "abbreviation behind the name",
    Why.SURNAME: "surname in the tables",
    Why.NONE: "unknown",
}


def by_kind(report: Report) -> dict[str, list[Entry]]:
    """The names under the titles of their groups."""
    groups = groupby(report.names, key=lambda entry: entry.kind)
    return {TITLES[kind]: list(entries) for kind, entries in groups}


def evidence(entry: Entry) -> list[str]:
    """What speaks for a name, in words; “unknown” where nothing does."""
    told = [_told(why, entry) for why in entry.evidence if why is not Why.NONE]
    if entry.office and Why.OFFICE not in entry.evidence:
        told.insert(0, _told(Why.OFFICE, entry))
    return told or ([] if entry.kind is Kind.UNKNOWN else [_SAYS[Why.NONE]])


def _told(why: Why, entry: Entry) -> str:
    if why is Why.OFFICE:
        return f"“{entry.office}” beside it" if entry.office else "title before it"
    if why is Why.TABLE:
        return _KNOWN.get(entry.kind, "in the tables")
    return _SAYS[why]


def in_tables(entry: Entry) -> str:
    """The name in the tables, where the text writes it otherwise."""
    if entry.canonical.lower() in {"", *(form.text.lower() for form in entry.forms)}:
        return ""
    return f"accepted for {entry.canonical}" if entry.accepted else entry.canonical


def said(entry: Entry) -> list[str]:
    """All that is said of a name behind its forms, apart from what wants a look."""
    quiet = [doubt.says for doubt in entry.doubts if not doubt.wants_a_look]
    return [each for each in (in_tables(entry), *evidence(entry), *quiet) if each]


def looks(entry: Entry) -> list[str]:
    """What an editor should compare."""
    return [doubt.says for doubt in entry.doubts if doubt.wants_a_look]


def was(form: Form) -> str:
    """From what a form was repaired: 'repaired from Kiev'."""
    return f"repaired from {', '.join(form.was)}" if form.was else ""
