"""Names that stand in the same wrong form in other texts of the run, where evidence tells them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from cleancopy.context import Sighting, Sightings
from cleancopy.names.evidence import Evidence, Kind, Misspelt, Sureness
from cleancopy.names.index import Index
from cleancopy.names.roles import rewritten
from cleancopy.names.standing import is_introduced, stands_alone
from cleancopy.names.tokens import Token, is_joint, tokens_of, words_of

_TELLING = (Kind.ROLE, Kind.SOURCE)
_WHY = {Kind.ROLE: "an office beside it", Kind.SOURCE: "the source"}

Shown = tuple[str, str, str]
"""A wrong form in small letters, the right one, and the kind of evidence."""


def shown_by(text: str, found: Iterable[Misspelt]) -> set[Shown]:
    """The wrong forms that a text shows to the others of its run: those of a role or a source.

    The last word of a name that stands there in full is not shown alone: others may have it.
    """
    told = [name for name in found if name.sureness is not Sureness.SUSPECTED]
    shown = {
        (_plain(text[name.start : name.end]), name.form, evidence.kind.value)
        for name in told
        for evidence in name.evidence
        if evidence.kind in _TELLING
    }
    lasts = {wrong.rpartition(" ")[2] for wrong, _, _ in shown if " " in wrong}
    return {one for one in shown if one[0] not in lasts}


def _plain(form: str) -> str:
    return " ".join(token.key for token in tokens_of(form))


def seen_elsewhere(
    text: str, index: Index, found: Sequence[Misspelt], seen: Sightings, kind: Kind
) -> Iterator[Misspelt]:
    """The names that other texts show to be wrong, by a kind of evidence that is not all here."""
    if not seen.every:
        return
    own = shown_by(text, found)
    kinds = {(e[0], e[1]): {v.kind for v in n.evidence} for n in found for e in n.edits}
    tokens = tokens_of(text)
    for first, token in enumerate(tokens):
        for sighting in seen.by_word.get(token.key, ()) if token.is_capital else ():
            texts = sighting.texts - (sighting[:3] in own)
            words = _words(text, tokens, first, sighting)
            if sighting.kind != kind or texts < 1 or not words:
                continue
            if index.is_right(text[words[0].start : words[-1].end]):
                continue
            name = _misspelt(words, sighting, texts)
            here = set().union(*(kinds.get((start, end), ()) for start, end, _ in name.edits))
            if here != {sighting.kind}:
                yield name


def _words(text: str, tokens: Sequence[Token], first: int, sighting: Sighting) -> Sequence[Token]:
    """The tokens of a wrong form that stands there by itself; none where it does not."""
    wrong = sighting.wrong.split(" ")
    last = first + len(wrong)
    words = tokens[first:last]
    if [token.key for token in words] != wrong or not words[-1].is_capital:
        return ()
    joined = all(is_joint(text, a, b) for a, b in pairwise(words))
    if not joined or len(words_of(" ".join(wrong))) != len(words_of(sighting.form)):
        return ()
    alone = stands_alone(text, tokens, first, last) and not is_introduced(text, tokens, last)
    return words if alone else ()


def _misspelt(words: Sequence[Token], sighting: Sighting, texts: int) -> Misspelt:
    many = "another text" if texts == 1 else f"{texts} other texts"
    why = _WHY[Kind(sighting.kind)]
    evidence = Evidence(Kind.BATCH, f"in {many} of the run {why} tells that it is {sighting.form}")
    edits = tuple(rewritten(words, sighting.form))
    return Misspelt(words[0].start, words[-1].end, sighting.form, edits, (evidence,))
