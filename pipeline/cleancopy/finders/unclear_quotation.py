"""Paragraphs whose quotation marks do not pair up, or can be read in more than one way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from cleancopy.finders import Found, Options
from cleancopy.quotes.repairs import CERTAIN, Repair, all_repairs, unpaired
from cleancopy.view import View

# What changes what is quoted; a blank or a style in doubt is not worth a look.
_WORTH_A_LOOK = {
    "lost-opener": "the opening mark may belong {place}",
    "lost-closer": "the closing mark may belong {place}",
    "stray": "the mark {place} may be a stray one",
    "turned": "the mark {place} may be turned the wrong way",
    "unpaired": "the mark {place} has no partner",
}


def find(view: View, options: Options) -> Iterator[Found]:
    """The first doubtful mark of each such paragraph, with the readings that come nearest."""
    doubtful = [repair for repair in all_repairs(view) if repair.margin < CERTAIN]
    doubtful += unpaired(view)
    shown = sorted(
        (repair for repair in doubtful if repair.damage in _WORTH_A_LOOK),
        key=lambda repair: (repair.line, repair.mark),
    )
    for _, group in groupby(shown, key=lambda repair: repair.line):
        repairs = list(group)
        readings = dict.fromkeys(_reading(view.text, repair) for repair in repairs[:3])
        reason = f"Quotation marks do not pair up: {'; '.join(readings)}"
        yield Found(*repairs[0].mark, None, reason)


def _reading(text: str, repair: Repair) -> str:
    start, end = repair.replacements[0][:2] if repair.replacements else repair.mark
    before, after = text[max(0, start - 20) : start].split(), text[end : end + 20].split()
    place = f"between “{' '.join(before[-2:])}” and “{' '.join(after[:2])}”"
    return _WORTH_A_LOOK[repair.damage].format(place=place)
