"""The names of a text that are misspelt, with all the evidence that there is for each."""

from __future__ import annotations

import re

from cleancopy.context import Context
from cleancopy.names.capitals import uncapitalised
from cleancopy.names.elsewhere import seen_elsewhere
from cleancopy.names.evidence import Kind, Misspelt, joined
from cleancopy.names.index import Index
from cleancopy.names.listed import listed
from cleancopy.names.proved import proved, romanised_otherwise
from cleancopy.names.sources import backed, denies, misspelt_against
from cleancopy.names.titled import titled
from cleancopy.names.variants import bare_otherwise, spelt_otherwise

_FIGURE = re.compile(r"\d")


def misspelt(text: str, index: Index, context: Context) -> list[Misspelt]:
    """The misspelt names in order; where the evidence speaks for two forms, none."""
    found = [*proved(text, index, context.date), *titled(text, index, context.date)]
    for witness in (romanised_otherwise, uncapitalised):
        found += witness(text, index, context.date)
    for elsewhere in (spelt_otherwise, bare_otherwise):
        found += (name for name in elsewhere(text, index) if not _is_denied(text, name, context))
    found += listed(text, index)
    if context.source:
        found += misspelt_against(text, context.source, context.source_lang, index)
    by_role, by_source = (
        list(seen_elsewhere(text, index, found, context.seen, kind))
        for kind in (Kind.ROLE, Kind.SOURCE)
    )
    backed_up = [backed(text, n, context.source, context.source_lang) for n in (*found, *by_role)]
    # Sources that agree with one another are one witness.
    names = joined([*backed_up, *by_source])
    return [name for name in names if _keeps_figures(text, name)]


def _keeps_figures(text: str, name: Misspelt) -> bool:
    """Whether no figure would go: one within a word is the number of a note, or a code."""
    return all(_FIGURE.findall(text[start:end]) == _FIGURE.findall(new)
               for start, end, new in name.edits)  # fmt: skip


def _is_denied(text: str, name: Misspelt, context: Context) -> bool:
    """Whether the source has a name as it stands in the text."""
    return bool(context.source) and any(
        denies(context.source, context.source_lang, text[start:end], new)
        for start, end, new in name.edits
    )
