"""Shortcuts: what is found fast is what would be found by the plain way, whatever the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleancopy import protect, view
from cleancopy.finders import (
    compounds,
    ellipses,
    inner_stops,
    look_alikes,
    mark_order,
    open_brackets,
    repeated_sentences,
    repeated_words,
    whole_lines,
)
from cleancopy.lines import by_line
from cleancopy.patterns import compiled
from cleancopy.quotes import closing, marks, reading, repairs
from cleancopy.quotes.moves import Page, passing_moves
from cleancopy.stages import read_stages
from cleancopy.view import View
from strategies import quick, thorough

_WORDS = """
the of and he said that is der die das la les dans на и в Paris mayor port US İ ß two-part “ ” " '
’ ‘ « » „ `` '' . , ? ! … ... .. ( ) [ ] - – 6 ’30s 5' § | @ www.a.org/b a.com {x} <b> </b> о О пор
， 東京 ¹ é""".split()
_BLANKS = ["  ", "\n", "\n\n", "\r\n", "\r", "\u2028", "\u00a0", "\u0000", "\ud800"]
_SENTENCES = [", he said. ", "It is so. ", "The gate is shut, and so is the port. "]

scraps = st.lists(st.sampled_from([*_WORDS, *" " * 4, *_BLANKS, *_SENTENCES]), max_size=60)
texts = scraps.map("".join) | scraps.map(" ".join)


@given(texts)
@example("İİİİ the")
@thorough
def test_what_is_plainly_english_is_no_other_language(line: str) -> None:
    if view._is_plainly_english(line):
        assert not view._has_other_words(line)


def test_a_sentence_of_english_is_plainly_so() -> None:
    assert view._is_plainly_english("“The gate of the port is shut,” he said on Friday.")


@given(texts)
@thorough
def test_lines_are_what_stands_between_line_ends(text: str) -> None:
    assert View(text).lines == [match.span() for match in re.finditer(r"[^\r\n]+", text)]


@given(texts)
@thorough
def test_ranges_are_found_line_by_line(text: str) -> None:
    found = [match.span() for match in protect._PROTECTED.finditer(text)]
    assert protect.all_ranges(text) == found


@given(texts)
@thorough
def test_letters_of_another_script_are_not_overlooked(text: str) -> None:
    words = {match[0] for match in look_alikes._words(View(text))}
    plain = {match[0] for match in look_alikes._MIXED.finditer(text)}
    assert {word for word in plain if look_alikes._STRANGER.search(word)} <= words <= plain


@given(texts)
@thorough
def test_gaps_and_brackets_are_found_at_their_signs(text: str) -> None:
    for fast, plain in (
        (compounds._gaps(text), compounds._GAP.finditer(text)),
        (open_brackets._brackets(text), open_brackets._BRACKET.finditer(text)),
    ):
        assert [match.span() for match in fast] == [match.span() for match in plain]


@given(texts)
@thorough
def test_a_text_with_two_ways_of_writing_is_looked_at(text: str) -> None:
    if len({match.lastgroup for match in ellipses._ELLIPSIS.finditer(text)}) > 1:
        assert ellipses._is_mixed(text)
    if len({place.is_inside for place in closing.places(text)}) > 1:
        assert closing.on_both_sides(text)


@given(texts)
@quick
def test_signs_on_one_side_show_no_mixed_order(text: str) -> None:
    if not closing.on_both_sides(text):
        places = list(closing.places(text))
        assert mark_order._lone(places) is None


@given(texts)
@thorough
def test_sentences_alike_are_those_in_a_row(text: str) -> None:
    found = list(repeated_sentences._SENTENCE.finditer(text.partition("\n")[0]))
    alike = repeated_sentences._alike(text.partition("\n")[0])
    assert {span for pair in alike for span in pair} <= {match.span() for match in found}


@pytest.mark.parametrize(
    "lines",
    [rule.options["lines"] for stage in read_stages() for rule in stage.rules
     if rule.finder == "whole_lines"],
)  # fmt: skip
@given(data=st.data())
@quick
def test_united_patterns_match_what_one_of_them_matches(
    lines: list[str], data: st.DataObject
) -> None:
    line = data.draw(st.sampled_from(lines).flatmap(st.from_regex) | texts)
    patterns = whole_lines._united(tuple(lines))
    assert any(pattern.fullmatch(line) for pattern in patterns) == any(
        compiled(pattern).fullmatch(line) for pattern in lines
    )


def test_patterns_that_cannot_be_united_stay_by_themselves() -> None:
    patterns = (
        *("(?i)a", "(?i)b|c", "d", r"(e)\1", "(?s)f.", r"(?i)(g)\1"),
        *(r"\((?:h)\)", r"(?=i)[(\](]", r"(?P<named>j)(?P=named)", r"(?<=k)?\\(l)\1"),
    )
    found = whole_lines._united(patterns)
    assert [pattern.pattern for pattern in found] == [
        "(?i)a|b|c",
        r"d|\((?:h)\)|(?=i)[(\](]",
        r"(e)\1",
        "(?s)f.",
        r"(?i)(g)\1",
        r"(?P<named>j)(?P=named)",
        r"(?<=k)?\\(l)\1",
    ]


def _all_events(page: Page) -> Iterator[reading._Event]:
    """The events of a text with every sound paragraph, whether something can be open or not."""
    kept = {line: list(events) for line, events in groupby(reading._events(page), _line)}
    for paragraph in page.paragraphs:
        passing = [reading._Event(paragraph, None, tuple(passing_moves(paragraph)))]
        yield from kept.get((paragraph.start, paragraph.end), passing)


def _line(event: reading._Event) -> tuple[int, int]:
    return event.paragraph.start, event.paragraph.end


@given(texts)
@thorough
def test_a_sound_paragraph_that_nothing_leads_into_changes_no_reading(text: str) -> None:
    lines = marks.paragraphs(View(text))
    _, page = repairs._page(text, lines)
    if all(page.sound):
        return
    every = reading.decided(list(_all_events(page)))
    kept = {(event.paragraph.start, event.mark) for event in reading._events(page)}
    assert reading.read(page) == [d for d in every if (d.paragraph.start, d.mark) in kept]
    left_out = [d for d in every if (d.paragraph.start, d.mark) not in kept]
    assert not any(d.move.unpaired or d.move.is_open for d in left_out)


def test_what_is_told_of_a_line_is_told_once() -> None:
    asked = []

    @by_line
    def told(line: str) -> int:
        asked.append(line)
        return len(line)

    assert [told("ab"), told("abc"), told("ab")] == [2, 3, 2]
    assert asked == ["ab", "abc"]
    assert [told("a" * 5000), told("a" * 5000)] == [5000, 5000]
    assert len(asked) == 4  # what is no line of prose is not kept


@given(texts)
@quick
def test_what_is_remembered_of_a_text_is_what_it_reads(text: str) -> None:
    assert repairs.all_repairs(View(text)) == repairs.all_repairs.__wrapped__(View(text))
    assert inner_stops._stops(text) == inner_stops._stops.__wrapped__(text)


def test_views_are_equal_where_text_and_what_is_known_are() -> None:
    assert View("a") == View("a")
    assert hash(View("a")) == hash(View("a"))
    assert View("a") != View("b")
    assert View("a b", barred=[(0, 1)]) != View("a b")
    assert View("a") != "a"


# The patterns for doubled words as they would be written, were it not for their speed.
_REPEATED = re.compile(r"(?<![\w'’-])([A-Za-z][a-z]*)(?:[^\S\r\n]+\1)+(?![\w'’-])")
_TWINS = re.compile(
    r"(?:(?m:^)|(?<=[.!?] )|(?<=[.!?][”\"] ))([A-Z])([a-z]+) +((?!\1)(?i:\1)\2)(?![\w'’-])"
)


@given(texts)
@example("the the them, a\xa0a ’a a-a a a’ a  a")
@example("The the gate. Is is it? “It.” Is is so. x.Is is")
@thorough
def test_doubled_words_are_found_from_their_first_letter(text: str) -> None:
    for fast, plain in ((repeated_words._REPEATED, _REPEATED), (repeated_words._CASE_TWIN, _TWINS)):
        found = [match.regs for match in fast.finditer(text)]
        assert found == [match.regs for match in plain.finditer(text)]
        lines = [match[0] for line in text.split("\n") for match in plain.finditer(line)]
        assert lines == [text[slice(*spans[0])] for spans in found]
