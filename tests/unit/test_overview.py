"""The rows of a batch: what is kept of a document, and that the sums are those of the rows."""

from __future__ import annotations

import json
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.document import Document, Edit, Safety
from cleancopy.overview.rows import Row, State, left, row_of, told
from cleancopy.overview.sums import MOST, Overview, spread
from cleancopy.report import Report, run

LONG = " ".join(
    f"The council of {town} met in the old hall by the river and spoke of the new bridge."
    for town in ("Leeds", "York", "Hull", "Bath", "Wells", "Truro", "Ely", "Derby", "Ripon")
)
counts = st.dictionaries(
    st.sampled_from(["a/one", "a/two", "b/one", "c/x"]), st.integers(1, 9), max_size=3
)
figures = st.one_of(st.none(), st.floats(-50, 120).map(lambda figure: round(figure, 1)))


@st.composite
def some_rows(draw: st.DrawFn) -> Row:
    """Rows whose counts fit together, as those of finished runs do."""
    repairs, looks = draw(counts), draw(counts)
    unsafe = draw(st.integers(0, sum(repairs.values())))
    state = State.LOOK if looks or unsafe else State.REPAIRED if repairs else State.CLEAN
    return Row(
        draw(st.text("ab/.", min_size=1, max_size=6)), state,
        language=draw(st.sampled_from(["en", "ru", "unknown"])), words=draw(st.integers(0, 500)),
        safe=sum(repairs.values()) - unsafe, unsafe=unsafe, advice=sum(looks.values()),
        flesch_before=draw(figures), flesch_surface=draw(figures), flesch_after=draw(figures),
        repairs=repairs, looks=looks, seconds=draw(st.floats(0, 9)),
    )  # fmt: skip


batches = st.lists(some_rows() | st.builds(left, st.text(max_size=5), st.text(max_size=9)))
batches = batches.map(lambda rows: Overview(tuple(rows)))


def changed(text: str, *edits: tuple[str, str, str, Safety]) -> Report:
    """A report on a text with these words replaced."""
    made = [
        Edit(text.index(old), text.index(old) + len(old), new, rule, safety, "Why")
        for old, new, rule, safety in edits
    ]
    return Report(Document.of(text).apply(made), name="x")


@given(batches)
def test_the_rows_add_up_to_the_totals(batch: Overview) -> None:
    assert sum(batch.states.values()) == len(batch.rows)
    assert list(batch.states) == list(State)
    assert sum(rule.times for rule in batch.repairs) == batch.changes
    assert sum(rule.times for rule in batch.looks) == batch.advice
    by_stage = [rule for rules in batch.stages.values() for rule in rules]
    assert sorted(by_stage) == sorted(batch.repairs)
    assert sum(batch.languages.values()) == len(batch.rows) - batch.states[State.LEFT]
    assert batch.unsafe <= batch.changes


@given(batches)
def test_every_row_has_its_place_in_the_queue_and_those_to_look_at_come_first(
    batch: Overview,
) -> None:
    assert Counter(map(id, batch.queue)) == Counter(map(id, batch.rows))
    order = [list(State).index(row.state) for row in batch.queue]
    assert order == sorted(order)


@given(batches)
def test_the_worst_are_the_worst_and_short_texts_are_not_among_them(batch: Overview) -> None:
    worst = batch.most_damaged
    assert len(worst) <= MOST
    assert all(row.words >= 100 and row.damage > 0 for row in worst)
    others = [row for row in batch.rows if row.words >= 100 and row not in worst]
    assert not others or not worst or max(o.damage for o in others) <= worst[-1].damage


@given(some_rows() | st.builds(left, st.text(), st.text()))
def test_a_row_crosses_to_another_process_as_json(row: Row) -> None:
    assert Row.from_data(json.loads(json.dumps(row.to_data()))) == row


@given(st.lists(st.floats(-100, 200), min_size=1))
def test_quartiles_are_in_order_and_among_the_figures(given_figures: list[float]) -> None:
    found = spread(given_figures)
    assert found
    slack = 1e-9
    assert min(given_figures) - slack <= found.low <= found.middle + slack
    assert found.middle <= found.high + slack <= max(given_figures) + 2 * slack


def test_there_are_no_quartiles_of_nothing() -> None:
    assert spread([]) is None


@pytest.mark.parametrize(
    ("edits", "state"),
    [
        ([], State.CLEAN),
        ([("went", "go", "a/b", Safety.SAFE)], State.REPAIRED),
        ([("went", "go", "a/b", Safety.UNSAFE)], State.LOOK),
    ],
)
def test_the_state_says_whether_a_person_is_needed(
    edits: list[tuple[str, str, str, Safety]], state: State
) -> None:
    row = row_of(changed("They went home.", *edits))
    assert (row.state, row.changes) == (state, len(edits))
    assert row.unsafe == (state is State.LOOK)


def test_advice_asks_for_a_look() -> None:
    look = Edit(0, 4, None, "a/look", Safety.ADVICE, "Why")
    row = row_of(Report(Document.of("They went home.").advise([look])))
    assert (row.state, row.advice, row.looks) == (State.LOOK, 1, {"a/look": 1})


def test_a_name_is_written_out_to_the_borders_of_its_word() -> None:
    text = "Mr Layen met Goterres."
    edits = [("a", "e", "names/x", Safety.SAFE), ("Goterres", "Guterres", "names/x", Safety.SAFE)]
    row = row_of(changed(text, *edits))
    assert row.names == {"Goterres → Guterres": 1, "Layen → Leyen": 1}


def test_what_is_told_of_a_report_is_its_row() -> None:
    report = run("They went home , then slept.", name="x")
    assert Row.from_data(json.loads(json.dumps(told(report)))) == row_of(report)


def test_short_texts_and_other_languages_have_no_scores() -> None:
    short = row_of(run("They went home . They slept."))
    assert (short.flesch_before, short.flesch_after, short.grade_after) == (None, None, None)
    long = row_of(run(LONG, name="l"))
    assert long.flesch_before == long.flesch_after is not None
    assert long.language == "en"
    assert long.seconds > 0


def test_a_row_keeps_no_text() -> None:
    text = " ".join(f"The council met in hall {n} , by the river." for n in range(2_000))
    row = row_of(run(text))
    assert row.changes == 2_000
    parts = [row, *row.to_data()]
    assert sum(map(sys.getsizeof, parts)) < 2_000
