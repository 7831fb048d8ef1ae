"""What a reviewer decides on, and what the answers make of the text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.decisions.items import Item, Place, items_of
from cleancopy.decisions.outcome import Decision, Verdict, outcome
from cleancopy.document import Change, Document, repaired
from cleancopy.errors import CleancopyError
from cleancopy.report import Report
from strategies import History, a_history, an_edit, histories, thorough

ACCEPTED, REJECTED, OPEN = Verdict.ACCEPTED, Verdict.REJECTED, Verdict.OPEN


def an_item(
    *places: tuple[int, int, str | None], repair: bool = True, text: str = "abcdef"
) -> Item:
    """An item on places of a text."""
    found = tuple(Place(start, end, text[start:end], new) for start, end, new in places)
    return Item("id", repair, "safe", ("stage/rule",), ("reason",), found)


def read(*decisions: Decision, text: str = "abcdef") -> str:
    """The text that decisions come to."""
    return repaired(text, outcome(decisions))


def report_on(history: History, *, advise: tuple[int, int, str] | None = None) -> Report:
    """A finished run that went through a history, with one advice on its text."""
    document = history.documents[-1]
    if advise is not None:
        document = document.advise([an_edit(*advise, rule="look")])
    return Report(document)


@given(histories())
@thorough
def test_what_is_open_or_accepted_is_the_repaired_text(history: History) -> None:
    report = report_on(history)
    for verdict in (OPEN, ACCEPTED):
        decisions = [Decision(item, verdict) for item in items_of(report)]
        assert repaired(report.original, outcome(decisions)) == report.text


@given(histories())
@thorough
def test_all_rejected_is_the_original(history: History) -> None:
    report = report_on(history)
    assert outcome(Decision(item, REJECTED) for item in items_of(report)) == []


@given(histories(), st.data())
@thorough
def test_any_subset_is_what_its_changes_make(history: History, data: st.DataObject) -> None:
    report = report_on(history)
    items = items_of(report)
    verdicts = data.draw(st.tuples(*(st.sampled_from([ACCEPTED, REJECTED]) for _ in items)))
    decisions = [Decision(item, verdict) for item, verdict in zip(items, verdicts, strict=True)]
    kept = {place.start for d in decisions if d.verdict is ACCEPTED for place in d.item.places}
    changes = [change for change in report.changes if change.start in kept]
    # Two repairs may begin at one place: an insertion and what it stands before.
    if len({change.start for change in report.changes}) == len(report.changes):
        assert repaired(report.original, outcome(decisions)) == repaired(report.original, changes)


@given(histories(), st.data())
@thorough
def test_an_accepted_advice_is_as_if_it_had_been_applied(
    history: History, data: st.DataObject
) -> None:
    text = history.documents[-1].text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    report = report_on(history, advise=(start, end, "Q"))
    items = items_of(report)
    if all(item.is_repair for item in items) or not all(item.proposes for item in items):
        return  # cut away, or withheld
    decisions = [Decision(item, OPEN if item.is_repair else ACCEPTED) for item in items]
    assert repaired(report.original, outcome(decisions)) == f"{text[:start]}Q{text[end:]}"


def test_an_advice_beside_an_insertion_at_the_borders_of_the_text_proposes_nothing() -> None:
    history = a_history("", [(0, 0, "X")])
    (item,) = (i for i in items_of(report_on(history, advise=(0, 1, "Q"))) if not i.is_repair)
    assert not item.proposes


def test_edits_of_one_group_are_one_item() -> None:
    edits = [an_edit(0, 0, "“", group=1), an_edit(6, 6, "”", group=1), an_edit(2, 3, "X")]
    items = items_of(Report(Document.of("abcdef").apply(edits)))
    assert [[place.start for place in item.places] for item in items] == [[0, 6], [2]]


def test_groups_of_two_stages_with_one_number_are_two_items() -> None:
    document = Document.of("abcdef").apply(
        [an_edit(0, 1, "X", group=1), an_edit(2, 3, "X", group=1)]
    )
    document = document.apply([an_edit(4, 5, "X", group=1), an_edit(5, 6, "Y", group=1)])
    assert len(items_of(Report(document))) == 2


def test_a_repair_that_two_decisions_share_ties_them() -> None:
    document = Document.of("abcdef").apply(
        [an_edit(0, 1, "X", group=1), an_edit(2, 3, "X", group=1)]
    )
    document = document.apply([an_edit(2, 3, "Y", group=1), an_edit(5, 6, "Y", group=1)])
    (item,) = items_of(Report(document))
    assert [place.start for place in item.places] == [0, 2, 5]


def test_advice_that_lost_its_partner_proposes_nothing() -> None:
    document = Document.of("abcdef").advise(
        [an_edit(0, 1, "X", group=1), an_edit(3, 4, "X", group=1)]
    )
    (item,) = items_of(Report(document.apply([an_edit(2, 5, "")])))[:1]
    assert [place.new for place in item.places] == [None]


def test_an_id_hangs_on_what_is_proposed_and_not_on_what_else_is() -> None:
    one = Document.of("abcdef").apply([an_edit(2, 3, "X")])
    two = Document.of("abcdef").apply([an_edit(0, 1, "Y"), an_edit(2, 3, "X")])
    assert items_of(Report(one))[0].id == items_of(Report(two))[1].id != items_of(Report(two))[0].id


def test_advice_without_a_proposal_changes_nothing_unless_it_is_worded() -> None:
    look = an_item((1, 2, None), repair=False)
    assert read(Decision(look, ACCEPTED)) == "abcdef"
    assert read(Decision(look, ACCEPTED, ("Z",))) == "aZcdef"
    assert read(Decision(look, OPEN, ("Z",))) == "abcdef"


def test_a_wording_stands_for_the_proposal() -> None:
    pair = an_item((0, 0, "“"), (6, 6, "”"))
    assert read(Decision(pair, ACCEPTED, (None, "!"))) == "“abcdef!"
    assert read(Decision(pair, REJECTED, (None, "!"))) == "abcdef"


def test_an_accepted_proposal_stands_for_the_repairs_inside_it() -> None:
    repair, advice = an_item((2, 3, "X")), an_item((1, 4, "bXd!"), repair=False)
    assert read(Decision(repair), Decision(advice)) == "abXdef"
    assert read(Decision(repair), Decision(advice, ACCEPTED)) == "abXd!ef"
    assert read(Decision(repair, REJECTED), Decision(advice, ACCEPTED)) == "abXd!ef"


@pytest.mark.parametrize(("one", "other"), [((1, 3), (2, 4)), ((1, 4), (2, 2)), ((2, 2), (2, 2))])
def test_accepted_proposals_that_overlap_are_a_conflict(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    both = [Decision(an_item((*place, "X"), repair=False), ACCEPTED) for place in (one, other)]
    with pytest.raises(CleancopyError, match=r"overlap, at characters \d-\d and \d-\d; reject one"):
        outcome(both)
    assert outcome([both[0], replace(both[1], verdict=OPEN)])


def test_a_wording_that_changes_nothing_is_no_change() -> None:
    assert outcome([Decision(an_item((1, 2, "X")), ACCEPTED, ("b",))]) == []
    assert outcome([Decision(an_item((1, 2, "X")), ACCEPTED)]) == [Change(1, 2, "b", "X", ())]
