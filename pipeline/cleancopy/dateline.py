"""The date that an article bears: `KYIV, 3 March 2022 (Reuters)`, `Published: 2022-03-03`."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

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
_LINES = [rf"\A\s*{_LABEL}{_DAY}{form}(?:\s*[,|–-].{{0,40}})?\s*\Z" for form in _FORMS]
_DATELINES = [rf"\A[^\W\d_][^\d\n]{{1,40}},?\s{form}\s?(?:\(|[-–—:]|/)" for form in _FORMS]
_ANY_YEAR = re.compile("20[0-4]|19[5-9]")
_HEAD = 12  # lines at the top of an article that may bear its date


def dateline(text: str) -> str:
    """The ISO date at the top of an article, '' where there is none that is sure."""
    for line in text.lstrip()[:3000].splitlines()[:_HEAD]:
        for pattern in _patterns() if _ANY_YEAR.search(line) else ():
            if (match := pattern.search(line)) and (found := _iso(match)):
                return found
    return ""


@cache
def _patterns() -> list[re.Pattern[str]]:
    """What a line with a date may look like; few texts have one with a year at their top."""
    return [re.compile(pattern, re.IGNORECASE) for pattern in (*_LINES, *_DATELINES)]


def _iso(match: re.Match[str]) -> str:
    """The date of a match, '' for a day that the calendar does not have."""
    parts = match.groupdict()
    month = int(parts.get("number") or 0) or _MONTHS.index(parts["month"][:3].lower()) + 1
    try:
        return date(int(parts["year"]), month, int(parts["day"])).isoformat()
    except ValueError:
        return ""
