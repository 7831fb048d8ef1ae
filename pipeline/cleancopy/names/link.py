"""What a mention names, and why."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Why(StrEnum):
    """What speaks for taking a form for the name it stands under."""

    OFFICE = "office"  # an office or a title stands beside it
    TABLE = "table"  # the tables have this form
    NAMED = "named"  # a part of a name that stands in full in the text
    SHORT = "short"  # an abbreviation that stands behind the full name
    SURNAME = "surname"  # the tables have somebody with this surname
    NONE = "none"


class Link(NamedTuple):
    """What a mention names: a key that it shares with others, the kind, and the reason.

    `perhaps` are the names that it may stand for where that cannot be told, `wrong_for` is what
    the tables list it as a misspelling of, `namesakes` how many people there have this name.
    """

    key: tuple[str, str]
    kind: str
    canonical: str = ""
    why: Why = Why.NONE
    office: str = ""
    perhaps: tuple[str, ...] = ()
    wrong_for: str = ""
    namesakes: int = 1
