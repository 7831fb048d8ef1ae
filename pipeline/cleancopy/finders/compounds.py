"""Hyphens of compound words with a blank beside them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from cleancopy.edit import trimmed
from cleancopy.finders import Found, Options
from cleancopy.folders import RULES
from cleancopy.patterns import compiled
from cleancopy.view import View
from cleancopy.words import function_words

_GAP = re.compile(
    r"(?:(?<=[A-Za-z0-9])|(?<=[A-Z]\.))"
    r"(?:-[^\S\r\n]{1,4}|[^\S\r\n]{1,4}-|(?P<dash>[^\S\r\n]{1,4}-[^\S\r\n]{1,4}))"
    r"(?P<right>[A-Za-z]+)"
)
_LEFT = re.compile(
    r"(?P<whole>(?<![\w’'.-])(?:(?:[A-Za-z0-9]{1,20}-){0,3}(?:[A-Za-z]{1,25}|\d{1,3})"
    r"|(?:[A-Z]\.){2,3}))$"
)
_LEFT_REACH = 90  # characters
_HUNG = frozenset("and or to nor but as than then versus vs through und oder et y".split())
_LINKS = ("to", "of", "the", "a")  # inner words of compounds such as state-of-the-art
_AFTER_PARTICIPLE = re.compile(r"[^\S\r\n]+(?:in|on|at|by|to|from|of|with|as|for|and|or)\b")
_BEFORE_SPAN = re.compile(r"(?i)\b(?:an?|the|this|his|her|their|its|our)[^\S\r\n]\d{1,3}\Z")
_AFTER_SPAN = re.compile(
    r"[^\S\r\n](?!(?:of|and|in|at|by|to|for|with|on|is|was)\b)[a-z]{3}"
    r"|[^\S\r\n]?-[^\S\r\n]?olds?\b"
)
_HANGS = re.compile(r"[^\S\r\n](?:or|and|but|in|at|as)\b")  # “All is well - known or not”
_COMPOUND = re.compile(r"(?<![\w’'.-])[A-Za-z][A-Za-z0-9]{0,20}(?:-[A-Za-z]{1,25}){1,4}+(?![\w-])")
_PROSE = re.compile(r"[a-z]{3,}")


def find(view: View, options: Options) -> Iterator[Found]:
    """Such blanks, to be taken out where the parts prove a compound; if `doubtful`, the others.

    A hanging hyphen (`pre- and post-war`) and a hyphen that serves as a dash have blanks as well.
    """
    for match in _gaps(view.text):
        left = _LEFT.search(view.text[max(0, match.start() - _LEFT_REACH) : match.start()])
        if not left:
            continue
        whole = f"{left['whole']}-{match['right']}".lower()
        is_sure = _is_compound(left["whole"], match, view.text) or (
            not match["dash"] and whole in _written(view.text)
        )
        if is_sure and not options.get("doubtful"):
            yield Found(
                *trimmed(match.start(), view.text[match.start() : match.start("right")], "-")
            )
        if options.get("doubtful") and not is_sure and _is_doubtful(left["whole"], match):
            yield Found(match.start() - len(left["whole"]), match.end("right"), None)


def _gaps(text: str) -> Iterator[re.Match[str]]:
    """The matches of `_GAP`, each sought at its hyphen, as hyphens are few."""
    at = text.find("-")
    while at >= 0:
        start = at
        while text[start - 1 : start].isspace():
            start -= 1
        if gap := _GAP.match(text, start):
            yield gap
        at = text.find("-", at + 1)


@lru_cache(maxsize=1)
def _written(text: str) -> frozenset[str]:
    """The compounds of a text that stand as they should, in small letters."""
    return frozenset(found.lower() for found in _COMPOUND.findall(text))


def _is_compound(left: str, gap: re.Match[str], text: str) -> bool:
    """Whether the parts on both sides of a gap belong together and to nothing else."""
    parts = _parts()
    *firsts, last = left.split("-")
    right = gap["right"]
    if gap["dash"]:
        bound = last in parts.bound and right not in _HUNG | function_words()[0]
        known = f"{last.lower()}-{right}" in parts.undashed and not _HANGS.match(text, gap.end())
        return bound or known or _is_span(left, gap, text)
    first = last.lower() if last.istitle() else last
    if first in parts.pairs and compiled(parts.pairs[first]).fullmatch(right):
        return True
    if right in _HUNG or (right in function_words()[0] and right != "one"):
        return False
    if last.isdigit() or first in parts.numbers:
        return right in parts.after_figures
    if first in parts.bound:
        return True
    if right.islower() and (first in parts.leading or (firsts and last in _LINKS)):
        return True
    is_second = right in parts.seconds and first not in function_words()[0]
    return is_second and not _AFTER_PARTICIPLE.match(text, gap.end())


def _is_span(left: str, gap: re.Match[str], text: str) -> bool:
    """Whether a dash stands in what is so long or so large: the 100 - metre race."""
    return (
        left.isdigit()
        and gap["right"] in _parts().spans
        and _BEFORE_SPAN.search(text[max(0, gap.start() - _LEFT_REACH) : gap.start()]) is not None
        and _AFTER_SPAN.match(text, gap.end()) is not None
    )


def _is_doubtful(left: str, gap: re.Match[str]) -> bool:
    """Whether a gap in running text may be either: not hung, not a flag of a command."""
    right = gap["right"]
    is_prose = bool(_PROSE.fullmatch(right) and _PROSE.search(left.split("-")[-1]))
    return is_prose and not gap["dash"] and right not in _HUNG


class _Parts(NamedTuple):
    """The lists of rules/language/compounds.toml."""

    bound: frozenset[str]
    leading: frozenset[str]
    seconds: frozenset[str]
    numbers: frozenset[str]
    after_figures: frozenset[str]
    spans: frozenset[str]
    undashed: frozenset[str]
    pairs: dict[str, str]


@cache
def _parts() -> _Parts:
    table = tomllib.loads((RULES / "language" / "compounds.toml").read_text(encoding="utf-8"))
    pairs = {first: "|".join(words.split()) for first, words in table.pop("pairs").items()}
    return _Parts(**{key: frozenset(words.split()) for key, words in table.items()}, pairs=pairs)
