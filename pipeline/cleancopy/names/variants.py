"""One name spelt two ways in a text: what the text itself says of which is right."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from cleancopy.names.attached import bare
from cleancopy.names.evidence import Evidence, Kind, Misspelt
from cleancopy.names.index import Index, folded
from cleancopy.names.near import alternates, begin_alike, distance, within
from cleancopy.names.romanisation import romanised
from cleancopy.names.standing import is_introduced, stands_alone
from cleancopy.names.tokens import Token, capitals_of, may_go_on, name_after, tokens_of, words_of
from cleancopy.names.unknown import SHORTEST, is_unknown
from cleancopy.words import english_words

_NEAR = 0.25  # how far the word that differs may be
_LONGEST = 5  # words of a name
# Words near a form that make its spelling the thing spoken of.
_SPOKEN_OF = frozenset(
    "spelt spelled spelling spellings misspelt misspelled written printed rendered transliterated"
    " called pronounced letter letters".split()
)
_MIXED = re.compile(r"\b(?!Ma?c|De|Di|Fitz|La|Le|Van|O')\w+[a-z][A-Z]")  # HravEk; but McKay
# What makes a plural of a name, or the people of a place; what makes a doctrine and who holds it.
_ENDINGS = frozenset("s es n ns an ans ian ians ean eans er ers ese i is ish ite ites".split())
_OF_STEMS = ("istic", "isms", "ists", "ism", "ist", "cies", "ies", "tic", "cy", "ts", "t", "y", "s")
_SHORTEST_STEM = 5  # letters
_CROWD = 400  # with more names than this a text is a list, in which some are near by chance
_TIMES = 2  # how often the one must stand for each time that the other does


class Spelling(NamedTuple):
    """A full name as it is spelt in a text, and the tokens of each place where it stands."""

    form: str
    words: tuple[str, ...]
    places: list[tuple[int, int]]


def spelt_otherwise(text: str, index: Index) -> Iterator[Misspelt]:
    """The full names that stand in the text in another form, one letter or two apart, as well."""
    tokens = tokens_of(text)
    for one, other in _pairs(spellings(text)):
        for wrong, right in ((one, other), (other, one)):
            if says := _preferred(wrong, right, index):
                for first, last in wrong.places:
                    yield _misspelt(tokens[first:last], right, says)


def _misspelt(words: Sequence[Token], right: Spelling, says: str) -> Misspelt:
    theirs = right.form.split(" ")
    edits = tuple(
        (token.start, token.end, new)
        for token, new in zip(words, theirs, strict=True)
        if words_of(token.text) != words_of(new)
    )
    evidence = (Evidence(Kind.DOCUMENT, says),)
    return Misspelt(words[0].start, words[-1].end, right.form, edits, evidence)


@lru_cache(maxsize=2)  # several kinds of evidence ask for the same text one after the other
def spellings(text: str) -> tuple[Spelling, ...]:
    """The names of two words and more, as often as they stand there."""
    tokens = tokens_of(text)
    found: dict[str, Spelling] = {}
    done = 0
    for place in capitals_of(text):
        if place < done or not may_go_on(tokens, place):
            continue
        done = last = name_after(text, tokens, place)
        if last - place < 2:
            continue
        first = bare(tokens, place, last)
        if 2 <= last - first <= _LONGEST and not is_introduced(text, tokens, last):
            first += last - first > 2 and _begins_sentence(text, tokens, first)
            form = " ".join([token.text for token in tokens[first:last]])
            if form not in found:
                words = tuple([token.key for token in tokens[first:last]])
                found[form] = Spelling(form, words, [])
            found[form].places.append((first, last))
    return tuple(found.values())


def _begins_sentence(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether a word before two others begins a sentence and is an English one: Later."""
    ahead = text[tokens[place - 1].end : tokens[place].start] if place else "."
    return any(mark in ".!?\n" for mark in ahead) and tokens[place].key in english_words()


def _pairs(several: Sequence[Spelling]) -> Iterator[tuple[Spelling, Spelling]]:
    """Names that differ in the last word, which is near the other in sound and no other spelling.

    With another first name it may be a brother.
    """
    alike: defaultdict[tuple[str, ...], list[Spelling]] = defaultdict(list)
    for spelling in several:
        alike[spelling.words[:-1]].append(spelling)
    for group in alike.values():
        for one, other in combinations(group, 2) if len(group) <= _CROWD else ():
            if _differ_by_chance(one, other):
                yield one, other


