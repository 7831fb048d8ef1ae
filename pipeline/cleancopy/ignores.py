"""The ignore file: findings that a desk does not want, each with a reason and, if wanted, an end.

A TOML file of tables [[ignore]] with `rule` and `text`, in both of which * stands for anything,
`reason`, and `until`, the last day (a TOML date) on which it holds.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from cleancopy.errors import CleancopyError
from cleancopy.findings import Finding

_FIELDS = ("rule", "text", "reason", "until")


@dataclass
class Ignore:
    """One entry, and how often it was of use in this run."""

    rule: str
    text: str
    reason: str
    until: date | None = None
    used: int = 0

    def meets(self, finding: Finding) -> bool:
        """Whether it speaks of a finding: of its text as it stands, and of all its rules."""
        rules = finding.change.rules
        named = all(fnmatchcase(rule, self.rule) for rule in rules)
        return named and fnmatchcase(finding.change.old, self.text)


def read_ignores(path: Path) -> list[Ignore]:
    """The entries of an ignore file. Raises CleancopyError that names file, entry and mend."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CleancopyError(f"{path}: cannot be read ({error.strerror or error})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CleancopyError(f"{path}: not readable as TOML: {error}") from None
    rows = data.get("ignore", [])
    if set(data) - {"ignore"} or not isinstance(rows, list):
        raise CleancopyError(f"{path}: it holds tables [[ignore]] and nothing else")
    return [_entry(row, f"{path}: entry {number}") for number, row in enumerate(rows, 1)]


def complaints(ignores: list[Ignore], today: date) -> Iterator[str]:
    """What should go: entries that are past their day, and entries that met nothing."""
    for each in ignores:
        called = f"ignored {each.rule!r}, text {each.text!r}"
        if is_over(each, today):
            yield f"{called}: expired on {each.until}"
        elif not each.used:
            yield f"{called}: met no finding; it can go"


def is_over(ignore: Ignore, today: date) -> bool:
    """Whether its last day is past."""
    return ignore.until is not None and ignore.until < today


def _entry(row: Any, where: str) -> Ignore:
    if not isinstance(row, Mapping):
        raise CleancopyError(f"{where}: write it as [[ignore]]")
    for field in row:
        if field not in _FIELDS:
            near = get_close_matches(field, _FIELDS, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(_FIELDS)}"
            raise CleancopyError(f"{where}: unknown field {field!r}; {hint}")
    for field in ("rule", "text", "reason"):
        if not isinstance(row.get(field), str) or (field != "text" and not row[field].strip()):
            raise CleancopyError(f"{where}: field {field!r} must be a text in quotes")
    until = row.get("until")
    if until is not None and (not isinstance(until, date) or isinstance(until, datetime)):
        raise CleancopyError(f"{where}: field 'until' must be a day, such as 2030-12-31")
    return Ignore(row["rule"], row["text"], row["reason"], until)
