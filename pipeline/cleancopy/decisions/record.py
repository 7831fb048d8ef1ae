"""The decisions file: every item of a review with its verdict, enough to apply it without us.

One JSON object: `format`, `version`, `offsets_unit` and `articles`, each of which has the SHA-256
of its original, so that decisions never fall on another text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from cleancopy.decisions.items import Item, Place
from cleancopy.decisions.outcome import Decision, Verdict, outcome
from cleancopy.document import Change, digest
from cleancopy.errors import CleancopyError
from cleancopy.versions import version

FORMAT = 1  # goes up when a field changes its meaning or goes away
CHANGED = (
    "changed since it was reviewed; review it again, or apply the decisions to the text they are on"
)
MOST = 200_000_000  # bytes of a decisions file

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The decisions on one article."""

    name: str
    sha256: str
    decisions: tuple[Decision, ...]

    def changes(self, original: str) -> list[Change]:
        """What the decisions make of the article. Raises CleancopyError for another text."""
        if digest(original) != self.sha256:
            raise CleancopyError(CHANGED)
        for decision in self.decisions:
            for place in decision.item.places:
                if original[place.start : place.end] != place.old:
                    raise CleancopyError(
                        "the decisions do not fit their own text; export them again"
                    )
        return outcome(self.decisions)


def to_json(articles: Iterable[Reviewed]) -> str:
    """The decisions file."""
    data = {
        "format": FORMAT,
        "version": version("cleancopy"),
        "offsets_unit": "code points",
        "articles": [
            {
                "name": article.name,
                "sha256": article.sha256,
                "decisions": [_entry(decision) for decision in article.decisions],
            }
            for article in articles
        ],
    }
    # Halves of surrogate pairs have no UTF-8: as escapes they come through.
    return json.dumps(data, indent=1) + "\n"


def read_decisions(path: Path) -> list[Reviewed]:
    """The articles of a decisions file. Raises CleancopyError that says what is wrong with it."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST + 1)
    except OSError as error:
        raise CleancopyError(f"{path}: cannot be read ({error.strerror or error})") from None
    if len(data) > MOST:
        raise CleancopyError(f"{path}: larger than {MOST // 1_000_000} MB; no decisions file")
    try:
        return parsed(json.loads(data))
    except (ValueError, RecursionError) as error:
        mend = "take the file that the review page exported"
        raise CleancopyError(f"{path}: no decisions file ({error}); {mend}") from None


def parsed(data: Any) -> list[Reviewed]:
    """The articles of the object of a decisions file. Raises ValueError."""
    top = _object(data, "the whole")
    if _field(top, "format", int) != FORMAT:
        raise ValueError(f"format {top['format']}, and only {FORMAT} is read")
    articles = []
    for entry in _field(top, "articles", list):
        article = _object(entry, "an article")
        decisions = tuple(_decision(each) for each in _field(article, "decisions", list))
        name = _field(article, "name", str)
        articles.append(Reviewed(name, _field(article, "sha256", str), decisions))
    return articles


def _entry(decision: Decision) -> dict[str, Any]:
    item = decision.item
    wording = decision.wording or (None,) * len(item.places)
    return {
        "id": item.id,
        "kind": "repair" if item.is_repair else "advice",
        "decision": str(decision.verdict),
        "rules": list(item.rules),
        "safety": item.safety,
        "reasons": list(item.reasons),
        "places": [
            {
                "start": place.start,
                "end": place.end,
                "old": place.old,
                "new": place.new,
                "wording": worded,
            }
            for place, worded in zip(item.places, wording, strict=True)
        ],
        "reviewer": decision.reviewer,
        "decided_at": decision.at,
        "ms_on_screen": decision.ms_on_screen,
        "note": decision.note,
    }


def _decision(data: Any) -> Decision:
    entry = _object(data, "a decision")
    kind = _field(entry, "kind", str)
    if kind not in ("repair", "advice"):
        raise ValueError(f"kind {kind!r}, which is neither repair nor advice")
    said = _field(entry, "decision", str)
    if said not in list(Verdict):
        raise ValueError(f"decision {said!r}; there are: {', '.join(Verdict)}")
    places, wording = list[Place](), list[str | None]()
    for each in _field(entry, "places", list):
        place = _object(each, "a place")
        start, end = _field(place, "start", int), _field(place, "end", int)
        if not 0 <= start <= end:
            raise ValueError(f"a place at {start}-{end}")
        new = _field(place, "new", str, optional=True)
        places.append(Place(start, end, _field(place, "old", str), new))
        wording.append(_field(place, "wording", str, optional=True))
    if not places:
        raise ValueError("a decision without places")
    rules, reasons = (_strings(entry, key) for key in ("rules", "reasons"))
    safety = _field(entry, "safety", str)
    item = Item(_field(entry, "id", str), kind == "repair", safety, rules, reasons, tuple(places))
    return Decision(
        item,
        Verdict(said),
        tuple(wording) if any(worded is not None for worded in wording) else (),
        _field(entry, "reviewer", str, optional=True) or "",
        _field(entry, "decided_at", str, optional=True) or "",
        _field(entry, "ms_on_screen", int, optional=True),
        _field(entry, "note", str, optional=True) or "",
    )


def _object(value: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{what} is no object")  # noqa: TRY004  (a mistake in a file, not ours)
    return value


def _field(data: Mapping[str, Any], key: str, kind: type[Value], optional: bool = False) -> Any:
    """The value of a field. Raises ValueError where it is missing or of another kind."""
    value = data.get(key)
    if value is None and optional:
        return None
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"the field {key!r} is missing or no {_KINDS[kind]}")
    return value


def _strings(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = _field(data, key, list)
    if not all(isinstance(value, str) for value in values):
        raise ValueError(f"the field {key!r} holds what is no text")
    return tuple(values)


_KINDS: dict[type, str] = {int: "number", str: "text", list: "list"}
