"""What comments say: the first sums up, the others stand at their places."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from cleancopy.document import Safety
from cleancopy.printers.figures import number_of, verdict
from cleancopy.printers.tracked import Remark
from cleancopy.printers.visible import visible
from cleancopy.printers.word.elements import run, w
from cleancopy.printers.word.paragraphs import UNFIT, signed
from cleancopy.report import Report


def told(remark: Remark) -> list[Element]:
    """A remark: what it is and why; both readings where they are needed; which rule says so."""
    reasons = dict.fromkeys(reason for reason, _ in remark.says)
    lines = [_line(reason) for reason in reasons]
    lines[0].insert(0, run(f"{remark.label}: ", w("b")))
    if remark.readings:
        lines.append(_line(remark.readings))
    rules = " + ".join(dict.fromkeys(rule for _, rule in remark.says))
    places = number_of(remark.places, "place", "places") if remark.places > 1 else ""
    if source := " · ".join(each for each in (rules, remark.safety, places) if each):
        lines.append(_line(source, w("rStyle", val="Rule")))
    return lines


def greeting(report: Report) -> list[Element]:
    """The first comment: counts, what wants a look, what the document could not hold."""
    lines = [_line(_counted(report), w("b"))]
    lines.append(_line(f"Language: {verdict(report)}"))
    lines += [_line(f"Note: {note}") for note in (*report.notes, *_unfit(report))]
    counts = sorted(report.counts.items(), key=lambda item: (-item[1], item[0]))
    lines += [_line(f"{count:,} × {rule}", w("rStyle", val="Rule")) for rule, count in counts]
    return lines


def _counted(report: Report) -> str:
    repairs = number_of(len(report.changes), "repair", "repairs")
    unsafe = sum(change.safety < Safety.SAFE for change in report.changes)
    checked = f" ({unsafe:,} to check)" if unsafe else ""
    return f"{repairs}{checked}, {number_of(len(report.advice), 'passage', 'passages')} to look at"


def _unfit(report: Report) -> Iterator[str]:
    found = UNFIT.findall(report.original)
    if found:
        characters = number_of(len(found), "character", "characters")
        signs = ", ".join(sorted({signed(each) for each in found})[:5])
        yield f"{characters} that Word cannot hold stand here as signs: {signs}"


def _line(text: str, *properties: Element) -> Element:
    """A line of a comment."""
    style = w("pPr", w("pStyle", val="CommentText"))
    return w("p", style, run(signed(visible(text)), *properties))
