"""Where a text names somebody or something: runs of capital words, with their titles set apart.

What a capital means depends on its place: in mid-sentence it marks a name, at the start of a
sentence it proves nothing, and in a headline every word has one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from cleancopy.names import lexicon
from cleancopy.names.index import Index, Known, folded
from cleancopy.names.offices import Office, offices
from cleancopy.names.tokens import Token, is_joint, tokens_of
from cleancopy.words import english_words, function_words, word_list

_LONGEST = 12  # words of a name; what has more is a line in capitals
_PARTICLES = frozenset(
    "von van der den de da dos das di del della du la le bin bint ibn ben al el"
    " ter zu zur ul y".split()
)
_LEADING = frozenset("von van bin ibn al el de di".split())  # that may begin a name alone
_ARTICLES = frozenset("al el ad an ar as ash at az ul".split())
_HONORIFICS = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady sheikh imam ayatollah pope rev reverend"
    " father sister rabbi bishop archbishop cardinal judge justice captain capt lieutenant lt major"
    " colonel col sergeant sgt general gen admiral adm king queen prince princess sen rep gov"
    " emperor commander brigadier reporter correspondent engineer economist analyst psychologist"
    " lawyer".split()
)
_SMALL = frozenset("the a an on in at of and but as for to by from with".split())
_LINKS = frozenset(("of", "for", "and", "on", "in", "the"))
_BREAK = re.compile('[.!?:\n\r…“”"«»•*|‘–—]')
_LINE = re.compile("[^\n]+")
_STOPS = (".", "!", "?", ",", ";")
_TITLE_GAPS = frozenset((" ", ". ", "\u00a0", ".\u00a0", "-"))
_SYLLABLE = re.compile(
    "(?:ch|sh|ts|hs|tz|kk|[bdfghjklmnpstwy])?(?:yeo|yae|eo|eu|ae|oo|ou|oe|wa|wo|ya|yo|yu|ee|[aeiou])"
    "(?:ng|[hklmnp])?"
)


@dataclass(frozen=True, slots=True)
class Mention:
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


class Reading:
    """A text as its names are looked for: words, sentence starts, and what the tables know."""

    def __init__(self, text: str, index: Index) -> None:
        self.text, self.index, self.tokens = text, index, tokens_of(text)

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """The offices in the text."""
        return tuple(offices(self.text, self.tokens, self.index))

    @cached_property
    def cuts(self) -> frozenset[int]:
        """Where an office ends, so that what follows is a name by itself."""
        return frozenset(office.last for office in self.offices)

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that also stand without a capital."""
        return frozenset(token.key for token in self.tokens if not token.is_capital)

    @cached_property
    def loud(self) -> frozenset[int]:
        """The tokens of the lines that have capitals throughout."""
        found: list[int] = []
        for line in self._lines():
            found += line if _is_loud([self.tokens[i] for i in line]) else ()
        return frozenset(found)

    def _lines(self) -> Iterator[range]:
        """The tokens of each line that does not end like a sentence."""
        starts = [token.start for token in self.tokens]
        first = 0
        for line in _LINE.finditer(self.text):
            last = bisect_left(starts, line.end(), first)
            if last > first and not line[0].rstrip(' "”’)\r').endswith(_STOPS):
                yield range(first, last)
            first = last

    def gap(self, place: int) -> str:
        """What stands between a token and the one before it."""
        return self.text[self.tokens[place - 1].end : self.tokens[place].start] if place else "\n"

    def begins(self, place: int) -> bool:
        """Whether a token begins a sentence or a quotation."""
        return bool(_BREAK.search(self.gap(place)))

    def slice(self, first: int, last: int) -> str:
        """The text of some tokens."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def known(self, first: int, last: int) -> tuple[Known, ...]:
        """What the tables have under the text of some tokens; forms there are without figures."""
        text = self.slice(first, last)
        return () if any(map(str.isdigit, text)) else self.index.known(fold(text))

    def phrase(self, first: int, *kinds: str) -> int:
        """How many tokens a phrase of the lexicon has that begins with a token; 0 if none does."""
        tokens = self.tokens
        for length, phrases in self.index.words.get(tokens[first].key, ()):
            several = tokens[first : first + length]
            found = phrases.get(" ".join([token.key for token in several]), ())
            if any(entry.kind in kinds and entry.form != lexicon.OWNER for entry in found) and all(
                self.gap(place) in (" ", "-", "\u00a0")
                for place in range(first + 1, first + length)
            ):
                return length
        return 0


@lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """A name as forms are looked up, kept: texts repeat their names."""
    return folded(name)


def mentions(reading: Reading) -> list[Mention]:
    """The names of a text in order."""
    parts = [part for part in _linked(reading, _parts(reading)) if part[0] not in reading.loud]
    found = [mention for part in parts if (mention := _trimmed(reading, *part))]
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


def is_demonym(reading: Reading, token: Token) -> bool:
    """Whether a word stands for a country and is not its name: German, Germans."""
    for word in (token.key, token.key.removesuffix("s"), token.key.removesuffix("es")):
        for _, phrases in reading.index.words.get(word, ())[-1:]:
            for entry in phrases.get(word, ()):
                if entry.kind == lexicon.PLACE and not entry.form:
                    kinds = {known.kind for known in reading.index.known(fold(word))}
                    return (
                        kinds.isdisjoint(("place", "organization")) and word != entry.cell.lower()
                    )
    return False


def is_plain(reading: Reading, token: Token) -> bool:
    """Whether a capital word by itself is no name: a day, a people, a figure, a letter."""
    return (
        len(token.key) < 2
        or any(map(str.isdigit, token.key))
        or token.key in word_list("capitals")
        or is_demonym(reading, token)
    )


_Part = tuple[int, int, str]


def _parts(reading: Reading) -> Iterator[_Part]:
    """The runs of capital words, cut at titles, each with the title before it."""
    tokens, done, count = reading.tokens, 0, len(reading.tokens)
    for place in [i for i, each in enumerate(tokens) if each.is_capital or _may_open(each)]:
        if place < done or not _opens(reading, place):
            continue
        title_end = _title_end(reading, place)
        last = title_end
        while last < count and last - title_end < _LONGEST and _goes_on(reading, title_end, last):
            last += 1
        if last > title_end:
            title = reading.slice(place, title_end) if title_end > place else ""
            yield title_end, last, title
        done = last


def _may_open(token: Token) -> bool:
    """Whether a word without a capital may begin a name: von, al-, d'Estaing."""
    return token.text in _LEADING or token.text in _ARTICLES or "'" in token.key


