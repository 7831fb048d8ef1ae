"""Where a text names somebody or something: runs of capital words, with their titles set apart.

What a capital means depends on its place: in mid-sentence it marks a name, at the start of a
sentence it proves nothing, and in a headline every word has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from cleancopy.names.index import Index
from cleancopy.names.lexicon import PLACE
from cleancopy.names.reading import Reading, fold
from cleancopy.names.runs import parts
from cleancopy.words import english_words, function_words, word_list

_SMALL = frozenset("the a an on in at of and but as for to by from with".split())


class Mention(NamedTuple):
    """A name from token `first` up to `last`, as it stands there and folded, with its title.

    `is_firm` says that its capitals mark it as one: it neither begins a sentence alone nor stands
    in a line where every word has a capital.
    """

    first: int
    last: int
    start: int
    text: str
    words: tuple[str, ...]
    title: str = ""
    is_firm: bool = True

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


def mentions(reading: Reading) -> list[Mention]:
    """The names of a text in order."""
    quiet = [part for part in parts(reading) if part[0] not in reading.loud]
    found = [mention for part in quiet if (mention := _trimmed(reading, *part))]
    bare = _names(found)
    firm = [each for each in found if each.is_firm or _is_meant(reading, each, bare)]
    known = frozenset(chain.from_iterable(_short_forms(reading, each) for each in firm))
    return sorted([*firm, *_headlines(reading, known)], key=lambda each: each.start)


def has_article(reading: Reading, mention: Mention) -> bool:
    """Whether an article stands before a name: people have none."""
    before = reading.tokens[mention.first - 1].key if mention.first else ""
    return before in ("the", "a", "an", "this", "its")


def may_be_person(reading: Reading, mention: Mention) -> bool:
    """Whether nothing beside or in a name says that it is a thing."""
    thing = word_list("name-heads")
    return not (has_article(reading, mention) or thing.intersection(mention.words[-1:]))


@lru_cache(maxsize=1 << 12)  # texts share such words
def is_plain(key: str, index: Index) -> bool:
    """Whether a capital word by itself is no name: a day, a people, a figure, a letter."""
    return (
        len(key) < 2
        or any(map(str.isdigit, key))
        or key in word_list("capitals")
        or _is_demonym(key, index)
    )


def _is_demonym(key: str, index: Index) -> bool:
    """Whether a word stands for a country and is not its name: German, Germans."""
    for word in (key, key.removesuffix("s"), key.removesuffix("es")):
        for _, phrases in index.phrases(word)[-1:]:
            for entry in phrases.get(word, ()):
                if entry.kind == PLACE and not entry.form:
                    kinds = {known.kind for known in index.known(fold(word))}
                    return (
                        kinds.isdisjoint(("place", "organization")) and word != entry.cell.lower()
                    )
    return False


def _trimmed(reading: Reading, first: int, last: int, title: str) -> Mention | None:
    """A part without the words that are not of the name; None where nothing is left."""
    if last - first > 1 and not title and not reading.known(first, last):
        while first < last and _is_leading(reading, first, last):
            first += 1
    while last - first > 1 and _is_trailing(reading, last - 1):
        last -= 1
    if last - first < 2:
        return _lone(reading, first, title) if first < last else None
    if not _is_plain_run(reading, first, last) or _is_thing(reading, first, last):
        return _mention(reading, first, last, title, True)
    return None


def _is_plain_run(reading: Reading, first: int, last: int) -> bool:
    return all(is_plain(token.key, reading.index) for token in reading.tokens[first:last])


def _lone(reading: Reading, place: int, title: str) -> Mention | None:
    """A capital word by itself; None for a letter, a word of grammar, one of the language."""
    key = reading.tokens[place].key
    if len(key) < 2 or (not title and _is_common(reading, place)) or _is_small_word(reading, place):
        return None
    if is_plain(key, reading.index) and not _is_thing(reading, place, place + 1):
        return None
    is_firm = bool(title) or not _may_be_common(reading, place)
    return _mention(reading, place, place + 1, title, is_firm)


def _may_be_common(reading: Reading, place: int) -> bool:
    """Whether a lone capital word may have its capital from its place, or opens sentences."""
    return reading.begins(place) or reading.tokens[place].key in word_list("openers")


def _mention(reading: Reading, first: int, last: int, title: str, is_firm: bool) -> Mention:
    text = reading.slice(first, last)
    start = reading.tokens[first].start
    return Mention(first, last, start, text, _words(text), title, is_firm)


@lru_cache(maxsize=1 << 13)
def _words(text: str) -> tuple[str, ...]:
    """The words of a name folded, without figures and without `Jr` behind it."""
    words = [word for word in fold(text).split() if not word.isdigit()]
    if len(words) > 2 and words[-1] in ("jr", "sr", "ii", "iii"):
        words.pop()
    return tuple(words)


def _is_leading(reading: Reading, place: int, last: int) -> bool:
    """Whether a capital word before a name is of the sentence: The, Yesterday, On Monday."""
    token = reading.tokens[place]
    if last - place == 1:
        return _is_small_word(reading, place)
    if reading.begins(place):
        lists = function_words()[0], word_list("openers"), reading.small
        return any(token.key in words for words in lists)
    letter = len(token.key) == 1 and reading.gap(place + 1) == " "
    return (
        letter
        or token.key in _SMALL
        or (token.key.endswith("day") and is_plain(token.key, reading.index))
    )


def _is_small_word(reading: Reading, place: int) -> bool:
    """Whether a lone capital word is one of grammar: He, Who; but not WHO."""
    token = reading.tokens[place]
    if token.key not in function_words()[0]:
        return False
    return not (token.text.isupper() and _is_thing(reading, place, place + 1))


def _is_trailing(reading: Reading, place: int) -> bool:
    """Whether a word at the end of a run is none of the name: a figure, an article.

    Behind a hyphen it is a syllable: Jae-in.
    """
    token = reading.tokens[place]
    if reading.gap(place) == "-" and not token.text.isdigit():
        return False
    return token.key in function_words()[0] or token.text.isdigit()


def _is_thing(reading: Reading, first: int, last: int) -> bool:
    """Whether the tables have a place or an organization of this name."""
    kinds = {known.kind for known in reading.known(first, last)}
    return not kinds.isdisjoint(("place", "organization"))


def _is_common(reading: Reading, place: int) -> bool:
    """Whether a lone capital word is one of the language: it stands without a capital as well."""
    token = reading.tokens[place]
    return token.key in reading.small and not (token.text.isupper() and len(token.text) > 1)


def _names(found: Sequence[Mention]) -> frozenset[str]:
    """The words that stand as names where a capital means one."""
    return frozenset(word for each in found if each.is_firm for word in each.words)


def _is_meant(reading: Reading, mention: Mention, bare: frozenset[str]) -> bool:
    """Whether the first word of a sentence is a name: one elsewhere, or one the tables know."""
    token = reading.tokens[mention.first]
    if token.key in word_list("openers"):
        begins = reading.begins(mention.first)
        thing = not begins and _is_thing(reading, mention.first, mention.last)
        is_elsewhere = bare.issuperset(mention.words)
        return thing or (is_elsewhere and (not begins or _speaks(reading, mention)))
    if bare.issuperset(mention.words):
        return True
    kinds = {each.kind for each in reading.known(mention.first, mention.last)}
    if kinds & {"place", "organization"}:
        return True
    if token.text.isupper():
        return len(token.key) > 2 and token.key not in english_words()
    return "surname" in kinds and _speaks(reading, mention)


def _speaks(reading: Reading, mention: Mention) -> bool:
    """Whether a verb of speech stands behind a name."""
    following = reading.tokens[mention.last : mention.last + 1]
    return any(each.key in word_list("speech-verbs") for each in following)


def _headlines(reading: Reading, known: frozenset[str]) -> Iterator[Mention]:
    """The names in lines of capitals: only those that stand in the text, or in the tables."""
    done = -1
    for first in sorted(reading.loud):
        if first < done or not reading.tokens[first].is_capital:
            continue
        for last in range(min(first + 5, len(reading.tokens)), first, -1):
            if last - 1 in reading.loud and _is_known(reading, first, last, known):
                yield _mention(reading, first, last, "", False)
                done = last
                break


def _short_forms(reading: Reading, mention: Mention) -> Iterator[str]:
    """How a headline may write a name of the text: whole, or the last word of a person's."""
    yield " ".join(mention.words)
    last = mention.words[-1:]
    if (
        len(mention.words) > 1
        and may_be_person(reading, mention)
        and reading.small.isdisjoint(last)
    ):
        yield from last


def _is_known(reading: Reading, first: int, last: int, known: frozenset[str]) -> bool:
    text = reading.slice(first, last)
    if "\n" in text or not reading.tokens[last - 1].is_capital:
        return False
    if fold(text) in known:
        return True
    kinds = {each.kind for each in reading.known(first, last)}
    if last - first > 1:
        return bool(kinds & {"person", "place", "organization"})
    key = reading.tokens[first].key
    common = key in function_words()[0] or key in word_list("openers") or key in reading.small
    return bool(kinds & {"place", "organization"}) and not common
