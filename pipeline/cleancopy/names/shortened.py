"""Names that stand in full in a text, and the mentions that are short for one of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from cleancopy.names.link import Link, Why
from cleancopy.names.mentions import Mention, may_be_person
from cleancopy.names.reading import Reading, fold

_BRACKET = re.compile(r"[ \u00a0]\(|,[ \u00a0]")

Key: TypeAlias = tuple[str, str]
Entry: TypeAlias = tuple[int, Key, str]  # where a name stands, its key and its text


class Full:
    """The names that stand in full, by what they may be called for short, in order of place.

    `wholes` are what the mentions name by themselves.
    """

    def __init__(
        self, reading: Reading, found: Sequence[Mention], wholes: Sequence[Link | None]
    ) -> None:
        self._lasts: dict[str, list[Entry]] = {}
        self._firsts: dict[str, list[Entry]] = {}
        self._links: dict[Key, Link] = {}
        self._people = set[Key]()  # that nothing marks as a thing
        things = set[Key]()
        for mention, link in zip(found, wholes, strict=True):
            if link and len(mention.words) > 1:
                self._add(reading, mention, link)
                (self._people if may_be_person(reading, mention) else things).add(link.key)
        self._people -= things

    def _add(self, reading: Reading, mention: Mention, link: Link) -> None:
        if self._links.setdefault(link.key, link) is not link or link.kind == "place":
            return  # the first place of each is enough
        entry = (mention.start, link.key, mention.text)
        words = mention.words
        shorts = {" ".join(words[first:]) for first in range(1, len(words))}
        if link.kind == "person" and link.canonical:
            shorts |= _surnames(reading, link.canonical)
        for short in sorted(shorts):
            self._lasts.setdefault(short, []).append(entry)
        self._firsts.setdefault(words[0], []).append(entry)

    def kind_of(self, link: Link) -> str:
        """What the full name of a link is by itself."""
        return self._links[link.key].kind if link.key in self._links else "unknown"

    def ends_in(self, mention: Mention) -> Link | None:
        """The name in full that ends in a mention; several are all said."""
        return self._called(mention, self._lasts)

    def begins_with(self, mention: Mention, *, as_person: bool) -> Link | None:
        """The name in full that begins with a mention; several are all said."""
        return self._called(mention, self._firsts, as_person=as_person)

    def _called(
        self, mention: Mention, shorts: Mapping[str, list[Entry]], *, as_person: bool = True
    ) -> Link | None:
        """The link to the one of the names that a mention is short for."""
        names = _before(shorts.get(" ".join(mention.words), ()), mention.start)
        if not names:
            return None
        if len(names) > 1 and len({_ends(text) for _, text in names}) > 1:
            key = ("several", " ".join(mention.words))
            return Link(key, "person", perhaps=tuple(text for _, text in names))
        link = self._links[names[0][0]]
        is_person = link.kind == "unknown" and as_person and link.key in self._people
        return Link(link.key, "person" if is_person else link.kind, link.canonical, Why.NAMED)


def _before(entries: Sequence[Entry], start: int) -> list[tuple[Key, str]]:
    """Different names of those before a place, or of all where there is none before it."""
    count = bisect_left(entries, start, key=lambda entry: entry[0])
    found: dict[Key, str] = {}
    for _, key, text in entries[:count] or entries:
        found.setdefault(key, text)
    return list(found.items())


def _surnames(reading: Reading, canonical: str) -> set[str]:
    """What a person of the tables goes by alone, in all accepted spellings."""
    found = set[str]()
    for known in reading.index.known(fold(canonical)):
        if known.kind == "person":
            person = reading.index.person(known.person)
            if person.surname:
                found.add(fold(person.surname))
                lasts = (fold(form).split()[-1:] for form in person.accepted)
                found |= {word for words in lasts for word in words}
    return found


def _ends(name: str) -> tuple[str, ...]:
    """First and last word: a middle name makes nobody else."""
    return tuple(fold(name).split()[:: max(1, len(fold(name).split()) - 1)])


def abbreviated(
    reading: Reading, found: Sequence[Mention], done: Sequence[Link], number: int, link: Link
) -> Link | None:
    """The link of the name before it, where a mention is its abbreviation: ... Party (PDP)."""
    mention = found[number]
    if not number or not mention.text.isupper() or link.canonical:
        return None
    before = found[number - 1]
    gap = reading.text[before.end : mention.start]
    if not _BRACKET.fullmatch(gap) or len(before.words) < 2:
        return None
    letters = "".join(word[0] for word in before.words)
    if mention.words and letters.startswith(mention.words[0][:2]):
        return Link(done[-1].key, done[-1].kind, done[-1].canonical, Why.SHORT)
    return None
