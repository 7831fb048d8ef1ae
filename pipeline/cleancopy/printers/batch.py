"""The overview as a page: one offline file on all documents of a batch, from charts to each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from cleancopy.bands import about, explained_as, scales
from cleancopy.language import NAMES, UNKNOWN
from cleancopy.overview.rows import State
from cleancopy.overview.sums import Counted, Overview, Spread, spread
from cleancopy.printers import charts, svg
from cleancopy.printers.figures import number_of, row
from cleancopy.printers.overviews import Href
from cleancopy.printers.page import template
from cleancopy.readability import SHORT_SENTENCES, SHORT_WORDS, method
from cleancopy.versions import version

LISTED = 1_000  # documents in the list of a page; a table has all of them
RULES, NAMES_LISTED = 40, 20

LABELS = {
    State.LEFT: "Left as is",
    State.LOOK: "To look at",
    State.REPAIRED: "Repaired",
    State.CLEAN: "Clean",
}
WORDS = {state: label.lower() for state, label in LABELS.items()}  # the same in a sentence
_SCORES = {"flesch_reading_ease": "flesch", "flesch_kincaid_grade": "grade"}


class Line(NamedTuple):
    """A figure over all documents, before and after, and the difference of the two."""

    label: str
    before: str
    after: str
    change: str


class Cells(NamedTuple):
    """A rule or a name with its counts; `share` is that of the longest bar, of 100."""

    name: str
    times: str
    documents: str
    share: int


def to_batch_page(overview: Overview, href: Href) -> bytes:
    """The overview as an HTML page without a script. `href` leads from a document's name to the
    page about it, relative to this one; '' is no link.

    Charts are drawn where matplotlib is installed; all that they show stands in tables too.
    """
    queue = overview.queue
    page = template("batch.html.j2").render(
        overview=overview,
        href=href,
        standfirst=_standfirst(overview),
        labels=LABELS,
        words=WORDS,
        charts=_charts(overview),
        version=version("cleancopy"),
        stages={
            stage: (sum(rule.times for rule in rules), _cells(rules, overview.repairs))
            for stage, rules in overview.stages.items()
        },
        looks=_cells(overview.looks[:RULES], overview.looks),
        more_looks=max(0, len(overview.looks) - RULES),
        names=[(*each.name.split(" → ", 1), each) for each in overview.names[:NAMES_LISTED]],
        more_names=max(0, len(overview.names) - NAMES_LISTED),
        languages=_languages(overview.languages),
        lines=_lines(overview),
        meaning=list(_meaning(overview)),
        scored=len(overview.scored("flesch_before", "flesch_after")),
        least=(SHORT_WORDS, SHORT_SENTENCES),
        about=about(),
        sources=[f"{scale.label}: {scale.source}" for scale in scales().values()],
        listed=queue[:LISTED],
        left_out=max(0, len(queue) - LISTED),
        method=method(),
        number_of=number_of,
    )
    return page.encode("utf-8", "backslashreplace")


def _standfirst(overview: Overview) -> str:
    """What came of the documents, in a sentence: '9 to look at, 4 repaired, 1 clean.'"""
    parts = [f"{count:,} {WORDS[state]}" for state, count in overview.states.items() if count]
    unsafe = f", {overview.unsafe:,} of them only probably right" if overview.unsafe else ""
    repairs = f"{number_of(overview.changes, 'repair', 'repairs')}{unsafe}"
    looks = f"{number_of(overview.advice, 'passage', 'passages')} to look at"
    words = number_of(overview.words, "word", "words")
    return f"{', '.join(parts) or 'Nothing'}. {repairs} and {looks} in {words}."


def _charts(overview: Overview) -> dict[str, str]:
    """The charts by name, as the markup that they are; '' for one that is not drawn."""
    drawn = dict.fromkeys(("states", "stages", "languages", *_SCORES.values()), "")
    if svg.can_draw() and overview.rows:
        drawn |= {name: Markup(chart) for name, chart in _drawn(overview)}
    return drawn


def _drawn(overview: Overview) -> Iterator[tuple[str, str]]:
    states = {str(state): count for state, count in overview.states.items()}
    yield "states", charts.states(states, {str(state): label for state, label in LABELS.items()})
    stages = {name: sum(rule.times for rule in rules) for name, rules in overview.stages.items()}
    if stages:
        yield "stages", charts.bars("Repairs by stage", stages)
    if len(overview.languages) > 1:
        yield "languages", charts.bars("Languages", _languages(overview.languages))
    for key, short in _SCORES.items():
        pairs = [(old, new) for old, new in overview.scored(f"{short}_before", f"{short}_after")]
        if pairs:
            scale = scales()[key]
            yield short, charts.distribution(f"{scale.label}, before and after", pairs, scale)


def _cells(rules: Sequence[Counted], of: Sequence[Counted]) -> list[Cells]:
    """Rules with bars that can be compared with all those they belong to."""
    most = max((rule.times for rule in of), default=1)
    return [
        Cells(rule.name, f"{rule.times:,}", f"{rule.documents:,}", round(100 * rule.times / most))
        for rule in rules
    ]


def _languages(codes: Mapping[str, int]) -> dict[str, int]:
    return {
        "Not sure" if code == UNKNOWN else NAMES.get(code, code): count
        for code, count in codes.items()
    }


def _lines(overview: Overview) -> list[Line]:
    """The scores over all documents: quartiles before and after, and the change of the median."""
    lines = list[Line]()
    for key, short in _SCORES.items():
        pairs = overview.scored(f"{short}_before", f"{short}_after")
        before, after = (spread([pair[side] for pair in pairs]) for side in (0, 1))
        if before is not None and after is not None:
            lines += _quartiles(scales()[key].label, before, after)
    return lines + _parts(overview)


def _meaning(overview: Overview) -> Iterator[str]:
    """What the documents in the middle read like after the repairs."""
    for key, short in _SCORES.items():
        after = spread([new for _, new in overview.scored(f"{short}_before", f"{short}_after")])
        if after is not None:
            yield f"Median after the repairs: {explained_as(scales()[key], after.middle)}"


def _quartiles(label: str, before: Spread, after: Spread) -> list[Line]:
    names = (f"{label}, median", "a quarter is below", "a quarter is above")
    pairs = (
        (before.middle, after.middle), (before.low, after.low), (before.high, after.high),
    )  # fmt: skip
    return [Line(*row(name, *pair)) for name, pair in zip(names, pairs, strict=True)]


def _parts(overview: Overview) -> list[Line]:
    """The mean change of Flesch a document, and how much of it names, marks and blanks made."""
    steps = overview.scored("flesch_before", "flesch_surface", "flesch_after")
    if not steps:
        return []
    surface = sum(step[1] - step[0] for step in steps) / len(steps)
    whole = sum(step[2] - step[0] for step in steps) / len(steps)
    shown, total = round(surface, 1), round(whole, 1)
    said = [row("", 0.0, figure).change for figure in (total, shown, total - shown)]
    names = ("Mean change of Flesch", "from names, marks and blanks", "from all else")
    return [Line(name, "", "", figure) for name, figure in zip(names, said, strict=True)]
