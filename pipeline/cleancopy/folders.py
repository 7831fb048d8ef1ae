"""Where the knowledge (rules/) and the presentation (reports/) lie."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = PACKAGE.parent.parent


def _folder(name: str) -> Path:
    """The folder as the wheel ships it, or the checkout's where there is no wheel."""
    shipped = PACKAGE / name
    return shipped if shipped.is_dir() else _CHECKOUT / name


RULES = _folder("rules")
REPORTS = _folder("reports")
