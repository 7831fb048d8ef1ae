"""Sets of characters, as ordered ranges of code points.

What Python and RE2 call a letter or a digit is not the same, and changes with their versions. So a
category has two sets: `MOST` holds all characters that may belong to it, `LEAST` those that do for
certain; of the complement of a category the complement of the least is what may belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

Characters: TypeAlias = tuple[tuple[int, int], ...]

LAST = 0x10FFFF
ANY: Characters = ((0, LAST),)


def united(ranges: Iterable[tuple[int, int]]) -> Characters:
    """The ranges in order, those that meet as one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return tuple(found)


def all_but(ranges: Iterable[tuple[int, int]]) -> Characters:
    """The complement."""
    left, at = [], 0
    for first, last in united(ranges):
        if at < first:
            left.append((at, first - 1))
        at = last + 1
    return (*left, (at, LAST)) if at <= LAST else tuple(left)


def common(some: Characters, others: Characters) -> Characters:
    """What is in both."""
    return all_but(all_but(some) + all_but(others))


def one(character: str) -> tuple[int, int]:
    """The range of a character."""
    return ord(character), ord(character)


SPACE = united(one(chr(code)) for code in range(0x3001) if re.match(r"\s", chr(code)))
NEWLINE = (one("\n"),)

_DIGIT = tuple(map(one, "0123456789"))
_ASCII_WORD = (*_DIGIT, (ord("A"), ord("Z")), one("_"), (ord("a"), ord("z")))
_LATIN = ((0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x24F))
# Marks and signs beyond ASCII that no version of Unicode makes letters or digits.
_SIGNS = (
    *((0x80, 0xA9), (0xAB, 0xB1), one("´"), (0xB6, 0xB8), one("»"), one("¿"), one("×"), one("÷")),
    *((0x2000, 0x206F), (0x20A0, 0x20BF), (0x3000, 0x3004), (0xFF01, 0xFF0F), (0xFFFD, 0xFFFD)),
)
_BEYOND = common(all_but(_SIGNS), ((0x80, LAST),))

MOST = {
    "SPACE": SPACE,
    "DIGIT": united((*_DIGIT, *common(_BEYOND, ((0x660, LAST),)))),
    "WORD": united((*_ASCII_WORD, *_BEYOND)),
}
LEAST = {"SPACE": SPACE, "DIGIT": united(_DIGIT), "WORD": united((*_ASCII_WORD, *_LATIN))}


def either_case(ranges: Characters) -> Characters:
    """The characters in capitals and small, and what `re` holds to be the same as some of them."""
    if any(last - first > 500 for first, last in ranges):
        return united((*ranges, *_ASCII_WORD, (0x80, LAST)))
    characters = {chr(code) for first, last in ranges for code in range(first, last + 1)}
    cases = (
        characters | {each.lower() for each in characters} | {each.upper() for each in characters}
    )
    cases |= {each.lower() for each in cases} | {each.upper() for each in cases}
    cased = {case for case in cases if len(case) == 1 and case.isalpha()}
    same = (
        one("\u0130"),
        one("\u0131"),
        one("\u017f"),
        one("\u212a"),
        (0x370, 0x4FF),
        (0x1C80, 0x1FFF),
    )
    return united((*ranges, *map(one, cased), *(same if cased else ())))


def written(ranges: Characters) -> str:
    """The set as a class of RE2."""
    inner = "".join(
        f"\\x{{{first:x}}}" if first == last else f"\\x{{{first:x}}}-\\x{{{last:x}}}"
        for first, last in ranges
    )
    return f"[{inner}]"
