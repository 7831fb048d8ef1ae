"""The known names of a source that nothing in the text is like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cleancopy.names.entries import Person
from cleancopy.names.index import Index
from cleancopy.names.near import keys
from cleancopy.names.scripts import is_latin
from cleancopy.names.skeleton import fold
from cleancopy.names.spelt import folded
from cleancopy.names.tokens import tokens_of, words_of

_UNPARTED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_PREFIX = re.compile(r"^[وفبلك](?=\w{3})")
_ENDINGS = 3  # letters that a case may add to a name
_VOWELS = "аеёиійоуыьэюяї"
_OF_PEOPLES = ("zh", "ja")  # languages in which a country may be a part of another word
_LEAST = 4  # letters of a surname that is no other word


class Lost(NamedTuple):
    """A name of the source that the text has not: its place there, and its form in English."""

    start: int
    end: int
    name: str


class _Known(NamedTuple):
    """A name in its own script: its words, and the English names of which the text needs one."""

    words: tuple[str, ...]
    name: str
    forms: tuple[str, ...]


def lost(text: str, source: str, lang: str, index: Index) -> Iterator[Lost]:
    """The names of `source` in full that stand in the tables, and in `text` in no form; each once.

    Linear in the length of both. In our letters only people are looked for: many places have
    another name in English. A name in a case is known by what it begins with.
    """
    lang = re.split("[-_]", lang.lower())[0]
    here = {key for token in tokens_of(text) for key in _keys(token.text)}
    told = set[str]()
    for found, forms in _named(source, lang, index):
        if found.name not in told and not any(key in here for form in forms for key in _keys(form)):
            told.add(found.name)
            yield found


def _keys(word: str) -> Iterator[str]:
    for part in fold(word):
        yield part
        yield from keys(part)


def _named(source: str, lang: str, index: Index) -> Iterator[tuple[Lost, tuple[str, ...]]]:
    """The known names of a source, with the words of which the text must have one."""
    if is_latin(source):
        yield from _in_latin(source, index)
    elif _UNPARTED.search(source):
        yield from _unparted(source, lang, index)
    else:
        yield from _parted(source, lang, index)


def _in_latin(source: str, index: Index) -> Iterator[tuple[Lost, tuple[str, ...]]]:
    """People under the name that English has for them as well."""
    tokens = tokens_of(source)
    for one, other in pairwise(tokens):
        if not (one.is_capital and other.is_capital and len(other.text) >= _LEAST):
            continue
        if source[one.end : other.start] != " ":
            continue
        for known in index.known(" ".join(map(folded, (one.text, other.text)))):
            if known.kind == "person":
                person = index.person(known.person)
                yield Lost(one.start, other.end, person.name), _forms(person)
                break


def _unparted(source: str, lang: str, index: Index) -> Iterator[tuple[Lost, tuple[str, ...]]]:
    """Names in a script that has no blanks."""
    several = {"".join(known.words): known for known in _natives(index, lang)}
    pattern = "|".join(map(re.escape, sorted(several, key=len, reverse=True)))
    for match in re.finditer(pattern, source) if pattern else ():
        known = several[match[0]]
        yield Lost(*match.span(), known.name), known.forms


def _parted(source: str, lang: str, index: Index) -> Iterator[tuple[Lost, tuple[str, ...]]]:
    """Names in a script with blanks, in whatever case."""
    by_stem = _by_stem(index, lang)
    words = list(_WORD.finditer(source))
    for number, match in enumerate(words):
        word = match[0]
        for known in (k for stem in _stems(word) for k in by_stem.get(stem, ())):
            first = number - len(known.words) + 1
            row = [m[0] for m in words[max(0, first) : number + 1]]
            if first >= 0 and all(map(_is_form, row, known.words)):
                yield Lost(words[first].start(), match.end(), known.name), known.forms
                break


def _stems(word: str) -> Iterator[str]:
    for size in range(len(word), max(_LEAST, len(word) - _ENDINGS) - 1, -1):
        yield word[:size]


def _is_form(word: str, name: str) -> bool:
    """Whether a word may be a name in a case, or with a small word before it."""
    stem = _stem(name)
    return any(
        each.startswith(stem) and len(each) <= len(name) + _ENDINGS
        for each in (word, _PREFIX.sub("", word))
    )


def _stem(name: str) -> str:
    return name[:-1] if name[-1:] in _VOWELS and len(name) > _LEAST else name


@cache
def _by_stem(index: Index, lang: str) -> dict[str, list[_Known]]:
    found: dict[str, list[_Known]] = {}
    for known in _natives(index, lang):
        if len(known.words[-1]) >= _LEAST:
            found.setdefault(_stem(known.words[-1]), []).append(known)
    return found


@cache
def _natives(index: Index, lang: str) -> Sequence[_Known]:
    """The names of the tables in the script of a language, with their English forms."""
    found = []
    for _, person in index.people():
        for code, native in person.native:
            if code == lang and (words := tuple(native.split())) and len(native) > 2:
                found.append(_Known(words, person.name, _forms(person)))
    for other in index.others():
        if lang in _OF_PEOPLES and getattr(other, "kind", "") == "country":
            continue
        for code, native in other.native:
            if code == lang and len(native) >= (2 if _UNPARTED.match(native) else _LEAST):
                forms = (other.name, *other.accepted, *other.misspellings)
                named = tuple(dict.fromkeys(word for form in forms for word in words_of(form)))
                found.append(_Known(tuple(native.split()), other.name, named))
    return found


def _forms(person: Person) -> tuple[str, ...]:
    """The words of which a text that names somebody has one; given names are no proof but do."""
    forms = (person.name, person.surname, *person.accepted, *person.misspellings)
    return tuple(dict.fromkeys(word for form in forms for word in words_of(form)))
