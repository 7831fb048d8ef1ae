r"""Characters that a program wrote as escapes, as in don\u2019t, and did not turn back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.view import View

_CODE = compiled(r"\\u([0-9A-Fa-f]{4})")
# A mark at a border of a word; between two letters it may be an accent in a text for TeX.
_MARK = compiled(
    r"\\(?:(?<=[A-Za-z]\\)['’](?=(?:s|t|d|m|re|ve|ll)?(?![\w{}$]))"
    r"|(?<![^\s(—–-]\\)\"(?=\S)|(?<=\S\\)\"(?!\w))"
)
_BREAK = compiled(r"(?<=[.!?:”\"])(?:(?:\\r)?\\n)+(?=[“\"]?[A-Z])")
_LATIN = "\u0250"  # the first letter behind those of Latin alphabets


def find(view: View, options: Options) -> Iterator[Found]:
    """Escapes of Latin letters, `characters`, marks and line breaks, if nothing else is escaped.

    Whoever writes about programs has others, and means the escape as it stands; so does one who
    has a single escaped mark, where they come in pairs.
    """
    if "\\" not in view.text:
        return
    codes, marks = list(_CODE.finditer(view.text)), list(_MARK.finditer(view.text))
    breaks = list(_BREAK.finditer(view.text))
    known = len(codes) + len(marks) + sum(match[0].count("\\") for match in breaks)
    if known != view.text.count("\\") or _is_odd(marks):
        return
    for match in codes:
        character = chr(int(match[1], 16))
        if character in options["characters"] or (
            "\x7f" < character < _LATIN and character.isalpha()
        ):
            yield Found(*match.span(), " " if character == "\u00a0" else character)
    yield from (Found(*match.span(), " ") for match in breaks)
    for match in marks:
        yield Found(match.start(), match.start() + 1, "")


def _is_odd(marks: list[re.Match[str]]) -> bool:
    """Whether a double mark has no partner."""
    return sum(match[0].endswith('"') for match in marks) % 2 > 0
