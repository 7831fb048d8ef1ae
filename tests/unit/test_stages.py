"""How a stage settles what its rules propose, and how stages follow one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleancopy.document import Document, Edit, Safety
from cleancopy.errors import CardError
from cleancopy.protect import protected_ranges
from cleancopy.rule import Rule
from cleancopy.stages import Stage, read_stages, run_once, run_stages, settled
from cleancopy.view import View
from strategies import an_edit, loose_edits, quick, thorough

TEXT = "abcdefgh"


@dataclass(frozen=True)
class Proposing(Rule):
    """A rule that proposes the same edits for any text."""

    proposals: tuple[Edit, ...] = ()

    def edits(self, view: View) -> Iterator[Edit]:
        yield from self.proposals


def proposing(*edits: Edit, name: str = "stage/rule", spares: Iterable[str] = ()) -> Rule:
    """A rule of `edits` that stays out of `spares`."""
    card: dict[str, Any] = {"title": "t", "why": "w", "safety": Safety.SAFE, "mqm": "grammar"}
    card |= {"find": "x", "replace": None, "finder": "", "options": {}, "spares": frozenset(spares)}
    return Proposing(name=name, **card, keeps=(), repairs=(), findings=(), proposals=edits)


def run(text: str, *rules: Rule, least: Safety = Safety.SAFE) -> Document:
    """The document after one stage of `rules`."""
    return Stage("stage", rules).run(Document.of(text), View(text), least)


def rank(edit: Edit) -> tuple[Any, ...]:
    """The order in which edits are decided on."""
    return edit.start, -edit.end, -edit.safety, edit.rule, edit.new, edit.reason, edit.group


def decisions(edits: Iterable[Edit]) -> list[list[Edit]]:
    """Edits that stand or fall together, in the order in which they are decided on."""
    found = dict[object, list[Edit]]()
    for edit in sorted(set(edits), key=rank):
        found.setdefault((edit.rule, edit.group) if edit.group else edit, []).append(edit)
    return list(found.values())


def overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits claim a character or an inner place, or insert at the same place."""
    same = one.start == one.end == other.start == other.end
    return same or (one.start < other.end and other.start < one.end)


def touch(one: Edit, other: Edit) -> bool:
    """Whether an insertion stands at the border of another edit."""
    inserts = one.start == one.end or other.start == other.end
    return inserts and one.start <= other.end and other.start <= one.end


def by_the_law(edits: Iterable[Edit]) -> list[Edit]:
    """What stands, by comparing each decision with all that stand already."""
    standing = list[Edit]()
    for members in decisions(edits):
        sound = not any(overlap(*pair) for pair in combinations(members, 2))
        if sound and not any(overlap(e, o) or touch(e, o) for e in members for o in standing):
            standing += members
    return sorted(standing, key=lambda e: (e.start, e.end))


# Sets of proposals that once were settled wrongly, or that caught a planted bug.
TWO_INSERTIONS = [an_edit(2, 2, "X", group=1), an_edit(2, 2, "Y", group=1)]
OWN_BORDER = [an_edit(2, 2, "X", group=1), an_edit(2, 4, "Y", group=1), an_edit(3, 5, "", "late")]
TWIN_REASONS = [an_edit(1, 2, "X", reason="b"), an_edit(1, 2, "X", reason="a")]
FALLEN = [  # what the second decision begins before it falls does not count against the third
    an_edit(0, 3, "X", "a"),
    *(an_edit(1, 2, "", "b", group=1), an_edit(5, 7, "", "b", group=1)),
    *(an_edit(6, 7, "Y", "c", group=1), an_edit(7, 8, "Y", "c", group=1)),
]


@thorough
@given(loose_edits(len(TEXT)))
@example(TWO_INSERTIONS)
@example(OWN_BORDER)
@example(TWIN_REASONS)
@example(FALLEN)
def test_what_is_settled_is_what_the_law_says(edits: list[Edit]) -> None:
    assert settled(edits) == by_the_law(edits)


@quick
@given(loose_edits(len(TEXT)))
@example(TWO_INSERTIONS)
@example(OWN_BORDER)
def test_what_is_settled_can_be_carried_out(edits: list[Edit]) -> None:
    Document.of(TEXT).apply(settled(edits))


