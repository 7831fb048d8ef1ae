"""Files of a desk, for the tests of what is done with them."""

from __future__ import annotations

from pathlib import Path


def put(name: str, text: str) -> None:
    """Write a file below the current folder."""
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")
