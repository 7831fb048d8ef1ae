"""The names of a source in another script, and which known form each of them answers.

A word of the text that nobody knows and that renders a name of the source badly should read as the
text or a table has that name; a form that stands in neither is never written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleancopy.names.attested import Attested
from cleancopy.names.evidence import Evidence, Kind, Misspelt
from cleancopy.names.index import Index
from cleancopy.names.source_words import named
from cleancopy.names.tokens import tokens_of
from cleancopy.names.transliteration import likeness
from cleancopy.names.unknown import is_unknown

_RENDERED = 0.4  # how well a word of the text answers the name that it was made from
_ANSWERS = 0.85  # how well the right form must answer it
_ANSWERS_BARE = 0.68  # ... where vowels are not written
_CLEAR = 0.03  # by how much better than the next form
_BARE = ("ar", "fa", "ur", "ps", "he", "yi")


def answered(text: str, source: str, lang: str, margin: float, index: Index) -> Iterator[Misspelt]:
    """The unknown names that render a name of the source worse than a known form does."""
    names = named(source, lang := lang.partition("-")[0].lower())
    if not names:
        return
    tokens = tokens_of(text)
    known = Attested(text, tokens, lang, index)
    for place, token in enumerate(tokens):
        forms = list(known.near(place)) if is_unknown(token, index) else []
        if not forms:
            continue
        about = token.start / len(text)
        around = {name.word for name in names if abs(name.place - about) <= margin}
        meant = max(around, key=lambda word: (likeness(word, token.text, lang), word), default="")
        if form := _answer(token.text, meant, forms, lang):
            evidence = Evidence(Kind.SOURCE, f"the source has “{meant}”, which is {form}")
            edit = token.start, token.end, form
            yield Misspelt(token.start, token.end, form, (edit,), (evidence,))


def backs(names: Sequence[str], lang: str, old: str, new: str, least: float) -> str:
    """The name of a source that a word renders and the new form answers so well; '' if none.

    `least` is by how much better the form must answer than the word does.
    """
    lang = lang.partition("-")[0].lower()
    meant = max(names, key=lambda word: (likeness(word, old, lang), word), default="")
    longer = [word for word in names if meant in word]  # a run of signs is there in every length
    for word in sorted(longer, key=lambda word: (-likeness(word, new, lang), word)):
        now, then = likeness(word, old, lang), likeness(word, new, lang)
        if now >= _RENDERED and then >= max(_enough(lang), now + least):
            return word
    return ""


def prefers(source: str, lang: str, old: str, new: str) -> bool:
    """Whether a name of the source is answered by the one form and less well by the other."""
    lang = lang.partition("-")[0].lower()
    names = {name.word for name in named(source, lang)}
    pairs = [(likeness(word, old, lang), likeness(word, new, lang)) for word in names]
    now, then = max(pairs, default=(0.0, 0.0))
    return now >= _ANSWERS and now - then >= _CLEAR


def _answer(written: str, meant: str, forms: Sequence[tuple[str, float]], lang: str) -> str:
    """The one form that answers a name of the source better than a word does; '' if none."""
    now = likeness(meant, written, lang)
    if now < _RENDERED:
        return ""
    answers = ((likeness(meant, form, lang), form, least) for form, least in forms)
    ranked = sorted(
        ((how, form) for how, form, least in answers if how >= max(now + least, _enough(lang))),
        reverse=True,
    )
    found = list(dict.fromkeys(ranked))
    if not found or (len(found) > 1 and found[0][0] - found[1][0] < _CLEAR):
        return ""
    return found[0][1]


def _enough(lang: str) -> float:
    """How well a right form answers a name of the language."""
    return _ANSWERS_BARE if lang in _BARE else _ANSWERS
