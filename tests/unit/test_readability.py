"""Readability: by hand, as textstat has it to the last bit, and every reason to have none."""

import math
import random
import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, fields
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest

from cleancopy import readability, word_counts
from cleancopy.readability import Formulas, Scores, method, score
from cleancopy.word_counts import read_syllables

NAMES = [field.name for field in fields(Formulas)]
BY_SYLLABLES = ["flesch_reading_ease", "flesch_kincaid_grade", "gunning_fog", "smog_index"]
ARTICLES = Path(__file__).parent.parent / "articles"

CAT = "The cat sat on the mat."
BUDGET = "The government approved the budget on Monday. Opposition members refused to vote."
HELP = "She didn't go. They can't help him now."
ABBREVIATIONS = (
    "U.S. President Joe Biden met Gen. Mark Milley and Dr. Ann Smith at 10.5 a.m. on Friday, Jan. 3"
    ". They discussed military aid for the two countries."
)


def _refuse(*_: object) -> NoReturn:
    raise AssertionError("the network was asked")


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a network, on which nothing has been scored yet."""
    monkeypatch.setattr(socket.socket, "connect", _refuse)
    monkeypatch.setattr(socket, "getaddrinfo", _refuse)
    word_counts.tokens.cache_clear()
    readability._kept_line.cache_clear()


@pytest.fixture
def no_dictionary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installation without the table of syllables."""
    monkeypatch.setattr(readability, "SYLLABLES", tmp_path / "syllables.txt")


@pytest.fixture(scope="session")
def textstat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """textstat, offline: with our table of syllables in the form of NLTK's dictionary."""
    import nltk  # type: ignore[import-untyped]
    import textstat  # type: ignore[import-untyped]
    from textstat.backend.utils import get_cmudict  # type: ignore[import-untyped]

    folder = tmp_path_factory.mktemp("nltk")
    file = folder / "corpora" / "cmudict" / "cmudict"
    file.parent.mkdir(parents=True)
    table = read_syllables(readability.SYLLABLES)
    file.write_text(
        "".join(f"{word.upper()} 1 M{' AH1' * count}\n" for word, count in table.items()), "utf-8"
    )
    get_cmudict.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _refuse)
        patch.setattr(nltk.data, "path", [str(folder)])
        get_cmudict("en_US")
    yield textstat
    get_cmudict.cache_clear()


PEOPLE = [
    "Gen. Mark Milley",
    "Dr. Ana-María Ōe",
    "the U.S. envoy",
    "İsmet Yılmaz",
    "O'Neill",
    "she",
]
DEEDS = [
    "didn’t resign",
    "won't negotiate",
    "approved",
    "re-opened",
    "'temporarily' shut",
    "INFLATED",
]
THINGS = [
    "the $3.5 million budget",
    "42 hospitals",
    "an agreement",
    "naïve ideas",
    "its rock'n'roll",
]
ENDS = [".", "!", "?", "...", "…", '."', ".”", " -", " 🙂.", ".\n\n", "", " at 10 a.m.", "; i.e."]
LETTERS = "aeiouıİΣςßxyzXYZ'’ \t\n.!?-–—_\"“”0123½²🙂中文मन\u00a0\u200b\u0301\x1c"


def _texts() -> list[str]:
    """300 made texts and all articles: names, stops, marks and letters of every kind."""
    chance = random.Random(7)
    table = sorted(read_syllables(readability.SYLLABLES))

    def sentence() -> str:
        parts = [chance.choice(PEOPLE), chance.choice(DEEDS), chance.choice(THINGS)]
        return " ".join(parts) + chance.choice(ENDS)

    news = [" ".join(sentence() for _ in range(chance.randint(1, 12))) for _ in range(100)]
    listed = [" ".join(chance.choices([*table, "Kyiv,", "to.", "of!"], k=60)) for _ in range(100)]
    noise = ["Aa bb " + "".join(chance.choices(LETTERS, k=80)) for _ in range(100)]
    articles = [path.read_text("utf-8") for path in sorted(ARTICLES.glob("**/*.txt"))]
    return [CAT, BUDGET, HELP, ABBREVIATIONS, *news, *listed, *noise, *articles]


