"""The names of a text as an editor checks them: who and what it names, in which forms, and why."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cleancopy.names.doubts import Doubt, Named, doubts
from cleancopy.names.index import Index
from cleancopy.names.link import Link, Why
from cleancopy.names.linking import links
from cleancopy.names.mentions import Mention, mentions
from cleancopy.names.reading import Reading
from cleancopy.words import word_list


class Kind(StrEnum):
    """What a name is the name of, in the order of the report."""

    PERSON = "person"
    PLACE = "place"
    ORGANIZATION = "organization"
    UNKNOWN = "unknown"  # the tables do not have it, and nothing in the text says what it is


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a name is written: how often, where first, and why it is taken for it.

    `was` is what stood there before a repair, each once; `start` counts code points.
    """

    text: str
    title: str
    count: int
    start: int
    why: Why
    was: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """The form with its title, as it stands in the text."""
        return f"{self.title} {self.text}" if self.title else self.text


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or something that a text names, in all its forms, the first one first.

    `canonical` is the name in the tables, '' where they have none; `office` the first office or
    title that stands beside the name.
    """

    kind: Kind
    canonical: str
    forms: tuple[Form, ...]
    office: str = ""
    doubts: tuple[Doubt, ...] = ()

    @property
    def name(self) -> str:
        """The fullest form, of those the first."""
        return _fullest(self.forms)

    @property
    def start(self) -> int:
        """Where it is named first."""
        return min(form.start for form in self.forms)

    @property
    def accepted(self) -> bool:
        """Whether the text writes it otherwise than the tables do, in a form that they accept."""
        known = [form.text for form in self.forms if form.why is Why.TABLE]
        return bool(known) and self.canonical.lower() not in map(str.lower, known)

    @property
    def evidence(self) -> tuple[Why, ...]:
        """What speaks for its forms, each once."""
        return tuple(dict.fromkeys(form.why for form in self.forms))


def register(
    text: str,
    index: Index,
    repairs: Iterable[tuple[int, int, str]] = (),
    original: Callable[[int], int] = int,
) -> tuple[Entry, ...]:
    """The names of a text: people, places, organizations, others; each in order of mention.

    `repairs` are where the text was repaired, in order: start, end, and what stood there.
    `original` tells where a place lay before them: such are the places in the entries.
    """
    reading = Reading(text, index)
    found = mentions(reading)
    groups: dict[tuple[str, str], list[Linked]] = {}  # in order of mention, and so to the end
    for mention, link in zip(found, links(reading, found), strict=True):
        groups.setdefault(link.key, []).append((mention, link))
    was = _was(found, repairs)
    forms = [_forms(members, was, original) for members in groups.values()]
    kinds = [_kind(members) for members in groups.values()]
    told = doubts(list(map(_named, kinds, forms, groups.values())))
    entries = map(_entry, kinds, forms, groups.values(), told)
    return tuple(sorted(entries, key=lambda entry: _ORDER[entry.kind]))


Linked = tuple[Mention, Link]
"""A mention and what it names."""
_ORDER = {kind.value: number for number, kind in enumerate(Kind)}
_KINDS = {kind.value: kind for kind in Kind}


def _entry(
    kind: Kind, forms: tuple[Form, ...], members: Sequence[Linked], told: tuple[Doubt, ...]
) -> Entry:
    """One name with all its mentions, which come in order."""
    canonical = _first([link.canonical for _, link in members])
    office = _first([link.office for _, link in members])
    return Entry(kind, canonical, forms, office, told)


def _kind(members: Sequence[Linked]) -> Kind:
    """What the mentions of a name say that it is the name of, the first in order."""
    return _KINDS[min([link.kind for _, link in members], key=_ORDER.__getitem__)]


def _first(values: Iterable[str]) -> str:
    """The first that says anything."""
    return next(filter(None, values), "")


def _forms(
    members: Sequence[Linked], was: dict[int, str], original: Callable[[int], int]
) -> tuple[Form, ...]:
    """The forms of a name in order of mention."""
    forms: dict[tuple[str, str], list[Linked]] = {}
    for member in members:
        mention = member[0]
        forms.setdefault((mention.title, _plain(mention.text)), []).append(member)
    return tuple([_form(*key, each, was, original) for key, each in forms.items()])


def _form(
    title: str,
    text: str,
    members: Sequence[Linked],
    was: dict[int, str],
    original: Callable[[int], int],
) -> Form:
    first, link = members[0]
    offices = Why.OFFICE in [link.why for _, link in members]
    why = Why.OFFICE if offices else link.why
    old = dict.fromkeys([was[m.start] for m, _ in members if m.start in was]) if was else ()
    return Form(text, title and _plain(title), len(members), original(first.start), why, tuple(old))


def _named(kind: Kind, forms: Sequence[Form], members: Sequence[Linked]) -> Named:
    """What the doubts about a name hang on."""
    words = tuple(dict.fromkeys([mention.words for mention, _ in members]))
    perhaps = tuple(dict.fromkeys([name for _, link in members for name in link.perhaps]))
    is_thing = not word_list("name-heads").isdisjoint([form[-1] for form in words if form])
    is_person = kind is Kind.PERSON or (kind is Kind.UNKNOWN and not is_thing)
    is_known = bool(_first([link.canonical for _, link in members]))
    wrong = _first([link.wrong_for for _, link in members])
    namesakes = max([link.namesakes for _, link in members])
    return Named(_fullest(forms), words, is_known, is_person, perhaps, wrong, namesakes)


def _fullest(forms: Sequence[Form]) -> str:
    """The fullest form, of those the first."""
    if len(forms) == 1:
        return forms[0].text
    return max(forms, key=lambda form: form.text.count(" ") + form.text.count("-")).text


def _plain(text: str) -> str:
    """A name on one line with plain blanks."""
    return _ODD_BLANK.sub(" ", text)


_ODD_BLANK = re.compile(r"[^\S ]")


def _was(found: Iterable[Mention], repairs: Iterable[tuple[int, int, str]]) -> dict[int, str]:
    """How the mentions read that repairs lie in, by their place; both come in order."""
    old: dict[int, str] = {}
    left = deque(repair for repair in repairs)
    for mention in found:
        while left and left[0][1] <= mention.start:
            left.popleft()
        written, position = "", mention.start
        while left and position <= left[0][0] and left[0][1] <= mention.end:
            start, end, was = left.popleft()
            written += mention.text[position - mention.start : start - mention.start] + was
            position = end
        if position > mention.start:
            before = _plain(written + mention.text[position - mention.start :]).strip()
            if before != _plain(mention.text):  # a blank beside a name is none of it
                old[mention.start] = before
    return old
