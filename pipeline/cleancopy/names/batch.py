"""What the texts of a run show of their names: taken down in a first pass, told to the second.

The first pass takes `seen_in` of each text, and `merged` counts them; both are small and can go
from one process to another. Only forms that a role or a source tells are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from cleancopy.context import NOTHING_SEEN, Context, Sighting, Sightings
from cleancopy.names.elsewhere import shown_by
from cleancopy.names.index import Index
from cleancopy.names.misspelt import misspelt

MOST = 5000  # wrong forms of a run that are kept, those of most texts first


def seen_in(text: str, index: Index, context: Context) -> Sightings:
    """The wrong forms that one text shows by itself, each once."""
    found = misspelt(text, index, replace(context, seen=NOTHING_SEEN))
    return Sightings(tuple(Sighting(*shown, 1) for shown in sorted(shown_by(text, found))))


def merged(several: Iterable[Sightings], most: int = MOST) -> Sightings:
    """The sightings of several texts, or of several parts of a run, together."""
    texts: Counter[tuple[str, str, str]] = Counter()
    for sightings in several:
        for wrong, form, kind, count in sightings.every:
            texts[wrong, form, kind] += count
        if len(texts) > 2 * most:
            texts = Counter(dict(_most(texts, most)))
    return Sightings(tuple(Sighting(*shown, count) for shown, count in _most(texts, most)))


def _most(
    texts: Counter[tuple[str, str, str]], most: int
) -> list[tuple[tuple[str, str, str], int]]:
    """Those of most texts, in an order that does not hang on which came first."""
    return sorted(texts.items(), key=lambda item: (-item[1], item[0]))[:most]
