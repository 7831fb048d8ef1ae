"""Numbers of the text that differ from those of its source."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.beside.places import beside
from cleancopy.beside.unanswered import differing
from cleancopy.finders import Found, Options
from cleancopy.view import View


def find(view: View, options: Options) -> Iterator[Found]:
    """Figures that the source has in no form, each with one of the source that the text lacks."""
    pair = beside(view.text, view.context)
    if pair is None:
        return
    for our, their in differing(pair):
        stands = view.text[our.start : our.end]
        reason = f"The source has “{pair.source[their.start : their.end]}”, the text “{stands}”"
        yield Found(our.start, our.end, None, reason)