@quick
@given(loose_edits(len(TEXT)), st.randoms(use_true_random=False))
def test_the_order_of_the_proposals_plays_no_part(edits: list[Edit], random: Any) -> None:
    assert settled(edits) == settled(random.sample(edits, len(edits)))


@quick
@given(loose_edits(len(TEXT)))
@example(FALLEN)
def test_a_decision_stands_or_falls_as_a_whole(edits: list[Edit]) -> None:
    standing = set(settled(edits))
    for members in decisions(edits):
        assert standing.issuperset(members) or standing.isdisjoint(members)


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        pytest.param(an_edit(1, 3), an_edit(2, 6), id="begins first"),
        pytest.param(an_edit(1, 3, safety=Safety.UNSAFE), an_edit(2, 3), id="first, though unsafe"),
        pytest.param(an_edit(1, 4, rule="z"), an_edit(1, 3, rule="a"), id="longer"),
        pytest.param(
            an_edit(1, 4, rule="z"), an_edit(1, 4, rule="a", safety=Safety.UNSAFE), id="safer"
        ),
        pytest.param(an_edit(1, 4, "X", "a"), an_edit(1, 4, "", "b"), id="name"),
        pytest.param(an_edit(1, 4, "X"), an_edit(1, 4, "Y"), id="replacement"),
        pytest.param(an_edit(1, 4, reason="a"), an_edit(1, 4, reason="b"), id="reason"),
        pytest.param(an_edit(1, 3), an_edit(3, 3, "X"), id="insertion behind an edit"),
        pytest.param(an_edit(1, 3), an_edit(1, 1, "X"), id="insertion before an edit"),
        pytest.param(an_edit(1, 3), an_edit(2, 2, "X"), id="insertion inside an edit"),
        pytest.param(an_edit(1, 1, "X", "a"), an_edit(1, 1, "X", "b"), id="two insertions"),
    ],
)
def test_of_two_that_overlap_one_wins(winner: Edit, loser: Edit) -> None:
    assert settled([winner, loser]) == settled([loser, winner]) == [winner]


def test_neighbours_do_not_overlap() -> None:
    edits = [an_edit(0, 2), an_edit(2, 4), an_edit(5, 5, "X"), an_edit(6, 8)]
    assert settled(edits) == edits


def test_the_edits_of_one_decision_may_touch() -> None:
    edits = [an_edit(0, 2, "", group=1), an_edit(2, 2, "X", group=1), an_edit(2, 4, "", group=1)]
    assert settled(edits) == edits


def test_groups_of_two_rules_are_two_decisions() -> None:
    ours = [an_edit(0, 1, rule="a", group=1), an_edit(6, 8, rule="a", group=1)]
    theirs = [an_edit(3, 4, rule="b", group=1)]
    lost = an_edit(0, 2, rule="0")
    assert settled([*ours, *theirs, lost]) == [lost, *theirs]


def test_a_decision_that_fell_bars_nothing() -> None:
    first, _, _, *third = FALLEN
    assert settled(FALLEN) == [first, *third]


def test_safe_edits_are_applied_and_the_others_shown() -> None:
    rule = proposing(
        an_edit(0, 1, "S"),
        an_edit(2, 3, "U", safety=Safety.UNSAFE),
        an_edit(4, 5, "A", safety=Safety.ADVICE),
        an_edit(6, 7, None),
    )
    document = run(TEXT, rule)
    assert document.text == "Sbcdefgh"
    assert [change.new for change in document.advice] == ["U", "A", None]


def test_unsafe_edits_are_applied_on_request() -> None:
    rule = proposing(
        an_edit(0, 1, "S"),
        an_edit(2, 3, "U", safety=Safety.UNSAFE),
        an_edit(4, 5, "A", safety=Safety.ADVICE),
    )
    document = run(TEXT, rule, least=Safety.UNSAFE)
    assert document.text == "SbUdefgh"
    assert [change.new for change in document.advice] == ["A"]


