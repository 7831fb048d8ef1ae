"""Names that evidence proves misspelt."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from cleancopy.context import Context
from cleancopy.finders import Found, Options
from cleancopy.names.evidence import Misspelt
from cleancopy.names.index import index_of
from cleancopy.names.misspelt import misspelt
from cleancopy.view import View


def find(view: View, options: Options) -> Iterator[Found]:
    """Names that are as surely misspelt as `sure` says; the words of one name are one decision."""
    for number, name in enumerate(_misspelt(view.text, view.context), 1):
        if name.sureness == options["sure"]:
            reason = f"{name.form}: " + "; ".join(evidence.says for evidence in name.evidence)
            for start, end, new in name.edits:
                yield Found(start, end, new, reason, number)


@lru_cache(maxsize=2)  # several cards ask for the names of one text
def _misspelt(text: str, context: Context) -> list[Misspelt]:
    return misspelt(text, index_of(context.names), context)
