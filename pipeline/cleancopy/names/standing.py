"""Whether a name stands by itself: not as part of a longer one, and not as somebody else's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cleancopy.names.attached import OTHER_PEOPLE, is_prefix
from cleancopy.names.tokens import Token, is_joint, is_particle

_FIRM = re.compile(r"['’]s(?! [\w\"“‘])")  # Moody's: of nothing that follows
_DETERMINERS = frozenset("the a an his her its their our my your this that".split())
_TIMES = frozenset("time day moment minute week month year night way reason".split())
_PLACED = frozenset("in at near outside around inside".split())


def stands_alone(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name is no part of a longer one: Blinken Park, Mary Hurst, the Hurst papers."""
    if _FIRM.match(text, tokens[last - 1].end):
        return False
    return ends_there(text, tokens, last) and not _is_led(text, tokens, first, last)


def _is_led(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words before a name make it part of another: the baker Hurst, in Hurst."""
    before = tokens[first - 1] if first else None
    if before is None or not is_joint(text, before, tokens[first]):
        return text[: tokens[first].start].endswith("& ")
    if before.is_capital and not is_prefix(before):
        return True
    if before.key in _PLACED:
        return text[tokens[last - 1].end :][:1] not in ("'", "’")
    return (
        before.key in _DETERMINERS
        or is_particle(text, tokens, first - 1)
        or bool(what_bears(text, tokens, first))
    )


def what_bears(text: str, tokens: Sequence[Token], first: int) -> str:
    """What a name is said to be of right before it: the baker Hurst; '' for nothing."""
    if first < 2 or tokens[first - 2].key not in _DETERMINERS or tokens[first - 1].is_capital:
        return ""
    parts = tokens[first - 2 : first + 1]
    joined = all(is_joint(text, one, other) for one, other in pairwise(parts))
    return tokens[first - 1].key if joined and tokens[first - 1].key not in _TIMES else ""


def is_introduced(text: str, tokens: Sequence[Token], last: int) -> bool:
    """Whether a name is followed by who that is: `, a plumber from Leeds`, `, who teaches`."""
    if last >= len(tokens):
        return False
    gap = text[tokens[last - 1].end : tokens[last].start]
    return gap == ", " and tokens[last].key in OTHER_PEOPLE


def ends_there(text: str, tokens: Sequence[Token], last: int) -> bool:
    """Whether no capital word goes on with a name: Anthony Blinken Park."""
    end = tokens[last - 1].end
    if last >= len(tokens) or text.startswith(" &", end):
        return not text.startswith(" &", end)
    return not (tokens[last].is_capital and is_joint(text, tokens[last - 1], tokens[last]))
