"""Markers: comments in which an author keeps rules off a stretch of a file.

`cleancopy: ignore RULE, RULE and why` holds for the paragraph that the comment stands in, else for
the next one; `cleancopy: off RULE` for all that follows, up to `cleancopy: on RULE` or `on`. RULE
is a rule, a stage or a pattern with *; without one every rule is meant. Formats find the comments.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from cleancopy.edit import Edit
from cleancopy.pieces import Piece, Places
from cleancopy.protect import Span, united

EVERY = "*"
MOST = 1000
"""Markers of one text: each finding may have to be held against all of them."""

_MARKER = re.compile(r"\s*cleancopy\s*:\s*([\w-]{0,40})\s*(.*)", re.DOTALL)
_NAME = r"[\w*?-]{1,80}(?:/[\w*?-]{1,80})?"
_NAMES = re.compile(rf"{_NAME}(?:\s*,\s*{_NAME})*")
_MOST_NAMES = 30  # of one marker
_COMMANDS = ("ignore", "off", "on")
_LINE = re.compile(r"[^\n]+")


class Comment(NamedTuple):
    """A comment with a marker: what it says, its place in the text as it is read, its line.

    `is_before_unread` says that its line goes on with what is not read.
    """

    said: str
    place: int
    line: int
    is_before_unread: bool = False


class Mark(NamedTuple):
    """A stretch of a text that a rule is kept off.

    `line` is that of its marker in the file, from 1; `fault` says why it keeps nothing off.
    """

    start: int
    end: int
    rule: str
    line: int
    fault: str = ""

    def names(self, rule: str) -> bool:
        """Whether it speaks of a rule: by its name, its stage or a pattern."""
        return fnmatchcase(rule, self.rule) or rule.partition("/")[0] == self.rule


def is_marker(comment: str) -> bool:
    """Whether a comment speaks to us."""
    return _MARKER.match(comment) is not None


def marks(text: str, comments: Iterable[Comment]) -> tuple[Mark, ...]:
    """What the markers among a text say, in order."""
    found, opened = list[Mark](), dict[str, Comment]()
    lines = [match.span() for match in _LINE.finditer(text) if not match[0].isspace()]
    for comment in comments:
        command, rules, fault = _parsed(comment.said)
        if comment.is_before_unread and command == "ignore":
            fault = "its line is HTML and left as it is; give the marker a line of its own"
        if fault:
            found.append(_faulty(comment, fault))
        elif command == "ignore":
            found += (Mark(*_paragraph(lines, comment), rule, comment.line) for rule in rules)
        elif command == "off":
            opened = dict.fromkeys(rules, comment) | opened
        else:
            for rule in list(opened) if rules == [EVERY] else rules:
                begun = opened.pop(rule, None)
                if begun:
                    found.append(Mark(begun.place, comment.place, rule, begun.line))
                else:
                    found.append(_faulty(comment, f"{rule!r} is not off here"))
    found += (Mark(each.place, len(text), rule, each.line) for rule, each in opened.items())
    return tuple(found)


def marks_of_whole(text: str, comments: Iterable[Comment]) -> tuple[Mark, ...]:
    """What markers say that stand beside a text as a whole, as a translator's notes do."""
    found = list[Mark]()
    for comment in islice(comments, MOST):
        command, rules, fault = _parsed(comment.said)
        if fault or command != "ignore":
            fault = fault or f"{command!r} holds in no entry; write 'ignore'"
            found.append(_faulty(comment, fault))
        else:
            found += (Mark(0, len(text), rule, comment.line) for rule in rules)
    return tuple(found)


def parted(
    edits: Sequence[Edit], pieces: Sequence[Piece], marks: Sequence[Mark]
) -> tuple[list[Edit], list[Edit]]:
    """The edits that no mark keeps off, and those that one does; a decision falls as a whole.

    The edits are in offsets of the text that the pieces make, the marks in those of its original.
    """
    spans = {
        rule: united([(mark.start, mark.end) for mark in marks if mark.names(rule)], ())
        for rule in {edit.rule for edit in edits}
    }
    places = Places(pieces)
    off = {edit for edit in edits if _meets(spans[edit.rule], _original(edit, places))}
    groups = {(edit.rule, edit.group) for edit in off if edit.group}
    kept = [edit for edit in edits if edit in off or (edit.rule, edit.group) in groups]
    left = [edit for edit in edits if edit not in off and (edit.rule, edit.group) not in groups]
    return left, kept


def is_met(mark: Mark, places: Iterable[tuple[int, int, str]]) -> bool:
    """Whether a mark kept its rule off one of the places, each with the rule that wanted it."""
    return any(mark.names(rule) and _meets([mark[:2]], (s, e)) for s, e, rule in places)


def faults(marks: Iterable[Mark], rules: Collection[str]) -> Iterator[tuple[int, str]]:
    """What is wrong with markers, with their lines: above all names that no rule has."""
    for mark in marks:
        if mark.fault:
            yield mark.line, mark.fault
        elif not any(map(mark.names, rules)):
            yield mark.line, f"no rule or stage {mark.rule!r}; {_hint(mark.rule, tuple(rules))}"


@lru_cache(1024)
def _hint(name: str, rules: tuple[str, ...]) -> str:
    """What may have been meant by a name."""
    meant = {rule.partition("/")[2]: rule for rule in rules}
    meant |= {rule.partition("/")[0]: rule.partition("/")[0] for rule in rules}
    meant |= {rule: rule for rule in rules}
    near = get_close_matches(name, meant, 1)
    return f"did you mean {meant[near[0]]!r}?" if near else "a reason stands behind the rules"


def _parsed(said: str) -> tuple[str, list[str], str]:
    """The command, the rules that it names, and what is wrong with it."""
    marker = _MARKER.match(said)
    command, rest = (marker[1], marker[2]) if marker else ("", "")
    named = _NAMES.match(rest)
    names = list(dict.fromkeys(re.split(r"\s*,\s*", named[0]))) if named else [EVERY]
    if len(names) > _MOST_NAMES:
        return command, [], f"more than {_MOST_NAMES} rules; name their stages"
    return command, names, "" if command in _COMMANDS else _no_command(command)


def _paragraph(lines: Sequence[Span], comment: Comment) -> Span:
    """The line of the text that a comment stands in, else the next one that holds anything."""
    index = bisect_left(lines, comment.place, key=lambda line: line[1])
    return lines[index] if index < len(lines) else (comment.place, comment.place)


def _faulty(comment: Comment, fault: str) -> Mark:
    return Mark(comment.place, comment.place, "", comment.line, fault)


def _no_command(word: str) -> str:
    near = get_close_matches(word, _COMMANDS, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(_COMMANDS)}"
    return f"no command {word!r}; {hint}"


def _original(edit: Edit, places: Places) -> Span:
    start, end, _ = places.whole(edit.start, edit.end)
    return places.original(start, end)


def _meets(spans: Sequence[Span], span: Span) -> bool:
    """Whether a span shares anything with one of the ordered spans, or lies at its border."""
    start, end = span
    first = bisect_left(spans, start, key=lambda each: each[1])
    last = bisect_right(spans, end, key=lambda each: each[0])
    if start == end:
        return first < last
    return any(s < end and start < e for s, e in spans[first:last])
