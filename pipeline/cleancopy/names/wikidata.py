"""Rows of a Wikidata query result, as rules/names/wikidata.rq asks for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cleancopy.names.entries import Person, Role
from cleancopy.names.sheet import is_date

LANGUAGES = ("ar", "fa", "he", "ja", "ko", "ru", "uk", "zh")
# What an English spelling is made of; aliases hold much else.
_SPELLING = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’-])+")

# Positions of many wordings that news calls by one; the pattern fits the whole of the title.
OFFICES = {
    r"(?:(?:federal )?minister.* (?:foreign|external) |foreign minister)": "foreign minister",
    r"(?:(?:federal )?minister.* defen[cs]e|defen[cs]e minister)": "defence minister",
    r"(?:(?:federal )?minister.* financ|finance minister)": "finance minister",
    r"(?:(?:federal )?minister.* (?:interior|internal|home) |interior min)": "interior minister",
}


def holder(record: Mapping[str, Any]) -> Person | None:
    """A row of a Wikidata query result: a person in one office."""
    person = record["person"].rpartition("/")[2]
    name = record["personLabel"].strip()
    title, of, to = office(record.get("positionLabel") or "", record.get("ofLabel") or "")
    if re.fullmatch(r"Q\d+", name) or re.fullmatch(r"q\d+|", title):
        return None
    since, until = (_day(record, end) for end in ("start", "end"))
    if until and until < "2000":
        return None
    surname = (record.get("familyLabel") or "").strip()
    aliases = {alias.strip() for alias in (record.get("aliases") or "").split("|")}
    accepted = tuple(sorted(form for form in aliases - {name, ""} if _SPELLING.fullmatch(form)))
    native = tuple((code, form.strip()) for code in LANGUAGES if (form := record.get(code)))
    surname = surname if surname and surname in name else ""
    role = Role(title, of, to, since, until)
    return Person(name, surname, accepted, (), (role,), native, ("wikidata",), person)


def _day(record: Mapping[str, Any], end: str) -> str:
    """A date of the query service at its precision: 9 a year, 10 a month, 11 a day."""
    text = (record.get(end) or "")[:10]
    digits = {"9": 4, "10": 7}.get((record.get(f"{end}Precision") or "").strip(), 10)
    return text[:digits] if is_date(text) else ""


def office(label: str, of: str) -> tuple[str, str, str]:
    """The small normal form of a position: its title, whose it is, and where an envoy is sent."""
    label = " ".join(label.split())
    if envoy := re.fullmatch(r"(?i)(?:(.+?) )?ambassador(?: of (.+?))? to (.+)", label):
        return "ambassador", of or _bare(envoy[2] or envoy[1] or ""), _bare(envoy[3])
    if not of and (split := re.fullmatch(r"(.+) of (?:the )?([A-Z].*)", label)):
        # "Minister of Finance" ends in what the office is about, not in whose it is.
        about = re.search(r"(?i)(?<!prime )(?<!first )(?:minister|secretary)$", split[1])
        if not about:
            label, of = split[1], split[2]
    of = _bare(of)
    title = (
        re.sub(rf"(?i) of (?:the )?{re.escape(of)}$", "", label).lower() if of else label.lower()
    )
    for pattern, normal in OFFICES.items():
        if re.match(pattern, f"{title} ") and not re.search(r"deputy|vice|shadow|state", title):
            return normal, of, ""
    return title, of, ""


def _bare(name: str) -> str:
    return name.removeprefix("the ")
