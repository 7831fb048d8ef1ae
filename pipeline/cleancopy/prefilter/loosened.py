"""A pattern of Python as one of RE2 that matches in every text in which the first does.

RE2 reads a text once, whatever the pattern, but cannot look ahead or back. So what a pattern says
of the text before and after its match is taken into the match, as only its presence is asked for:
`(?<=[a-z]{2}) (?=,)` becomes `[a-z][a-z] ,`. What cannot be said is left out, and the pattern
matches more: word boundaries, what must not stand somewhere, that two groups are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import zip_longest
from typing import Any, NamedTuple

from cleancopy.prefilter.characters import (
    ANY,
    LEAST,
    MOST,
    NEWLINE,
    Characters,
    all_but,
    common,
    either_case,
    united,
    written,
)

# No public module has the tree of a pattern; this one has been as it is for twenty years.
_parse = import_module("re._parser").parse

_MOST_WAYS = 64  # through one pattern
_MOST_COUNTED = 4  # repetitions that are written out: each makes the automaton larger
# A pattern may be tried on a line by itself: the ends of a text are those of a line as well.
_PLACES = {
    "AT_BEGINNING": "(?m:^)", "AT_BEGINNING_STRING": "(?m:^)",
    "AT_END": "(?m:$)", "AT_END_STRING": "(?m:$)",
}  # fmt: skip
_NO_WIDTH = ("ASSERT", "ASSERT_NOT", "AT")

Item = tuple[Any, Any]


class Way(NamedTuple):
    """One way through the beginning of a pattern.

    `near` are the characters just before the place reached; `before` is what comes before them.
    Where that is empty nothing does, and what a look-behind asks for can be put in front.
    """

    before: str = ""
    near: tuple[Characters, ...] = ()

    def then(self, written_: str) -> Way:
        """The way on through something of any length."""
        return Way(str(self) + written_)

    def __str__(self) -> str:
        return self.before + "".join(map(written, self.near))


_INSIDE = Way("(?:)")
"""The beginning of a part of a pattern: something may stand before it."""


def loosened(pattern: re.Pattern[str]) -> str | None:
    """The pattern for RE2; None where it asks for something that cannot be said."""
    if pattern.flags & re.ASCII:
        return None
    try:
        tree = _parse(pattern.pattern)
        return _either(_through(list(tree), [Way()], pattern.flags, at_end=True))
    except NotImplementedError:
        return None


def _through(items: Sequence[Item], ways: list[Way], flags: int, at_end: bool) -> list[Way]:
    """The ways on through the items of a pattern; `at_end` says that nothing comes after them."""
    for index, (kind, value) in enumerate(items):
        is_last = at_end and all(str(other) in _NO_WIDTH for other, _ in items[index + 1 :])
        if str(kind) == "ASSERT" and value[0] > 0 and is_last:
            return _through(value[1], ways, flags, at_end=True)
        ways = _on(str(kind), value, ways, flags, is_last)
        if len(ways) > _MOST_WAYS:
            ways = [Way(_either(ways))]
    return ways


def _on(kind: str, value: Any, ways: list[Way], flags: int, is_last: bool) -> list[Way]:
    """The ways on through one item."""
    characters = _characters(kind, value, flags)
    if characters is not None:
        return [Way(way.before, (*way.near, characters)) for way in ways]
    match kind:
        case "ASSERT" if value[0] < 0:
            return _behind(_through(value[1], [Way()], flags, at_end=False), ways)
        case "ASSERT_NOT" if value[0] < 0:
            return _not_behind(value[1], ways, flags)
        case "ASSERT" | "ASSERT_NOT" | "AT":
            place = _PLACES.get(str(value), "") if kind == "AT" else ""
            return [way.then(place) for way in ways] if place else ways
        case "BRANCH" if _looks_around(value[1]):
            return [way for each in value[1] for way in _through(each, ways, flags, is_last)]
        case "BRANCH":
            either = [way for each in value[1] for way in _through(each, [_INSIDE], flags, False)]
            return [way.then(_either(either)) for way in ways]
        case "SUBPATTERN":
            _, added, removed, inner = value
            return _through(inner, ways, (flags | added) & ~removed, is_last)
        case "ATOMIC_GROUP":
            return _through(value, ways, flags, is_last)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _repeated(value, ways, flags)
        case "GROUPREF":
            return [way.then("(?s:.)*") for way in ways]
    raise NotImplementedError(kind)


def _looks_around(tree: Any) -> bool:
    """Whether a part of a pattern says what must stand before or after it, or must not."""
    if isinstance(tree, str | int) or tree is None:
        return str(tree) in ("ASSERT", "ASSERT_NOT")
    return any(map(_looks_around, tree))


def _repeated(value: tuple[int, int, Any], ways: list[Way], flags: int) -> list[Way]:
    """The ways on through what stands there several times."""
    least, most, inner = value
    one = _characters(str(inner[0][0]), inner[0][1], flags) if len(inner) == 1 else None
    if one and least == most <= _MOST_COUNTED:
        return [Way(way.before, way.near + (one,) * least) for way in ways]
    text = _either(_through(inner, [_INSIDE], flags, at_end=False))
    least = min(least, _MOST_COUNTED)
    often = "?" if (least, most) == (0, 1) else f"{{{least},}}"
    return [way.then(f"(?:{text}){often}") for way in ways]


def _behind(seen: list[Way], ways: list[Way]) -> list[Way]:
    """The ways that go on where something seen stands before the place reached."""
    if len(seen) * len(ways) > _MOST_WAYS:
        return ways
    both = (_overlaid(way, other.near) for way in ways for other in seen)
    return [way for way in both if all(way.near)]


def _not_behind(content: Any, ways: list[Way], flags: int) -> list[Way]:
    """The ways that go on where a character does not stand before the place reached."""
    (kind, value), *others = content
    members = [(kind, value)] if str(kind) == "LITERAL" else value
    if others or str(kind) not in ("LITERAL", "IN") or str(members[0][0]) == "NEGATE":
        return ways
    allowed = _characters("IN", [("NEGATE", None), *members], flags) or ANY
    return [
        way
        for way in (_overlaid(way, (allowed,)) if way.near else way for way in ways)
        if all(way.near)
    ]


def _overlaid(way: Way, seen: tuple[Characters, ...]) -> Way:
    """The way, of which we know in another way too what is near."""
    pairs = zip_longest(reversed(way.near), reversed(seen), fillvalue=ANY)
    near = tuple(common(one, other) for one, other in pairs)[::-1]
    return Way(way.before, near[len(near) - len(way.near) :] if way.before else near)


def _characters(kind: str, value: Any, flags: int) -> Characters | None:
    """The characters that an item may match; None where it is not one character."""
    match kind:
        case "ANY":
            return ANY if flags & re.DOTALL else all_but(NEWLINE)
        case "LITERAL":
            found: Characters = ((value, value),)
        case "NOT_LITERAL":
            return ANY if flags & re.IGNORECASE else all_but(((value, value),))
        case "IN":
            if str(value[0][0]) == "NEGATE":
                return ANY if flags & re.IGNORECASE else all_but(_members(value[1:], LEAST, MOST))
            found = _members(value, MOST, LEAST)
        case _:
            return None
    return either_case(found) if flags & re.IGNORECASE else found


def _members(
    items: Iterable[Item], ours: dict[str, Characters], theirs: dict[str, Characters]
) -> Characters:
    """What a class holds; `ours` are the categories, and `theirs` those whose complement it has."""
    ranges: list[tuple[int, int]] = []
    for kind, value in items:
        match str(kind), str(value).removeprefix("CATEGORY_"):
            case "LITERAL", _:
                ranges.append((value, value))
            case "RANGE", _:
                ranges.append(value)
            case "CATEGORY", name if name.startswith("NOT_"):
                ranges += all_but(theirs[name.removeprefix("NOT_")])
            case "CATEGORY", name:
                ranges += ours[name]
            case _:
                raise NotImplementedError(kind)
    return united(ranges)


def _either(ways: Iterable[Way]) -> str:
    """All ways as one pattern."""
    return f"(?:{'|'.join(dict.fromkeys(map(str, ways)))})"
