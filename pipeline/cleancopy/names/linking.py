"""Which mentions name one and the same: a surname goes with the last full name that ends in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleancopy.names.alone import by_itself, by_surname
from cleancopy.names.attached import all_attached
from cleancopy.names.link import Link, Why
from cleancopy.names.mentions import Mention, may_be_person
from cleancopy.names.reading import Reading
from cleancopy.names.shortened import Full, abbreviated

_TOWARDS = frozenset("in to from near into across through around via at inside outside".split())
_AGED = re.compile(r",[ \u00a0](?:aged[ \u00a0])?\d{1,3}[,.;)]|[ \u00a0]\(\d{1,3}\)")
_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her)\s", re.IGNORECASE)


def links(reading: Reading, found: Sequence[Mention]) -> list[Link]:
    """What each mention names."""
    beside = _offices(reading)
    wholes = [by_itself(reading, mention) for mention in found]
    full = Full(reading, found, wholes)
    done: list[Link] = []
    shorts: dict[str, Link] = {}
    for number, (mention, whole) in enumerate(zip(found, wholes, strict=True)):
        office = beside.get(mention.last - 1) or mention.title
        link = _link(reading, mention, whole, full, bool(office))
        if short := abbreviated(reading, found, done, number, link) or shorts.get(mention.text):
            shorts[mention.text] = link = short
        if office and link.kind in ("person", "unknown"):
            why = Why.OFFICE if link.why in (Why.NONE, Why.SURNAME) else link.why
            link = link._replace(kind="person", office=office, why=why)
        elif link.kind == "unknown" and _AGED.match(reading.text, mention.end):
            link = link._replace(kind="person")
        done.append(link)
    return done


def _offices(reading: Reading) -> dict[int, str]:
    """The office beside a name, in the words of the text, by the last token of the name."""
    found: dict[int, str] = {}
    for named in all_attached(reading.text, reading.index):
        words = reading.slice(named.office.first, named.office.last)
        found.setdefault(named.last - 1, " ".join(_ARTICLE.sub("", words).split()))
    return found


def _link(reading: Reading, mention: Mention, whole: Link | None, full: Full, titled: bool) -> Link:
    """What a mention names, by the names in full, by the tables, or by itself."""
    thing = whole if whole and whole.kind in ("place", "organization") else None
    if thing and (len(mention.words) > 1 or not titled):
        if len(mention.words) > 1 or mention.text.isupper() or _is_towards(reading, mention):
            return thing
        person = full.ends_in(mention)
        return person if person and _may_be_person(reading, mention, person) else thing
    if whole and whole.kind == "person" and whole.why is Why.TABLE:
        return whole
    if short := full.ends_in(mention):
        if may_be_person(reading, mention):
            return short
        return short._replace(kind=full.kind_of(short))
    if whole and len(mention.words) > 1:
        return whole
    if first := full.begins_with(mention, as_person=titled):
        return first
    return by_surname(reading, mention)


def _may_be_person(reading: Reading, mention: Mention, link: Link) -> bool:
    """Whether the name of a place may be a surname: the tables have one, or the person."""
    known = reading.known(mention.first, mention.last)
    surname = any(each.kind == "surname" for each in known)
    return link.kind == "person" and (surname or bool(link.canonical))


def _is_towards(reading: Reading, mention: Mention) -> bool:
    """Whether a word before a name says that it is a place: in Jordan."""
    return mention.first > 0 and reading.tokens[mention.first - 1].key in _TOWARDS