def test_equals_textstat_to_the_last_bit(textstat: ModuleType) -> None:
    texts = _texts()
    assert len(texts) >= 300
    for text in texts:
        scores = score(text)
        for name in NAMES:
            assert getattr(scores.textstat, name) == getattr(textstat, name)(text), (name, text)
        assert scores.characters == textstat.char_count(text), text
        assert scores.textstat_sentences == textstat.sentence_count(text), text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 6 words, 1 sentence, 6 syllables, 17 letters, 18 characters, none hard
        (CAT, Formulas(116.145, -1.45, 2.4, 3.1291, -4.3, -4.3, 0.2976)),
        # 12 words, 2 sentences, 22 syllables, 68 letters, 70 characters; government and opposition
        # are long; approved, budget, opposition, members, refused are hard
        (
            BUDGET,
            Formulas(
                flesch_reading_ease=206.835 - 6.09 - 155.1,
                flesch_kincaid_grade=2.34 + 21.63333 - 15.59,
                gunning_fog=0.4 * (6 + 8.33333),
                smog_index=1.043 * math.sqrt(30) + 3.1291,
                automated_readability_index=27.475 + 3 - 21.43,
                coleman_liau_index=32.86667 - 4.93333 - 15.8,
                dale_chall_readability_score=6.57917 + 0.2976 + 3.6365,
            ),
        ),
        # 8 words, 2 sentences, 9 syllables, 28 letters, 32 characters, none hard
        (HELP, Formulas(107.6, -0.755, 1.6, 3.1291, -0.59, -2.9, 0.1984)),
    ],
)
def test_figures_worked_out_by_hand(text: str, expected: Formulas) -> None:
    scores = score(text)
    assert astuple(scores.textstat) == pytest.approx(astuple(expected), abs=1e-4)
    assert scores.aware == scores.textstat


def test_counts() -> None:
    scores = score(f"{BUDGET} — 12")
    assert (scores.tokens, scores.words, scores.letters, scores.characters) == (14, 13, 70, 73)
    assert (scores.syllables, scores.polysyllables) == (23, 2)
    assert (scores.hard_words, scores.long_hard_words) == (6, 1)
    assert scores.reading_seconds == pytest.approx(13 / 238 * 60)


def test_shape_of_the_sentences() -> None:
    scores = score("\n".join(" ".join(["word"] * length) + "." for length in (20, 21, 30, 31)))
    assert (scores.sentences, scores.longest_sentence, scores.mean_sentence) == (4, 31, 25.5)
    assert (scores.over_20, scores.over_30) == (0.75, 0.25)


def test_abbreviations_split_only_textstats_sentences() -> None:
    scores = score(ABBREVIATIONS)
    assert (scores.textstat_sentences, scores.sentences) == (5, 2)
    assert scores.aware.flesch_kincaid_grade is not None
    assert scores.textstat.flesch_kincaid_grade is not None
    assert scores.aware.flesch_kincaid_grade > scores.textstat.flesch_kincaid_grade + 3


def test_a_spurious_stop_flatters_only_textstats_scores() -> None:
    text = "The ministers spoke of several grave issues such as poverty and the war in the east."
    damaged, repaired = score(text.replace(" such", ". such")), score(text)
    for name, harder in [("flesch_reading_ease", -1), ("flesch_kincaid_grade", 1)]:
        before, after = getattr(damaged.textstat, name), getattr(repaired.textstat, name)
        assert (after - before) * harder > 1
        assert getattr(damaged.aware, name) == getattr(repaired.aware, name)


def test_apostrophes_are_straightened_for_aware_only() -> None:
    curly, straight = score(HELP.replace("'", "’")), score(HELP)
    assert curly.aware == straight.aware
    assert curly.textstat != straight.textstat


@pytest.mark.parametrize("text", ["", " \n\t", "2023", "12 345 6.7", "* * *", "🙂 … —"])
def test_text_without_words(text: str) -> None:
    assert score(text) == Scores(note="no words")
    assert score(text, "de") == Scores(note="no words")


def test_one_word_is_counted_and_not_scored() -> None:
    scores = score("Resign!")
    assert (scores.words, scores.sentences, scores.syllables) == (1, 1, 2)
    assert scores.textstat == scores.aware == Formulas()
    assert scores.note == "only one word"