def test_advice_is_never_applied_and_never_lost() -> None:
    rule = proposing(an_edit(4, 5, "A", safety=Safety.ADVICE), an_edit(0, 1, None))
    document = run(TEXT, rule, least=Safety.ADVICE)
    assert document.text == TEXT
    assert [change.new for change in document.advice] == [None, "A"]


def test_advice_without_a_replacement_stays_beside_an_applied_edit() -> None:
    places = [(0, 1), (1, 3), (2, 2), (0, 8)]
    document = run(TEXT, proposing(an_edit(0, 3, "X"), *(an_edit(*p, None) for p in places)))
    assert document.text == "Xdefgh"
    assert len(document.advice) == len(places)


@pytest.mark.parametrize(
    ("applied", "proposal"),
    [
        (an_edit(2, 4, "S"), (2, 4)),
        (an_edit(2, 4, "S"), (3, 6)),
        (an_edit(2, 4, "S"), (0, 8)),
        (an_edit(2, 4, "S"), (3, 3)),
        (an_edit(2, 4, "S"), (2, 2)),
        (an_edit(2, 4, "S"), (4, 4)),
        (an_edit(2, 2, "S"), (2, 2)),
        (an_edit(2, 2, "S"), (2, 4)),
        (an_edit(2, 2, "S"), (0, 2)),
    ],
)
def test_a_proposal_that_an_applied_edit_overtakes_is_not_shown(
    applied: Edit, proposal: tuple[int, int]
) -> None:
    document = run(TEXT, proposing(applied, an_edit(*proposal, "U", safety=Safety.UNSAFE)))
    assert document.text != TEXT
    assert document.advice == ()


@pytest.mark.parametrize("proposal", [(0, 2), (4, 6), (1, 1), (5, 5)])
def test_a_proposal_beside_an_applied_edit_is_shown(proposal: tuple[int, int]) -> None:
    rule = proposing(an_edit(2, 4, "S"), an_edit(*proposal, "U", safety=Safety.UNSAFE))
    assert [(c.start, c.end) for c in run(TEXT, rule).advice] == [proposal]


def test_half_a_proposal_is_not_shown() -> None:
    pair = [an_edit(at, at + 1, "U", safety=Safety.UNSAFE, group=1) for at in (0, 6)]
    other = [an_edit(at, at + 1, "U", safety=Safety.UNSAFE, group=2) for at in (1, 5)]
    document = run(TEXT, proposing(an_edit(6, 8, "S"), *pair, *other))
    assert [(c.start, c.end) for c in document.advice] == [(1, 2), (5, 6)]


def test_the_same_proposal_is_shown_once() -> None:
    twice = [an_edit(0, 1, None), an_edit(0, 1, None)]
    assert len(run(TEXT, proposing(*twice)).advice) == 1


def test_a_stage_without_edits_returns_the_same_document() -> None:
    document = Document.of(TEXT)
    assert Stage("stage", (proposing(),)).run(document, View(TEXT), Safety.SAFE) is document


# A text whose lines and passages are spared for different reasons.
MIXED = (
    "See https://x.org/a, “go {name}” ok.\nLe chat est dans la maison avec les deux.\n"
    "To a@b.org, who is in the house with two of the cats."
)
URL = MIXED.index("https"), MIXED.index(", “go")
QUOTATION = MIXED.index("go"), MIXED.index("” ok")
FOREIGN = MIXED.index("Le chat"), MIXED.index("\nTo")


def taken(document: Document) -> list[tuple[int, int]]:
    """The stretches of the original that were changed or brought into question."""
    pieces = [(piece.start, piece.end) for piece in document.pieces if piece.edits]
    return pieces + [(change.start, change.end) for change in document.advice]


def harms(span: tuple[int, int], place: tuple[int, int]) -> bool:
    """Whether a place takes from a span or lies inside it."""
    return place[0] < span[1] and span[0] < place[1]


