"""What comes from names, marks and blanks is told apart from the prose, and the parts add up."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.document import Change, Document, Edit, Safety, repaired
from cleancopy.effects import effects, is_name, is_surface
from cleancopy.printers.data import to_json
from cleancopy.printers.meaning import split, split_rows
from cleancopy.report import Report

TEXT = (
    "The minister Hurst spoke of the harvest in the north and of the roads to the harbour . "
    "“She said the port would open ”, he added, and nobody in the room asked for the reason. "
    "The The council meets again on Monday and will vote on the money for the new bridge."
)
NAME, MARK, REST = "names/misspelt", "quotation/misplaced-space", "repetition/doubled-word"


def edit(old: str, new: str, rule: str) -> Edit:
    start = TEXT.index(old)
    return Edit(start, start + len(old), new, rule, Safety.SAFE, "Why")


EDITS = {
    NAME: edit("Hurst", "Herbatova", NAME),
    MARK: edit("open ”", "open”", MARK),
    REST: edit("The The", "The", REST),
}


def report_with(*rules: str) -> Report:
    return Report(Document.of(TEXT).apply(EDITS[rule] for rule in rules))


def change(old: str, new: str, *rules: str) -> Change:
    edits = tuple(Edit(0, len(old), new, rule, Safety.SAFE, "Why") for rule in rules)
    return Change(0, len(old), old, new, edits)


def test_the_effect_of_a_name_is_taken_out() -> None:
    steps = effects(report_with(NAME))
    assert steps.names == steps.marks == steps.after
    assert steps.names != steps.before
    rows = split_rows(report_with(NAME))
    assert rows[0].names.startswith("−")  # more syllables: it looks harder, and is not
    assert {row.rest for row in rows} == {row.marks for row in rows} == {"0.0"}


def test_nothing_is_split_where_names_and_marks_have_no_part() -> None:
    assert not effects(report_with(REST)).are_split
    assert split_rows(report_with(REST)) == []
    assert split_rows(report_with()) == []


@given(st.sets(st.sampled_from(sorted(EDITS))))
def test_the_last_step_is_the_repaired_text(rules: set[str]) -> None:
    report = report_with(*sorted(rules))
    steps = effects(report)
    assert (steps.before, steps.after) == (report.before, report.after)
    assert (steps.names != steps.before) == (NAME in rules)
    if REST not in rules:
        assert steps.marks == steps.after
    assert repaired(report.original, report.changes) == report.text


@given(st.lists(st.floats(-300, 300), min_size=4, max_size=4))
def test_the_parts_add_up_as_printed(figures: list[float]) -> None:
    label, *shown = split("Flesch", *figures)
    before, names, marks, rest, after = (float(each.replace("−", "-")) for each in shown)
    assert label == "Flesch"
    assert round(before + names + marks + rest, 1) == after


def test_the_parts_in_json_add_up() -> None:
    data = json.loads(to_json(report_with(*EDITS)))["readability"]
    for count in ("textstat", "aware"):
        for formula, parts in data["change_from"][count].items():
            total = data["after"][count][formula] - data["before"][count][formula]
            assert sum(parts.values()) == pytest.approx(total)
    assert data["change_from"]["aware"]["flesch_reading_ease"]["names"] < 0


@pytest.mark.parametrize(
    ("rules", "is_one"),
    [
        (["names/person"], True),
        (["names/person", "style/outdated-place-name"], True),
        (["names/person", "punctuation/space-before-mark"], False),
        (["style/mixed-ellipses"], False),
    ],
)
def test_a_change_of_names_alone_is_one(rules: list[str], is_one: bool) -> None:
    assert is_name(change("Kiev", "Kyiv", *rules)) is is_one


@pytest.mark.parametrize(
    ("text", "old", "new", "is_one"),
    [
        ("the ”port“", "”", "“", True),
        ("ofthe port", "ofthe", "of the", True),
        ("He said , yes", " ", "", True),
        ("He said yes .", "yes .", "yes.", False),
        ("signed.He left", "He", " He", False),
        ("one\n\ntwo", "\n", "", False),
        ("the the port", "the the", "the", False),
        ("he said, yes", ", ", " ", False),
    ],
)
def test_marks_and_blanks_away_from_the_end_of_a_sentence(
    text: str, old: str, new: str, is_one: bool
) -> None:
    start = text.index(old)
    found = Change(start, start + len(old), old, new, ())
    assert is_surface(found, text) is is_one
