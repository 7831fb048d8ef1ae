"""The names of a text that are misspelt, with all the evidence that there is for each."""

from __future__ import annotations

from cleancopy.context import Context
from cleancopy.names.evidence import Misspelt, joined
from cleancopy.names.index import Index
from cleancopy.names.listed import listed
from cleancopy.names.proved import proved
from cleancopy.names.sources import misspelt_against
from cleancopy.names.variants import bare_otherwise, spelt_otherwise


def misspelt(text: str, index: Index, context: Context) -> list[Misspelt]:
    """The misspelt names in order; where the evidence speaks for two forms, none."""
    found = proved(text, index, context.date)
    for witness in (spelt_otherwise, bare_otherwise, listed):
        found += witness(text, index)
    if context.source:
        found += misspelt_against(text, context.source, context.source_lang, index)
    return joined(found)
