"""The laws of a text that remembers."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleancopy.document import (
    Change,
    Document,
    Edit,
    Piece,
    Safety,
    in_order,
    repaired,
    replaced,
    restored,
)
from strategies import (
    History,
    a_history,
    an_edit,
    histories,
    indices,
    naively,
    quick,
    texts,
    thorough,
    words,
)

# Every history that once broke a law, or that caught a planted bug.
TRAPS = [
    a_history("abcd", [(2, 2, "X"), (2, 4, "")]),  # an insertion just before a deletion
    a_history("abcd", [(0, 2, ""), (2, 2, "X")]),  # and just after one
    a_history("abcd", [(2, 2, "X"), (2, 4, "")], [(2, 2, "Y"), (2, 3, "")]),
    a_history("abcd", [(1, 3, "")], [(1, 1, "X")], [(1, 1, "Y")], [(1, 2, "")]),
    a_history("", [(0, 0, "X")], [(0, 1, "")], [(0, 0, "Y")]),
    a_history("abcd", [(0, 0, "X"), (4, 4, "Y")], [(0, 0, "Y"), (6, 6, "X")]),
    a_history("abcd", [(0, 4, "")], [(0, 0, "X")]),
    a_history("abcd", [(1, 3, "XX")], [(1, 1, "Y"), (1, 2, "b"), (2, 3, ""), (3, 3, "Y")]),
    a_history("abcd", [(1, 3, "XX")], [(2, 2, "Y")]),  # into the middle of a repaired piece
    a_history("abcdef", [(1, 2, "XX"), (4, 5, "YY")], [(2, 5, "")]),  # cuts two of them
    a_history("abcdef", [(1, 2, "XX"), (4, 5, "YY")], [(2, 3, ""), (4, 5, ""), (6, 7, "b")]),
    a_history("abcdef", [(0, 1, "X"), (2, 3, ""), (4, 5, "Y")], [(0, 5, "ab")]),
    a_history("abcd", [(1, 2, "X")], [(1, 2, "b")]),  # brings the original wording back
    a_history("abcdef", [(4, 5, "X")], [(0, 1, "Y")], [(0, 5, "a")]),  # a younger piece stands left
]


def over_histories(law: Callable[[History], None]) -> Callable[[], None]:
    """A law held to all histories, the traps among them."""
    test: Callable[..., None] = law
    for trap in TRAPS:
        test = example(trap)(test)
    return given(histories())(test)


def spots(document: Document) -> list[tuple[Piece, int, int]]:
    """The pieces with their places in the current text."""
    found, position = [], 0
    for piece in document.pieces:
        found.append((piece, position, position := position + len(piece.text)))
    return found


def cuts(edit: Edit, start: int, end: int) -> bool:
    """Whether an edit reaches into a piece: all borders lie outside."""
    return edit.start < end and start < edit.end


def untouched(document: Document) -> dict[int, int]:
    """Of each character that no edit has touched: its place in the text and in the original."""
    return {
        start + inside: piece.start + inside
        for piece, start, end in spots(document)
        if not piece.edits
        for inside in range(end - start)
    }


Fusion = tuple[frozenset[Edit], frozenset[int], str]


def fusions(before: Document, edits: tuple[Edit, ...]) -> list[Fusion]:
    """What a stage must make: edits fuse only in a repaired piece that they cut, nothing else.

    Each with its edits, the characters of the original that it stands for, and its text.
    """
    places = [spot for spot in spots(before) if spot[0].edits]
    groups = list[tuple[set[Edit], set[int]]]()
    for edit in edits:
        group = ({edit}, {i for i, (_, *place) in enumerate(places) if cuts(edit, *place)})
        for other in [g for g in groups if g[1] & group[1]]:
            groups.remove(other)
            group = (group[0] | other[0], group[1] | other[1])
        groups.append(group)
    return [fusion(before, members, [places[i] for i in cut]) for members, cut in groups]


def fusion(before: Document, members: set[Edit], cut: list[tuple[Piece, int, int]]) -> Fusion:
    """The piece that `members` and the pieces they cut must become."""
    start = min([e.start for e in members] + [first for _, first, _ in cut])
    end = max([e.end for e in members] + [last for _, _, last in cut])
    shifted = [an_edit(e.start - start, e.end - start, e.new) for e in members]
    under = indices([(e.start, e.end) for e in members])
    origin = {place for at, place in untouched(before).items() if at in under}
    origin |= indices([(piece.start, piece.end) for piece, *_ in cut])
    history = members.union(*(piece.edits for piece, *_ in cut))
    return frozenset(history), frozenset(origin), naively(before.text[start:end], shifted)


@quick
@over_histories
def test_pieces_tile_the_original(history: History) -> None:
    for document in history.documents:
        borders = [0]
        for piece in document.pieces:
            assert piece.start == borders[-1] <= piece.end
            assert piece.edits or piece.text
            borders.append(piece.end)
        assert borders[-1] == len(history.original)


@quick
@over_histories
def test_a_piece_without_edits_equals_the_original(history: History) -> None:
    for document in history.documents:
        for piece in document.pieces:
            if not piece.edits:
                assert piece.text == history.original[piece.start : piece.end]


@quick
@over_histories
def test_the_text_is_what_naive_replacement_gives(history: History) -> None:
    text = history.original
    for edits, document in zip(history.stages, history.documents[1:], strict=True):
        text = naively(text, edits)
        assert document.text == text


@thorough  # the strongest law: it fixes every piece that a stage makes
@over_histories
def test_a_stage_changes_exactly_what_was_asked(history: History) -> None:
    documents = history.documents
    for edits, (before, after) in zip(history.stages, pairwise(documents), strict=True):
        made = [piece for piece in after.pieces if set(piece.edits) & set(edits)]
        assert Counter(
            (frozenset(p.edits), frozenset(range(p.start, p.end)), p.text) for p in made
        ) == Counter(fusions(before, edits))
        kept = [piece for piece in after.pieces if piece.edits and piece not in made]
        assert kept == [
            piece
            for piece, *place in spots(before)
            if piece.edits and not any(cuts(edit, *place) for edit in edits)
        ]


@quick
@over_histories
def test_changes_lead_to_the_text_and_back(history: History) -> None:
    document = history.documents[-1]
    assert repaired(history.original, document.changes) == document.text
    assert restored(document.text, document.changes) == history.original


@quick
@over_histories
def test_every_change_is_one(history: History) -> None:
    changes = history.documents[-1].changes
    assert all(change.old != change.new for change in changes)
    assert all(history.original[c.start : c.end] == c.old for c in changes)
    assert all(one.end <= next_.start for one, next_ in pairwise(changes))


@quick
@given(histories(), st.integers(0, 63))
@example(TRAPS[0], 1)
@example(TRAPS[0], 2)
@example(TRAPS[1], 2)
def test_any_subset_of_the_changes_can_be_carried_out(history: History, chosen_bits: int) -> None:
    changes = history.documents[-1].changes
    chosen = [change for turn, change in enumerate(changes) if chosen_bits >> turn & 1]
    text = history.original
    for change in reversed(chosen):
        text = text[: change.start] + (change.new or "") + text[change.end :]
    assert repaired(history.original, chosen) == text
    assert restored(text, chosen) == history.original


@quick
@over_histories
def test_no_edit_is_forgotten(history: History) -> None:
    for stage, document in enumerate(history.documents):
        applied = [edit for edits in history.stages[:stage] for edit in edits]
        kept = [edit for piece in document.pieces for edit in piece.edits]
        assert Counter(kept) == Counter(applied)


@quick
@over_histories
def test_a_history_is_in_the_order_of_the_stages_and_then_of_the_text(history: History) -> None:
    turn = {edit: stage for stage, edits in enumerate(history.stages) for edit in edits}
    for piece in history.documents[-1].pieces:
        turns = [turn[edit] for edit in piece.edits]
        assert turns == sorted(turns)
        last = [edit.start for edit in piece.edits if turn[edit] == turns[-1]]
        assert last == sorted(last)


@quick
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_edits_come_plays_no_part(history: History, random: Any) -> None:
    document = Document.of(history.original)
    for edits, after in zip(history.stages, history.documents[1:], strict=True):
        document = document.apply(random.sample(edits, len(edits)))
        assert document == after


@quick
@over_histories
def test_applying_nothing_changes_nothing(history: History) -> None:
    document = history.documents[-1]
    assert document.apply([]) is document
    assert document.advise([]) is document


@quick
@given(texts)
@example("")
def test_a_new_document_is_its_text(text: str) -> None:
    document = Document.of(text)
    assert document.text == document.original == text
    assert document.changes == document.advice == ()
    assert all(piece.text for piece in document.pieces)


def test_a_chain_lists_its_rules_in_order() -> None:
    document = Document.of("He go home .")
    document = document.apply([an_edit(3, 5, "goes", "verbs/agreement")])
    document = document.apply([an_edit(3, 7, "went", "verbs/tense", Safety.UNSAFE, "reported")])
    document = document.apply([an_edit(3, 7, "walked", "style/verb")])
    document = document.apply([an_edit(14, 15, "", "punctuation/space")])
    verb, space = document.changes
    assert verb.rules == ("verbs/agreement", "verbs/tense", "style/verb")
    assert verb.reason == "reason; reported"
    assert verb.safety is Safety.UNSAFE
    assert (verb.start, verb.end, verb.old, verb.new) == (3, 5, "go", "walked")
    assert (space.start, space.end, space.old, space.new) == (10, 11, " ", "")
    assert document.text == "He walked home."


def test_a_fused_chain_is_in_the_order_of_the_stages() -> None:
    history = a_history("abcdef", [(4, 5, "X")], [(0, 1, "Y")], [(0, 5, "a")])
    (change,) = history.documents[-1].changes
    assert change.rules == ("0/0", "1/0", "2/0")


def test_a_rule_and_a_reason_are_named_once() -> None:
    change = Change(0, 1, "a", "b", (an_edit(0, 1, "c", "one"), an_edit(0, 1, "b", "one")))
    assert change.rules == ("one",)
    assert change.reason == "reason"


def test_what_was_brought_back_is_no_change_but_is_remembered() -> None:
    document = a_history("abcd", [(1, 2, "X")], [(1, 2, "b")]).documents[-1]
    assert document.text == "abcd"
    assert document.changes == ()
    assert [edit.rule for piece in document.pieces for edit in piece.edits] == ["0/0", "1/0"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_an_insertion_next_to_a_deletion_keeps_its_place(order: tuple[int, int]) -> None:
    before = [an_edit(2, 2, "X"), an_edit(2, 4, "")]
    after = [an_edit(0, 2, ""), an_edit(2, 2, "X")]
    for edits, places in ((before, [(2, 2), (2, 4)]), (after, [(0, 2), (2, 2)])):
        document = Document.of("abcdef").apply([edits[turn] for turn in order])
        assert [(change.start, change.end) for change in document.changes] == places


def test_an_insertion_stands_behind_what_was_deleted_there_before() -> None:
    document = a_history("abcd", [(1, 3, "")], [(1, 1, "X")]).documents[-1]
    assert [(c.start, c.end, c.new) for c in document.changes] == [(1, 3, ""), (3, 3, "X")]


def test_an_insertion_at_the_border_of_a_repaired_piece_leaves_it_alone() -> None:
    document = a_history("abcd", [(1, 3, "X")], [(1, 1, "Y"), (2, 2, "Z")]).documents[-1]
    assert [c.rules for c in document.changes] == [("1/0",), ("0/0",), ("1/1",)]


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ([an_edit(0, 1, None, "style/x")], "edit of style/x at 0 has no replacement"),
        ([an_edit(-1, 1, rule="x")], "edit of x at -1-1 is outside the text"),
        ([an_edit(3, 5)], "at 3-5 is outside"),
        ([an_edit(5, 5)], "at 5-5 is outside"),
        ([an_edit(3, 2)], "at 3-2 is outside"),
        ([an_edit(0, 2), an_edit(1, 3, rule="x")], "edit of x at 1-3 overlaps another"),
        ([an_edit(0, 2), an_edit(0, 2)], "overlaps"),
        ([an_edit(0, 4), an_edit(1, 2)], "overlaps"),
        ([an_edit(0, 2), an_edit(1, 1)], "overlaps"),
        ([an_edit(2, 2, "X"), an_edit(2, 2, "Y")], "overlaps"),
        ([an_edit(0, 0, "X"), an_edit(0, 0, "Y")], "overlaps"),
    ],
)
def test_what_cannot_be_carried_out_is_refused(edits: list[Edit], message: str) -> None:
    for ordered in (edits, edits[::-1]):
        with pytest.raises(ValueError, match=message):
            Document.of("abcd").apply(ordered)


@pytest.mark.parametrize("place", [(-1, 0), (3, 5), (5, 5), (3, 2)])
def test_advice_outside_the_text_is_refused(place: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="outside the text"):
        Document.of("abcd").advise([an_edit(*place, None)])


def _advised(history: History, start: int, size: int, new: str | None) -> tuple[History, Edit]:
    length = len(history.documents[-1].text)
    start = min(start, length)
    return history, an_edit(start, min(start + size, length), new)


# A history, and one proposal for the text it ends with.
advised = st.builds(
    _advised, histories(most=3), st.integers(0, 16), st.integers(0, 4), st.none() | words
)


def beside_insertion(document: Document, edit: Edit) -> bool:
    """Whether advice is drawn out beyond what was inserted beside it, or cannot be."""
    return any(
        piece.start == piece.end and start <= edit.end and edit.start <= end and start < end
        for piece, start, end in spots(document)
    )


def over_advice(law: Callable[[tuple[History, Edit]], None]) -> Callable[[], None]:
    """A law held to advice on all kinds of texts."""
    test: Callable[..., None] = law
    for trap in [
        (a_history("abcd", [(1, 3, "XYZ")]), an_edit(2, 3, "ab")),  # a part of a repaired piece
        (a_history("abcd", [(1, 3, "XYZ")]), an_edit(2, 2, "a")),  # a point in it
        (a_history("abcd", [(1, 3, "XYZ")]), an_edit(0, 2, None)),
        (a_history("abcd", [(2, 4, "")]), an_edit(2, 2, "a")),  # behind a deletion at the end
        (a_history("abcd", [(0, 4, "")]), an_edit(0, 0, "a")),
        (a_history("abcd", [(2, 2, "X")]), an_edit(2, 3, "")),  # what was inserted
        (a_history("abcd", [(0, 1, ""), (2, 3, "")]), an_edit(0, 2, "")),
        (a_history("", []), an_edit(0, 0, "a")),
    ]:
        test = example(trap)(test)
    return given(advised)(test)


@thorough
@over_advice
def test_advice_covers_the_original_of_what_it_speaks_of(given_: tuple[History, Edit]) -> None:
    history, edit = given_
    before = history.documents[-1]
    (advice,) = before.advise([edit]).advice
    ((_, origin, _),) = fusions(before, (edit,))
    covered = frozenset(range(advice.start, advice.end))
    assert covered >= origin if beside_insertion(before, edit) else covered == origin
    assert 0 <= advice.start <= advice.end <= len(history.original)
    assert advice.old == history.original[advice.start : advice.end]


@quick
@over_advice
def test_advice_on_a_point_lies_between_its_neighbours(given_: tuple[History, Edit]) -> None:
    history, edit = given_
    before = history.documents[-1]
    (advice,) = before.advise([edit]).advice
    for piece, start, end in spots(before):
        if beside_insertion(before, edit):
            break
        if end <= edit.start:
            assert piece.end <= advice.start or start == end == edit.start < edit.end
        if start >= edit.end and start < end:
            assert advice.end <= piece.start


@quick
@over_advice
def test_advice_reads_as_the_place_would_with_it(given_: tuple[History, Edit]) -> None:
    history, edit = given_
    before = history.documents[-1]
    (advice,) = before.advise([edit]).advice
    ((_, _, new),) = fusions(before, (edit,))
    if not beside_insertion(before, edit):
        assert advice.new == (None if edit.new is None else new)
    assert advice.edits == (edit,)


@quick
@over_advice
def test_advice_changes_no_text(given_: tuple[History, Edit]) -> None:
    history, edit = given_
    before = history.documents[-1]
    after = before.advise([edit])
    assert after.pieces is before.pieces


def test_advice_on_untouched_text_maps_exactly() -> None:
    document = Document.of("He go to the house .").apply([an_edit(3, 5, "went"), an_edit(18, 19)])
    document = document.advise([an_edit(11, 14, None), an_edit(15, 20, "home")])
    assert [change.old for change in document.advice] == ["the", "house"]


def test_advice_on_part_of_a_repaired_piece_speaks_of_the_whole() -> None:
    document = Document.of("He go home").apply([an_edit(3, 5, "has gone")])
    (advice,) = document.advise([an_edit(3, 6, "had")]).advice
    assert (advice.start, advice.end, advice.old, advice.new) == (3, 5, "go", "had gone")


def test_advice_beside_an_insertion_is_drawn_out_to_what_the_original_has() -> None:
    document = Document.of("abcd").apply([an_edit(2, 2, "X")])
    (advice,) = document.advise([an_edit(2, 3, "Y")]).advice
    assert (advice.start, advice.end, advice.old, advice.new) == (1, 3, "bc", "bYc")


def test_advice_that_can_be_drawn_out_to_nothing_proposes_nothing() -> None:
    document = Document.of("abcd").apply([an_edit(0, 0, "X")])
    (advice,) = document.advise([an_edit(0, 1, "Y")]).advice
    assert (advice.start, advice.end, advice.new) == (0, 0, None)


def test_advice_gathers_and_is_kept_through_later_stages() -> None:
    document = Document.of("abcd").advise([an_edit(2, 3, None), an_edit(0, 2, None)])
    document = document.apply([an_edit(0, 1, "X")]).advise([an_edit(3, 4, None)])
    assert [(change.start, change.end) for change in document.advice] == [(0, 2), (2, 3), (3, 4)]


def test_in_order_an_insertion_comes_first() -> None:
    edits = [an_edit(1, 3), an_edit(3, 3), an_edit(1, 1), an_edit(0, 1)]
    assert [(e.start, e.end) for e in in_order(edits)] == [(0, 1), (1, 1), (1, 3), (3, 3)]


def test_replaced_counts_from_where_its_text_begins() -> None:
    assert replaced("cdef", [an_edit(2, 3, "X"), an_edit(5, 5, "Y")], 2) == "XdeYf"


def test_safety_is_ordered_and_has_words() -> None:
    assert Safety.ADVICE < Safety.UNSAFE < Safety.SAFE
    assert [str(safety) for safety in Safety] == ["advice", "unsafe", "safe"]


def every_tenth(count: int) -> list[Edit]:
    """A two-letter replacement in every tenth character, `count` times."""
    return [an_edit(at, at + 1, "XY", rule="x") for at in range(5, 10 * count, 10)]


def test_twenty_thousand_edits_make_as_many_pieces() -> None:
    document = Document.of("abcdefghij" * 20_000).apply(every_tenth(20_000))
    assert len(document.pieces) == 40_001
    assert document.text == "abcdeXYghij" * 20_000
    again = document.apply([an_edit(at, at + 1, "Z") for at in range(6, 220_000, 11)])
    assert len(again.pieces) == 40_001
    assert again.text == "abcdeXZghij" * 20_000


class Counting(str):
    """A text that counts the characters copied out of it and out of its parts."""

    __slots__ = ()
    copied = 0

    def __getitem__(self, key: Any) -> Counting:
        part = Counting(super().__getitem__(key))
        Counting.copied += len(part)
        return part


def test_no_character_of_the_text_is_copied_twice() -> None:
    text = "abcdefghij" * 1_000
    Counting.copied = 0
    document = Document(text, (Piece(0, len(text), Counting(text)),)).apply(every_tenth(1_000))
    assert len(document.pieces) == 2_001
    assert 0 < Counting.copied <= len(text)


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python `work` runs, turns of loops included."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def test_twice_the_edits_are_twice_the_work() -> None:
    def work(count: int) -> int:
        first, second = every_tenth(count), [an_edit(11 * at, 11 * at) for at in range(count)]
        start = Document.of("abcdefghij" * count)
        return lines_run(lambda: start.apply(first).apply(second).advise(second).changes)

    few, many = work(300), work(600)
    assert few > 300
    assert many < 2.2 * few


def test_what_is_put_in_where_lines_were_taken_out_stands_before_them() -> None:
    document = Document.of("“It ends.\n\nLeave a Reply\n")
    cut = document.apply([Edit(9, 24, "", "furniture/comment-form", Safety.SAFE, "a form")])
    closed = cut.apply([Edit(9, 9, "”", "quotation/lost-closing-mark", Safety.SAFE, "lost")])
    assert closed.text == "“It ends.”\n"
    assert [(change.start, change.end, change.new) for change in closed.changes] == [
        (9, 9, "”"),
        (9, 24, ""),
    ]
