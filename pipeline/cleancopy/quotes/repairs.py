"""What the reading of a text's marks asks to be changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cleancopy.edit import trimmed
from cleancopy.quotes.lone import left_open, may_be_stray, opens_paragraph, partners
from cleancopy.quotes.marks import (
    CLOSES,
    LOW,
    OPENS,
    Mark,
    Paragraph,
    Style,
    house_style,
    paragraphs,
    sets_stops_inside,
)
from cleancopy.quotes.moves import DROPPED, NOT_A_MARK, NOWHERE, Page, is_sound
from cleancopy.quotes.reading import Decision, read
from cleancopy.view import View, is_other_language

CERTAIN = 1.0  # the margin by which a reading must win
GUESSED = "only-foreign"

Replacement = tuple[int, int, str]
_TEXTS = 4  # that are remembered: a text comes again as what its repair leaves, and in each round


class Repair(NamedTuple):
    """One decision: the kind of damage, the margin its reading wins by, and what to replace.

    `mark` is the place of the mark that it is about; for a paragraph's end, the last sign.
    The kinds: 'lost-opener', 'lost-closer', 'stray', 'turned', 'mixed', 'foreign', 'space', and
    'only-foreign', for which a style must be guessed.
    """

    damage: str
    margin: float
    line: tuple[int, int]
    mark: tuple[int, int]
    replacements: tuple[Replacement, ...]


@lru_cache(_TEXTS)
def all_repairs(view: View) -> tuple[Repair, ...]:
    """What the cheapest reading would change, however clearly it wins."""
    return tuple(_repairs(view))


def _repairs(view: View) -> Iterator[Repair]:
    text, (style, decisions) = view.text, _decisions(view)
    paired, unclosed = partners(decisions), left_open(decisions)
    for number, decision in enumerate(decisions):
        partner = paired.get(number)
        damage, margin, new = _repair(text, decision, style, partner)
        is_open = number in unclosed
        if (partner is None or is_open) and may_be_stray(text, decision, damage, unclosed=is_open):
            margin = 0.0
        if damage == "space" and opens_paragraph(decision):
            margin = max(margin, CERTAIN)
        if new:
            smallest = tuple(trimmed(start, text[start:end], by) for start, end, by in new)
            yield Repair(damage, margin, decision.line, decision.place, smallest)


def unpaired(view: View) -> Iterator[Repair]:
    """The marks inside a text that stay without a partner, as repairs that replace nothing.

    At the head and at the end of a text they are sound: an excerpt may be cut there.
    """
    _, decisions = _decisions(view)
    first = next((decision for decision in decisions if decision.mark), None)
    for decision in decisions[:-1]:
        if decision.move.unpaired and decision is not first:
            yield Repair("unpaired", decision.margin, decision.line, decision.place, ())


@lru_cache(_TEXTS)
def _decisions(view: View) -> tuple[Style, list[Decision]]:
    """The style of a text and the best reading of its marks; a text is read once."""
    lines = paragraphs(view)
    style, page = _page(view.text, lines)
    if is_sound(page):
        return style, []
    # Telling the language takes longer than reading the marks: only where they need it.
    if view.is_foreign:
        return style, []
    judged = zip(lines, page.sound, strict=True)
    ours = [
        line
        for line, sound in judged
        if sound or not is_other_language(view.text[line.start : line.end])
    ]
    if len(ours) < len(lines):
        style, page = _page(view.text, ours)
    return style, [] if is_sound(page) else read(page)


def _page(text: str, lines: list[Paragraph]) -> tuple[Style, Page]:
    marks = [mark for line in lines for mark in line.marks]
    style = house_style(marks, text)
    curly = style.name == "curly" if style.clear else None
    return style, Page(text, tuple(lines), sets_stops_inside(marks), curly)


def _repair(
    text: str, decision: Decision, style: Style, partner: Mark | None
) -> tuple[str, float, list[Replacement]]:
    """The kind of damage, by how much its reading wins, and the repair.

    Where the partner to be put in is in doubt but the mark's own part is not, only that is set.
    """
    mark, move = decision.mark, decision.move
    lost = "lost-opener" if move.opener_at != NOWHERE else "lost-closer"
    inserted = list(_inserted(decision, style, partner))
    if inserted and _contradicts(_beside(decision, partner), style):
        return lost, 0.0, inserted
    if mark is None or move.part == NOT_A_MARK:
        return lost, decision.partner_margin, inserted
    if move.part == DROPPED:
        margin = min(decision.margin, decision.partner_margin) if inserted else decision.margin
        return lost if inserted else "stray", margin, [*inserted, (*_without(mark), "")]
    if partner is None and _may_be_no_mark(mark, style):
        return "foreign", 0.0, []
    sign = _sign(mark, move.part, style, partner)
    start, end, new = _set(mark, move.part, mark.written(sign))
    own = [(start, end, new)] if text[start:end] != new else []
    if inserted and (decision.partner_margin >= CERTAIN or not own):
        return lost, min(decision.margin, decision.partner_margin), inserted + own
    if own and not style.name and not _shows_style([mark, partner] if partner else [mark]):
        return GUESSED, decision.margin, own
    return _kind(mark, sign), decision.margin, own


def _inserted(decision: Decision, style: Style, partner: Mark | None) -> Iterator[Replacement]:
    beside, move = _beside(decision, partner), decision.move
    for place, part in ((move.opener_at, OPENS), (move.closer_at, CLOSES)):
        if place != NOWHERE:
            sign = _sign(beside, part, style, partner)
            yield place, place, beside.written(sign) if beside else sign


def _beside(decision: Decision, partner: Mark | None) -> Mark | None:
    """The mark that one put in is to suit; at a paragraph's end, the last before it."""
    return decision.mark or partner or (decision.paragraph.marks or (None,))[-1]


