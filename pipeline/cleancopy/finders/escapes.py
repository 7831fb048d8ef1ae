r"""Characters that a program wrote as escapes, as in don\u2019t, and did not turn back."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.view import View

_ESCAPE = compiled(r"\\u([0-9A-Fa-f]{4})")
_LATIN = "\u0250"  # the first letter behind those of Latin alphabets


def find(view: View, options: Options) -> Iterator[Found]:
    """Escapes of Latin letters and of `characters`, where the text has no other backslash.

    Whoever writes about programs has others, and means the escape as it stands.
    """
    escapes = list(_ESCAPE.finditer(view.text)) if "\\u" in view.text else []
    if len(escapes) != view.text.count("\\"):
        return
    for match in escapes:
        character = chr(int(match[1], 16))
        if character in options["characters"] or (
            "\x7f" < character < _LATIN and character.isalpha()
        ):
            yield Found(*match.span(), " " if character == "\u00a0" else character)
