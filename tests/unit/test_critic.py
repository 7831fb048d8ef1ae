"""CriticMarkup: the new side of each mark is the repaired text, the old side the original."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleancopy.document import Document, Safety
from cleancopy.printers.critic import escaped, to_critic
from cleancopy.report import Report
from strategies import History, a_history, an_edit, histories

_MARK = re.compile(
    r"\{\+\+(?P<ins>.*?)\+\+\}|\{--(?P<del>.*?)--\}|\{~~(?P<old>.*?)~>(?P<new>.*?)~~\}"
    r"|\{>>(?P<note>.*?)<<\}|\{==(?P<marked>.*?)==\}",
    re.DOTALL,
)
_PAIRS = r"\+\+|--|~~|==|>>|<<"


def kept(marked: str, new: bool) -> str:
    """One side of a text in CriticMarkup, read from left to right as most programs do."""
    parts, position = list[str](), 0
    for found in _MARK.finditer(marked):
        side = found["ins"] or found["new"] if new else found["del"] or found["old"]
        parts += [marked[position : found.start()], found["marked"] or side or ""]
        position = found.end()
    return "".join(map(unescaped, [*parts, marked[position:]]))


def notes(marked: str) -> list[str]:
    return [found["note"] for found in _MARK.finditer(marked) if found["note"]]


def unescaped(text: str) -> str:
    text = re.sub(r"(~)\\(\\*>)", r"\1\2", text)
    text = re.sub(rf"({_PAIRS})\\(\\*\}})", r"\1\2", text)
    return re.sub(rf"(\{{)\\(\\*(?:{_PAIRS}))", r"\1\2", text)


def report_on(document: Document) -> Report:
    report = Report(document)
    vars(report).update(names=())
    return report


ODD = "{}+-~=<>\\\n "
unlike = st.lists(st.sampled_from(ODD), min_size=6, max_size=9).map(
    lambda odd: dict(zip("abcdefghi", odd, strict=False))
)


@given(histories(), unlike, st.booleans())
@example(a_history("abcd", [(1, 2, "")]), {"a": "{", "b": "x", "c": "+", "d": "+"}, False)
@example(a_history("abb", [(0, 3, "aXbb")]), {"a": "{", "b": "+"}, False)
@example(a_history("ab", [(0, 2, "b")]), {"a": "~", "b": ">"}, True)
def test_both_sides_can_be_kept(history: History, odd: dict[str, str], advised: bool) -> None:
    table = str.maketrans(odd)
    document = Document.of(history.original.translate(table))
    for edits in history.stages:
        if advised:
            document = document.advise(edits)
        document = document.apply(e._replace(new=(e.new or "").translate(table)) for e in edits)
    marked = to_critic(report_on(document))
    assert kept(marked, new=True) == document.text
    assert kept(marked, new=False) == document.original


@given(st.text(ODD))
def test_an_escaped_text_holds_no_mark(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert not re.search(rf"\{{(?:{_PAIRS})|(?:{_PAIRS})\}}|~>", escaped(text))


@pytest.mark.parametrize(
    ("text", "edit", "marked"),
    [
        ("a b", (1, 2, ""), "a{-- --}{>>Repair: reason: ␣ → nothing (rule, safe)<<}b"),
        ("a b", (1, 1, "n"), "a{++n++}{>>Repair: reason (rule, safe)<<} b"),
        ("in Kiev", (3, 7, "Kyiv"), "in {~~Kiev~>Kyiv~~}{>>Repair: reason (rule, safe)<<}"),
        ("{++a++}.", (7, 8, ""), "{\\++a++\\}{--.--}{>>Repair: reason (rule, safe)<<}"),
    ],
)
def test_a_change_has_its_mark_and_its_note(
    text: str, edit: tuple[int, int, str], marked: str
) -> None:
    assert to_critic(report_on(Document.of(text).apply([an_edit(*edit)]))) == marked


def test_advice_marks_its_passage_where_no_mark_stands_in_it() -> None:
    advice = [
        an_edit(0, 3, "two", "style/number", Safety.UNSAFE, "Number {++}"),
        an_edit(4, 9, None, "style/lines", Safety.ADVICE, "Lines"),
    ]
    marked = to_critic(report_on(Document.of("one big\nday").advise(advice)))
    assert marked == (
        "{==one==}{>>Advice: Number {\\++\\}: “one” → “two” (style/number, unsafe)<<}"
        " big\nd{>>Advice: Lines (style/lines)<<}ay"
    )


def test_places_of_one_decision_have_one_note() -> None:
    report = report_on(Document.of("a, b, c").apply([an_edit(1, 2, ";"), an_edit(4, 5, ";")]))
    assert notes(to_critic(report)) == ["Repair: reason (rule, safe, 2 places)"]
