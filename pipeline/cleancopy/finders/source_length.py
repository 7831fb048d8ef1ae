"""Lines that are far shorter or longer than their source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.beside.places import beside
from cleancopy.finders import Found, Options
from cleancopy.view import View

# Letters of English for one of the source, by language; the others are about 1.
_USUAL = {"zh": 3.4, "ja": 2.1, "ko": 2.0, "ar": 1.25, "he": 1.3, "fa": 1.2, "th": 1.2}
_SIGN = re.compile(r"[^\W_]")
_LEAST = 60  # letters, in English, of what is long enough to compare
_SHOWN = 60


def find(view: View, options: Options) -> Iterator[Found]:
    """Lines, or whole texts, less than `short` or more than `long` times as long as is usual."""
    pair = beside(view.text, view.context)
    if pair is None:
        return
    usual = _USUAL.get(pair.lang, 1.0)
    for (start, end), (first, last) in pair.pairs:
        ours = len(_SIGN.findall(view.text, start, end))
        wanted = usual * len(_SIGN.findall(pair.source, first, last))
        if max(ours, wanted) < _LEAST or not ours:
            continue
        share = ours / max(1.0, wanted)
        if options["short"] <= share <= options["long"]:
            continue
        which = "shorter" if share < 1 else "longer"
        begin = pair.source[first:last].strip()[:_SHOWN]
        yield Found(start, end, None, f"Far {which} than its source, which begins “{begin}”")
