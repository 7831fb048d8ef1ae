"""Texts mapped to how they are written: where new text goes, and in what spelling."""

from __future__ import annotations

import io

import pytest

from cleancopy.document import Change
from cleancopy.formats.mapped import Mapped, escaped
from cleancopy.formats.reading import Reading
from cleancopy.formats.xmlscan import Text, tokens, tree


def part(raw: str) -> Mapped:
    """A part with the text of XML; its tags are borders."""
    reading = Reading()
    for element in tree(tokens("x", io.StringIO(f"<a>{raw}</a>", newline="")), -3):
        for child in element.children:
            reading.border()
            for text in (child,) if isinstance(child, Text) else child.children:
                if isinstance(text, Text):
                    reading.xml(raw, text.start, text.end)
    return Mapped(
        raw,
        reading.text,
        5,
        barred=tuple(reading.barred),
        stretches=tuple(reading.stretches),
        escape=escaped,
    )


def after(raw: str, start: int, end: int, new: str) -> str:
    mapped = part(raw)
    return mapped.render([Change(start, end, (mapped.text or "")[start:end], new, ())])


@pytest.mark.parametrize(
    ("raw", "place", "new", "expected"),
    [
        ("ab<i>cd</i>", 2, "“", "ab<i>“cd</i>"),
        ("ab<i>cd</i>", 2, "”", "ab”<i>cd</i>"),
        ("ab<i>cd</i>", 2, ",", "ab,<i>cd</i>"),
        ("ab<i>cd</i>", 2, '"', 'ab"<i>cd</i>'),
        ("ab <i>cd</i>", 3, '"', 'ab <i>"cd</i>'),
        ("<i>cd</i>", 0, "x", "<i>xcd</i>"),
        ("<i>cd</i>", 2, "x", "<i>cdx</i>"),
        ("a&amp;<i>b</i>", 1, "x", "ax&amp;<i>b</i>"),
    ],
)
def test_new_text_goes_to_whom_it_belongs(raw: str, place: int, new: str, expected: str) -> None:
    assert after(raw, place, place, new) == expected


@pytest.mark.parametrize(
    ("raw", "start", "end", "new", "expected"),
    [
        ("a&#8217;b c", 2, 4, "’", "a&#8217;&#8217;c"),
        ("a&#8217;b ’c", 2, 3, "’", "a&#8217;’ ’c"),
        ("a b", 1, 2, " & <", "a &amp; &lt;b"),
        ("ab<i>cd</i>ef", 1, 5, "X", "aX<i></i>f"),
        ("ab<i>cd</i>ef", 1, 5, "bXe", "ab<i>X</i>ef"),
        ("ab<i>cd</i>ef", 2, 4, "", "ab<i></i>ef"),
    ],
)
def test_text_is_written_as_the_file_has_it(
    raw: str, start: int, end: int, new: str, expected: str
) -> None:
    assert after(raw, start, end, new) == expected


def test_places_are_those_of_the_file() -> None:
    mapped = part("a&amp;\nb<i\n>c</i>")
    assert mapped.text == "a&\nbc"
    spans = [(0, 1), (1, 2), (3, 4), (4, 5), (3, 5), (5, 5)]
    assert [(start[:2], end[:2]) for start, end in mapped.places(spans)] == [
        ((5, 1), (5, 2)),
        ((5, 2), (5, 7)),
        ((6, 1), (6, 2)),
        ((7, 2), (7, 3)),
        ((6, 1), (7, 3)),
        ((7, 3), (7, 3)),
    ]


def test_what_is_made_up_is_barred_and_in_no_file() -> None:
    reading = Reading()
    reading.add("a", 3, 4)
    reading.border()
    reading.made_up("\n")
    reading.made_up("\t")
    reading.add("b", 9, 10)
    reading.border()
    reading.border()
    assert (reading.text, reading.barred) == ("a\n\tb", [(1, 3), (4, 4)])
    made = Mapped("...a.....b", reading.text, stretches=tuple(reading.stretches))
    assert made.render([Change(0, 4, "a\n\tb", "", ())]) == "........"
    with pytest.raises(ValueError, match="the file has no place for 'x'"):
        made.render([Change(2, 2, "", "x", ())])
