r"""Characters that were printed byte by byte, as <0xE2><0x80><0x99> or \xe2\x80\x99."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.finders import Found, Options
from cleancopy.patterns import compiled
from cleancopy.view import View

_BYTES = r"(?:<0x[0-9A-F]{2}>)+|(?:\\x[0-9a-f]{2}){2,}"


def needs(options: Options) -> str:
    """A pattern without a match of which nothing is found."""
    return _BYTES


def find(view: View, options: Options) -> Iterator[Found]:
    """Rows of bytes that are characters in UTF-8 and can be printed; a line break is a blank."""
    for match in compiled(_BYTES).finditer(view.text):
        digits = match[0].replace("<0x", "").replace(">", "").replace(r"\x", "")
        character = bytes.fromhex(digits).replace(b"\n", b" ").decode("utf-8", "replace")
        if character.isprintable() and "\ufffd" not in character:
            yield Found(*match.span(), character)
