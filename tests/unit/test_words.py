"""Words looked for where they stand are those of the set that is made of many."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleancopy.folders import RULES
from cleancopy.words import WordsInText, english_words

LISTED = "# for a test: three words\n1 port's sea\n2 harbour\n"


@pytest.mark.parametrize("few", [0, 99])
@pytest.mark.parametrize("word", ["sea", "port's", "harbour"])
def test_a_listed_word_is_found(word: str, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WordsInText, "SOME", few)
    assert word in WordsInText(LISTED)


@pytest.mark.parametrize("few", [0, 99])
@pytest.mark.parametrize(
    "word", ["", " ", "1", "se", "ea", "port", "port's sea", "\n2", "sea ", "three", "#", "Sea"]
)
def test_nothing_else_is(word: str, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WordsInText, "SOME", few)
    assert word not in WordsInText(LISTED)


@given(st.lists(st.text("ab'\n 1#\u2028", max_size=4) | st.sampled_from(LISTED.split())))
@example(["sea"] * (WordsInText.SOME + 1))
def test_the_few_and_the_many_agree(words: list[str]) -> None:
    few, many = WordsInText(LISTED), WordsInText(LISTED)
    for _ in range(WordsInText.SOME):
        assert "sea" in many
    assert [word in few for word in words] == [word in many for word in words]


def test_no_list_has_no_words() -> None:
    assert "" not in WordsInText("")
    assert "the" in english_words()


def test_the_table_is_in_order_so_that_each_of_its_words_is_found() -> None:
    lines = (RULES / "readability" / "syllables.txt").read_text("utf-8").splitlines()
    words = [line.split()[1:] for line in lines if line[:1] != "#"]
    assert all(line == sorted(line) for line in words)
    some = [word for line in words for word in line[::200]][: WordsInText.SOME]
    fresh = WordsInText("\n".join(lines))
    assert [word for word in some if word not in fresh] == []
