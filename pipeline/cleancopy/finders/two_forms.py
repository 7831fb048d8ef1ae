"""One name in two forms that are both right, but not in one article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from cleancopy.finders import Found, Options
from cleancopy.names.forms import given_before, may_hold, places
from cleancopy.styles import Form, read_doublets, read_style
from cleancopy.view import View

_NEXT_NAME = re.compile(r"[^\S\r\n]((?:(?:bin|ibn|al|el|ould)[ -])?[A-ZÀ-Þ][\w’'-]*\w)")


def find(view: View, options: Options) -> Iterator[Found]:
    """The first place of the rarer form of each name; not where the desk's style has a say."""
    chosen = read_style(view.context.style).words
    for form in read_doublets():
        if not may_hold(form, view.text, 2) or not chosen.isdisjoint(form.old):
            continue
        for places_of_one in _by_bearer(view.text, form, places(view, form)):
            counts = Counter(match[0] for match in places_of_one)
            if len(counts) > 1:
                yield _rarer(places_of_one, counts)
                break


def _by_bearer(
    text: str, form: Form, found: Sequence[re.Match[str]]
) -> Iterator[list[re.Match[str]]]:
    """The places, parted by the other name of the bearer where many people are called so."""
    bearers: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
    for match in found:
        bearers[_bearer(text, form.beside, match)].append(match)
    if form.beside:
        bearers.pop("", None)
    yield from bearers.values()


def _bearer(text: str, beside: str, match: re.Match[str]) -> str:
    if beside == "before":
        return given_before(text, match.start())
    after = _NEXT_NAME.match(text, match.end()) if beside else None
    return re.sub(r"['’]s$", "", after[1]) if after else ""


def _rarer(found: Sequence[re.Match[str]], counts: Counter[str]) -> Found:
    """The find at the rarest form; of two that are equal it is the one that comes later."""
    firsts = list(dict.fromkeys(match[0] for match in found))
    rarest = min(reversed(firsts), key=lambda word: counts[word])
    place = next(match for match in found if match[0] == rarest)
    said = ", ".join(
        f"{word} ({counts[word]})" for word in sorted(firsts, key=lambda w: -counts[w])
    )
    return Found(*place.span(), None, f"One name in several forms: {said}")
