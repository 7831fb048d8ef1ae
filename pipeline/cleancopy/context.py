"""What is known about a text beside the text: when it was written, what it was translated from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Context:
    """Beside the text: the date of the article, its source, the user's name tables and style.

    `date` is an ISO year, month or day; '' where it is not known. `source` is the text that was
    translated, `source_lang` its language code. `names` are folders of name tables of the user;
    `style` is the chosen house style, '' where none is. `barred` are ordered stretches of the text,
    in code points, that no edit may touch, since the file has markup there; an empty one is a place
    that no edit may reach across.
    """

    date: str = ""
    source: str = ""
    source_lang: str = ""
    names: tuple[Path, ...] = ()
    style: str = ""
    barred: tuple[tuple[int, int], ...] = ()


NOTHING_KNOWN = Context()
