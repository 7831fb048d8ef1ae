"""Numbers of the source that the text has otherwise, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.beside.figures import Figure, is_known
from cleancopy.beside.places import Beside, beside
from cleancopy.beside.unanswered import differing, numbers
from cleancopy.finders import Found, Options
from cleancopy.view import View

_LEAST = 10  # smaller numbers are often said otherwise: team of seven, the final four


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
    for their in numbers(pair)[1]:
        # A day of the month may have become a day of the week.
        is_day = pair.source.startswith("日", their.end)
        if their.start in told or is_day or not _is_telling(their):
            continue
        reason = f"The source has “{_source(pair, their)}”, the text no such number"
        start, end = pair.line_of(their.start)
        if pair.text[start:end].strip():
            yield Found(start, end, None, reason)


def _is_telling(figure: Figure) -> bool:
    value = figure.values[0]
    return value >= _LEAST or value != value.to_integral_value()


def _source(pair: Beside, figure: Figure) -> str:
    return pair.source[figure.start : figure.end]
