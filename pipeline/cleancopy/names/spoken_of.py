"""Names whose letters matter where they stand: a spelling that is spoken of, what a sign reads."""

from __future__ import annotations

from collections.abc import Sequence

from cleancopy.names.attached import Named
from cleancopy.names.tokens import Token

# Near a name these say that its letters matter, or that it stands somewhere to be read.
_SPELLING = frozenset(
    "spelt spelled spells spelling spellings misspelt misspelled misspells misspelling misprint"
    " misprinted typo typos sic letters".split()
)
_SIGNS = frozenset(
    "sign signs banner banners placard placards poster posters leaflet leaflets caption captioned"
    " label labelled labeled plaque plate inscription inscribed invitation card badge ticket cover"
    " headline headlined printed wrote written painted engraved read reads reading".split()
)
_NEARBY = 12  # words


def is_spoken_of(text: str, tokens: Sequence[Token], named: Named) -> bool:
    """Whether it is the spelling that is spoken of, or what a sign reads."""
    first = min(named.first, named.office.first)
    last = max(named.last, named.office.last)
    around = {token.key for token in tokens[max(0, first - _NEARBY) : last + _NEARBY]}
    if around & _SPELLING:
        return True
    return bool(around & _SIGNS) and _is_within_quotes(text, tokens[first].start)


def _is_within_quotes(text: str, place: int) -> bool:
    """Whether a mark is open before a place in its line."""
    line = text[text.rfind("\n", 0, place) + 1 : place]
    return line.count('"') % 2 == 1 or any(
        line.rfind(opening) > line.rfind(closing) for opening, closing in ("“”", "‘’", "«»")
    )
