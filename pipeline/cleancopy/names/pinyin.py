"""The names of a Chinese source, as the readings of its characters."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import product

from cleancopy.names.scripts import transcribes
from cleancopy.names.skeleton import TABLES
from cleancopy.names.spelt import BEFORE, BEHIND, Form, Spelt

_HAN = r"[\u4e00-\u9fff]+"
_SIZES = range(2, 5)  # characters of a name
# Characters of the grammar, which no name has.
_PARTICLES = frozenset(
    "的了是在也已与和据来个到从为就都而及或被把让对于向将会能可要不没很更最再又还这那此其之后前"
    "我你他她它们们吗呢吧啊并但因所以如则且当每各该等第多少几今昨日月年时分"
)
# What ends the name of a place, and how English has it behind the name.
_HEADS = {
    "省": "province",
    "市": "city",
    "县": "county",
    "縣": "county",
    "区": "district area",
    "區": "district area",
    "镇": "town",
    "鎮": "town",
    "乡": "township town",
    "村": "village",
    "州": "prefecture",
    "河": "river",
    "江": "river",
    "湖": "lake",
    "山": "mountain",
    "岛": "island",
    "街": "street",
    "站": "station",
}


def in_chinese(source: str) -> Spelt:
    """The readings of the characters that may be a Chinese name, and all that may be right.

    What is written must have one reading; characters that only stand for sounds are foreign names.
    """
    forms: dict[str, Form] = {}
    right: set[str] = set()
    places: defaultdict[str, list[float]] = defaultdict(list)
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for run in re.finditer(_HAN, source):
        for size, start in product(_SIZES, range(*run.span())):
            end = start + size
            signs = source[start : min(end, run.end())]
            readings = [_pinyin().get(sign, ()) for sign in signs]
            if len(signs) < size or not all(readings) or not _PARTICLES.isdisjoint(signs):
                continue
            words = ["".join(syllables) for syllables in product(*readings)]
            right.update(words)
            if len(words) == 1 and (size < 3 or not transcribes(signs)):
                known = forms.get(words[0])
                places[words[0]].append(start / len(source))
                edges = readings[0][0], readings[-1][0]
                is_free = bool(known and known.is_free) or not _is_cut(source, start, end)
                forms[words[0]] = Form(words[0].capitalize(), signs, (), edges, is_free)
                beside[words[0]] |= _neighbours(source, start, end)
    forms = {word: form._replace(places=tuple(places[word])) for word, form in forms.items()}
    return Spelt(forms, frozenset(right), beside, 0.2, 0.6)


def _is_cut(source: str, start: int, end: int) -> bool:
    """Whether characters may be a part of a foreign name: they go on with others of its kind."""
    beside = source[max(0, start - 1) : start] + source[end : end + 1]
    return transcribes(source[start:end]) and any(
        sign in "·•" or transcribes(sign) for sign in beside
    )


def closes(neighbour: str) -> bool:
    """Whether a neighbour is a surname or the head of a place, so that the name stands there."""
    if neighbour.startswith(BEHIND):
        return neighbour.removeprefix(BEHIND) in _heads()
    return neighbour.removeprefix(BEFORE) in _syllables()


@cache
def _heads() -> frozenset[str]:
    return frozenset(head for heads in _HEADS.values() for head in heads.split())


@cache
def _syllables() -> frozenset[str]:
    return frozenset(syllable for several in _pinyin().values() for syllable in several)


def syllables(word: str) -> int:
    """Of how many syllables of pinyin a folded word is made; 0 where it is none."""
    return next((size for size in range(1, 5) if _made_of(size).fullmatch(word)), 0)


@cache
def _made_of(size: int) -> re.Pattern[str]:
    every = "|".join(sorted(_syllables(), key=len, reverse=True))
    return re.compile(f"(?:{every}){{{size}}}")


def _neighbours(source: str, start: int, end: int) -> set[str]:
    """The surname before some characters, and the head of a place behind them, in English."""
    before = _pinyin().get(source[start - 1 : start], ()) if start else ()
    behind = _HEADS.get(source[end : end + 1], "").split()
    return {BEFORE + reading for reading in before} | {BEHIND + head for head in behind}


@cache
def _pinyin() -> dict[str, tuple[str, ...]]:
    """The readings of each character in names."""
    read: dict[str, tuple[str, ...]] = {}
    for line in (TABLES / "pinyin.txt").read_text(encoding="utf-8").splitlines():
        if line[:1] != "#":
            syllable, _, signs = line.partition(" ")
            for sign in signs:
                read[sign] = (*read.get(sign, ()), syllable.replace("v", "u"))
    return read
