"""Which mentions name one and the same: a surname goes with the last full name that ends in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cleancopy.names.attached import attached
from cleancopy.names.index import Known
from cleancopy.names.lexicon import PLACE
from cleancopy.names.mentions import Mention, may_be_person
from cleancopy.names.reading import Reading, fold


class Why(StrEnum):
    """What speaks for taking a form for the name it stands under."""

    OFFICE = "office"  # an office or a title stands beside it
    TABLE = "table"  # the tables have this form
    NAMED = "named"  # a part of a name that stands in full in the text
    SHORT = "short"  # an abbreviation that stands behind the full name
    SURNAME = "surname"  # the tables have somebody with this surname
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Link:
    """What a mention names: a key that it shares with others, the kind, and the reason.

    `perhaps` are the names that it may stand for where that cannot be told, `wrong_for` is what
    the tables list it as a misspelling of, `namesakes` how many people there have this name.
    """

    key: tuple[str, str]
    kind: str
    canonical: str = ""
    why: Why = Why.NONE
    office: str = ""
    perhaps: tuple[str, ...] = ()
    wrong_for: str = ""
    namesakes: int = 1


_TOWARDS = frozenset("in to from near into across through around via at inside outside".split())
_AGED = re.compile(r",[ \u00a0](?:aged[ \u00a0])?\d{1,3}[,.;)]|[ \u00a0]\(\d{1,3}\)")
_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her)\s", re.IGNORECASE)
_SHORT = re.compile(r"[ \u00a0]\(|,[ \u00a0]")


def links(reading: Reading, found: Sequence[Mention]) -> list[Link]:
    """What each mention names."""
    beside = _offices(reading)
    full = _Full(reading, found)
    done: list[Link] = []
    shorts: dict[str, Link] = {}
    for number, mention in enumerate(found):
        office = beside.get(mention.last - 1) or mention.title
        link = _link(reading, mention, full, bool(office))
        if short := _short(reading, found, done, number, link) or shorts.get(mention.text):
            shorts[mention.text] = link = short
        if office and link.kind in ("person", "unknown"):
            why = Why.OFFICE if link.why in (Why.NONE, Why.SURNAME) else link.why
            link = _with(link, kind="person", office=office, why=why)
        elif link.kind == "unknown" and _AGED.match(reading.text, mention.end):
            link = _with(link, kind="person")
        done.append(link)
    return done


def _with(link: Link, *, kind: str, office: str = "", why: Why | None = None) -> Link:
    return Link(
        link.key,
        kind,
        link.canonical,
        why or link.why,
        office,
        link.perhaps,
        link.wrong_for,
        link.namesakes,
    )


def _offices(reading: Reading) -> dict[int, str]:
    """The office beside a name, in the words of the text, by the last token of the name."""
    found: dict[int, str] = {}
    for office in reading.offices:
        for named in attached(reading.text, reading.tokens, office):
            words = reading.slice(office.first, office.last)
            found.setdefault(
                named.last - 1,
                " ".join(_ARTICLE.sub("", words).split()),
            )
    return found


class _Full:
    """The names that stand in full, by what they may be called for short, in order of place."""

    def __init__(self, reading: Reading, found: Sequence[Mention]) -> None:
        self._lasts: dict[str, list[tuple[int, tuple[str, str], str]]] = {}
        self._firsts: dict[str, list[tuple[int, tuple[str, str], str]]] = {}
        self.kinds: dict[tuple[str, str], Link] = {}
        self.people = set[tuple[str, str]]()  # that nothing marks as a thing
        things = set[tuple[str, str]]()
        for mention in found:
            if len(mention.words) > 1 and (link := _whole(reading, mention)):
                self._add(reading, mention, link)
                (self.people if may_be_person(reading, mention) else things).add(link.key)
        self.people -= things

    def _add(self, reading: Reading, mention: Mention, link: Link) -> None:
        if self.kinds.setdefault(link.key, link) is not link or link.kind == "place":
            return  # the first place of each is enough
        entry = (mention.start, link.key, mention.text)
        words = mention.words
        shorts = {" ".join(words[first:]) for first in range(1, len(words))}
        if link.kind == "person" and link.canonical:
            shorts |= _surnames(reading, link.canonical)
        for short in sorted(shorts):
            self._lasts.setdefault(short, []).append(entry)
        self._firsts.setdefault(words[0], []).append(entry)

    def kinds_of(self, link: Link) -> str:
        """What the full name of a link is by itself."""
        return self.kinds[link.key].kind if link.key in self.kinds else "unknown"

    def by_last(self, mention: Mention) -> list[tuple[tuple[str, str], str]]:
        """Which of them end in a mention: those before it, else all."""
        return _before(self._lasts.get(" ".join(mention.words), ()), mention.start)

    def by_first(self, mention: Mention) -> list[tuple[tuple[str, str], str]]:
        """Which of them begin with a mention."""
        return _before(self._firsts.get(" ".join(mention.words), ()), mention.start)


def _before(
    entries: Sequence[tuple[int, tuple[str, str], str]], start: int
) -> list[tuple[tuple[str, str], str]]:
    """Different names of those before a place, or of all where there is none before it."""
    count = bisect_left(entries, start, key=lambda entry: entry[0])
    found: dict[tuple[str, str], str] = {}
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


def _link(reading: Reading, mention: Mention, full: _Full, titled: bool) -> Link:
    """What a mention names, by the names in full, by the tables, or by itself."""
    whole = _whole(reading, mention)
    thing = whole if whole and whole.kind in ("place", "organization") else None
    if thing and (len(mention.words) > 1 or not titled):
        if len(mention.words) > 1 or mention.text.isupper() or _is_towards(reading, mention):
            return thing
        person = _called(mention, full.by_last(mention), full)
        return person if person and _may_be_person(reading, mention, person) else thing
    if whole and whole.kind == "person" and whole.why is Why.TABLE:
        return whole
    short = _called(mention, full.by_last(mention), full)
    if short:
        return short if may_be_person(reading, mention) else _with(short, kind=full.kinds_of(short))
    if whole and len(mention.words) > 1:
        return whole
    if first := _called(mention, full.by_first(mention), full, as_person=titled):
        return first
    return _surname(reading, mention)


def _ends(name: str) -> tuple[str, ...]:
    """First and last word: a middle name makes nobody else."""
    return tuple(fold(name).split()[:: max(1, len(fold(name).split()) - 1)])


def _may_be_person(reading: Reading, mention: Mention, link: Link) -> bool:
    """Whether the name of a place may be a surname: the tables have one, or the person."""
    known = reading.known(mention.first, mention.last)
    surname = any(each.kind == "surname" for each in known)
    return link.kind == "person" and (surname or bool(link.canonical))


def _called(
    mention: Mention,
    names: Sequence[tuple[tuple[str, str], str]],
    full: _Full,
    as_person: bool = True,
) -> Link | None:
    """The link to the one full name that a mention is short for; several are all said."""
    if not names:
        return None
    if len(names) > 1 and len({_ends(text) for _, text in names}) > 1:
        key = ("several", " ".join(mention.words))
        return Link(key, "person", perhaps=tuple(text for _, text in names))
    key = names[0][0]
    link = full.kinds[key]
    kind = (
        "person" if link.kind == "unknown" and as_person and link.key in full.people else link.kind
    )
    return Link(key, kind, link.canonical, Why.NAMED)


def _whole(reading: Reading, mention: Mention) -> Link | None:
    """What a name is by itself: in the tables, or a name of several words."""
    known = reading.known(mention.first, mention.last)
    people = [each for each in known if each.kind == "person"]
    if people and (len(mention.words) > 1 or len(people) == len(known)):
        names = {each.person for each in people}
        key = ("person", people[0].name)
        return Link(key, "person", people[0].name, Why.TABLE, namesakes=len(names))
    for each in known:
        if each.kind in ("place", "organization"):
            return Link((each.kind, each.name), each.kind, each.name, Why.TABLE)
    if thing := _of_lexicon(reading, mention):
        return thing
    wrong = next((each.name for each in known if each.kind == "misspelling"), "")
    if len(mention.words) > 1:
        words = [word for word in mention.words if len(word) > 1]
        return Link(("name", " ".join(words)), "unknown", wrong_for=wrong)
    return None


def _of_lexicon(reading: Reading, mention: Mention) -> Link | None:
    """A country or a body under a name of the lexicon: US, Russian Foreign Ministry."""
    length = reading.phrase(mention.first, PLACE)
    if length != mention.last - mention.first:
        return None
    tokens = reading.tokens[mention.first : mention.last]
    written = " ".join(token.text.replace(".", "") for token in tokens)
    for size, phrases in reading.index.words[tokens[0].key]:
        entries = phrases.get(" ".join(token.key for token in tokens), ()) if size == length else ()
        cells = [each.cell for each in entries if each.kind == PLACE and each.form in ("", written)]
        if cells:
            home = next((cell for cell in cells if cell in reading.index.countries), cells[0])
            kind = "place" if home in reading.index.countries else "organization"
            name = _canonical(reading.index.known(fold(home)), kind) or home
            return Link((kind, name), kind, name, Why.TABLE)
    return None


def _canonical(known: Sequence[Known], kind: str) -> str:
    return next((each.name for each in known if each.kind == kind), "")


def _surname(reading: Reading, mention: Mention) -> Link:
    """A name alone of which the text has no full form."""
    name = " ".join(mention.words) or mention.text
    known = reading.index.known(name)
    wrong = next((each.name for each in known if each.kind == "misspelling"), "")
    people = {each.person: each.name for each in known if each.kind == "surname"}
    if people and not mention.text.isupper():
        perhaps = tuple(people.values()) if len(people) == 1 else ()
        return Link(("name", name), "person", why=Why.SURNAME, perhaps=perhaps)
    return Link(("name", name), "unknown", wrong_for=wrong)


def _is_towards(reading: Reading, mention: Mention) -> bool:
    """Whether a word before a name says that it is a place: in Jordan."""
    return mention.first > 0 and reading.tokens[mention.first - 1].key in _TOWARDS


def _short(
    reading: Reading, found: Sequence[Mention], done: Sequence[Link], number: int, link: Link
) -> Link | None:
    """The link of the name before it, where a mention is its abbreviation: ... Party (PDP)."""
    mention = found[number]
    if not number or not mention.text.isupper() or link.canonical:
        return None
    before = found[number - 1]
    gap = reading.text[before.end : mention.start]
    if not _SHORT.fullmatch(gap) or len(before.words) < 2:
        return None
    letters = "".join(word[0] for word in before.words)
    if mention.words and letters.startswith(mention.words[0][:2]):
        return Link(done[-1].key, done[-1].kind, done[-1].canonical, Why.SHORT)
    return None


__all__ = ["Link", "Why", "links"]
