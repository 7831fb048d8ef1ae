"""What holds for any text, however damaged: nothing is lost, and a second run rests."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleancopy import clean
from cleancopy.document import repaired, restored
from cleancopy.protect import protected_ranges

# Pieces of news prose, sound and damaged, that are put together at random.
WORDS = """
    the minister said talks in Geneva and of to with He She It They however because such as Kiev
    Kharkov U.S. Dr. No. 12 3.5 2,000 $ 75 % 17: 00 iPhone O'Neill don't do n't 's workers’ had had
    that that very very Li Li etc. p.m. vs. '90s 6'2" {name} %s Yahoo! … ... . . . .NET signed.He
    town,they â€™ cafÃ© &quot; &amp; & quot ; -LRB- -RRB- @-@ ▁word pоwer Leave a Reply | World
    Advertisement Read more Source link
""".split()
GUARDED = [" https://example.org/a,b;c ", " desk@example.org ", " @handle ", " `x  ==  b` "]
MARKS = list(".,;:!?") + list("\"'“”‘’«»„()[]-–—،。，：％$€%") + ["..", ",,", ".”.", ",.", "--"]
BLANKS = [" ", " ", " ", "  ", "\n", "\n\n", "\r\n", "\u00a0", "\u200b", "\u00ad", "\u3000", ""]

news = st.lists(
    st.one_of(st.sampled_from(WORDS + GUARDED), st.sampled_from(MARKS), st.sampled_from(BLANKS)),
    max_size=40,
).map("".join)
anything = st.one_of(news, st.text(max_size=60))


@given(text=anything, unsafe=st.booleans())
@settings(max_examples=1500, deadline=None)
def test_a_second_run_changes_nothing(text: str, unsafe: bool) -> None:
    once = clean(text, unsafe=unsafe).text
    again = clean(once, unsafe=unsafe)
    assert [(c.old, c.new, c.rules) for c in again.changes] == []


@pytest.mark.parametrize("text", ["：U.S..”..’”.", "thatthe( very", " \r\n’ ?‘etc.'"])
def test_a_repair_that_bares_another_is_followed(text: str) -> None:
    assert clean(clean(text).text).changes == ()


@given(text=anything, unsafe=st.booleans())
@settings(max_examples=300, deadline=None)
def test_the_changes_lead_there_and_back(text: str, unsafe: bool) -> None:
    report = clean(text, unsafe=unsafe)
    assert repaired(text, report.changes) == report.text
    assert restored(report.text, report.changes) == text


@given(text=news)
@settings(max_examples=300, deadline=None)
def test_no_figure_is_changed(text: str) -> None:
    report = clean(text)
    for change in report.changes:
        if change.new and not change.rules[0].startswith(("furniture/", "encoding/")):
            assert re.findall(r"\d", change.old) == re.findall(r"\d", change.new)


@given(text=news)
@settings(max_examples=300, deadline=None)
def test_what_is_protected_stays(text: str) -> None:
    report = clean(text)
    cut = [change for change in report.changes if not change.new and "\n" in change.old]
    for start, end in protected_ranges(text):
        if not any(change.start <= start and end <= change.end for change in cut):
            assert text[start:end] in report.text


@given(text=anything)
@settings(max_examples=200, deadline=None)
def test_advice_points_into_the_original(text: str) -> None:
    for advice in clean(text).advice:
        assert 0 <= advice.start <= advice.end <= len(text)
        assert advice.old == text[advice.start : advice.end]
        assert advice.reason
