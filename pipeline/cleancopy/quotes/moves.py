"""The ways to read one mark or one paragraph's end, each with its price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from cleancopy.quotes import prices
from cleancopy.quotes.attribution import reports_from
from cleancopy.quotes.closers import AT_PARAGRAPH_SAID, closer_places
from cleancopy.quotes.context import Prices, is_attributed, own_prices
from cleancopy.quotes.marks import CLOSES, OPENS, Paragraph
from cleancopy.quotes.openers import opener_places
from cleancopy.quotes.places import NO_TEXT, Place, attributed_end, in_first_person

DROPPED, NOT_A_MARK, NO_MARK = "dropped", "no mark", ""
NOWHERE = -1
_PHRASE = 60  # characters
_PLAINLY = 3.0  # the points by which a mark opens, so that no partner need be sought


class Move(NamedTuple):
    """One way to read an event: the mark's part, a partner put in, the states, the price.

    `unpaired` says that a mark is left without its partner, where speech does not simply go on.
    """

    part: str
    was_open: bool
    is_open: bool
    price: float
    opener_at: int = NOWHERE
    closer_at: int = NOWHERE
    unpaired: bool = False


@dataclass(frozen=True)
class Page:
    """A text with its paragraphs in English.

    `inside` says that its commas and stops stand inside the closing mark; `curly` that all its
    marks should be, None where it has no clear style.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    inside: bool
    curly: bool | None

    @cached_property
    def sound(self) -> list[bool]:
        """For each paragraph whether its marks pair up by themselves, and stand as they should."""
        return [_pairs_up(paragraph, self.curly) for paragraph in self.paragraphs]

    @cached_property
    def may_be_open(self) -> list[bool]:
        """For each paragraph whether a quotation may be open where it begins."""
        answers = [False]
        for paragraph, sound in zip(self.paragraphs, self.sound, strict=True):
            answers.append(not sound or (not paragraph.marks and answers[-1]))
        return answers

    @cached_property
    def quoted(self) -> frozenset[str]:
        """The short phrases that the text quotes, with both marks as they should stand."""
        pairs = (pair for paragraph in self.paragraphs for pair in pairwise(paragraph.marks))
        spans = (
            self.text[first.end : second.start].rstrip(".,")
            for first, second in pairs
            if second.start - first.end < _PHRASE
            and prices.opening(first) == prices.closing(second) == 0.0
        )
        return frozenset(span for span in spans if span)

    def closers(self, start: int, end: int, *, at_end: bool = False) -> Iterator[Place]:
        """Places for a lost closer behind the opener that ends at `start`."""
        return closer_places(
            self.text, start, end, at_end=at_end, inside=self.inside, quoted=self.quoted
        )

    def following(self, number: int) -> Paragraph | None:
        """The paragraph after one, by number."""
        return self.paragraphs[number + 1] if number + 1 < len(self.paragraphs) else None

    def goes_on_around(self, number: int) -> bool:
        """Whether the paragraphs before and after one are speech that goes on into the next."""
        around = self.paragraphs[max(0, number - 1) : number + 2]
        return len(around) == 3 and all(_speaks_on(self.text, each) for each in around[::2])

    def lead(self, number: int) -> int:
        """Where the text without marks before a paragraph begins, as far as the one before it."""
        if number == 0:
            return NO_TEXT
        previous = self.paragraphs[number - 1]
        return previous.marks[-1].end if previous.marks else previous.start


def is_sound(page: Page) -> bool:
    """Whether no paragraph of a text needs to be read."""
    return all(page.sound)


def _pairs_up(paragraph: Paragraph, curly: bool | None) -> bool:
    """Whether the marks of a paragraph pair up by themselves, and stand as they should."""
    marks = paragraph.marks
    if not marks:
        return True
    kinds = {mark.is_curly if mark.is_ours else None for mark in marks}
    if len(marks) % 2 or len(kinds) > 1 or None in kinds:
        return False
    if curly is not None and curly not in kinds:
        return False
    return all(
        (prices.closing if index % 2 else prices.opening)(mark) == 0.0
        for index, mark in enumerate(marks)
    )


def passing_moves(paragraph: Paragraph) -> Iterator[Move]:
    """The ways past a sound paragraph: nothing is open before it, or it goes on with the speech."""
    yield Move(NO_MARK, False, False, 0.0)
    if not paragraph.marks:
        yield Move(NO_MARK, True, True, prices.CARRIED_FURTHER)
        yield Move(NO_MARK, True, False, prices.UNCLOSED, unpaired=True)
    elif not paragraph.marks[0].before:
        yield Move(NO_MARK, True, False, prices.CONTINUED)


