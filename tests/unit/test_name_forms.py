"""The forms of a name in an article: the words of the text tell which can stand there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleancopy.names.forms import may_hold, places
from cleancopy.styles import read_doublets
from cleancopy.view import View

FORMS = sorted(word for form in read_doublets() for word in form.old)
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
