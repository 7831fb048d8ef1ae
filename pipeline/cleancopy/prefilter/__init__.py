"""Which patterns can match in a text: asked of RE2 in one go, before any of them is tried.

Of fifty patterns one or two can match in a usual article. To find out which takes a tenth of the
time of trying them all, once RE2 has read some text: it builds its automata as it reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cleancopy.patterns import compiled

WORTH_IT = 50_000  # characters: to build takes as long as trying the patterns on so much text
_TOGETHER = 4  # patterns in one automaton; with more it has too many states to remember
_LONGEST = 60_000  # characters of a translation; RE2 has a limit of its own, which stops them all
_EVERYWHERE = r"\A"  # matches in every text; where it does not, RE2 has run out of memory


class Automaton(NamedTuple):
    """Some patterns, and RE2's automaton for them, if it makes one; it counts them from 1."""

    patterns: tuple[str, ...]
    automaton: Any

    def possible(self, data: bytes) -> Iterator[str]:
        """The patterns that can match."""
        found = (self.automaton and self.automaton.Match(data)) or ()
        if 0 not in found:
            yield from self.patterns
        yield from (self.patterns[index - 1] for index in found if index)


class Prefilter:
    """Tells of a text which of some patterns can match in it. It may name too many."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self.patterns = frozenset(patterns)
        self._read = 0
        self._automata: tuple[Automaton, ...] = ()

    def possible(self, text: str) -> frozenset[str]:
        """The patterns that can match."""
        self._read += len(text)
        if self._read < WORTH_IT or not self.patterns:
            return self.patterns
        if not self._automata:
            self._automata = tuple(_automata(self.patterns))
        try:
            data = text.encode()
        except UnicodeEncodeError:  # half a character: RE2 knows no such texts
            return self.patterns
        return frozenset(pattern for each in self._automata for pattern in each.possible(data))


def _automata(patterns: Iterable[str]) -> Iterator[Automaton]:
    """The automata for some patterns; those that begin alike go together."""
    known = sorted((_translated(pattern), pattern) for pattern in patterns)
    for start in range(0, len(known), _TOGETHER):
        yield _automaton(known[start : start + _TOGETHER])


def _translated(pattern: str) -> str:
    """A pattern in RE2's language; one that matches everywhere where that cannot be."""
    from cleancopy.prefilter.loosened import loosened  # few texts are long enough to need it

    try:
        found = loosened(compiled(pattern))
    except re.error:  # whoever tries it is told
        return _EVERYWHERE
    return _EVERYWHERE if found is None or len(found) > _LONGEST else found


def _automaton(patterns: list[tuple[str, str]]) -> Automaton:
    """An automaton for patterns, each of which comes with its translation."""
    import re2  # type: ignore[import-untyped]

    options = re2.Options()
    options.log_errors = False
    automaton = re2.Set.SearchSet(options)
    try:
        for text in (_EVERYWHERE, *(text for text, _ in patterns)):
            automaton.Add(text)
        automaton.Compile()
    except re2.error:
        automaton = None
    return Automaton(tuple(pattern for _, pattern in patterns), automaton)
