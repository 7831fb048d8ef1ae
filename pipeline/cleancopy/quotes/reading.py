"""The cheapest well-formed reading of all marks of a text, and how clearly each mark's part wins.

A small dynamic program over the marks and paragraph ends of a text. The state is whether a
quotation is open; each event offers moves, each with its price and the state that it leads to. The
best prices up to an event and from it on tell what the best reading with a given move would cost;
what it costs more than the best reading of all is what that move loses by. Linear in the marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import inf
from typing import NamedTuple

from cleancopy.quotes import prices
from cleancopy.quotes.marks import CLOSES, OPENS, Mark, Paragraph
from cleancopy.quotes.moves import (
    DROPPED,
    Move,
    Page,
    end_moves,
    mark_moves,
    passing_moves,
)

NO_MARGIN = 0.5  # a mark that is read by less leaves its whole paragraph in doubt
FAR_FETCHED = 6.0  # or at such a price
DOUBT = 0.9  # the most that a reading in a doubtful paragraph wins by
APART = 4.0  # but for a mark that is read by so much, and
PLAIN = 1.2  # stands nearly as it should


class Decision(NamedTuple):
    """The move of the best reading at one event, and the margins by which others lose.

    `mark` is None at the end of a paragraph. `margin` is that of the mark's part, `partner_margin`
    that of a partner being put in, here and not elsewhere.
    """

    paragraph: Paragraph
    mark: Mark | None
    move: Move
    margin: float
    partner_margin: float

    @property
    def line(self) -> tuple[int, int]:
        """Where its paragraph stands."""
        return self.paragraph.start, self.paragraph.end

    @property
    def place(self) -> tuple[int, int]:
        """Where its mark stands; at a paragraph's end, that of the last mark before it."""
        mark = self.mark or (self.paragraph.marks or (None,))[-1]
        return (mark.start, mark.end) if mark else self.line


class _Event(NamedTuple):
    paragraph: Paragraph
    mark: Mark | None
    moves: tuple[Move, ...]


def read(page: Page) -> list[Decision]:
    """The best reading of a text, event by event."""
    return decided(list(_events(page)))


def decided(events: Sequence[_Event]) -> list[Decision]:
    """The best reading of a row of events."""
    ahead, behind = _forward(events), _backward(events)
    decisions, state = [], False
    for number, event in enumerate(events):
        totals = [
            (ahead[number][move.was_open] + move.price + behind[number + 1][move.is_open], move)
            for move in event.moves
        ]
        best = min(total for total, _ in totals)
        move = min(
            (m for t, m in totals if m.was_open == state and t <= best + 1e-6),
            key=lambda m: (m.price, m.part),
        )
        parts = [total for total, other in totals if other.part != move.part]
        partners = [total for total, other in totals if _partners(other) != _partners(move)]
        margins = min(parts, default=inf) - best, min(partners, default=inf) - best
        decisions.append(Decision(event.paragraph, event.mark, move, *margins))
        state = move.is_open
    return _doubted(decisions)


def _events(page: Page) -> Iterator[_Event]:
    """The events of a text, without those that can only be passed by at no price."""
    for number, paragraph in enumerate(page.paragraphs):
        if page.sound[number]:
            if page.may_be_open[number]:
                yield _Event(paragraph, None, tuple(passing_moves(paragraph)))
            continue
        for index, mark in enumerate(paragraph.marks):
            yield _Event(paragraph, mark, tuple(mark_moves(page, number, index)))
        yield _Event(paragraph, None, tuple(end_moves(page, number)))


def _partners(move: Move) -> tuple[int, int]:
    return move.opener_at, move.closer_at


def _forward(events: Sequence[_Event]) -> list[list[float]]:
    """The price of the best reading up to each event, by the state it leaves."""
    prices_to = [[0.0, inf]]
    for event in events:
        row = [inf, inf]
        for move in event.moves:
            total = prices_to[-1][move.was_open] + move.price
            row[move.is_open] = min(row[move.is_open], total)
        prices_to.append(row)
    return prices_to


def _backward(events: Sequence[_Event]) -> list[list[float]]:
    """The price of the best reading from each event on, by the state it begins in."""
    prices_from = [[0.0, prices.LEFT_OPEN]]
    for event in reversed(events):
        row = [inf, inf]
        for move in event.moves:
            total = move.price + prices_from[-1][move.is_open]
            row[move.was_open] = min(row[move.was_open], total)
        prices_from.append(row)
    return prices_from[::-1]


def _doubted(decisions: list[Decision]) -> list[Decision]:
    """The decisions, none of them certain in a paragraph that cannot be read with certainty."""
    doubtful = {
        line
        for line, group in groupby(decisions, _line)
        if _is_doubtful([d for d in group if d.mark])
    }
    return [
        decision._replace(margin=min(decision.margin, DOUBT), partner_margin=0.0)
        if decision.line in doubtful and not _stands_apart(decision)
        else decision
        for decision in decisions
    ]


def _stands_apart(decision: Decision) -> bool:
    """Whether a mark's part is plain, whatever the other marks of its paragraph are."""
    is_plain = decision.move.price <= PLAIN and decision.move.part != DROPPED
    return is_plain and decision.margin >= APART


def _line(decision: Decision) -> tuple[int, int]:
    return decision.line


def _is_doubtful(decisions: list[Decision]) -> bool:
    """Whether the marks of a paragraph leave room for another reading.

    An unpaired mark at an end of a paragraph is sound: speech may run on. In its middle it is not,
    nor beside a stray one, which may be its partner.
    """
    moves = [decision.move for decision in decisions]
    unpaired = any(move.unpaired for move in moves)
    return (
        any(move.unpaired for move in moves[1:-1])
        or (unpaired and any(_may_be_partner(decision) for decision in decisions))
        or any(decision.margin < NO_MARGIN for decision in decisions)
        or any(move.price > FAR_FETCHED for move in moves)
        or any(_both_turned(*pair) for pair in pairwise(decisions))
    )


def _may_be_partner(decision: Decision) -> bool:
    """Whether a mark is read as a stray one, but not as one set twice."""
    twice = decision.move.price <= prices.DROPPED_BESIDE_MARK
    return decision.move.part == DROPPED and not (twice and decision.mark and decision.mark.is_ours)


def _both_turned(first: Decision, second: Decision) -> bool:
    """Whether a pair that opens and closes by its shapes is read the other way round."""
    shapes = [each.mark.shape if each.mark else "" for each in (first, second)]
    return shapes == [OPENS, CLOSES] and [first.move.part, second.move.part] == [CLOSES, OPENS]