@thorough
@given(loose_edits(len(MIXED)), st.sets(st.sampled_from(["quotations", "foreign"])))
@example([an_edit(*URL)], set())
@example([an_edit(URL[0] + 1, URL[0] + 1, "X")], set())
@example([an_edit(*QUOTATION)], {"quotations"})
@example([an_edit(*FOREIGN)], {"foreign"})
def test_no_edit_touches_what_is_protected_or_spared(edits: list[Edit], spares: set[str]) -> None:
    spans = protected_ranges(MIXED)
    spans += [QUOTATION] * ("quotations" in spares) + [FOREIGN] * ("foreign" in spares)
    free = [e for e in edits if not any(harms(span, (e.start, e.end)) for span in spans)]
    document = run(MIXED, proposing(*edits, spares=spares))
    assert not any(harms(span, place) for span in spans for place in taken(document))
    lost = {edit.group for edit in edits if edit.group and edit not in free}
    kept = run(MIXED, proposing(*(edit for edit in free if edit.group not in lost)))
    assert document == kept


def test_only_the_rule_that_spares_stays_out() -> None:
    edit = an_edit(QUOTATION[0], QUOTATION[0] + 2, "went")
    assert run(MIXED, proposing(edit, spares=["quotations"])).text == MIXED
    assert run(MIXED, proposing(edit, spares=["foreign"])).text != MIXED
    edit = an_edit(FOREIGN[0], FOREIGN[0] + 2, "The")
    assert run(MIXED, proposing(edit, spares=["foreign"])).text == MIXED
    assert run(MIXED, proposing(edit, spares=["quotations"])).text != MIXED


def test_an_edit_may_stand_at_the_border_of_what_is_protected() -> None:
    edits = [an_edit(URL[0], URL[0], "<"), an_edit(URL[1], URL[1] + 1, ";")]
    assert run(MIXED, proposing(*edits)).text.startswith("See <https://x.org/a; “go")


def test_advice_may_hold_what_is_protected_whole_and_not_cut_into_it() -> None:
    whole, wider = an_edit(*URL, None), an_edit(3, 20, None)
    cuts = [an_edit(URL[0] + 1, URL[1], None), an_edit(URL[0], URL[1] - 1, None)]
    document = run(MIXED, proposing(whole, wider, *cuts))
    assert [(c.start, c.end) for c in document.advice] == [(3, 20), URL]


def test_a_decision_with_one_barred_edit_falls_as_a_whole() -> None:
    barred, free = an_edit(URL[0], URL[1], "", group=1), an_edit(0, 3, "Read", group=1)
    other = an_edit(1, 2, "E", rule="other", group=1)
    document = run(MIXED, proposing(barred, free), proposing(other, name="other"))
    assert document.text == "S" + "E" + MIXED[2:]


def a_rule(find: str, replace: str | None, name: str = "stage/rule") -> Rule:
    """A rule with a pattern."""
    card: dict[str, Any] = {"title": "t", "why": "w", "safety": Safety.SAFE, "mqm": "grammar"}
    card |= {"finder": "", "options": {}, "spares": frozenset()}
    return Rule(name, find=find, replace=replace, **card, keeps=(), repairs=(), findings=())


def test_rules_of_a_stage_do_not_see_each_others_edits() -> None:
    assert run("a b", a_rule("a", "b"), a_rule("b", "c", "other")).text == "b c"


def test_each_stage_sees_what_the_one_before_it_left() -> None:
    stages = [
        Stage("one", (a_rule("a", "bb", "one/x"),)),
        Stage("two", (a_rule("b", None, "two/x"),)),
        Stage("three", (a_rule("bb", "c", "three/x"),)),
        Stage("four", (a_rule("c$", "d", "four/x"),)),
    ]
    document = run_once(Document.of("a a"), stages, Safety.SAFE)
    assert document.text == "c d"
    assert [change.rules for change in document.changes] == [
        ("one/x", "three/x"),
        ("one/x", "three/x", "four/x"),
    ]
    assert [(c.start, c.end) for c in document.advice] == [(0, 1), (0, 1), (2, 3), (2, 3)]


def test_no_stages_change_nothing() -> None:
    document = Document.of("a")
    assert run_once(document, [], Safety.SAFE) is document
    assert run_stages(document, [], Safety.SAFE) == document


