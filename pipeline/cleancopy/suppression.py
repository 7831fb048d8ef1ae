"""Suppressions: findings that were accepted, by a baseline, a reviewer's no or an author's mark."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from cleancopy.errors import CleancopyError
from cleancopy.findings import Finding
from cleancopy.inline import is_met
from cleancopy.report import Report

if TYPE_CHECKING:
    from cleancopy.decisions.items import Item, Place
    from cleancopy.decisions.outcome import Verdict
    from cleancopy.decisions.record import Reviewed
    from cleancopy.ignores import Ignore

    Decided: TypeAlias = dict[str, list[tuple[Item, Place]]]

FORMAT = 1  # goes up when a field changes its meaning or goes away
_MOST = 200_000_000  # bytes of a baseline


@dataclass
class Suppressions:
    """What is left of a baseline and of rejections while a run uses them up.

    `known` are fingerprints with how often each may come, `rejected` places that a reviewer said no
    to, by the name of the article; `ignores` hold however often they are met. `accepted` are places
    with a yes, which suppress nothing. A fingerprint knows no path: a file may be renamed.
    """

    known: Counter[str] = field(default_factory=Counter)
    rejected: Decided = field(default_factory=dict)
    ignores: list[Ignore] = field(default_factory=list)
    accepted: Decided = field(default_factory=dict)

    def new(self, name: str, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings in the article of that name which nothing suppresses."""
        for finding in findings:
            meeting = next((each for each in self.ignores if each.meets(finding)), None)
            if meeting:
                meeting.used += 1
            elif self.known[finding.fingerprint] > 0:
                self.known[finding.fingerprint] -= 1
            elif not _is_among(self.rejected, name, finding):
                yield finding

    def copy(self) -> Suppressions:
        """The same, to be used up apart; the ignores go on counting together."""
        rejected = {name: list(places) for name, places in self.rejected.items()}
        return replace(self, known=self.known.copy(), rejected=rejected)

    def reviewed(self, name: str, findings: Iterable[Finding]) -> list[Finding]:
        """Those of the findings in an article that a reviewer accepted."""
        return [finding for finding in findings if _is_among(self.accepted, name, finding)]

    @property
    def unused(self) -> int:
        """How many suppressions met no finding so far."""
        return self.known.total() + sum(map(len, self.rejected.values()))


@dataclass
class Markers:
    """The markers of a file by line and rule, and whether they met a finding in any of its texts.

    One at a translation holds for all its plural forms or segments.
    """

    _met: dict[tuple[int, str], bool] = field(default_factory=dict)

    def add(self, report: Report) -> None:
        """Take down which markers a text used; those that are faulty were spoken of."""
        faulty = {line for line, _ in report.faults}
        for mark in report.marks:
            if mark.line not in faulty:
                known = self._met.get((mark.line, mark.rule), False)
                self._met[mark.line, mark.rule] = known or is_met(mark, report.suppressed)

    @property
    def unused(self) -> list[tuple[int, str]]:
        """The markers that met no finding."""
        return [marker for marker, met in self._met.items() if not met]


def decided(articles: Iterable[Reviewed], verdict: Verdict) -> Decided:
    """The places of what a review came to that verdict on, by the name of the article."""
    found: Decided = {}
    for article in articles:
        for decision in article.decisions:
            if decision.verdict is verdict:
                places = [(decision.item, place) for place in decision.item.places]
                found.setdefault(article.name, []).extend(places)
    return found


def to_baseline(findings: Sequence[Finding]) -> str:
    """The baseline of all findings; the rule is there for people to read."""
    counts = Counter((finding.fingerprint, finding.rule) for finding in findings)
    rows = [
        {"fingerprint": name, "rule": rule, "count": count}
        for (name, rule), count in sorted(counts.items())
    ]
    text = json.dumps({"format": FORMAT, "findings": rows}, indent=1)
    return text + "\n"


def read_baseline(path: Path) -> Counter[str]:
    """The fingerprints of a baseline. Raises CleancopyError that says what is wrong with it."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
        if len(data) > _MOST:
            raise ValueError("too large")
        return _parsed(json.loads(data))
    except FileNotFoundError:
        mend = "write it with --update-baseline"
        raise CleancopyError(f"{path}: no such baseline; {mend}") from None
    except OSError as error:
        raise CleancopyError(f"{path}: cannot be read ({error.strerror or error})") from None
    except (ValueError, RecursionError) as error:
        mend = "write it anew with --update-baseline"
        raise CleancopyError(f"{path}: no baseline ({error}); {mend}") from None


def _parsed(data: object) -> Counter[str]:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError(f"its format is not {FORMAT}")
    rows = data.get("findings")
    if not isinstance(rows, list):
        raise ValueError("the field 'findings' is no list")  # noqa: TRY004
    known = Counter[str]()
    for row in rows:
        name, count = (row.get("fingerprint"), row.get("count")) if type(row) is dict else ("", 0)
        if not isinstance(name, str) or type(count) is not int or count < 1:
            raise ValueError("a finding without 'fingerprint' or 'count'")
        known[name] += count
    return known


def _is_among(decided: Decided, name: str, finding: Finding) -> bool:
    """Whether a finding was decided on; each decision is good for one."""
    places = decided.get(name, [])
    for index, (item, place) in enumerate(places):
        if _is_it(item, place, finding):
            del places[index]
            return True
    return False


def _is_it(item: Item, place: Place, finding: Finding) -> bool:
    """Whether a finding is what was decided on; another proposal at that place is a new one."""
    change = finding.change
    same = place.old == change.old and place.new in (None, change.new)
    return same and set(change.rules) <= set(item.rules)
