"""The configuration in force, printed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path
from typing import Any

from cleancopy.config.values import Key, Values


def as_text(values: Values, file: Path | None) -> str:
    """One value a line as TOML writes it, and where it came from as a comment."""
    lines = [(_named(key), json.dumps(_plain(values[key].value), ensure_ascii=False),
              values[key].origin) for key in sorted(values)]  # fmt: skip
    left = [f"{name} = {value}" for name, value, _ in lines]
    width = max(map(len, left))
    head = f"# {file or 'no configuration file'}\n"
    return head + "\n".join(
        f"{line:{width}}  # {origin}" for line, (*_, origin) in zip(left, lines, strict=True)
    )


def as_json(values: Values, file: Path | None) -> str:
    """The same for programs."""
    rows: list[Mapping[str, Any]] = [
        {"key": key.field, "name": key.name, "value": _plain(values[key].value),
         "origin": values[key].origin}
        for key in sorted(values)
    ]  # fmt: skip
    data = {"file": str(file) if file else None, "values": rows}
    return json.dumps(data, ensure_ascii=False, indent=1)


def _named(key: Key) -> str:
    """A key as it would be written in the file, dotted."""
    return f"{key.field}.{json.dumps(key.name, ensure_ascii=False)}" if key.name else key.field


def _plain(value: Any) -> Any:
    """A value as JSON and TOML both write it."""
    if isinstance(value, tuple):
        return [str(each) for each in value]
    return str(value) if isinstance(value, IntEnum) else value
