"""What the source text says of a name: how it is spelt there, or how its characters are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from cleancopy.names.across import answered, backs, prefers
from cleancopy.names.attested import NO_WORSE, surnames
from cleancopy.names.evidence import Evidence, Kind, Misspelt, Sureness
from cleancopy.names.index import Index
from cleancopy.names.near import alternates, distance, keys
from cleancopy.names.pinyin import closes, in_chinese, syllables
from cleancopy.names.romanisation import romanised
from cleancopy.names.scripts import is_latin
from cleancopy.names.source_words import named
from cleancopy.names.spelt import BEFORE, BEHIND, Form, Spelt, folded, in_latin, is_adjective
from cleancopy.names.tokens import Token, is_joint, tokens_of
from cleancopy.names.unknown import is_unknown
from cleancopy.words import english_words

_BESIDE = 0.15  # by how much nearer a form counts that stands beside the same name
_CLEAR = 0.02  # by how much the nearest form must be nearer than the next
_AGREES = 0.02  # by how much better it answers what the article has elsewhere, to agree with it
_MISREAD = 0.2  # how far a known name must be from the reading that it should have
_MARGIN, _LOOSE = 0.1, 40  # how far places may differ: a share of the text, and letters


def misspelt_against(text: str, source: str, lang: str, index: Index) -> Iterator[Misspelt]:
    """The unknown names that stand nearly so in the source; each has one form there at most."""
    margin = _margin(text)
    told = set[int]()
    if spelt := _spelt(source, lang):
        for name in _against(text, spelt, margin, index, _is_chinese(lang)):
            told.add(name.start)
            yield name
    found = answered(text, source, lang, margin, index)
    yield from (name for name in found if name.start not in told)


def backed(text: str, name: Misspelt, source: str, lang: str) -> Misspelt:
    """A name with the evidence of a source that has the right form of its one wrong word."""
    if not source or len(name.edits) != 1 or name.sureness is Sureness.PROVED:
        return name
    (start, end, new), kinds = name.edits[0], {evidence.kind for evidence in name.evidence}
    if Kind.SOURCE in kinds:
        return name
    about, least = start / len(text), _AGREES if Kind.DOCUMENT in kinds else -NO_WORSE
    near = [w for w, place in named(source, lang) if abs(place - about) <= _margin(text)]
    meant = backs(near, lang, text[start:end], new, least)
    spelt = None if _is_chinese(lang) else _spelt(source, lang)
    if spelt and folded(text[start:end]) not in spelt.right and folded(new) in spelt.right:
        meant = new
    if not meant:
        return name
    evidence = Evidence(Kind.SOURCE, f"the source has “{meant}”")
    return name._replace(evidence=(*name.evidence, evidence))


def _margin(text: str) -> float:
    """How far the place of a name may differ from its place in the source."""
    return _MARGIN + _LOOSE / max(1, len(text))


def denies(source: str, lang: str, old: str, new: str) -> bool:
    """Whether a source has a word as it stands in the text, or not the one to take its place."""
    spelt, was, proposed = _spelt(source, lang), folded(old), folded(new)
    if spelt is None:
        return prefers(source, lang, old, new)
    if was in spelt.right:
        return True
    return is_latin(source) and not any(word.startswith(proposed[:-1]) for word in spelt.right)


@lru_cache(maxsize=2)
def _spelt(source: str, lang: str) -> Spelt | None:
    """What a source in our letters or in Chinese says of spellings."""
    if _is_chinese(lang):
        return in_chinese(source)
    return in_latin(source, lang) if is_latin(source) else None


def _is_chinese(lang: str) -> bool:
    return lang.partition("-")[0].lower() == "zh"


def _against(
    text: str, spelt: Spelt, margin: float, index: Index, is_chinese: bool
) -> Iterator[Misspelt]:
    """The unknown names that are nearly a form of the source."""
    tokens = tokens_of(text)
    standing = Counter(folded(token.text) for token in tokens)
    own = {folded(token.text): token.text for token in tokens if token.is_capital}
    finder = _Finder(spelt, standing, margin, is_chinese)
    for place, token in enumerate(tokens):
        word, around = folded(token.text), _around(text, tokens, place)
        if is_chinese and not token.text.isascii():
            continue  # no pinyin
        is_new = is_unknown(token, index)
        if word in spelt.right or not (is_new or (is_chinese and _may_be_misread(token, around))):
            continue
        form = finder.nearest(word, token.start / len(text), around)
        if form and _is_wrong(word, folded(form.written), is_new):
            known = set() if is_chinese else set(surnames(text, tokens, place, index))
            here = known.pop() if len(known) == 1 else own.get(folded(form.written), form.written)
            yield _misspelt(token, form._replace(written=here))


def _is_wrong(word: str, form: str, is_unknown: bool) -> bool:
    """Whether a word is no spelling of a form that is right as well."""
    return not _is_same(word, form) and (is_unknown or distance(word, form) >= _MISREAD)


def _may_be_misread(token: Token, around: set[str]) -> bool:
    """Whether a known word of pinyin stands for characters that are read otherwise.

    Its neighbour must say that it is a name. Tables spell names of Taiwan in other ways than
    pinyin, which sound alike, so that only another reading counts.
    """
    if not token.is_capital or token.key in english_words():
        return False
    return syllables(folded(token.text)) > 1 and any(map(closes, around))


def _misspelt(token: Token, form: Form) -> Misspelt:
    is_spelt = folded(form.stands) == folded(form.written)
    read = "" if is_spelt else f", read {form.written}"
    evidence = Evidence(Kind.SOURCE, f"the source has “{form.stands}”{read}")
    edit = token.start, token.end, form.written
    return Misspelt(token.start, token.end, form.written, (edit,), (evidence,))


def _is_same(word: str, other: str) -> bool:
    """Whether two spellings are both right: Mueller, Müller; Yarmolenko, Jarmolenko."""
    return alternates((word,), (other,)) or romanised((word,), (other,))


class _Finder:
    """Finds the form of the source that is meant by a word of the text."""

    def __init__(
        self, spelt: Spelt, standing: Mapping[str, int], margin: float, is_chinese: bool
    ) -> None:
        self.spelt, self.standing = spelt, standing
        self.margin, self.is_chinese = margin, is_chinese
        self.by_key: dict[str, list[str]] = {}
        self.by_neighbour: dict[str, list[str]] = {}
        for word in spelt.forms:
            for key in keys(word) if spelt.forms[word].is_free else ():
                self.by_key.setdefault(key, []).append(word)
        for word, neighbours in spelt.beside.items():
            for neighbour in neighbours if word in spelt.forms else ():
                self.by_neighbour.setdefault(neighbour, []).append(word)

    def nearest(self, word: str, place: float, around: set[str]) -> Form | None:
        """The one form within reach that the text does not have as often as the source."""
        anchored = {
            form
            for neighbour in around
            for form in self.by_neighbour.get(neighbour, ())
            if self._has_as_many(word, form)
        }
        near = set[str]()
        if not (self.is_chinese and any(map(closes, around))):
            near = {form for key in keys(word) for form in self.by_key.get(key, ())}
        ranked = sorted(
            (self._apart(word, form, form in anchored), form)
            for form in near | anchored
            if form != word and form in self.spelt.forms and self._may_be(form, word, place)
        )
        if not ranked:
            return None
        apart, best = ranked[0]
        most = self.spelt.anchored - _BESIDE if best in anchored else self.spelt.far
        if apart > most or (len(ranked) > 1 and ranked[1][0] - apart < _CLEAR):
            return None
        if best.startswith(word) or word.startswith(best) or is_adjective(word, best):
            return None  # an ending, of one language or the other
        more = len(self.spelt.forms[best].places) > self.standing.get(best, 0)
        return self.spelt.forms[best] if more else None

    def _has_as_many(self, word: str, form: str) -> bool:
        """Whether both have as many syllables: else a neighbour proves nothing in Chinese."""
        size = len(self.spelt.forms[form].stands)
        return not self.is_chinese or syllables(word) in (0, size)

    def _may_be(self, form: str, word: str, place: float) -> bool:
        known = self.spelt.forms[form]
        return known.keeps(word) and known.is_about(place, self.margin)

    def _apart(self, word: str, form: str, is_anchored: bool) -> float:
        return distance(word, form) - (_BESIDE if is_anchored else 0)


def _around(text: str, tokens: Sequence[Token], place: int) -> set[str]:
    """The words beside a word of the text."""
    around = set()
    if place and is_joint(text, tokens[place - 1], tokens[place]):
        around.add(BEFORE + folded(tokens[place - 1].text))
    if place + 1 < len(tokens) and is_joint(text, tokens[place], tokens[place + 1]):
        around.add(BEHIND + folded(tokens[place + 1].text))
    return around
