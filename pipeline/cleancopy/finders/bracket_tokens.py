"""Brackets written as the code words of a treebank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.view import View

_PAIR = re.compile(r"(-(?:LRB|LSB)- ?)[^\n]{1,200}?( ?-(?:RRB|RSB)-)", re.IGNORECASE)


def find(view: View, options: Options) -> Iterator[Found]:
    """Pairs of such words; both become brackets or neither does."""
    for group, match in enumerate(_PAIR.finditer(view.text), start=1):
        yield Found(*match.span(1), "(", group=group)
        yield Found(*match.span(2), ")", group=group)
