"""Where a name that is proved wrong stands again, and whether the same person is meant there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleancopy.names.attached import Named, is_prefix
from cleancopy.names.index import Index, folded
from cleancopy.names.standing import ends_there, is_introduced, stands_alone, what_bears
from cleancopy.names.tokens import Token, is_joint, places_of, words_of

_QUOTED = frozenset(a + b for a in "\"'“‘«" for b in "\"'”’»")


def mentions_of(
    text: str, tokens: Sequence[Token], named: Named, right: str, index: Index
) -> Iterator[tuple[int, int]]:
    """Where a wrong name stands again: whole, or its last word alone where that is not `right`."""
    whole = [token.key for token in tokens[named.first : named.last]]
    wrong = words_of(right) != words_of(whole[-1])
    alone = wrong and not _is_thing(whole[-1], index) and not _is_shared(text, tokens, whole, index)
    for number in places_of(text)[whole[-1]]:
        token, last = tokens[number], number + 1
        first = last - len(whole)
        if first >= 0 and [each.key for each in tokens[first:last]] == whole:
            meant = tokens[first].is_capital and ends_there(text, tokens, last)
        else:
            first = last - 1
            meant = alone and token.is_capital and stands_alone(text, tokens, first, last)
        if meant and _is_meant(text, tokens, first, last):
            yield first, last


def _is_thing(word: str, index: Index) -> bool:
    """Whether a word is the name of a place or a body: Holland."""
    return any(known.kind in ("place", "organization") for known in index.known(folded(word)))


def _is_shared(text: str, tokens: Sequence[Token], whole: Sequence[str], index: Index) -> bool:
    """Whether somebody else goes by the last word: Mary Hurst; the baker Hurst; Hurst, a cook."""
    for number in places_of(text)[whole[-1]]:
        one, other = tokens[number - 1], tokens[number]
        if not number or not other.is_capital or one.key == whole[-2]:
            continue
        if one.is_capital and is_joint(text, one, other) and not is_prefix(one):
            return True
        bearer = what_bears(text, tokens, number)
        if is_introduced(text, tokens, number + 1) or (bearer and bearer not in index.prefixes):
            return True
    return False


def _is_meant(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a mention is no spelling in quotes, and nothing behind it says that it is another."""
    start, end = tokens[first].start, tokens[last - 1].end
    if text[start - 1 : start] + text[end : end + 1] in _QUOTED:
        return False
    return not is_introduced(text, tokens, last)
