"""Where the knowledge (rules/), the presentation (reports/) and the user's caches lie."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = PACKAGE.parent.parent


def _folder(name: str) -> Path:
    """The folder as the wheel ships it, or the checkout's where there is no wheel."""
    shipped = PACKAGE / name
    return shipped if shipped.is_dir() else _CHECKOUT / name


RULES = _folder("rules")
REPORTS = _folder("reports")


def cache_folder() -> Path:
    """Where the user's caches are kept: CLEANCOPY_CACHE, else as the system has it.

    Raises RuntimeError where there is no home.
    """
    if own := os.environ.get("CLEANCOPY_CACHE"):
        return Path(own)
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        if base := os.environ.get(variable):
            return Path(base) / "cleancopy"
    return Path.home() / ".cache" / "cleancopy"
