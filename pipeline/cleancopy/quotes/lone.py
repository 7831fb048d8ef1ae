"""Marks that stay without a partner: which of them may as well be stray ones."""

from __future__ import annotations

from cleancopy.quotes.context import may_end_an_excerpt
from cleancopy.quotes.marks import CLOSES, OPENS, Mark
from cleancopy.quotes.reading import Decision

_ONE_MARK = frozenset(("turned", "mixed", "foreign", "space"))  # damage that needs no partner


def partners(decisions: list[Decision]) -> dict[int, Mark]:
    """For each mark that closes, by its number, the one that opened, and the other way round."""
    partners, opened = dict[int, Mark](), -1
    for number, decision in enumerate(decisions):
        if decision.mark is None:
            opened = opened if decision.move.is_open else -1
        elif decision.move.part == OPENS:
            opened = number
        elif decision.move.part == CLOSES:
            opener = decisions[opened].mark if opened >= 0 else None
            if opener is not None:
                partners[number], partners[opened] = opener, decision.mark
            opened = -1
    return partners


def left_open(decisions: list[Decision]) -> frozenset[int]:
    """The numbers of the marks that open what neither ends in the paragraph nor opens the next."""
    found, opened = set[int](), -1
    for number, decision in enumerate(decisions):
        if decision.mark is None:
            if decision.move.unpaired and opened >= 0:
                found.add(opened)
            opened = -1
        elif decision.move.part in (OPENS, CLOSES):
            opened = number if decision.move.part == OPENS else -1
    return frozenset(found)


def may_be_stray(text: str, decision: Decision, damage: str, *, unclosed: bool) -> bool:
    """Whether a mark without a partner is better left as it is, though its part seems clear."""
    mark, move = decision.mark, decision.move
    if mark is None or damage not in _ONE_MARK:
        return False
    if move.part == OPENS:
        return bool(mark.before) and (_is_turned_amid(mark) or (unclosed and _is_apart(mark)))
    lone = move.unpaired and (damage == "space" or mark.before.isalnum())
    return lone and not may_end_an_excerpt(text, mark, decision.paragraph)


def opens_paragraph(decision: Decision) -> bool:
    """Whether a mark opens a paragraph: it closes nothing, and a blank behind it is none's."""
    mark = decision.mark
    return mark is not None and not mark.before and decision.move.part == OPENS


def _is_turned_amid(mark: Mark) -> bool:
    """Whether a mark of the closing shape stands amid a clause, or with a blank on both sides."""
    is_apart = mark.blanks_before > 0 and mark.blanks_after > 0
    return mark.shape == CLOSES and (mark.before.isalnum() or is_apart)


def _is_apart(mark: Mark) -> bool:
    """Whether a mark stands behind a whole sentence, or apart from the word before it."""
    return mark.before in tuple(".!?…") or (mark.before.isalnum() and mark.blanks_before > 0)
