"""The forms near to an unknown word that the text and the tables attest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cleancopy.names.index import Index
from cleancopy.names.near import NEAR, alike, alternates, distance, keys
from cleancopy.names.pinyin import syllables
from cleancopy.names.romanisation import romanised
from cleancopy.names.scripts import is_ending
from cleancopy.names.spelt import folded
from cleancopy.names.tokens import Token, is_joint, name_before, words_of
from cleancopy.names.towns import countries_of, towns_of
from cleancopy.names.unknown import SHORTEST
from cleancopy.words import english_words

_BETTER = 0.1  # by how much better than the word that stands there a form must answer its name
NO_WORSE = 0.08  # what a form of the tables may lose: scripts have not every sound
_MERGING = ("zh", "ja")  # scripts that several of our letters have one sign in


class Attested:
    """The names of a text, by the keys under which those near to them are found."""

    def __init__(self, text: str, tokens: Sequence[Token], lang: str, index: Index) -> None:
        self.text, self.tokens, self.lang, self.index = text, tokens, lang, index
        self.counts = Counter(token.text for token in tokens if token.is_capital)
        ends = (token for place, token in enumerate(tokens) if self._ends(place))
        self.last = {token.text for token in ends if self._may_be_written(token)}
        self.by_key: dict[str, list[str]] = {}
        for form in self.last:
            for key in keys(folded(form)):
                self.by_key.setdefault(key, []).append(form)
        self.countries = countries_of(tokens, index)

    def _may_be_written(self, token: Token) -> bool:
        """Whether a word of the text may be a name, in the form that English has it in."""
        return token.key not in english_words() and not is_ending(token.text, self.lang)

    def near(self, place: int) -> Iterator[tuple[str, float]]:
        """The forms that a word may stand for, each with how much better it must answer."""
        token = self.tokens[place]
        if not self._ends(place):
            return  # a given name, which proves nothing
        word = folded(token.text)
        if self.lang == "zh" and syllables(word):
            return  # a Chinese name, whose characters are read
        for form in {form for key in keys(word) for form in self.by_key.get(key, ())}:
            more = self.counts[form] - self.counts[token.text]
            if more >= (self.lang in _MERGING) and _is_near(word, form):
                yield form, _BETTER
        for form in surnames(self.text, self.tokens, place, self.index):
            yield form, -NO_WORSE
        for form in self._places(word):
            yield form, 0.0

    def _ends(self, place: int) -> bool:
        """Whether a capital word ends a name: what stands before another is a given name."""
        token, after = self.tokens[place], self.tokens[place + 1 : place + 2]
        if not token.is_capital:
            return False
        return not (after and after[0].is_capital and is_joint(self.text, token, after[0]))

    def _places(self, word: str) -> Iterator[str]:
        """The places in the countries of the text whose names are near to a folded word."""
        known = towns_of(self.index)
        for town in {town for key in keys(word) for town in known.get(key, ())}:
            if town.country in self.countries and _is_near(word, town.name):
                yield town.name


def surnames(text: str, tokens: Sequence[Token], place: int, index: Index) -> Iterator[str]:
    """The surnames of those in the tables whose full name is nearly the one that ends there."""
    first = name_before(text, tokens, place + 1)
    words = words_of(" ".join(token.text for token in tokens[first : place + 1]))
    if len(words) < 2:
        return
    for number in sorted(index.like(words[-1:]) & index.like(words[:1])):
        person = index.person(number)
        for form in (person.name, *person.accepted) if person.confirmed else ():
            known = words_of(form)
            if alike(words, known) is not None and known[-1] != words[-1]:
                yield form.split(" ")[-1]


def _is_near(word: str, form: str) -> bool:
    """Whether a form may be meant by a folded word, and is no other spelling of it."""
    other = folded(form)
    if len(other) < SHORTEST or other == word or not (form.istitle() or "-" in form):
        return False
    if alternates((word,), (other,)) or romanised((word,), (other,)):
        return False
    return distance(word, other) <= NEAR and word[0] in _starts(other)


def _starts(word: str) -> set[str]:
    """The letters that a misspelling of a folded word may begin with."""
    near = {group for group in _FIRST if word[0] in group}
    return {word[0], *"".join(near)}


_FIRST = ("bpvfwh", "cksqgjhxz", "td", "lr", "mn", "aeiouyjh")
