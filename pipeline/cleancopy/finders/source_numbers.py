"""Numbers of the source that the text has otherwise, or not at all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from cleancopy.beside.calendar import months
from cleancopy.beside.figures import Figure, is_known
from cleancopy.beside.places import Beside, beside
from cleancopy.beside.unanswered import differing, numbers
from cleancopy.finders import Found, Options
from cleancopy.view import View

_LEAST = 10  # smaller numbers are often said otherwise: team of seven, the final four
_SAID = (10, 12, 24, 30, 50, 100)  # ten years, a dozen, a day, half an hour, half, all
_BESIDE = 5  # signs between a day and its month: 5 de mayo


def find(view: View, options: Options) -> Iterator[Found]:
    """Figures that the source has in no form, each with one of the source that the text lacks.

    With `lost`, the lines whose source has a figure that is left over after that.
    """
    pair = beside(view.text, view.context)
    if pair is None:
        return
    twos = list(differing(pair))
    if options.get("lost"):
        yield from _lost(pair, {their.start for _, their in twos})
        return
    for our, their in twos:
        stands = view.text[our.start : our.end]
        reason = f"The source has “{_source(pair, their)}”, the text “{stands}”"
        yield Found(our.start, our.end, None, reason)


def _lost(pair: Beside, told: set[int]) -> Iterator[Found]:
    """Figures of a line that nothing in the lines around its translation answers."""
    if not is_known(pair.lang):
        return
    named = [month.start for month in months(pair.source, pair.lang)]
    for their in numbers(pair)[1]:
        if their.start in told or their.values[0] in _SAID or not _is_telling(their):
            continue
        if _is_day(pair, their, named):
            continue
        reason = f"The source has “{_source(pair, their)}”, the text no such number"
        start, end = pair.line_of(their.start)
        if pair.text[start:end].strip():
            yield Found(start, end, None, reason)


def _is_day(pair: Beside, figure: Figure, named: list[int]) -> bool:
    """Whether a number is a day of the month, which may have become a day of the week."""
    after = bisect_left(named, figure.end)
    is_near = after < len(named) and named[after] - figure.end <= _BESIDE
    return is_near or pair.source.startswith("日", figure.end)


def _is_telling(figure: Figure) -> bool:
    value = figure.values[0]
    return value >= _LEAST or value != value.to_integral_value()


def _source(pair: Beside, figure: Figure) -> str:
    return pair.source[figure.start : figure.end]
