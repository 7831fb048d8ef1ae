"""A full stop in mid-sentence: the word after it is in lower case."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from cleancopy.borders import weight_inside, weight_of_first
from cleancopy.finders import Found, Options
from cleancopy.folders import RULES
from cleancopy.names.tokens import PARTICLES
from cleancopy.patterns import compiled
from cleancopy.view import View
from cleancopy.words import english_words, word_list

_STOP = compiled(r"\.(?= [a-z])")
_BEFORE = compiled(r"(?<![\w.'’@/#-])([A-Za-z][\w'’-]*[a-z]|an?)[\"”)]?\Z")
_WORD_AFTER = compiled(r"(?!(?:[a-z]|vs|etc|al)\.)[a-z]+(?![\w@/]|\.\w|://)")
# A name may begin a sentence in small letters: de Gaulle, von der Leyen.
_NAME_AFTER = compiled(rf"(?:(?:{'|'.join(sorted(PARTICLES))}) ){{1,2}}[A-ZÀ-Þ]")
_SENTENCE_END = r"(?=[.!?…]?[\"”’)]*(?:$|\n|[.!?…][\"”’)]*\s))"
_STUTTER = compiled(r"\b(\w+), \1\Z")
_LAST_WORD = compiled(r"(?<![\w'’-])[a-z]+\Z")
# Decibans, see rules/language/borders.txt. Of the borders of sentences in 1,750 passages of news
# that were not counted for it one in 180 has 10, and one in 60 has 7.
_UNPROVED = {"": 10, "likely": 10, "stranded": 18, "alone": 18}  # no proofs; what must be added
_INCLINES, _BORDER, _OPENS = 7, -8, -4
_REACH = 80  # characters before a stop, and
_AHEAD = 400  # after it, that a proof may look at


class _Stop(NamedTuple):
    """A stop between two words, where they begin and end, and the proof that speaks against it."""

    start: int
    end: int
    left: int
    right: int
    proof: str


class _Proof(NamedTuple):
    """Patterns of a proof: what must, and must not, stand before the stop and after it."""

    name: str
    left: str
    right: str
    not_before: str
    not_after: str

    def holds(self, before: str, after: str) -> bool:
        """Whether it holds between two words, given what stands before and after."""
        match = compiled(self.right).match(after)
        return (
            match is not None
            and compiled(self.left).search(before) is not None
            and not compiled(self.not_before).search(before)
            and not compiled(self.not_after).search(match[0])
        )


def find(view: View, options: Options) -> Iterator[Found]:
    """Stops between an ordinary word and a small letter for which the proof `proof` holds.

    The proofs are those of rules/language/continuations.toml, and `weighed` and `inclined`: what
    the two words say by their habits. `border` is proof of the contrary, and the small letter
    becomes a capital. With an empty `proof` the stops for which none holds are reported, with the
    words on both sides. A text that writes its sentences in small letters proves nothing.
    """
    wanted: str = options["proof"]
    for stop in _stops(view.text):
        if stop.proof != wanted:
            continue
        word = view.text[stop.end + 1 : stop.right]
        if word not in english_words():
            continue
        if wanted == "border":
            yield Found(stop.end + 1, stop.end + 2, word[0].upper())
        elif wanted:
            yield Found(stop.start, stop.end, "")
        else:
            yield Found(stop.left, stop.right, None)


@lru_cache(maxsize=1)  # the cards of a stage ask for the same text one after the other
def _stops(text: str) -> list[_Stop]:
    """The stops between an ordinary word and a small letter."""
    matches = list(_STOP.finditer(text))
    if not matches or _writes_small(text, len(matches)):
        return []
    stops = []
    for match in matches:
        start, end = match.span()
        word = _BEFORE.search(text, max(0, start - _REACH), start)
        after = _WORD_AFTER.match(text, end + 1)
        if word and after and _is_ordinary(word[1]) and not _NAME_AFTER.match(text, end + 1):
            stops.append(_Stop(start, end, word.start(1), after.end(), _proof(text, start)))
    return stops


def _is_ordinary(word: str) -> bool:
    """Whether a word is no abbreviation and no name."""
    return word not in word_list("abbreviations") and word.lower() in english_words()


def _writes_small(text: str, stops: int) -> bool:
    """Whether small letters after stops are the text's habit, as in social posts."""
    if text.islower():
        return True
    return stops > 2 and stops > len(re.findall(r"[a-z][.!?][\"”)]? [\"“(]?[A-Z]", text)) + 2


def _proof(text: str, stop: int) -> str:
    """The name of the first proof that holds for a stop, or nothing."""
    line = text[max(0, text.rfind("\n", 0, stop) + 1, stop - _REACH) : stop]
    before = re.split(r"[.!?][\"”’)]? ", line)[-1]
    after = text[stop + 2 : stop + 2 + _AHEAD].partition("\n")[0]
    return _proof_between(before, after)


@lru_cache(maxsize=256)  # stops, which stay where they are while other places are repaired
def _proof_between(before: str, after: str) -> str:
    words = before.rstrip('"”)')
    if _STUTTER.search(words):  # other damage in the same place: the stop is not all of it
        return ""
    found = next((proof.name for proof in _proofs() if proof.holds(words, after)), "")
    return found if found not in _UNPROVED else _weighed(before, after, found)


def _weighed(before: str, after: str, found: str) -> str:
    """What the habits of the words beside a stop prove, if no mark parts them."""
    proof = found if found == "likely" else ""
    left, right = _LAST_WORD.search(before), _WORD_AFTER.match(after)
    if not left or not right:
        return proof
    weight = weight_inside(left[0], right[0])
    if weight >= _UNPROVED[found]:
        return "weighed"
    if weight >= _INCLINES and found != "alone":
        return "inclined"
    opens = len(right[0]) > 1 and weight_of_first(right[0]) <= _OPENS
    if weight <= _BORDER and opens and not found:
        return "border"
    return proof


@cache
def _proofs() -> tuple[_Proof, ...]:
    """All proofs, in the order of the file."""
    path = RULES / "language" / "continuations.toml"
    tables: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))
    words = tables.pop("words")
    return tuple(
        _Proof(
            name,
            _pattern(rf"(?<![\w-])(?:{left})\Z", words),
            _pattern(right, words),
            *(_pattern(table.get(key, "(?!)"), words) for key in ("not_before", "not_after")),
        )
        for name, table in tables.items()
        for left, right in table["pairs"]
    )


def _pattern(text: str, words: dict[str, str]) -> str:
    """A pattern with the names of word lists replaced by the lists."""
    for name, alternatives in words.items():
        text = re.sub(rf"\b{name}\b", alternatives.strip().replace("\\", r"\\"), text)
    return text.replace("END", _SENTENCE_END)
