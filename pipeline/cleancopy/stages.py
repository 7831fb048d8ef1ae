"""A stage runs its rules over one text and settles their edits; the stages run in order."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

from cleancopy.context import NOTHING_KNOWN, Context
from cleancopy.document import Document, Edit, Safety, in_order
from cleancopy.errors import CardError
from cleancopy.folders import RULES
from cleancopy.inline import parted
from cleancopy.pieces import moved
from cleancopy.prefilter import Prefilter
from cleancopy.protect import Span, crosses
from cleancopy.rule import Rule, read_rule
from cleancopy.view import View

NOTHING = Safety.SAFE + 1
"""Safer than any edit is: all of them become advice."""


Known = dict[tuple[str, View], list[Edit]]
"""What stages, by name, found in texts."""


@dataclass(frozen=True)
class Stage:
    """Rules that see the same text and not each other's edits."""

    name: str
    rules: tuple[Rule, ...]

    @cached_property
    def prefilter(self) -> Prefilter:
        """Tells which of the patterns that the rules need can match in a text."""
        return Prefilter(pattern for pattern, _ in self._needs if pattern)

    @cached_property
    def _needs(self) -> list[tuple[str, Rule]]:
        return [(rule.needs, rule) for rule in self.rules]

    def edits(self, view: View) -> list[Edit]:
        """What its rules would change in a text, or want looked at."""
        possible = self.prefilter.possible(view.text)
        rules = [rule for pattern, rule in self._needs if not pattern or pattern in possible]
        return [edit for rule in rules for edit in _allowed(rule, view)]

    def run(self, document: Document, view: View, least: int) -> Document:
        """The document after this stage; edits less safe than `least` become advice."""
        return self.carry_out(self.edits(view), document, view, least)

    def carry_out(self, edits: list[Edit], document: Document, view: View, least: int) -> Document:
        """The document after these of its edits."""
        if view.context.marks:
            edits, kept = parted(edits, document.pieces, view.context.marks)
            document = document.suppress(kept)
        if not edits:
            return document
        asked = {edit for edit in edits if edit.new is not None and edit.safety >= max(least, 1)}
        applied = settled(asked)
        shown = _shown([edit for edit in edits if edit not in asked], applied)
        return document.advise(shown).apply(applied)


ROUNDS = 8
"""How often the stages may run on one text until they find nothing more; two is the rule."""


def run_stages(
    document: Document, stages: Sequence[Stage], least: Safety, context: Context = NOTHING_KNOWN
) -> Document:
    """The document at rest: one that the stages, run again, would not change.

    Almost always the second round finds nothing and is the proof of it. Where a repair beside a
    mark changes how the next mark is read, it goes on. A text that does not come to rest is left
    as it was: repairs that chase each other are no repairs. Advice is what the last round found.
    """
    original, known = document, Known()
    for _ in range(ROUNDS):
        after = run_once(replace(document, advice=()), stages, least, context, known)
        if after.text == document.text:
            return replace(document, advice=after.advice, suppressed=after.suppressed)
        document = after
    return run_once(original, stages, NOTHING, context, known)


def run_once(
    document: Document,
    stages: Iterable[Stage],
    least: int,
    context: Context = NOTHING_KNOWN,
    known: Known | None = None,
) -> Document:
    """The document after all stages, each of which sees what the one before it left.

    In a second round the stages behind the last change see what they saw before: it is known.
    """
    view, known = _view(document, context), Known() if known is None else known
    for stage in stages:
        if (stage.name, view) not in known:
            known[stage.name, view] = stage.edits(view)
        after = stage.carry_out(known[stage.name, view], document, view, least)
        if after.pieces is not document.pieces:
            view = _view(after, context)
        document = after
    return document


def _view(document: Document, context: Context) -> View:
    return View(document.text, context, moved(context.barred, document.pieces))


