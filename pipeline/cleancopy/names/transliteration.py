"""How well a name in its own script and a name in English letters answer each other.

Both are cut and aligned: every letter has the English spellings that it may stand for, each at a
price, and so has leaving out a letter on either side. A consonant that fits nowhere is dear and an
unwritten vowel cheap, so that what counts is the consonant skeleton as each script writes it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import exp

from cleancopy.names.scripts import Columns, Script, script_of
from cleancopy.names.skeleton import LONGEST, fold, spellings

UNEQUAL = 0.99  # the most that two Latin names reach which differ

_SCALE = 20  # points a letter that make a likeness e times smaller
_READ = 200  # characters of a source that are looked at
_BEYOND = 1 << 30  # more than any alignment saves


def likeness(source: str, latin: str, source_lang: str) -> float:
    """How well a source spelling answers an English one: from 0, not at all, to 1, to the letter.

    `source` is a name of one or more words in Arabic, Cyrillic, Greek, Hebrew, Chinese, kana or
    Latin letters; `source_lang` its language code, where an unknown one gets the general reading
    of the script. The value falls with the mean price of a source letter, so that the English
    forms of one source compare at any length, and different sources roughly. It is 0.0 where either
    side holds no known letters, and 1.0 for Latin names that differ in accents only. Never raises.
    """
    letters = _letters(source, source_lang)
    written = spellings(latin)
    if not letters.count or not written:
        return 0.0
    if letters.latin and letters.latin == fold(latin):
        return 1.0
    probability = exp(-_price(letters, written) / (_SCALE * letters.count))
    return min(probability, UNEQUAL) if letters.latin else probability


class _Letters:
    """A source name in the letters of its script; one that is mostly unknown has none.

    `letters` holds them from the last one on: place, letter, price of leaving it out. `unanswered`
    is the price of leaving out all, `latin` a Latin name folded.
    """

    def __init__(self, name: str, script: Script | None) -> None:
        cut = list(script.cut(name))[:LONGEST] if script else []
        known = sum(letter != Script.UNKNOWN for letter, _ in cut)
        if 2 * known <= len(cut):
            cut = []
        self.count = len(cut)
        self.letters = [(place, *letter) for place, letter in enumerate(cut)][::-1]
        self.unanswered = sum(silent for _, silent in cut)
        self.columns = script.columns if script else Columns([], {})
        self.latin = fold(name) if script and script.is_latin else ()


@lru_cache(maxsize=4096)
def _letters(name: str, lang: str) -> _Letters:
    name = name[:_READ]
    return _Letters(name, script_of(name, re.split("[-_]", lang.lower())[0]))


def _price(source: _Letters, written: tuple[str, ...]) -> int:
    """The price of the cheapest alignment: of leaving out everything, less what the best one saves.

    The hot loop of every comparison. `saved` holds the most that the spellings so far save against
    the first letters, for every number of letters; most spellings fit one or two letters only.
    """
    letters, columns = source.letters, source.columns
    saved = [0] * (source.count + 1)
    saved.append(_BEYOND)
    price = source.unanswered
    for spelling in written:
        unwritten, fits = columns[spelling]
        price += unwritten
        for place, letter, silent in letters:
            if letter in fits:
                reached = saved[place] + unwritten + silent - fits[letter]
                place += 1
                while saved[place] < reached:
                    saved[place] = reached
                    place += 1
    return price - saved[-2]
