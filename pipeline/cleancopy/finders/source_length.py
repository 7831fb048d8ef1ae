"""Lines that are far shorter or longer than their source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.beside.places import beside
from cleancopy.finders import Found, Options
from cleancopy.view import View

# Letters of English for one of the source: for a Chinese character, for one of another script that
# leaves vowels out or writes syllables, and for all others.
_WEIGHTS = (
    (re.compile(r"[\u3400-\u9fff]"), 3.3),
    (re.compile(r"[\u3040-\u30ff\uac00-\ud7af]"), 1.6),
    (re.compile(r"[\u0590-\u06ff]"), 1.25),
    (re.compile(r"[^\W_\u0590-\u06ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"), 1.0),
)
_SIGN = re.compile(r"[^\W_]")
_LEAST = 60  # letters, in English, of what is long enough to compare
_SHOWN = 60


def find(view: View, options: Options) -> Iterator[Found]:
    """Lines, or whole texts, less than `short` or more than `long` times as long as is usual."""
    pair = beside(view.text, view.context)
    if pair is None:
        return
    for (start, end), (first, last) in pair.pairs:
        ours = len(_SIGN.findall(view.text, start, end))
        wanted = sum(
            weight * len(sign.findall(pair.source, first, last)) for sign, weight in _WEIGHTS
        )
        if max(ours, wanted) < _LEAST or not ours:
            continue
        share = ours / max(1.0, wanted)
        if options["short"] <= share <= options["long"]:
            continue
        which = "shorter" if share < 1 else "longer"
        ending = pair.source[first:last].strip()[-_SHOWN:]
        reason = f"Far {which} than its source, which ends “{ending}”"
        yield Found(*pair.line_of(last), None, reason)
