"""JSON as all our printers write it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from json.encoder import encode_basestring
from math import isfinite
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")
_WORDS = {True: "true", False: "false", None: "null"}


def to_json_text(data: Mapping[str, Any]) -> str:
    """An object as JSON; half of a surrogate pair has no UTF-8, and is written as an escape."""
    text = _written(data, "\n") + "\n"
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _written(value: Any, margin: str) -> str:
    """A value with a line for each item, just as `json.dumps` writes it with an indent of 1.

    `margin` is the line's end and the blanks of the line that it stands in. `json` writes lines in
    twice the time, as its code in C knows no indent.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    inner = margin + " "
    if value and isinstance(value, dict):
        rows = [f"{encode_basestring(key)}: {_written(each, inner)}" for key, each in value.items()]
        return f"{{{inner}{f',{inner}'.join(rows)}{margin}}}"
    if value and isinstance(value, list | tuple):
        rows = [_written(each, inner) for each in value]
        return f"[{inner}{f',{inner}'.join(rows)}{margin}]"
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    is_plain = type(value) is int or (type(value) is float and isfinite(value))
    return repr(value) if is_plain else json.dumps(value)