def _differ_by_chance(one: Spelling, other: Spelling) -> bool:
    """Whether two names with the same first words are near in the last, which has some length."""
    a, b = words_of(one.form), words_of(other.form)
    if len(a) != len(b) or alternates(a, b) or romanised(a, b):
        return False
    if min(len(a[-1]), len(b[-1])) < SHORTEST or not begin_alike(a[-1], b[-1]):
        return False
    return distance(a[-1], b[-1]) <= _NEAR


def _is_derived(one: str, other: str) -> bool:
    """Whether two words are of one stem: Koreans and Korea, Rican and Rico, Anarchism and -ists."""
    short, long = sorted((one, other), key=len)
    for base in (short, short.rstrip("aeiou")):
        if len(base) > 2 and long.startswith(base) and long[len(base) :] in _ENDINGS:
            return True
    return _stem(one) == _stem(other)


def _stem(word: str) -> str:
    """A word without what makes another of it: a plural, a doctrine, who holds it."""
    ending = next((ending for ending in _OF_STEMS if word.endswith(ending)), "")
    return word.removesuffix(ending) if len(word) - len(ending) >= _SHORTEST_STEM else word


def _preferred(wrong: Spelling, right: Spelling, index: Index) -> str:
    """Why the text prefers one form to another, which nobody is known by; '' if it does not."""
    if index.is_right(wrong.form) or _is_derived(wrong.words[-1], right.words[-1]):
        return ""
    if any(known.kind == "person" for known in index.known(folded(right.form))):
        return f"the text also has “{right.form}”, whom the tables know"
    if wrong.words[-1] in english_words():
        return ""  # Google Takes the Lead, and Google Docs
    many, few = len(right.places), len(wrong.places)
    return f"the text has “{right.form}” {many} times" if many > _TIMES * few else ""


def bare_otherwise(text: str, index: Index) -> Iterator[Misspelt]:
    """The single words that are nearly the last name of somebody whom the text named in full."""
    tokens, capitals = tokens_of(text), capitals_of(text)
    known = _last_names(text, tokens)
    counts = Counter([tokens[place].text for place in capitals])
    meant = _meant(known, counts) if len(known) <= _CROWD else {}
    for place in capitals if meant else ():
        token = tokens[place]
        name = meant.get(token.text, "")
        if not name or known[name] > place or not _is_alone(text, tokens, place):
            continue
        if is_unknown(token, index):
            evidence = Evidence(Kind.DOCUMENT, f"the text first names “{name}” in full")
            edit = token.start, token.end, name
            yield Misspelt(token.start, token.end, name, (edit,), (evidence,))


def _last_names(text: str, tokens: Sequence[Token]) -> dict[str, int]:
    """The last names of all who are named in full, with the token behind the first of each."""
    last: dict[str, int] = {}
    for spelling in spellings(text):
        if not _MIXED.search(spelling.form):
            last.setdefault(tokens[spelling.places[0][1] - 1].text, spelling.places[0][1])
    return last


def _meant(known: Mapping[str, int], counts: Mapping[str, int]) -> dict[str, str]:
    """The words that are nearly one last name that stands at least as often, with that name."""
    by_initial: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in known:
        if folded := _long(name):
            by_initial[name[0]].append((name, folded))
    meant = {}
    for word in counts:
        several = by_initial.get(word[0])
        if several and word not in known and (folded := _long(word)):
            near = [name for name, against in several if _is_variant(folded, against)]
            if len(near) == 1 and counts[near[0]] >= counts[word] and not _has_stem(word, counts):
                meant[word] = near[0]
    return meant


def _has_stem(word: str, counts: Mapping[str, int]) -> bool:
    """Whether a word is made of another one of the text: Googlers of Google, not of Goggles."""
    others = (other for other in counts if other[0] == word[0] and other != word)
    return any(_is_derived(word.lower(), other.lower()) for other in others)


def _long(word: str) -> str:
    """A word folded to a-z, '' where it is no single one or too short to tell."""
    words = words_of(word)
    return words[0] if len(words) == 1 and len(words[0]) >= 5 else ""


def _is_alone(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether a word is a name by itself, and not one whose spelling is spoken of."""
    around = {token.key for token in tokens[max(0, place - 6) : place + 3]}
    if around & _SPOKEN_OF:
        return False
    return tokens[place].is_capital and stands_alone(text, tokens, place, place + 1)


def _is_variant(one: str, other: str) -> bool:
    """Whether two folded words are near, and neither one with an ending nor spellings of one."""
    if one.startswith(other) or other.startswith(one) or not within(one, other, _NEAR / 2):
        return False
    a, b = (one,), (other,)
    return not (_is_derived(one, other) or alternates(a, b) or romanised(a, b))
