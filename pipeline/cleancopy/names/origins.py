"""What the builder reads: public records of people in office, as their keepers publish them.

Each reader turns the records of one file into people; whom they agree on, `build` finds out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from cleancopy.errors import CardError
from cleancopy.names.entries import Person, Role
from cleancopy.names.records import Record, read_records
from cleancopy.names.wikidata import holder

US = "United States"
# Territories whose identifier in the records is not the name that news uses.
TERRITORIES = {
    "antigua-barbuda": "Antigua and Barbuda",
    "bosnia-herzegovina": "Bosnia and Herzegovina",
    "burma": "Myanmar",
    "congo-democratic-republic": "Democratic Republic of the Congo",
    "congo-republic": "Republic of the Congo",
    "cote-divoire": "Ivory Coast",
    "german-democratic-republic": "East Germany",
    "guinea-bissau": "Guinea-Bissau",
    "korea": "South Korea",
    "macedonia": "North Macedonia",
    "saint-kitts-nevis": "Saint Kitts and Nevis",
    "saint-vincent-grenadines": "Saint Vincent and the Grenadines",
    "swaziland": "Eswatini",
    "timor-leste": "East Timor",
}
_STATES = (
    "AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, "
    "CT Connecticut, DE Delaware, FL Florida, GA Georgia, HI Hawaii, ID Idaho, "
    "IL Illinois, IN Indiana, IA Iowa, KS Kansas, KY Kentucky, LA Louisiana, ME Maine, "
    "MD Maryland, MA Massachusetts, MI Michigan, MN Minnesota, MS Mississippi, "
    "MO Missouri, MT Montana, NE Nebraska, NV Nevada, NH New Hampshire, NJ New Jersey, "
    "NM New Mexico, NY New York, NC North Carolina, ND North Dakota, OH Ohio, "
    "OK Oklahoma, OR Oregon, PA Pennsylvania, RI Rhode Island, SC South Carolina, "
    "SD South Dakota, TN Tennessee, TX Texas, UT Utah, VT Vermont, VA Virginia, "
    "WA Washington, WV West Virginia, WI Wisconsin, WY Wyoming"
)
STATES = {state[:2]: state[3:] for state in _STATES.split(", ")}
# Words in the title of an envoy to a body, and how news calls the body; the first that fits.
BODIES = {
    "African Union": "African Union",
    "North Atlantic Treaty": "NATO",
    "Atomic Energy": "International Atomic Energy Agency",
    "European Union": "European Union",
    "Organization of American States": "Organization of American States",
    "Educational, Scientific": "UNESCO",
    "Security and Cooperation in Europe": "OSCE",
    "Economic Cooperation": "OECD",
    "Southeast Asian": "ASEAN",
    "Civil Aviation": "International Civil Aviation Organization",
    "(Geneva)": "United Nations in Geneva",
    "(Vienna)": "United Nations in Vienna",
    "(Rome)": "United Nations agencies in Rome",
    "United Nations": "United Nations",
}


def read_origin(path: Path) -> tuple[Person, ...]:
    """The people in a file of records, whose kind its fields tell. Raises CardError."""
    where = f"{path.parent.name}/{path.name}".lstrip("/") or str(path)
    records = list(read_records(path, where))
    first = set(records[0][1]) if records else set()
    for fields, reader in READERS:
        if fields <= first:
            return tuple(_read(where, records, reader))
    mend = "give records of US diplomats or of Congress, or a Wikidata query result"
    raise CardError(f"{where}: no records that the builder knows; {mend}")


def _read(
    where: str,
    records: Iterable[tuple[int, Record]],
    reader: Callable[[Record], Person | None],
) -> Iterator[Person]:
    for line, record in records:
        try:
            person = reader(record)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            what = f"{type(error).__name__}: {error}".replace("\n", " ")
            mend = "complete it, or delete it"
            raise CardError(
                f"{where}:{line}: a record that is not whole ({what}); {mend}"
            ) from None
        if person is not None and person.roles:
            yield person


def _diplomat(record: Record) -> Person | None:
    """A US chief of mission or officer of the State Department (HistoryAtState/pocom)."""
    roles = _joined([role for entry in record["roles"] for role in _posts(entry)])
    if not any((role.until or "9999") >= "2000" for role in roles):
        return None
    surname, suffix = _plain(record["surname"]), record.get("suffix", "")
    legal = f"{_plain(record['forename'])} {surname}"
    others = [_plain(name) for name in record.get("also", ())]
    name = _news_name(legal, surname, others)
    accepted = [legal, *others, _with_initials(legal, surname)]
    if suffix:
        accepted.append(f"{name} {suffix}")
    kept = tuple(sorted({form for form in accepted if form != name and _printable(form)}))
    return Person(name, surname, kept, (), roles, (), ("pocom",), f"pocom:{record['id']}")


def _posts(entry: Record) -> Iterator[Role]:
    """The roles that one appointment gives; a rank is none."""
    title = entry["title"].replace("’", "'").replace("U.S.A.", "United States")
    since, until = entry.get("from") or entry.get("appointed", ""), entry.get("until", "")
    placeless = title.startswith(("Charg", "Ambassador Ex", "Envoy")) and "to" not in entry
    if placeless or title == "Career Ambassador" or (until and until < since):
        return
    if territory := entry.get("to"):
        to = TERRITORIES.get(territory) or _territory(territory)
        short = "charge d'affaires" if title.startswith("Charg") else "ambassador"
        yield Role(short, US, to, since, until)
    elif "Representative" in title and "Trade" not in title:
        if body := next((BODIES[words] for words in BODIES if words in title), ""):
            yield Role("ambassador", US, body, since, until)
    else:
        of = (
            US if re.search(r"Secretary of State|Trade Rep|at Large", title) else "State Department"
        )
        yield Role(title.lower().replace("u.s. ", ""), of, "", since, until)


def _joined(roles: list[Role]) -> tuple[Role, ...]:
    """The roles, those of one office that overlap joined into one: it was given twice."""
    joined: list[Role] = []
    for role in sorted(roles, key=lambda role: (role.office, role.since)):
        if joined and joined[-1].office == role.office and joined[-1].overlaps(role):
            last = joined.pop()
            until = max(last.until, role.until) if last.until and role.until else ""
            role = replace(last, until=until)
        joined.append(role)
    return tuple(joined)


def _territory(identifier: str) -> str:
    small = {"and", "of", "the"}
    return " ".join(w if w in small else w.title() for w in identifier.split("-"))


def _plain(name: str) -> str:
    return name.replace("’", "'").replace("  ", " ").strip()


def _news_name(legal: str, surname: str, others: list[str]) -> str:
    """The name that news is likely to use: a call name on record, else the first forename."""
    first = legal.split()[0]
    for other in others:
        if other.endswith(surname) and other.split()[0] != first and _printable(other):
            return other
    if nickname := re.search(r"\(([^)]+)\)|[“\"]([^”\"]+)[”\"]", legal):
        return f"{nickname[1] or nickname[2]} {surname}"
    return legal if len(first) < 3 and first.endswith(".") else f"{first} {surname}"


def _with_initials(legal: str, surname: str) -> str:
    first, *middle = legal.removesuffix(surname).split()
    return " ".join([first, *(f"{name[0]}." for name in middle), surname])


def _printable(name: str) -> bool:
    return not re.search(r"[^\w\s.,'’-]|\d", name)


def _legislator(record: Record) -> Person | None:
    """A member of Congress, a president or a vice-president (unitedstates/congress-legislators)."""
    name, article = record["name"], record.get("wikipedia", "").partition(" (")[0]
    surname, full = _plain(name["last"]), _plain(name.get("official_full", ""))
    first = name.get("nickname") or name["first"]
    called = article or f"{first} {surname}"
    forms = {full, f"{name['first']} {surname}", f"{first} {surname}"} - {called, ""}
    surname = surname if surname in called else called.split()[-1]
    roles = (*_terms(record["terms"]), *_leading(record.get("leadership_roles", ())))
    ids = [f"bioguide:{record['bioguide']}"] if "bioguide" in record else []
    ids += [record["wikidata"]] if "wikidata" in record else []
    kept = tuple(sorted(filter(_printable, forms)))
    sources = ("congress", "wikipedia") if article else ("congress",)
    recent = any((role.until or "9999") >= "2000" for role in roles)
    if not recent:
        return None
    return Person(called, surname, kept, (), roles, (), sources, "|".join(sorted(ids)))


def _terms(terms: Iterable[Record]) -> Iterator[Role]:
    """Terms as roles, those that follow on each other joined into one."""
    titles = {"rep": "representative", "sen": "senator", "prez": "president"}
    spans: dict[tuple[str, str], list[list[str]]] = {}
    for term in terms:
        title = titles.get(term["type"], "vice president")
        for of in (US, STATES.get(term.get("state", ""), "")):
            held = spans.setdefault((title, of), [])
            if of and held and _days(held[-1][1], term["start"]) < 40:
                held[-1][1] = term["end"]
            elif of:
                held.append([term["start"], term["end"]])
    for (title, of), held in spans.items():
        yield from (Role(title, of, "", since, until) for since, until in held)


def _leading(entries: Iterable[Record]) -> Iterator[Role]:
    """Leadership of a chamber, one role for each office and stretch of time."""
    held: dict[str, list[list[str]]] = {}
    for entry in sorted(entries, key=lambda entry: str(entry["start"])):
        title = entry["title"].lower().replace("speaker of the house", "house speaker")
        spans = held.setdefault(title, [])
        if spans and spans[-1][1] and _days(spans[-1][1], entry["start"]) < 40:
            spans[-1][1] = entry.get("end", "")
        else:
            spans.append([entry["start"], entry.get("end", "")])
    for title, spans in held.items():
        yield from (Role(title, "", "", since, until) for since, until in spans)


def _days(one: str, two: str) -> int:
    return (date.fromisoformat(two) - date.fromisoformat(one)).days


# What a file of records is told by: fields that its first record has.
READERS: tuple[tuple[frozenset[str], Callable[[Record], Person | None]], ...] = (
    (frozenset({"forename", "surname", "roles"}), _diplomat),
    (frozenset({"name", "terms"}), _legislator),
    (frozenset({"person", "personLabel", "positionLabel"}), holder),
)
