"""The forms of a name in an article: the words of the text tell which can stand there."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from cleancopy.names import forms
from cleancopy.names.forms import may_hold, places
from cleancopy.styles import Form, read_doublets, read_style
from cleancopy.view import View
from strategies import thorough

FORMS = sorted(word for form in read_doublets() for word in form.old)
ROWS = [*read_doublets(), *(f for name in ("agreed", "ap") for f in read_style(name).forms)]
PARTS = st.sampled_from(FORMS) | st.sampled_from(
    ["pro-", "-based", " ", "’s", "_", "x", "al", "\n"]
)


@given(st.lists(PARTS, max_size=12).map("".join))
def test_what_stands_in_an_article_may_stand_there(text: str) -> None:
    for form in read_doublets():
        found = {match[0] for match in places(View(text), form)}
        assert may_hold(form, text, len(found))


def test_an_article_without_the_words_holds_no_form() -> None:
    assert not any(may_hold(form, "Odessan Donbasses, Quranic") for form in read_doublets())


def test_words_with_a_capital_are_told_from_there_on() -> None:
    (row,) = (form for form in read_doublets() if "Zelensky" in form.old)
    assert may_hold(row, "“Zelensky”", 1)
    assert not may_hold(row, "“Zelensky”", 2)
    assert not may_hold(row, "a zelensky, Zelenskys", 1)


@given(st.sampled_from(ROWS), st.data())
@thorough
def test_forms_are_found_by_their_letters_as_by_their_borders(
    row: Form, data: st.DataObject
) -> None:
    scraps = (
        PARTS | st.sampled_from(sorted(row.words)) | st.sampled_from(["Pro-", "xpro-", "-", "b"])
    )
    text = data.draw(st.lists(scraps, max_size=12).map("".join))
    longest_first = sorted(row.words, key=lambda word: (-len(word), word))
    listed = "|".join(map(re.escape, longest_first))
    plain = re.compile(f"{forms._BEFORE}(?:{listed}){forms._BEHIND}")
    found = forms._any_of(row.words).finditer(text)
    assert [match.span() for match in found] == [match.span() for match in plain.finditer(text)]
