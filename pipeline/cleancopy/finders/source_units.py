"""Numbers whose unit differs from that of the source."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.beside.places import beside
from cleancopy.beside.units import Measure, measures
from cleancopy.finders import Found, Options
from cleancopy.view import View


def find(view: View, options: Options) -> Iterator[Found]:
    """Numbers that the source has in other units of the same kind, and never in this one."""
    pair = beside(view.text, view.context)
    if pair is None:
        return
    theirs: dict[tuple[object, str], dict[str, Measure]] = {}
    for measure in measures(pair.source, pair.lang):
        theirs.setdefault((measure.value, measure.kind), {}).setdefault(measure.unit, measure)
    for our in measures(view.text, "en") if theirs else ():
        units = theirs.get((our.value, our.kind), {})
        if units and our.unit not in units:
            their = min(units.values())
            stands = pair.source[their.start : their.end].strip()
            yield Found(our.start, our.end, None, f"The source has “{stands}”, in {their.unit}")
