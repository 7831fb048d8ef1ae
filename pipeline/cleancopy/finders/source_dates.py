"""Months and days of the week that differ from those of the source."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.beside.calendar import months, weekdays
from cleancopy.beside.places import beside
from cleancopy.beside.unanswered import unanswered
from cleancopy.finders import Found, Options
from cleancopy.view import View


def find(view: View, options: Options) -> Iterator[Found]:
    """Months and days that the source has not, each with one nearby that the text has not."""
    pair = beside(view.text, view.context)
    if pair is None:
        return
    for read in (months, weekdays):
        first, second = unanswered(pair, read(view.text, "en"), read(pair.source, pair.lang))
        for our, their in pair.matched(first, second, lambda figure: figure.start):
            stands = view.text[our.start : our.end]
            reason = f"The source has “{pair.source[their.start : their.end]}”, the text “{stands}”"
            yield Found(our.start, our.end, None, reason)
