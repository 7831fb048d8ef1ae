"""The names of a text that are misspelt, with all the evidence that there is for each."""

from __future__ import annotations

from cleancopy.context import Context
from cleancopy.names.evidence import Misspelt, joined
from cleancopy.names.index import Index
from cleancopy.names.proved import proved


def misspelt(text: str, index: Index, context: Context) -> list[Misspelt]:
    """The misspelt names in order; where the evidence speaks for two forms, none."""
    return joined(proved(text, index, context.date))
