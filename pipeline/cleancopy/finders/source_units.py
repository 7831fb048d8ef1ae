"""Numbers whose unit differs from that of the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from cleancopy.beside.figures import figures
from cleancopy.beside.places import beside
from cleancopy.beside.units import Measure, measures
from cleancopy.finders import Found, Options
from cleancopy.view import View


def find(view: View, options: Options) -> Iterator[Found]:
    """Numbers that the source has in other units of the same kind, and never in this one."""
    pair = beside(view.text, view.context)
    if pair is None:
        return
    several = Counter(value for f in figures(pair.source, pair.lang) for value in set(f.values))
    theirs: dict[tuple[Decimal, str], list[Measure]] = {}
    for measure in measures(pair.source, pair.lang):
        theirs.setdefault((measure.value, measure.kind), []).append(measure)
    for our in measures(view.text, "en") if theirs else ():
        known = theirs.get((our.value, our.kind), [])
        # A number that stands elsewhere as well may have its unit in a word we do not know.
        if len(known) != several[our.value] or our.unit in {their.unit for their in known}:
            continue
        stands = pair.source[known[0].start : known[0].end].strip() if known else ""
        if stands:
            yield Found(our.start, our.end, None, f"The source has “{stands}”, in {known[0].unit}")
