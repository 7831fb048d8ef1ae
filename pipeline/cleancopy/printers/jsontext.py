"""JSON as all our printers write it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json_text(data: Mapping[str, Any]) -> str:
    """An object as JSON; half of a surrogate pair has no UTF-8, and is written as an escape."""
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
