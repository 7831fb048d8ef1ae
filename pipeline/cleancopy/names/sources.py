"""What the source text says of a name: how it is spelt there, or how its characters are read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise, product
from typing import NamedTuple

from cleancopy.names.evidence import Evidence, Kind, Misspelt
from cleancopy.names.index import Index
from cleancopy.names.near import alternates, distance, keys, romanised
from cleancopy.names.scripts import has_cases, is_ending, is_latin, transcribes
from cleancopy.names.skeleton import TABLES, fold
from cleancopy.names.tokens import Token, is_joint, tokens_of
from cleancopy.names.unknown import SHORTEST, is_unknown

_FAR = {"latin": 0.3, "chinese": 0.2}  # how far a name may be from its form in the source
_BESIDE = 0.15  # by how much nearer a form counts that stands beside the same name
_CLEAR = 0.02  # by how much the nearest form must be nearer than the next
_MARGIN, _LOOSE = 0.1, 40  # how far places may differ: a share of the text, and letters
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_SYLLABLES = range(2, 5)
# Characters of the grammar, which no name has.
_PARTICLES = frozenset(
    "的了是在也已与和据来个到从为就都而及或被把让对于向将会能可要不没很更最再又还这那此其之后前"
    "我你他她它们们吗呢吧啊并但因所以如则且当每各该等第多少几今昨日月年时分"
)


class Form(NamedTuple):
    """A name as the source has it: how it would be written, as it stands there, and where.

    `places` are shares of the length of the source. `edges` are the syllables that it begins and
    ends with, of which a misspelling keeps one.
    """

    written: str
    stands: str
    places: tuple[float, ...]
    edges: tuple[str, str] = ("", "")

    def keeps(self, word: str) -> bool:
        """Whether a word begins or ends like this one."""
        return word.startswith(self.edges[0]) or word.endswith(self.edges[1])

    def is_about(self, place: float, margin: float) -> bool:
        """Whether it stands about where a word of the text does: a translation keeps the order."""
        return any(abs(place - own) <= margin for own in self.places)


def misspelt_against(text: str, source: str, lang: str, index: Index) -> Iterator[Misspelt]:
    """The unknown names that stand nearly so in the source; each has one form there at most."""
    if lang.partition("-")[0] == "zh":
        forms, right = _readings(source)
        beside: Mapping[str, set[str]] = {}
        script = "chinese"
    elif is_latin(source):
        forms, right = _spellings(source, lang)
        beside = _neighbours(source)
        script = "latin"
    else:
        return
    tokens = tokens_of(text)
    standing = Counter(_folded(token.text) for token in tokens)
    margin = _MARGIN + _LOOSE / len(text)
    finder = _Finder(forms, beside, standing, _FAR[script], margin)
    for place, token in enumerate(tokens):
        word = _folded(token.text)
        if word not in right and is_unknown(token, index):
            form = finder.nearest(word, token.start / len(text), _around(text, tokens, place))
            if form and not _is_same(word, _folded(form.written)):
                yield _misspelt(token, form)


def _misspelt(token: Token, form: Form) -> Misspelt:
    read = "" if form.stands == form.written else f", read {form.written}"
    evidence = Evidence(Kind.SOURCE, f"the source has “{form.stands}”{read}")
    edit = token.start, token.end, form.written
    return Misspelt(token.start, token.end, form.written, (edit,), (evidence,))


def _is_same(word: str, other: str) -> bool:
    """Whether two spellings are both right: Mueller, Müller; Yarmolenko, Jarmolenko."""
    return alternates((word,), (other,)) or romanised((word,), (other,))


class _Finder:
    """Finds the form of the source that is meant by a word of the text."""

    def __init__(
        self,
        forms: Mapping[str, Form],
        beside: Mapping[str, set[str]],
        standing: Mapping[str, int],
        far: float,
        margin: float,
    ) -> None:
        self.forms, self.beside, self.standing = forms, beside, standing
        self.far, self.margin = far, margin
        self.by_key: dict[str, list[str]] = {}
        for word in forms:
            for key in keys(word):
                self.by_key.setdefault(key, []).append(word)

    def nearest(self, word: str, place: float, around: set[str]) -> Form | None:
        """The one form within reach that the text does not have as often as the source."""
        near = dict.fromkeys(form for key in keys(word) for form in self.by_key.get(key, ()))
        ranked = sorted(
            (self._apart(word, form, around), form)
            for form in near
            if form != word and self._may_be(self.forms[form], word, place)
        )
        if not ranked or ranked[0][0] > self.far:
            return None
        if len(ranked) > 1 and ranked[1][0] - ranked[0][0] < _CLEAR:
            return None
        best = ranked[0][1]
        if best.startswith(word) or word.startswith(best):
            return None  # an ending, of one language or the other
        more = len(self.forms[best].places) > self.standing.get(best, 0)
        return self.forms[best] if more else None

    def _may_be(self, form: Form, word: str, place: float) -> bool:
        return form.keeps(word) and form.is_about(place, self.margin)

    def _apart(self, word: str, form: str, around: set[str]) -> float:
        return distance(word, form) - (_BESIDE if around & self.beside.get(form, set()) else 0)


def _spellings(source: str, lang: str) -> tuple[dict[str, Form], set[str]]:
    """The capital words of a source in our letters that are in no case, and all of its words."""
    tokens = tokens_of(source)
    places: dict[str, tuple[float, ...]] = {}
    for token in tokens:
        if token.is_capital:
            places[token.text] = (*places.get(token.text, ()), token.start / len(source))
    forms: dict[str, Form] = {}
    for form, stands in places.items():
        word = _folded(form)
        if len(word) >= SHORTEST and not form.isupper() and not is_ending(form, lang):
            last = word[-1] if has_cases(lang) else ""
            forms.setdefault(word, Form(form, form, stands, ("*" if last else "", last)))
    return forms, {_folded(token.text) for token in tokens}


def _readings(source: str) -> tuple[dict[str, Form], set[str]]:
    """The readings of the characters that may be a Chinese name, and all that may be right.

    What is written must have one reading; characters that only stand for sounds are foreign names.
    """
    forms: dict[str, Form] = {}
    right: set[str] = set()
    for run in _HAN.finditer(source):
        for size, start in product(_SYLLABLES, range(*run.span())):
            signs = source[start : min(start + size, run.end())]
            readings = [_pinyin().get(sign, ()) for sign in signs]
            if len(signs) < size or not all(readings) or not _PARTICLES.isdisjoint(signs):
                continue
            words = ["".join(syllables) for syllables in product(*readings)]
            right.update(words)
            if len(words) == 1 and (size < 3 or not transcribes(signs)):
                known = forms.get(words[0])
                places = (*(known.places if known else ()), start / len(source))
                edges = readings[0][0], readings[-1][0]
                forms[words[0]] = Form(words[0].capitalize(), signs, places, edges)
    return forms, right


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


def _neighbours(source: str) -> dict[str, set[str]]:
    """The capital words that stand beside each, as in a full name."""
    beside: dict[str, set[str]] = {}
    for one, other in pairwise(tokens_of(source)):
        if one.is_capital and other.is_capital and is_joint(source, one, other):
            first, last = _folded(one.text), _folded(other.text)
            beside.setdefault(first, set()).add("> " + last)
            beside.setdefault(last, set()).add("< " + first)
    return beside


def _around(text: str, tokens: Sequence[Token], place: int) -> set[str]:
    """The capital words beside a word of the text."""
    around = set()
    if place and is_joint(text, tokens[place - 1], tokens[place]):
        around.add("< " + _folded(tokens[place - 1].text))
    if place + 1 < len(tokens) and is_joint(text, tokens[place], tokens[place + 1]):
        around.add("> " + _folded(tokens[place + 1].text))
    return around


def _folded(word: str) -> str:
    return "".join(fold(word))