def test_a_repair_that_bares_another_is_followed_with_its_whole_history() -> None:
    stages = [
        Stage("one", (a_rule("bb", "c", "one/x"),)),
        Stage("two", (a_rule("a", "b", "two/x"), a_rule("c", None, "two/advice"))),
    ]
    document = run_stages(Document.of("aa"), stages, Safety.SAFE)
    assert document.text == "c"
    assert [change.rules for change in document.changes] == [("two/x", "one/x")]
    assert [(advice.old, advice.rules) for advice in document.advice] == [("aa", ("two/advice",))]


@pytest.mark.parametrize(
    "stages",
    [
        [Stage("grows", (a_rule("a", "aa", "grows/x"),))],
        [Stage("turns", (a_rule("a", "b", "turns/x"), a_rule("b", "a", "turns/y")))],
    ],
    ids=["growing", "turning"],
)
def test_a_text_that_does_not_come_to_rest_is_left_as_it_was(stages: list[Stage]) -> None:
    document = run_stages(Document.of("a"), stages, Safety.SAFE)
    assert (document.text, document.changes) == ("a", ())
    assert len(document.advice) == 1


def write_card(root: Path, name: str, replace: str = "b") -> None:
    """A card under `root`; `name` is its path without the ending."""
    path = root / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"title = 'T'\nwhy = 'W'\nsafety = 'safe'\nmqm = 'grammar'\nfind = 'a'\n"
        f"replace = '{replace}'\nkeeps = ['c']\nrepairs = [{{ bad = 'a', good = 'b' }}]\n",
        encoding="utf-8",
    )


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of rules in place of the shipped one."""
    root = tmp_path / "shipped"
    root.mkdir()
    monkeypatch.setattr("cleancopy.stages.RULES", root)
    read_stages.cache_clear()
    yield root
    read_stages.cache_clear()


def listing(stages: Iterable[Stage]) -> list[tuple[str, list[str]]]:
    """The names of the stages and of their rules."""
    return [(stage.name, [rule.name for rule in stage.rules]) for stage in stages]


def test_stages_come_in_the_order_of_their_numbers(shipped: Path) -> None:
    for name in ("10-alpha/x", "02-omega/y", "02-omega/b", "03-delta/z", "names/people"):
        write_card(shipped, name)
    assert listing(read_stages()) == [
        ("omega", ["omega/b", "omega/y"]),
        ("delta", ["delta/z"]),
        ("alpha", ["alpha/x"]),
    ]


def test_a_file_is_no_stage(shipped: Path) -> None:
    write_card(shipped, "01-one/x")
    (shipped / "02-notes.md").write_text("notes", encoding="utf-8")
    assert listing(read_stages()) == [("one", ["one/x"])]


def test_a_further_folder_adds_rules_and_stages(shipped: Path, tmp_path: Path) -> None:
    write_card(shipped, "01-one/x")
    write_card(shipped, "03-three/x")
    for name in ("09-one/y", "02-two/x", "04-four/x"):  # a stage that is there keeps its number
        write_card(tmp_path / "more", name)
    assert listing(read_stages(tmp_path / "more")) == [
        ("one", ["one/x", "one/y"]),
        ("two", ["two/x"]),
        ("three", ["three/x"]),
        ("four", ["four/x"]),
    ]


def test_a_further_folder_replaces_a_rule_by_name(shipped: Path, tmp_path: Path) -> None:
    write_card(shipped, "01-one/x")
    write_card(shipped, "01-one/y")
    write_card(tmp_path / "more", "01-one/x", replace="new")
    write_card(tmp_path / "most", "01-one/x", replace="newest")
    (stage,) = read_stages(tmp_path / "more", tmp_path / "most")
    assert [(rule.name, rule.replace) for rule in stage.rules] == [
        ("one/x", "newest"),
        ("one/y", "b"),
    ]


@pytest.mark.usefixtures("shipped")
def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CardError, match=r"nowhere: no folder of rules there$"):
        read_stages(tmp_path / "nowhere")


def test_a_bad_card_is_an_error(shipped: Path) -> None:
    write_card(shipped, "01-one/x")
    (shipped / "01-one" / "x.toml").write_text("title = ", encoding="utf-8")
    with pytest.raises(CardError, match=r"^shipped/01-one/x\.toml: not readable as TOML"):
        read_stages()
