"""Whether a full stop between two words ends a sentence: the weight of the evidence against it.

After I. J. Good, Probability and the Weighing of Evidence (1950): weights add up where the pieces
of evidence do not depend on each other, which words side by side do only in part.
"""

from __future__ import annotations

from functools import cache

from cleancopy.folders import RULES


def weight_inside(left: str, right: str) -> int:
    """How strongly two words in small letters say that a stop between them ends no sentence.

    In decibans: 10 make it ten times likelier than it was, -10 ten times less likely.
    """
    pair = _weights()["pair"].get(f"{left}_{right}", 0)
    return weight_of_last(left) + weight_of_first(right) + pair


def weight_of_last(word: str) -> int:
    """How strongly a word in small letters says, by itself, that no sentence ends behind it."""
    return _weights()["last"].get(word, 0)


def weight_of_first(word: str) -> int:
    """How strongly a word in small letters says, by itself, that no sentence begins with it."""
    return _weights()["first"].get(word, 0)


@cache
def _weights() -> dict[str, dict[str, int]]:
    """The weights of rules/language/borders.txt, by what has them."""
    found: dict[str, dict[str, int]] = {"last": {}, "first": {}, "pair": {}}
    text = (RULES / "language" / "borders.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line[:1] != "#":
            kind, weight, *words = line.split()
            found[kind].update(dict.fromkeys(words, int(weight)))
    return found