def test_short_texts_are_scored_with_a_warning() -> None:
    warning = "too short for a reliable score"
    assert score(BUDGET).note == warning
    assert score(f"{CAT} " * 17).note == ""  # 102 words, 17 sentences
    assert score(f"{CAT} " * 16).note == warning  # 96 words
    assert score("word " * 150).note == warning  # one sentence
    assert None not in astuple(score(BUDGET).textstat)


@pytest.mark.parametrize("language", ["de", "de_AT", "zh-cn", "xx", "unknown", ""])
def test_other_languages_have_counts_and_no_scores(language: str) -> None:
    scores = score("Das ist ein Satz. Hier steht noch ein Satz.", language)
    assert (scores.words, scores.letters, scores.sentences) == (9, 33, 2)
    assert scores.textstat == scores.aware == Formulas()
    assert (scores.syllables, scores.hard_words, scores.reading_seconds) == (None, None, None)
    assert f"the formulas are made for English; language of the text: {language}" in scores.note


def test_languages_without_spaces_say_so() -> None:
    assert "no spaces to count words by" in score("记者看到这一场景。", "zh-cn").note
    assert "no spaces" not in score("Das ist ein Satz.", "de").note


def test_english_of_a_region_is_english() -> None:
    assert score(BUDGET, "en-GB") == score(BUDGET, "en_US") == score(BUDGET)


@pytest.mark.usefixtures("no_dictionary")
def test_without_the_dictionary_some_scores_are_missing_and_the_others_stay() -> None:
    scores = score(f"{CAT} " * 30)
    for formulas in (scores.textstat, scores.aware):
        missing = [name for name in NAMES if getattr(formulas, name) is None]
        assert missing == BY_SYLLABLES
    assert scores.aware.coleman_liau_index == pytest.approx(-4.3)
    assert scores.aware.dale_chall_readability_score == pytest.approx(0.2976)
    assert (scores.syllables, scores.polysyllables, scores.long_hard_words) == (None, None, None)
    assert (scores.words, scores.hard_words) == (180, 0)
    assert scores.note == "dictionary not installed"


@pytest.mark.usefixtures("offline")
def test_no_score_asks_the_network() -> None:
    assert None not in astuple(score(BUDGET).textstat)
    assert score(BUDGET, "de").words == 12


def test_a_long_text_does_not_overflow(textstat: ModuleType) -> None:
    times = 20_000
    once, text = score(BUDGET), f"{BUDGET}\n" * times
    scores = score(text)
    assert scores.characters == 70 * times > 1 << 20
    assert (scores.words, scores.syllables) == (12 * times, 22 * times)
    assert scores.textstat.coleman_liau_index == textstat.coleman_liau_index(text)
    assert astuple(scores.aware) == pytest.approx(astuple(once.aware))


def test_what_is_kept_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_counts, "_MOST_TOKENS", 5)
    tokens = word_counts.Tokens({})
    text = "one two three four five six seven eight " + "x" * 101
    assert tokens.total(text) == tokens.total(text)
    assert 0 < len(tokens) <= 5
    assert max(map(len, tokens)) <= 100


def test_threads_with_two_languages_do_not_mix() -> None:
    jobs = [(BUDGET, "en"), (BUDGET, "de")] * 50
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda job: score(*job), jobs))
    assert results[::2] == [score(BUDGET, "en")] * 50
    assert results[1::2] == [score(BUDGET, "de")] * 50


def test_the_dictionary_lists_each_word_once_in_order() -> None:
    text = readability.SYLLABLES.read_text("utf-8")
    rows = [line.split() for line in text.splitlines() if not line.startswith("#")]
    table = read_syllables(readability.SYLLABLES)
    assert all(words == sorted(words) for _, *words in rows)
    assert len(table) == sum(len(words) for _, *words in rows) == 126_052
    assert not re.search("[A-Z]", "".join(table))
    some = {"a": 1, "hmm": 0, "didn't": 2, "government": 3, "either": 2, "associated": 5}
    assert {word: table[word] for word in some} == some


def test_method_names_versions() -> None:
    assert method()["formulas"] == "textstat 0.7.13"
    assert re.search(r"sentencex \d+\.\d+", method()["sentences"])