def _opens(reading: Reading, place: int) -> bool:
    """Whether a name or its title may begin with a token."""
    token = reading.tokens[place]
    if token.is_capital:
        return True
    if "'" in token.key and not token.text.islower():
        return True  # d'Estaing
    follows = place + 1 < len(reading.tokens) and reading.tokens[place + 1].is_capital
    gap = reading.gap(place + 1) if follows else ""
    if gap == "-":
        return token.text in _ARTICLES
    return gap == " " and token.text in _LEADING


def _title_end(reading: Reading, place: int) -> int:
    """Behind the titles that begin with a token: Former President, Dr., Foreign Minister."""
    end, count = place, len(reading.tokens)
    while place < count and reading.tokens[place].is_capital:
        title = reading.phrase(place, lexicon.TITLE, lexicon.HEAD)
        title = title or int(reading.tokens[place].key in _HONORIFICS)
        length = title or reading.phrase(place, lexicon.FORMER, lexicon.OTHER)
        if not length:
            break
        place += length
        end = place if title else end
        if place < count and reading.gap(place) not in _TITLE_GAPS:
            break
    return end


def _goes_on(reading: Reading, first: int, place: int) -> bool:
    """Whether a token is the next word of a name that begins with token `first`."""
    tokens = reading.tokens
    token = tokens[place]
    if place == first:
        return _opens(reading, place)
    if place in reading.cuts:
        return False
    gap = reading.gap(place)
    if not is_joint(reading.text, tokens[place - 1], token) and gap not in (" & ", "&"):
        return False
    if token.is_capital:
        return not _title_end(reading, place) > place or gap == "-"
    if gap == "-":
        return place - first > 1 and _is_syllable(token.text)
    if "'" in token.key and not token.text.islower():
        return True
    while place + 1 < len(tokens) and tokens[place].text in _PARTICLES:
        place += 1
        if not is_joint(reading.text, tokens[place - 1], tokens[place]):
            return False
        if tokens[place].is_capital:
            return True
    return False


def _is_syllable(word: str) -> bool:
    """Whether a small word behind a hyphen may end a Korean or Chinese name: Jae-in, Ing-wen."""
    small = word in function_words()[0] and word != "in"
    return not small and len(word) < 6 and bool(_SYLLABLE.fullmatch(word) or word == "shek")


