"""Names of the source that the tables know and the text has in no form."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.beside.places import beside
from cleancopy.finders import Found, Options
from cleancopy.names.index import index_of
from cleancopy.names.lost import lost
from cleancopy.view import View


def find(view: View, options: Options) -> Iterator[Found]:
    """The line of the text where a known name of the source should be."""
    pair = beside(view.text, view.context)
    if pair is None or not view.text.strip():
        return
    for name in lost(view.text, pair.source, pair.lang, index_of(view.context.names)):
        reason = f"The source has “{pair.source[name.start : name.end]}”: {name.name}"
        yield Found(*pair.line_of(name.start), None, reason)
