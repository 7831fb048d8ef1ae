"""What the words around a mark say of its part."""

from __future__ import annotations

from typing import NamedTuple

from cleancopy.quotes import prices
from cleancopy.quotes.attribution import attributes_after, introduces_before
from cleancopy.quotes.marks import CLOSES, Mark, Paragraph
from cleancopy.quotes.places import ends_of_speech, in_first_person, sentence_starts

_NEAR = 80  # characters


class Prices(NamedTuple):
    """What it costs that a mark opens, closes, or is a stray one."""

    opens: float
    closes: float
    drops: float


def own_prices(text: str, paragraph: Paragraph, index: int) -> Prices:
    """The prices of a mark by itself; the words around may settle its part."""
    since = paragraph.since(index)
    mark, left = paragraph.marks[index], paragraph.marks[index - 1] if index else None
    opens, closes = prices.opening(mark), prices.closing(mark)
    is_alone = _is_alone(paragraph.marks, index)
    drops = prices.dropping(mark, left, is_alone=is_alone)
    if _is_before_ours(paragraph.marks, index):
        drops = prices.DROPPED_BESIDE_MARK
    if is_alone and prices.runs_on(mark):
        near = min(mark.end + _NEAR, paragraph.end)
        if not in_first_person(text, mark.end, near):
            opens, drops = opens + prices.RUNS_ON, prices.DROPPED_IN_PHRASE
    if mark.blanks_before and mark.after and introduces_before(text, since, mark.start):
        return Prices(min(opens, prices.CUED), closes + 1.0, max(drops, prices.DROPPED))
    if is_attributed(text, mark, paragraph.end):
        beside = left is not None and left.end == mark.start
        drops = drops if beside else max(drops, prices.DROPPED)
        opens += prices.ATTRIBUTED if closes == 0.0 else 1.0
        return Prices(opens, min(closes, 2 * prices.CUED), drops)
    if _ends_attribution(text, mark, left, since):
        drops = min(drops, prices.DROPPED_BEHIND_ATTRIBUTION)
    return Prices(opens, closes, drops)


def _is_before_ours(marks: tuple[Mark, ...], index: int) -> bool:
    """Whether a closing mark of another language stands right before one of English."""
    mark, right = marks[index], marks[index + 1] if index + 1 < len(marks) else None
    between = mark.text[mark.end : right.start].strip() if right else "no mark"
    foreign = not mark.is_ours and mark.shape == CLOSES
    return foreign and right is not None and right.is_ours and between in ("", ",", ".")


def _is_alone(marks: tuple[Mark, ...], index: int) -> bool:
    """Whether one of the marks of a paragraph has no partner, and this one has none beside it."""
    if len(marks) % 2 == 0:
        return False
    opened = index > 0 and not marks[index - 1].blanks_after
    closed = index + 1 < len(marks) and not marks[index + 1].blanks_before
    return not opened and not closed


def _ends_attribution(text: str, mark: Mark, left: Mark | None, since: int) -> bool:
    """Whether a mark stands behind the sentence that says whose the speech before it is."""
    closing = not mark.after or (mark.blanks_after and not mark.blanks_before)
    if not closing or mark.before not in tuple(".!?"):
        return False
    *_, last = since, *sentence_starts(text, since, mark.start)
    if last == since and left and is_attributed(text, left, mark.start):
        return True
    return any(
        attributes_after(text, place, mark.start) and not _goes_on(text, place, mark.start)
        for place in ends_of_speech(text, last, mark.start)
    )


def _goes_on(text: str, place: int, end: int) -> bool:
    """Whether a sentence says more than who speaks, and may end in a quoted name or phrase."""
    words = text[place:end].split()
    return words[:1] == ["according"] or ("told" in words and words[-1][:1].isupper())


def may_end_an_excerpt(text: str, mark: Mark, paragraph: Paragraph) -> bool:
    """Whether a text may begin inside the speech that its first mark closes.

    Of longer speech, an excerpt would hold the opening mark as well.
    """
    ends = not mark.after or mark.after in tuple(".,;:") or is_attributed(text, mark, paragraph.end)
    return ends and next(sentence_starts(text, paragraph.start, mark.start), None) is None


def is_attributed(text: str, mark: Mark, end: int) -> bool:
    """Whether a mark stands between speech and the words that say whose it is."""
    stops = mark.before in tuple(",!?") or mark.after == ","
    return stops and attributes_after(text, mark.end, end)
