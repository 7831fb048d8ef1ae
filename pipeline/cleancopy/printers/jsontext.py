"""JSON as all our printers write it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")
# The library writes an object in C where it stands in one line, and in Python where it is indented.
_encode = json.JSONEncoder(ensure_ascii=False).encode


def to_json_text(data: Mapping[str, Any], depth: int = 2) -> str:
    """An object as JSON with what it holds in lines of their own, `depth` levels down.

    So reports can be compared line by line, a change to each. Half of a surrogate pair has no
    UTF-8, and is written as an escape.
    """
    text = _in_lines(data, depth, "") + "\n"
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _in_lines(value: Any, depth: int, indent: str) -> str:
    if not (depth and value and isinstance(value, dict | list | tuple)):
        return _encode(value)
    inner = f"{indent} "
    if isinstance(value, dict):
        items = [f"{_encode(k)}: {_in_lines(v, depth - 1, inner)}" for k, v in value.items()]
    else:
        items = [_in_lines(item, depth - 1, inner) for item in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{inner}" + f",\n{inner}".join(items) + f"\n{indent}{closing}"
