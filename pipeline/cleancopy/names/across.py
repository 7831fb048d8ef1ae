"""The names of a source in another script, and which known form each of them answers.

A word of the text that nobody knows and that renders a name of the source badly should read as the
text or a table has that name; a form that stands in neither is never written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from cleancopy.names.entries import Place
from cleancopy.names.evidence import Evidence, Kind, Misspelt
from cleancopy.names.index import Index
from cleancopy.names.lexicon import PLACE
from cleancopy.names.near import NEAR, alike, alternates, distance, keys, romanised
from cleancopy.names.pinyin import syllables
from cleancopy.names.scripts import has_cases, is_ending, is_latin, transcribes
from cleancopy.names.spelt import folded
from cleancopy.names.tokens import Token, is_joint, name_before, tokens_of, words_of
from cleancopy.names.transliteration import likeness
from cleancopy.names.unknown import SHORTEST, is_unknown
from cleancopy.words import english_words

_RENDERED = 0.4  # how well a word of the text answers the name that it was made from
_ANSWERS = 0.85  # how well the right form must answer it
_ANSWERS_BARE = 0.68  # ... where vowels are not written
_BETTER = 0.1  # by how much better than the word that stands there
NO_WORSE = 0.08  # what a form of the tables may lose: scripts have not every sound
_CLEAR = 0.03  # by how much better than the next form
_BARE = ("ar", "fa", "ur", "ps", "he", "yi")
_MERGING = ("zh", "ja")  # scripts that several of our letters have one sign in

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}")
_SOUNDS = range(2, 8)  # characters of a foreign name in Chinese
_PREFIX = re.compile(r"^(?:[وفبلك]|ال|[והבלמש])(?=\w{3})")  # small words written with a name


class Named(NamedTuple):
    """A word of the source that may be a name, and its place as a share of the length."""

    word: str
    place: float


@lru_cache(maxsize=2)
def named(source: str, lang: str) -> tuple[Named, ...]:
    """The words of a source that may be names and are not written as we would write them."""
    size, lang = len(source), lang.partition("-")[0].lower()
    if lang == "zh":
        return tuple(Named(word, start / size) for word, start in _transcribed(source))
    if lang == "ja":
        found = _KATAKANA.finditer(source)
        return tuple(Named(match[0], match.start() / size) for match in found)
    if is_latin(source) and not has_cases(lang):
        return ()
    several = ((m, m.start() / size) for m in _WORD.finditer(source) if _may_be_name(m[0]))
    return tuple(Named(word, place) for m, place in several for word in _readings(m[0]))


def _may_be_name(word: str) -> bool:
    """Whether a word begins with a capital, or is of a script that has none."""
    return len(word) > 2 and not word[0].islower() and not word.isupper()


def _readings(word: str) -> Iterator[str]:
    """A word, and what is left of it without a small word of Arabic or Hebrew before it."""
    yield word
    if (shorter := _PREFIX.sub("", word, count=1)) != word:
        yield shorter


def _transcribed(source: str) -> Iterator[tuple[str, int]]:
    """The runs of Chinese characters that stand for sounds, in every length."""
    for start in range(len(source)):
        for size in _SOUNDS:
            word = source[start : start + size]
            if len(word) < size or not transcribes(word[-1]) or not transcribes(word):
                break
            yield word, start


def answered(text: str, source: str, lang: str, margin: float, index: Index) -> Iterator[Misspelt]:
    """The unknown names that render a name of the source worse than a known form does."""
    names = named(source, lang := lang.partition("-")[0].lower())
    if not names:
        return
    tokens = tokens_of(text)
    known = _Known(text, tokens, lang, index)
    for place, token in enumerate(tokens):
        forms = list(known.near(place)) if is_unknown(token, index) else []
        if not forms:
            continue
        about = token.start / len(text)
        around = {name.word for name in names if abs(name.place - about) <= margin}
        meant = max(around, key=lambda word: (likeness(word, token.text, lang), word), default="")
        if form := known.answer(token.text, meant, forms):
            evidence = Evidence(Kind.SOURCE, f"the source has “{meant}”, which is {form}")
            edit = token.start, token.end, form
            yield Misspelt(token.start, token.end, form, (edit,), (evidence,))


def backs(names: Sequence[str], lang: str, old: str, new: str, least: float) -> str:
    """The name of a source that a word renders and the new form answers so well; '' if none.

    `least` is by how much better the form must answer than the word does.
    """
    lang = lang.partition("-")[0].lower()
    enough = _ANSWERS_BARE if lang in _BARE else _ANSWERS
    meant = max(names, key=lambda word: (likeness(word, old, lang), word), default="")
    longer = [word for word in names if meant in word]  # a run of signs is there in every length
    for word in sorted(longer, key=lambda word: (-likeness(word, new, lang), word)):
        now, then = likeness(word, old, lang), likeness(word, new, lang)
        if now >= _RENDERED and then >= max(enough, now + least):
            return word
    return ""


def prefers(source: str, lang: str, old: str, new: str) -> bool:
    """Whether a name of the source is answered by the one form and less well by the other."""
    lang = lang.partition("-")[0].lower()
    names = {name.word for name in named(source, lang)}
    pairs = [(likeness(word, old, lang), likeness(word, new, lang)) for word in names]
    now, then = max(pairs, default=(0.0, 0.0))
    return now >= _ANSWERS and now - then >= _CLEAR


class _Known:
    """The forms that the text and the tables attest, and which of them answers a name."""

    def __init__(self, text: str, tokens: Sequence[Token], lang: str, index: Index) -> None:
        self.text, self.tokens, self.lang, self.index = text, tokens, lang, index
        self.counts = Counter(token.text for token in tokens if token.is_capital)
        self.least = _ANSWERS_BARE if lang in _BARE else _ANSWERS
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

    def answer(self, written: str, meant: str, forms: Sequence[tuple[str, float]]) -> str:
        """The one form that answers a name of the source better than a word does; '' if none."""
        now = likeness(meant, written, self.lang)
        if now < _RENDERED:
            return ""
        answers = ((likeness(meant, form, self.lang), form, least) for form, least in forms)
        ranked = sorted(
            ((how, form) for how, form, least in answers if how >= max(now + least, self.least)),
            reverse=True,
        )
        found = list(dict.fromkeys(ranked))
        if not found or (len(found) > 1 and found[0][0] - found[1][0] < _CLEAR):
            return ""
        return found[0][1]

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
        known = _places_of(self.index)
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


class Town(NamedTuple):
    """A place of the tables in one of its spellings, and its country."""

    name: str
    country: str


@cache
def _places_of(index: Index) -> dict[str, list[Town]]:
    """The places of one word by the keys under which those near to them are found."""
    found: dict[str, list[Town]] = {}
    for entry in index.others():
        if isinstance(entry, Place) and entry.confirmed and " " not in entry.name:
            for key in keys(folded(entry.name)):
                found.setdefault(key, []).append(Town(entry.name, entry.country or entry.name))
    return found


def countries_of(tokens: Sequence[Token], index: Index) -> frozenset[str]:
    """The countries that a text speaks of, by name or by their people."""
    found: set[str] = set()
    for place, token in enumerate(tokens):
        for length, phrases in index.words.get(token.key, ()) if token.is_capital else ():
            phrase = " ".join(each.key for each in tokens[place : place + length])
            found |= {entry.cell for entry in phrases.get(phrase, ()) if entry.kind == PLACE}
    return frozenset(found) & index.countries
