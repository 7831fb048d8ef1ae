"""A paragraph in another language than the article's."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.language import is_foreign
from cleancopy.lines import by_line
from cleancopy.view import View

_language_of = by_line(is_foreign)


def find(view: View, options: Options) -> Iterator[Found]:
    """Lines that are surely in another language, in a text that is mostly English."""
    if view.is_foreign:
        return
    for start, end in view.foreign:
        if language := _language_of(view.text[start:end]):
            yield Found(
                start, end, None, f"A passage in {language.name}: was it left untranslated?"
            )
