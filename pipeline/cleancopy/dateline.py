"""The date that an article bears: `KYIV, 3 March 2022 (Reuters)`, `Published: 2022-03-03`."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>20[0-4]\d|19[5-9]\d)"
_FORMS = (
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{_MONTH},?\s{_YEAR}",
    rf"{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{_YEAR}",
    rf"{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)(?:[T ]\d\d:\d\d\S*)?",
)
_LABEL = r"(?:(?:first\s)?(?:published|posted|updated|last\supdated|date|issued)(?:\son)?:?\s*)?"
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?"
# A line of its own, or the place and date before the text of an agency.
_LINES = [
    re.compile(rf"\A\s*{_LABEL}{_DAY}{form}(?:\s*[,|–-].{{0,40}})?\s*\Z", re.IGNORECASE)
    for form in _FORMS
]
_DATELINES = [
    re.compile(rf"\A[^\W\d_][^\d\n]{{1,40}},?\s{form}\s?(?:\(|[-–—:]|/)", re.IGNORECASE)
    for form in _FORMS
]
_HEAD = 12  # lines at the top of an article that may bear its date


def dateline(text: str) -> str:
    """The ISO date at the top of an article, '' where there is none that is sure."""
    for line in text.lstrip()[:3000].splitlines()[:_HEAD]:
        for pattern in (*_LINES, *_DATELINES):
            if (match := pattern.search(line)) and (found := _iso(match)):
                return found
    return ""


def _iso(match: re.Match[str]) -> str:
    """The date of a match, '' for a day that the calendar does not have."""
    parts = match.groupdict()
    month = int(parts.get("number") or 0) or _MONTHS.index(parts["month"][:3].lower()) + 1
    try:
        return date(int(parts["year"]), month, int(parts["day"])).isoformat()
    except ValueError:
        return ""
