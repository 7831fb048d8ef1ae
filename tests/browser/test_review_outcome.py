"""The scripts of the page make the same of decisions as the program does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cleancopy.decisions.items import items_of
from cleancopy.decisions.outcome import Decision, Verdict, outcome
from cleancopy.document import repaired
from cleancopy.errors import CleancopyError
from cleancopy.printers.review import script
from reviewing import article
from strategies import History, an_edit, histories

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from cleancopy.report import Report

Case = tuple["Report", list[Decision]]

# Texts, and all readings of the blocks that the page sets: both readings, with every line end.
RUN = """
(cases) => {
  const scripts = new Function(SCRIPT + "; return modules")();
  const { outcome, repaired } = scripts.outcome;
  return cases.map(({ original, decisions }) => {
    const points = Array.from(original);
    const { changes, conflict } = outcome(decisions);
    if (conflict) return ["conflict", ""];
    const blocks = scripts.layout.blocksOf(points, decisions);
    const set = blocks.map((block) => block.runs.map((run) => run.text).join("") + block.gap);
    return [repaired(points, changes), set.join("")];
  });
}
"""


def texts_of(page: Page, cases: list[Case]) -> list[tuple[str, str]]:
    """What the page makes of cases, in one call: its texts, and what it sets."""
    data = [
        {"original": report.original, "decisions": [*_decisions(report, decisions)]}
        for report, decisions in cases
    ]
    import json

    parts = script(("text", "outcome", "layout"))
    return [tuple(each) for each in page.evaluate(RUN.replace("SCRIPT", json.dumps(parts)), data)]


def _decisions(report: Report, decisions: list[Decision]) -> list[dict[str, Any]]:
    entries = article(report)["items"]
    return [
        {
            "item": entry,
            "state": {
                "decision": str(decision.verdict),
                "wording": list(decision.wording) if decision.wording else None,
            },
        }
        for entry, decision in zip(entries, decisions, strict=True)
    ]


def expected(case: Case) -> tuple[str, str]:
    """What the program makes of a case."""
    report, decisions = case
    try:
        changes = outcome(decisions)
    except CleancopyError:
        return "conflict", ""
    both, position = "", 0
    for change in changes:
        both += report.original[position : change.end] + (change.new or "")
        position = change.end
    return repaired(report.original, changes), both + report.original[position:]


@st.composite
def cases(draw: st.DrawFn, verdicts: tuple[Verdict, ...] = tuple(Verdict)) -> Case:
    """A run with advice anywhere on its text, and any decisions on it."""
    history: History = draw(histories())
    document = history.documents[-1]
    places = st.integers(0, len(document.text))
    for _ in range(draw(st.integers(0, 3))):
        start, end = sorted((draw(places), draw(places)))
        new = draw(st.none() | st.sampled_from(["", "Q", "two\nlines", "😀"]))
        document = document.advise([an_edit(start, end, new, draw(st.sampled_from("xy")))])
    from cleancopy.report import Report

    report = Report(document)
    decisions = []
    for item in items_of(report):
        wording = tuple(draw(st.none() | st.sampled_from(["", "W", "é😀"])) for _ in item.places)
        worded = wording if any(each is not None for each in wording) else ()
        decisions.append(Decision(item, draw(st.sampled_from(verdicts)), worded))
    return report, decisions


def collected(strategy: st.SearchStrategy[Case], count: int) -> list[Case]:
    """So many cases, to be tried in one call."""
    found = list[Case]()

    @settings(deadline=None, max_examples=count, database=None)
    @given(strategy)
    def collect(case: Case) -> None:
        found.append(case)

    collect()
    return found


def check(pages: Callable[..., Page], found: list[Case]) -> None:
    page = pages()
    page.goto("about:blank")
    made = texts_of(page, found)
    wrong = [
        (case, theirs, ours)
        for case, theirs in zip(found, made, strict=True)
        if theirs != (ours := expected(case))
    ]
    assert wrong[:1] == []


def test_any_decisions_come_to_the_same_text(pages: Callable[..., Page]) -> None:
    found = collected(cases(), 400)
    assert sum(expected(case)[0] == "conflict" for case in found) < len(found) / 2
    check(pages, found)


def plain(verdict: Verdict) -> st.SearchStrategy[Case]:
    """Repairs alone, all with one verdict and as they were proposed."""
    return histories().map(lambda history: _all(history, verdict))


def _all(history: History, verdict: Verdict) -> Case:
    from cleancopy.report import Report

    report = Report(history.documents[-1])
    return report, [Decision(item, verdict) for item in items_of(report)]


def test_all_accepted_is_the_repaired_text_and_all_rejected_the_original(
    pages: Callable[..., Page],
) -> None:
    page = pages()
    accepted = collected(plain(Verdict.ACCEPTED), 150)
    texts = [text for text, _ in texts_of(page, accepted)]
    assert texts == [report.text for report, _ in accepted]
    rejected = collected(plain(Verdict.REJECTED), 150)
    assert texts_of(page, rejected) == [(report.original,) * 2 for report, _ in rejected]