def _contradicts(mark: Mark | None, style: Style) -> bool:
    """Whether a mark is of another style than its text, so that no sign suits both."""
    if mark is None or not mark.is_ours or style.clear:
        return False
    return style.name == ("straight" if mark.is_curly else "curly")


def _may_be_no_mark(mark: Mark, style: Style) -> bool:
    """Whether a lone sign, of no shape and foreign to English, does not plainly end speech."""
    ends_speech = bool(style.name) and mark.before in tuple(",.!?")
    return not (mark.is_ours or mark.shape or ends_speech)


def _shows_style(pair: list[Mark]) -> bool:
    """Whether one of a pair is a mark of English; that behind a low mark is not."""
    return any(each.is_ours for each in pair) and not any(each.sign == LOW for each in pair)


def _kind(mark: Mark, sign: str) -> str:
    if sign == mark.sign:
        return "space"
    if not mark.is_ours:
        return "foreign"
    return "turned" if mark.is_curly and sign in "“”" else "mixed"


def _sign(mark: Mark | None, part: str, style: Style, partner: Mark | None) -> str:
    """The sign for a part.

    A pair of one kind keeps it unless the text's style is clear. A foreign mark follows its
    partner, a mixed pair or an inserted mark the style. Without a style the curly mark of a mixed
    pair counts if it already stands the right way: an engine that sets one knows the style.
    """
    pair = [each for each in (mark, partner) if each is not None]
    ours = [each for each in pair if each.is_ours] if _shows_style(pair) else []
    kinds = {each.is_curly for each in ours}
    sound = [each.shape == (part if each is mark else _other(part)) for each in ours if each.shape]
    foreign = mark is not None and not mark.is_ours
    if len(kinds) == 1 and (all(sound) if foreign else not style.clear):
        return _of_kind(kinds.pop(), part)
    if style.name:
        return _of_kind(style.name == "curly", part)
    return _of_kind(all(sound) and (bool(sound) or not ours), part)


def _of_kind(curly: bool, part: str) -> str:
    if not curly:
        return '"'
    return "“" if part == OPENS else "”"


def _other(part: str) -> str:
    return CLOSES if part == OPENS else OPENS


def _without(mark: Mark) -> tuple[int, int]:
    """A stray mark with one of the two blanks around it, or those before a stop."""
    if mark.blanks_before and (mark.blanks_after or not mark.after or mark.after in ".,;:!?"):
        return mark.start - mark.blanks_before, mark.end
    if mark.blanks_after and not mark.before:
        return mark.start, mark.end + mark.blanks_after
    return mark.start, mark.end


def _set(mark: Mark, part: str, sign: str) -> tuple[int, int, str]:
    """A mark as it should stand: no blank on its inner side, one on its outer before a word."""
    start, end = mark.start, mark.end
    parted = mark.parted_inside == part
    inner = mark.text[end : end + mark.blanks_after]
    if part == OPENS:
        end += mark.blanks_after if inner.isspace() and not parted else 0
        glued = mark.blanks_before == 0 and (
            mark.before.isalnum() or mark.before in tuple(".,;:!?…)”")
        )
        return start, end, (" " if glued else "") + sign
    start -= 0 if parted else mark.blanks_before
    touches = mark.blanks_after == 0 and mark.text[end : end + 1] == mark.after
    begins = mark.after.isalnum() and not mark.is_pluralised
    follows = touches and (begins or mark.after in tuple("($£€"))
    moved = touches and mark.blanks_before > 0
    return start, end, sign + (" " if follows or (moved and mark.after in tuple('“"(')) else "")
