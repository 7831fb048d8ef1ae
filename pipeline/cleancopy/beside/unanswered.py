"""Which numbers of a text nothing in the source answers, and the other way round."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from cleancopy.beside.figures import Figure, figures, is_known
from cleancopy.beside.places import Beside

_NEAR = 3.0  # lines within which a number counts as the same
_ANYWHERE = 2.0  # more than places differ where there are no lines
_SPOKEN = (0, 1, 2)  # often said otherwise: none, a, both
_CENTURIES = range(1900, 2100)


def unanswered(
    pair: Beside, ours: Sequence[Figure], theirs: Sequence[Figure]
) -> tuple[list[Figure], list[Figure]]:
    """What of the text and of its source the other has in no form, in order."""
    here, there = _Known(ours, pair.here), _Known(theirs, pair.there)
    near = _NEAR if pair.is_aligned else _ANYWHERE
    return (
        [f for f in ours if f.is_firm and not there.has(f, pair.here(f.start), near)],
        [f for f in theirs if f.is_firm and not here.has(f, pair.there(f.start), near)],
    )


def numbers(pair: Beside) -> tuple[list[Figure], list[Figure]]:
    """The numbers in figures of the text and of its source that the other has not."""
    ours, theirs = figures(pair.text, "en"), figures(pair.source, pair.lang)
    if not is_known(pair.lang):
        # What the source calls thousand or million we cannot read.
        ours = tuple(each for each in ours if each.values[0] < 1000 and not each.off)
    first, second = unanswered(pair, ours, theirs)
    return [f for f in first if f.values[0] not in _SPOKEN], [
        f for f in second if f.values[0] not in _SPOKEN
    ]


def differing(pair: Beside) -> Iterator[tuple[Figure, Figure]]:
    """Unanswered numbers of the text, each with one of the source: of the same digits, if any."""
    ours, theirs = numbers(pair)
    alike = list(pair.matched(*_of_same_digits(ours, theirs), lambda figure: figure.start))
    told = {figure for two in alike for figure in two}
    ours, theirs = ([each for each in some if each not in told] for some in (ours, theirs))
    yield from alike
    yield from pair.matched(ours, theirs, lambda figure: figure.start)


def _of_same_digits(
    ours: Sequence[Figure], theirs: Sequence[Figure]
) -> tuple[list[Figure], list[Figure]]:
    """The numbers whose digits, without noughts at their ends, both texts have among them."""
    common = {_digits(each) for each in ours} & {_digits(each) for each in theirs}
    first, second = ([f for f in some if _digits(f) in common] for some in (ours, theirs))
    return first, second


def _digits(figure: Figure) -> str:
    return "".join(map(str, figure.values[0].as_tuple().digits)).strip("0")


class _Known:
    """The numbers of one text by what they may be worth, with their places."""

    def __init__(self, several: Iterable[Figure], place: Callable[[int], float]) -> None:
        self.places: defaultdict[Decimal, list[float]] = defaultdict(list)
        rounded: list[tuple[Decimal, Decimal]] = []
        for figure in several:
            at = place(figure.start)
            for value in figure.values:
                for form in _forms(value):
                    self.places[form].append(at)
                if figure.off:
                    rounded.append((value - figure.off, value + figure.off))
        self.values = sorted(self.places)
        self.rounded = _merged(rounded)

    def has(self, figure: Figure, place: float, near: float) -> bool:
        """Whether one of the values stands near a place, or is rounded, here or there."""
        for value in figure.values:
            if any(self._is_near(form, place, near) for form in _forms(value)):
                return True
            first = bisect_left(self.values, value - figure.off)
            if figure.off and first < len(self.values) and self.values[first] <= value + figure.off:
                return True
            number = bisect_left(self.rounded, (value, value)) - 1
            around = self.rounded[max(0, number) : number + 2]
            if any(least <= value <= most for least, most in around):
                return True
        return False

    def _is_near(self, value: Decimal, place: float, near: float) -> bool:
        places = self.places.get(value)
        if not places:
            return False
        index = bisect_left(places, place - near)
        return index < len(places) and places[index] <= place + near


def _forms(value: Decimal) -> tuple[Decimal, ...]:
    """A number, and a year as it is said in short: '90s."""
    is_year = value == value.to_integral_value() and value in _CENTURIES
    return (value, value % 100) if is_year else (value,)


def _merged(spans: Sequence[tuple[Decimal, Decimal]]) -> list[tuple[Decimal, Decimal]]:
    found: list[tuple[Decimal, Decimal]] = []
    for least, most in sorted(spans):
        if found and least <= found[-1][1]:
            found[-1] = found[-1][0], max(most, found[-1][1])
        else:
            found.append((least, most))
    return found
