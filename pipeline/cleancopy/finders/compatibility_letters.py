"""Letters in the forms that Unicode keeps for other character sets: full-width ones, ligatures."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.view import View

_FORMS = compiled("[\uff21-\uff3a\uff41-\uff5a]+|[\ufb00-\ufb06]")


def find(view: View, options: Options) -> Iterator[Found]:
    """Such letters, to be written in their common form (Unicode Standard Annex 15, NFKC)."""
    if view.text.isascii():
        return
    for match in _FORMS.finditer(view.text):
        yield Found(*match.span(), unicodedata.normalize("NFKC", match[0]))
