"""What a name is by itself: in the tables, in the lexicon, or a name of several words."""

from __future__ import annotations

from collections.abc import Sequence

from cleancopy.names.index import Known
from cleancopy.names.lexicon import PLACE
from cleancopy.names.link import Link, Why
from cleancopy.names.mentions import Mention
from cleancopy.names.reading import Reading, fold


def by_itself(reading: Reading, mention: Mention) -> Link | None:
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
    length = mention.last - mention.first
    if reading.phrase(mention.first, PLACE) < length:  # a longer one is no name: its end is small
        return None
    tokens = reading.tokens[mention.first : mention.last]
    written = " ".join(token.text.replace(".", "") for token in tokens)
    for size, phrases in reading.index.phrases(tokens[0].key):
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


def by_surname(reading: Reading, mention: Mention) -> Link:
    """A name alone of which the text has no full form."""
    name = " ".join(mention.words) or mention.text
    known = reading.index.known(name)
    wrong = next((each.name for each in known if each.kind == "misspelling"), "")
    people = {each.person: each.name for each in known if each.kind == "surname"}
    if people and not mention.text.isupper():
        perhaps = tuple(people.values()) if len(people) == 1 else ()
        return Link(("name", name), "person", why=Why.SURNAME, perhaps=perhaps)
    return Link(("name", name), "unknown", wrong_for=wrong)