def settled(edits: Iterable[Edit]) -> list[Edit]:
    """The edits that can be carried out together, in order.

    The law: decisions are taken one after the other, and one that overlaps another that stands
    falls as a whole. First comes the one that begins first; of those that begin together the
    longer, then the safer, then the one whose rule's name sorts first. Two insertions at one
    place overlap, and so does an insertion at the border of another decision's edit: the two
    would not have been proposed by anyone who saw both.
    """
    decisions: dict[object, list[Edit]] = {}
    for edit in sorted(set(edits), key=_rank):
        decisions.setdefault((edit.rule, edit.group) if edit.group else edit, []).append(edit)
    standing: list[Edit] = []
    for members in decisions.values():
        if _is_sound(members) and not any(_overtaken(edit, standing) for edit in members):
            for edit in members:
                insort(standing, edit, key=_place)
    return standing


def _rank(edit: Edit) -> tuple[int, int, int, str, str, str, int]:
    """The order of decisions; down to the reason, so that the order they came in plays no part."""
    start, end, safety = edit.start, edit.end, edit.safety
    return start, -end, -safety, edit.rule, edit.new or "", edit.reason, edit.group


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _is_sound(members: list[Edit]) -> bool:
    """Whether the edits of one decision can be carried out; they may touch, unlike strangers."""
    pairs = pairwise(in_order(members))
    return not any(b.start < a.end or _place(a) == _place(b) for a, b in pairs)


def _overtaken(edit: Edit, standing: Sequence[Edit]) -> bool:
    """Whether `edit` overlaps one of the ordered edits that stand."""
    for index in range(bisect_left(standing, edit.start, key=lambda e: e.end), len(standing)):
        other = standing[index]
        if other.start > edit.end:
            break
        inserts = edit.start == edit.end or other.start == other.end
        if inserts or (other.start < edit.end and edit.start < other.end):
            return True
    return False


def _shown(edits: Iterable[Edit], applied: Sequence[Edit]) -> list[Edit]:
    """The advice that is left: a decision that an applied edit has overtaken is none any more."""
    gone = {edit for edit in edits if _overtaken(edit, applied)}
    groups = {(edit.rule, edit.group) for edit in gone if edit.group}
    return [
        edit
        for edit in dict.fromkeys(edits)
        if edit.new is None or not (edit in gone or (edit.rule, edit.group) in groups)
    ]


def _allowed(rule: Rule, view: View) -> list[Edit]:
    """A rule's edits outside the passages that it spares; a decision falls as a whole."""
    edits = list(rule.edits(view))
    if not edits:
        return edits
    spared = _spared(rule, view)
    refused = {
        edit
        for edit in edits
        if _harms(view.protected, edit) or any(crosses(s, edit.start, edit.end) for s in spared)
    }
    groups = {edit.group for edit in refused if edit.group}
    return [edit for edit in edits if edit not in refused and edit.group not in groups]


def _harms(protected: list[Span], edit: Edit) -> bool:
    """Whether an edit takes from what is protected; advice may hold it whole."""
    if not crosses(protected, edit.start, edit.end):
        return False
    return edit.new is not None or any(
        crosses(protected, place, place) for place in (edit.start, edit.end)
    )


def _spared(rule: Rule, view: View) -> list[list[Span]]:
    spans = []
    if "foreign" in rule.spares:
        spans.append(view.foreign)
    if "quotations" in rule.spares:
        spans.append(view.quoted)
    return spans


@cache
def read_stages(*folders: Path) -> tuple[Stage, ...]:
    """The stages with their cards, in the order of the folder names `NN-stage`.

    Later folders add to the shipped ones; a card of the same name replaces the earlier one.
    Raises CardError.
    """
    numbers: dict[str, str] = {}
    rules: defaultdict[str, dict[str, Rule]] = defaultdict(dict)
    for root in (RULES, *folders):
        if not root.is_dir():
            raise CardError(f"{root}: no folder of rules there")
        for folder in sorted(root.glob("[0-9][0-9]-*/")):
            stage = folder.name[3:]
            numbers.setdefault(stage, folder.name[:2])
            for path in sorted(folder.glob("*.toml")):
                rule = read_rule(path)
                rules[stage][rule.name] = rule
    ordered = sorted(numbers, key=lambda stage: (numbers[stage], stage))
    return tuple(Stage(stage, tuple(rules[stage].values())) for stage in ordered)
