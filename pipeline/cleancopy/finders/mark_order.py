"""Comma and stop on this or that side of a closing quotation mark, as one article sets them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from cleancopy.finders import Found, Options
from cleancopy.quotes.closing import Place, on_both_sides, places
from cleancopy.styles import read_style
from cleancopy.view import View

_WITNESSES = 3


def find(view: View, options: Options) -> Iterator[Found]:
    """A place that stands alone against three; or, if `mixed`, one place of a mixed article.

    Logical style sets the stop of a whole sentence inside and that of a fragment outside, so a
    place is measured against its own kind. Where the desk has a style, the article's is no matter.
    """
    if read_style(view.context.style).closing_marks or not on_both_sides(view.text):
        return
    found = _places(view.text)
    if lone := _lone(found):
        if not options.get("mixed"):
            yield Found(lone.start, lone.start + 2, lone.text[::-1])
        return
    for kind in ("part", ",", ".") if options.get("mixed") else ():
        kin = [place for place in found if place.kind == kind]
        outside = [place for place in kin if not place.is_inside]
        if len(kin) >= _WITNESSES and 0 < len(outside) < len(kin):
            start = view.text.rfind(" ", 0, outside[0].start) + 1
            yield Found(start, outside[0].start + 2, None)
            return


@lru_cache(maxsize=1)  # both cards ask for the same text
def _places(text: str) -> list[Place]:
    return list(places(text))


def _lone(places: Sequence[Place]) -> Place | None:
    """The one place of an article that stands on the other side than all others, if they prove it.

    Three of its kind do; or, where it stands outside, a fragment that has its sign inside, for
    that is no logical style.
    """
    for is_inside in (True, False):
        few = [place for place in places if place.is_inside is is_inside]
        others = [place for place in places if place.is_inside is not is_inside]
        if len(few) == 1 and len(others) >= _WITNESSES and few[0].kind:
            kinds = [place.kind for place in others]
            is_clear = kinds.count(few[0].kind) >= _WITNESSES
            if is_clear or (not is_inside and few[0].kind != "part" and "part" in kinds):
                return few[0]
    return None
