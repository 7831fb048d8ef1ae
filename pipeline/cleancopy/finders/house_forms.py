"""Forms of names that the house style has replaced."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cleancopy.errors import CardError
from cleancopy.finders import Found, Options
from cleancopy.folders import RULES
from cleancopy.view import View


class _Style(NamedTuple):
    forms: dict[str, str]
    reasons: dict[str, str]
    pattern: re.Pattern[str]
    kept: re.Pattern[str]


def find(view: View, options: Options) -> Iterator[Found]:
    """Old forms of the style file `style`, but for those inside a phrase that the file keeps."""
    style = _read(options["style"])
    if not style.pattern.search(view.text):
        return
    kept = [match.span() for match in style.kept.finditer(view.text)]
    for match in style.pattern.finditer(view.text):
        inside = any(start <= match.start() and match.end() <= end for start, end in kept)
        if not inside:
            yield Found(*match.span(), style.forms[match[0]], style.reasons[match[0]])


@cache
def _read(name: str) -> _Style:
    """The style file of that name. Raises CardError."""
    path = RULES / "styles" / f"{name}.toml"
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["forms"]
        forms = {row["old"]: row["new"] for row in rows}
        reasons = {row["old"]: f"{row['new']} is the form in use: {row['why']}" for row in rows}
        keeps = [phrase for row in rows for phrase in row["keeps"]]
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CardError(f"styles/{name}.toml: cannot be used as a house style: {error!r}") from None
    words = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    return _Style(
        forms,
        reasons,
        re.compile(rf"(?<![\w-])(?:{words})(?![\w-])"),
        re.compile("|".join(keeps)),
    )
