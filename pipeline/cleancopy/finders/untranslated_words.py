"""A word of another script in the middle of an English sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.protect import crosses
from cleancopy.view import View

# Letters from Greek to the scripts of India and South-East Asia, and those of East Asia: sets that
# take a while to make, and that few texts need.
_FOREIGN = r"[\u0370-\u1cff\u3041-\ud7ff]+"
_WORDS = rf"{_FOREIGN}(?:[ ・·\u200c\u200d-]{_FOREIGN})*"
_LETTER = r"[^\W\d_]{2}|[\u3041-\ud7ff]"
_OPEN, _CLOSE = r"(\[（【「『《〈", r")\]）】」』》〉"
_BRACKETS = compiled(rf"[{_OPEN}][^{_OPEN}{_CLOSE}\n]{{0,200}}[{_CLOSE}]")
_SPOKEN_OF = compiled(r"(?i)\b(?:word|term|letter|character|name|called|written|spelled|means) *\Z")
_LATIN = compiled(r"[A-Za-z]")


def find(view: View, options: Options) -> Iterator[Found]:
    """Words of another script outside quotations and brackets, in lines that are mostly Latin.

    Single letters (μ, π) are signs of science; one that touches a Latin letter is another matter.
    """
    if not view.has_other_script:
        return
    for start, end in view.lines:
        matches = list(compiled(_WORDS).finditer(view.text, start, end))
        if not matches or not _is_latin(view.text[start:end], matches):
            continue
        spared = [match.span() for match in _BRACKETS.finditer(view.text, start, end)]
        for match in matches:
            if _stands_free(view.text, match) and not any(
                crosses(spans, *match.span()) for spans in (spared, view.quoted)
            ):
                yield Found(*match.span(), None)


def _is_latin(line: str, matches: list[re.Match[str]]) -> bool:
    """Whether most letters of a line are Latin."""
    return len(_LATIN.findall(line)) > 3 * sum(len(match[0]) for match in matches)


def _stands_free(text: str, match: re.Match[str]) -> bool:
    """Whether a match is a word between blanks or marks that nothing announces."""
    around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    if compiled(_LETTER).search(match[0]) is None or re.search(r"\w", around):
        return False
    return _SPOKEN_OF.search(text[max(0, match.start() - 15) : match.start()]) is None
