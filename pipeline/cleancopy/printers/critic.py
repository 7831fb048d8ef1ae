"""The article in CriticMarkup: plain text with its changes and notes in marks of braces.

`{++ins++}` `{--del--}` `{~~old~>new~~}` `{>>note<<}` `{==marked==}`, as in the CriticMarkup
specification. A mark that stands in the article itself is broken by a backslash, which Markdown
takes off again: `{\\++`, `++\\}`, `~\\>`; where it is broken already, by one backslash more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from cleancopy.printers.figures import number_of
from cleancopy.printers.tracked import DEL, KEEP, Border, Row, Span, tracked
from cleancopy.printers.visible import LINE_END, visible
from cleancopy.report import Report

_PAIRS = r"\+\+|--|~~|==|>>|<<"
_OWN = (
    re.compile(rf"(\{{)(\\*(?:{_PAIRS}))"),
    re.compile(rf"({_PAIRS})(\\*\}})"),
    re.compile(r"(~)(\\*>)"),
)


def to_critic(report: Report) -> str:
    """The article in CriticMarkup.

    With the new side of each mark kept it is the repaired text, with the old side the original.
    """
    return "".join(_written(tracked(report)))


def escaped(text: str) -> str:
    """Text that holds no mark of CriticMarkup."""
    for own in _OWN:
        text = own.sub(r"\1\\\2", text)
    return text


def _written(row: Row) -> Iterator[str]:
    marked = _marked(row)
    kept, before = "", -1  # the change that a deletion right before belongs to
    for item, following in zip_longest(row, row[1:]):
        if isinstance(item, Border) and item.opens and item.number not in marked:
            continue  # nothing stands here, and escapes must see the text in one
        if isinstance(item, Span) and item.kind == KEEP:
            kept += item.text
            continue
        yield escaped(kept)
        kept = ""
        if isinstance(item, Border):
            yield _note(item, item.number in marked)
        else:
            replaced = isinstance(following, Span) and following.change == item.change
            yield _change(item, replaced, before == item.change)
            before = item.change
    yield escaped(kept)


def _change(item: Span, replaced: bool, replaces: bool) -> str:
    """A deletion or an insertion, or a half of the two together."""
    text = escaped(item.text)
    if item.kind == DEL:
        return f"{{~~{text}~>" if replaced else f"{{--{text}--}}"
    return f"{text}~~}}" if replaces else f"{{++{text}++}}"


def _note(border: Border, is_marked: bool) -> str:
    """The beginning of a marked passage, or the note at the end of a passage."""
    if border.opens:
        return "{=="
    remark = border.remark
    reasons = "; ".join(dict.fromkeys(reason for reason, _ in remark.says))
    rules = " + ".join(dict.fromkeys(rule for _, rule in remark.says))
    places = number_of(remark.places, "place", "places") if remark.places > 1 else ""
    source = ", ".join(each for each in (rules, remark.safety, places) if each)
    parts = (remark.label, reasons, remark.readings)
    said = ": ".join(each for each in parts if each) + (f" ({source})" if source else "")
    return f"{'==}' if is_marked else ''}{{>>{escaped(visible(said))}<<}}"


def _marked(row: Row) -> set[int]:
    """The numbers of advice that can be marked: on one kept stretch of one line.

    Marks in marks, or over a line end, are read by few programs.
    """
    found = set()
    for begin, item, end in zip(row, row[1:], row[2:], strict=False):
        if not (isinstance(begin, Border) and isinstance(end, Border) and isinstance(item, Span)):
            continue
        if begin.number == end.number and item.kind == KEEP and not LINE_END.search(item.text):
            found.add(begin.number)
    return found