def mark_moves(page: Page, number: int, index: int) -> Iterator[Move]:
    """The ways to read a mark, by the numbers of its paragraph and of the mark in it."""
    mark = page.paragraphs[number].marks[index]
    own = own_prices(page.text, page.paragraphs[number], index)
    may_be_open = index > 0 or page.may_be_open[number]
    yield from _moves_outside(page, number, index, own)
    if may_be_open:
        yield from _moves_inside(page, number, index, own)
    for state in (False, True) if may_be_open else (False,):
        yield Move(DROPPED, state, state, own.drops)
        if mark.may_be_apostrophe:
            yield Move(NOT_A_MARK, state, state, prices.APOSTROPHE)
        elif mark.before.isdigit() and not mark.blanks_before and mark.sign in '"”″':
            yield Move(NOT_A_MARK, state, state, prices.MEASURE)


def _moves_outside(page: Page, number: int, index: int, own: Prices) -> Iterator[Move]:
    """The ways to read a mark where no quotation is open."""
    paragraph = page.paragraphs[number]
    mark, since = paragraph.marks[index], paragraph.since(index)
    yield Move(OPENS, False, True, own.opens)
    unopened = prices.unopened(mark, is_first=number == index == 0)
    yield Move(CLOSES, False, False, own.closes + unopened, unpaired=True)
    if own.closes > own.opens + _PLAINLY:
        return
    lead = NO_TEXT if index else page.lead(number)
    for place in opener_places(page.text, since, mark.start, paragraph.end, lead, page.quoted):
        price = own.closes + prices.INSERTED + place.cost
        yield Move(CLOSES, False, False, price, opener_at=place.offset)


def _moves_inside(page: Page, number: int, index: int, own: Prices) -> Iterator[Move]:
    """The ways to read a mark where a quotation is open."""
    paragraph = page.paragraphs[number]
    mark, since = paragraph.marks[index], paragraph.since(index)
    before = list(page.closers(since, mark.start))
    attributed = any(place.said for place in before)
    late = prices.PAST_ATTRIBUTION if attributed else 0.0
    yield Move(CLOSES, True, False, own.closes + late)
    again = prices.reopening(mark) if mark.before else prices.CONTINUED
    yield Move(OPENS, True, True, own.opens + again, unpaired=bool(mark.before))
    for place in before:
        price = prices.INSERTED + place.cost
        yield Move(OPENS, True, True, own.opens + price, closer_at=place.offset)
        if attributed and own.drops < prices.DROPPED:
            yield Move(DROPPED, True, False, own.drops + price, closer_at=place.offset)


def end_moves(page: Page, number: int) -> Iterator[Move]:
    """The ways to read the end of a paragraph."""
    paragraph, following = page.paragraphs[number], page.following(number)
    since = paragraph.marks[-1].end if paragraph.marks else paragraph.start
    places = list(page.closers(since, paragraph.end, at_end=True))
    yield Move(NO_MARK, False, False, 0.0)
    unclosed = prices.unclosed(len(page.paragraphs), is_last=following is None)
    yield Move(NO_MARK, True, False, unclosed, unpaired=True)
    if following is not None:
        goes_on = bool(following.marks) and not following.marks[0].before
        named = any(place.said for place in places)
        is_over = _is_over(page.text, paragraph, following)
        price = prices.CARRIED_PAST_ATTRIBUTION if named or is_over else 0.0
        price += 0.0 if goes_on else prices.CARRIED_ON
        if is_over:
            places = [place._replace(cost=min(place.cost, AT_PARAGRAPH_SAID)) for place in places]
        yield Move(NO_MARK, True, True, price, unpaired=not goes_on)
    doubt = prices.IN_LONG_SPEECH if places and page.goes_on_around(number) else 0.0
    for place in places:
        price = prices.INSERTED + place.cost + doubt
        yield Move(NO_MARK, True, False, price, closer_at=place.offset)


def _speaks_on(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph opens speech and does not close it, and names nobody as its speaker."""
    marks = paragraph.marks
    if len(marks) % 2 == 0 or marks[0].before:
        return False
    return attributed_end(text, marks[-1].end, paragraph.end) < 0


def _is_over(text: str, paragraph: Paragraph, following: Paragraph) -> bool:
    """Whether the speech of a paragraph ends with it: the next narrates, and somebody is named.

    The speaker is named in the paragraph, or in the report that follows one that is all speech.
    Otherwise it may go on, in many articles with no mark before the last.
    """
    marks, next_marks = paragraph.marks, following.marks
    if len(marks) % 2 == 0 or len(next_marks) % 2:
        return False
    speaks = next_marks and not next_marks[0].before
    if speaks or in_first_person(text, following.start, following.end):
        return False
    if len(marks) == 1:
        return not marks[0].before and reports_from(text, following.start, following.end)
    return is_attributed(text, marks[-2], paragraph.end)
