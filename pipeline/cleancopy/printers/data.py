"""The report as JSON, with enough to make the repaired text from the original and to go back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from cleancopy.document import Change, digest, repaired, restored
from cleancopy.errors import CleancopyError
from cleancopy.names.register import Entry, Form
from cleancopy.printers.jsontext import to_json_text
from cleancopy.printers.meaning import meaning_data
from cleancopy.printers.visible import Places
from cleancopy.readability import method
from cleancopy.report import Report
from cleancopy.versions import version

FORMAT = 1  # goes up when a field changes its meaning or goes away


def to_json(report: Report) -> str:
    """The report as one JSON object; places are code points of the original, from 0."""
    return to_json_text(to_data(report))


def to_data(report: Report) -> dict[str, Any]:
    """The object that `to_json` writes."""
    places = Places(report.original)
    return {
        "format": FORMAT,
        "version": version("cleancopy"),
        "name": report.name,
        "notes": list(report.notes),
        "language": report.language._asdict(),
        "readability": {
            "before": _figures(report.before),
            "after": _figures(report.after),
            **meaning_data(report),
            "method": method(),
        },
        "counts": report.counts,
        "offsets_unit": "code points",
        "sha256": {"original": digest(report.original), "repaired": digest(report.text)},
        "changes": [_entry(change, places) for change in report.changes],
        "advice": [_entry(advice, places) for advice in report.advice],
        "names": [name_data(name, places) for name in report.names],
    }


def rebuild(original: str, data: Mapping[str, Any]) -> str:
    """The repaired text from the original and the object of a JSON report.

    Changes may have been taken out of the report beforehand: they are then not carried out.
    Raises CleancopyError where this is not the text that the report is on.
    """
    if digest(original) != data["sha256"]["original"]:
        raise CleancopyError("the report is on another text than this original; check the files")
    return repaired(original, _changes(data["changes"]))


def take_back(text: str, data: Mapping[str, Any]) -> str:
    """The original from the repaired text and the object of the JSON report that it came with.

    Raises CleancopyError where the text was changed since.
    """
    original = restored(text, _changes(data["changes"]))
    if digest(original) != data["sha256"]["original"]:
        raise CleancopyError("the text is not the one that the report left; it was changed since")
    return original


def _entry(change: Change, places: Places) -> dict[str, Any]:
    """A change or an advice; `new` is null where only a person can decide."""
    line, column = places.at(change.start)
    return {
        "start": change.start,
        "end": change.end,
        "line": line,
        "column": column,
        "old": change.old,
        "new": change.new,
        "rules": list(change.rules),
        "safety": str(change.safety),
        "reason": change.reason,
        "edits": [
            {"rule": edit.rule, "safety": str(edit.safety), "reason": edit.reason}
            for edit in change.edits
        ],
    }


def name_data(entry: Entry, places: Places) -> dict[str, Any]:
    """A person, place, organization or unknown; `canonical` is null where no table has it.

    `accepted` says that the text writes it otherwise, in a form that the tables accept.
    """
    return {
        "kind": str(entry.kind),
        "name": entry.name,
        "canonical": entry.canonical or None,
        "accepted": entry.accepted,
        "office": entry.office or None,
        "evidence": [str(why) for why in entry.evidence],
        "forms": [_form(form, places) for form in entry.forms],
        "marks": [
            {"kind": str(doubt.sort), "names": list(doubt.names), "look": doubt.wants_a_look}
            for doubt in entry.doubts
        ],
    }


def _form(form: Form, places: Places) -> dict[str, Any]:
    """One way in which a name is written, with its first place in the original."""
    line, column = places.at(form.start)
    return {
        "text": form.text,
        "title": form.title or None,
        "count": form.count,
        "start": form.start,
        "line": line,
        "column": column,
        "evidence": str(form.why),
        "repaired_from": list(form.was),
    }


def _changes(entries: Iterable[Mapping[str, Any]]) -> list[Change]:
    """The changes again, without their history."""
    return [Change(each["start"], each["end"], each["old"], each["new"], ()) for each in entries]


def _figures(value: Any) -> Any:
    """Figures to two places: more would be noise, and would differ from machine to machine."""
    if isinstance(value, float):
        return round(value, 2)
    if is_dataclass(value):
        return {field.name: _figures(getattr(value, field.name)) for field in fields(value)}
    return value