def _linked(reading: Reading, parts: Iterator[_Part]) -> Iterator[_Part]:
    """The parts, those of one name joined: Bank of England, University of Oxford."""
    held: _Part | None = None
    for part in parts:
        if held and _is_linked(reading, held, part):
            held = held[0], part[1], held[2]
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _is_linked(reading: Reading, one: _Part, two: _Part) -> bool:
    """Whether small words alone stand between two parts, and the tables or the head join them."""
    between = reading.tokens[one[1] : two[0]]
    if not 0 < len(between) < 3 or two[2] or any(each.key not in _LINKS for each in between):
        return False
    if any(reading.gap(place) not in (" ", "\u00a0") for place in range(one[1], two[0] + 1)):
        return False
    if {each.kind for each in reading.known(one[0], two[1])} & {"place", "organization"}:
        return True
    return between[0].key == "of" and reading.tokens[one[1] - 1].key in word_list("name-heads")


def _trimmed(reading: Reading, first: int, last: int, title: str) -> Mention | None:
    """A part without the words that are not of the name; None where nothing is left."""
    tokens = reading.tokens
    if not title and not reading.known(first, last):
        while first < last and _is_leading(reading, first, last):
            first += 1
    while last - first > 1 and _is_trailing(tokens[last - 1]):
        last -= 1
    if first == last:
        return None
    if last - first == 1 and len(tokens[first].key) < 2:
        return None
    if last - first == 1 and not title and _is_common(reading, first):
        return None
    if all(is_plain(reading, token) for token in tokens[first:last]) and not _is_thing(
        reading, first, last
    ):
        return None
    is_plain_word = reading.begins(first) or tokens[first].key in word_list("openers")
    is_firm = last - first > 1 or bool(title) or not is_plain_word
    return _mention(reading, first, last, title, is_firm)


def _mention(reading: Reading, first: int, last: int, title: str, is_firm: bool) -> Mention:
    text = reading.slice(first, last)
    words = tuple(fold(text).split())
    if len(words) > 2 and words[-1] in ("jr", "sr", "ii", "iii"):
        words = words[:-1]
    return Mention(first, last, reading.tokens[first].start, text, words, title, is_firm)


def _is_leading(reading: Reading, place: int, last: int) -> bool:
    """Whether a capital word before a name is of the sentence: The, Yesterday, On Monday."""
    token = reading.tokens[place]
    if last - place == 1:
        short = token.text.isupper() and _is_thing(reading, place, last)  # WHO
        return token.key in function_words()[0] and not short
    if reading.begins(place):
        return token.key in function_words()[0] | word_list("openers") | reading.small
    letter = len(token.key) == 1 and reading.gap(place + 1) == " "
    return letter or token.key in _SMALL or (token.key.endswith("day") and is_plain(reading, token))


def _is_trailing(token: Token) -> bool:
    """Whether a word at the end of a run is none of the name: a figure, an article."""
    return token.key in function_words()[0] or token.text.isdigit()


def _is_thing(reading: Reading, first: int, last: int) -> bool:
    """Whether the tables have a place or an organization of this name."""
    kinds = {known.kind for known in reading.known(first, last)}
    return not kinds.isdisjoint(("place", "organization"))


def _is_common(reading: Reading, place: int) -> bool:
    """Whether a lone capital word is one of the language: it stands without a capital as well."""
    token = reading.tokens[place]
    if token.text.isupper() and len(token.text) > 1:
        return False
    return token.key in reading.small


def _names(found: Sequence[Mention]) -> frozenset[str]:
    """The words that stand as names where a capital means one."""
    return frozenset(word for each in found if each.is_firm for word in each.words)


def _is_meant(reading: Reading, mention: Mention, bare: frozenset[str]) -> bool:
    """Whether the first word of a sentence is a name: one elsewhere, or one the tables know."""
    token = reading.tokens[mention.first]
    following = reading.tokens[mention.last : mention.last + 1]
    speaks = any(each.key in word_list("speech-verbs") for each in following)
    begins = reading.begins(mention.first)
    if token.key in word_list("openers"):
        thing = not begins and _is_thing(reading, mention.first, mention.last)
        return thing or (bare.issuperset(mention.words) and (speaks or not begins))
    if bare.issuperset(mention.words):
        return True
    kinds = {each.kind for each in reading.known(mention.first, mention.last)}
    if kinds & {"place", "organization"}:
        return True
    if token.text.isupper():
        return len(token.key) > 2 and token.key not in english_words()
    return "surname" in kinds and speaks


def _is_loud(tokens: Sequence[Token]) -> bool:
    """Whether the words of a line have capitals throughout, small ones apart: a headline."""
    if all(token.text.isupper() or not token.text.isalpha() for token in tokens):
        return True
    words = [token for token in tokens if len(token.text) > 3 or token.text.isupper()]
    if len(words) < 4:
        return False
    return sum(token.is_capital for token in words) >= 0.8 * len(words)


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
