"""The words of a source that may be names, in scripts with capitals and without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cleancopy.names.scripts import has_cases, is_latin, transcribes

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}")
_SOUNDS = range(2, 8)  # characters of a foreign name in Chinese
_PREFIX = re.compile(r"^(?:[وفبلك]|ال|[והבלמש])(?=\w{3})")  # small words written with a name


class Named(NamedTuple):
    """A word of the source that may be a name, and its place as a share of the length."""

    word: str
    place: float


@lru_cache(maxsize=2)
def named(source: str, lang: str) -> tuple[Named, ...]:
    """The words of a source that may be names and are not written as we would write them."""
    size, lang = len(source), lang.partition("-")[0].lower()
    if lang == "zh":
        return tuple(Named(word, start / size) for word, start in _transcribed(source))
    if lang == "ja":
        found = _KATAKANA.finditer(source)
        return tuple(Named(match[0], match.start() / size) for match in found)
    if is_latin(source) and not has_cases(lang):
        return ()
    several = ((m, m.start() / size) for m in _WORD.finditer(source) if _may_be_name(m[0]))
    return tuple(Named(word, place) for m, place in several for word in _readings(m[0]))


def _may_be_name(word: str) -> bool:
    """Whether a word begins with a capital, or is of a script that has none."""
    return len(word) > 2 and not word[0].islower() and not word.isupper()


def _readings(word: str) -> Iterator[str]:
    """A word, and what is left of it without a small word of Arabic or Hebrew before it."""
    yield word
    if (shorter := _PREFIX.sub("", word, count=1)) != word:
        yield shorter


def _transcribed(source: str) -> Iterator[tuple[str, int]]:
    """The runs of Chinese characters that stand for sounds, in every length."""
    for start in range(len(source)):
        for size in _SOUNDS:
            word = source[start : start + size]
            if len(word) < size or not transcribes(word[-1]) or not transcribes(word):
                break
            yield word, start
