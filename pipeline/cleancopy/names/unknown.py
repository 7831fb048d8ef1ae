"""Words of a text that may be misspelt names: nobody knows them."""

from __future__ import annotations

from cleancopy.names.index import Index
from cleancopy.names.skeleton import fold
from cleancopy.names.tokens import Token
from cleancopy.words import english_words

SHORTEST = 4  # letters of a name that is looked for


def is_unknown(token: Token, index: Index) -> bool:
    """Whether a word may be a name that nobody knows: no English word, no part of a known name."""
    word = "".join(fold(token.text))
    return (
        token.is_capital
        and len(word) >= SHORTEST
        and not token.text.isupper()
        and not index.is_part(word)
        and token.key not in english_words()
        and word not in english_words()
    )
