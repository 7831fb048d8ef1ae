"""A pattern that is tried only in the lines that hold one of a few cues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleancopy.edit import trimmed
from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.protect import Span
from cleancopy.view import View


def needs(options: Options) -> str:
    """The pattern that all finds match."""
    return str(options["pattern"])


def find(view: View, options: Options) -> Iterator[Found]:
    """Matches of `pattern` in lines with one of `cues`, which are plain texts.

    `replace` is what should stand there, as in a card's own field; with `small` it is the match in
    small letters; without either a match is only reported, or its group `at` where it has one. A
    pattern sees its line and nothing else, so `^` and `$` are the line's ends.
    """
    lines = _lines_with(view.text, options["cues"])
    if not lines:  # as in most texts; they are spared the making of the pattern
        return
    pattern = compiled(options["pattern"])
    replace: str | None = options.get("replace")
    group = "at" if "at" in pattern.groupindex else 0
    for start, end in lines:
        for match in pattern.finditer(view.text[start:end]):
            if replace is None and not options.get("small"):
                yield Found(start + match.start(group), start + match.end(group), None)
                continue
            new = match[0].lower() if replace is None else match.expand(replace)
            if new != match[0]:
                yield Found(*trimmed(start + match.start(), match[0], new))


def _lines_with(text: str, cues: Sequence[str]) -> list[Span]:
    """The lines that hold a cue, in order, each once."""
    lines = set()
    for cue in cues:
        at = text.find(cue)
        while at >= 0:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            end = len(text) if end < 0 else end
            lines.add((start, end))
            at = text.find(cue, end)
    return sorted(lines)
