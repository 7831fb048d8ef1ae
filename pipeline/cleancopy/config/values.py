"""Values of a configuration with where they came from, and the layers that they come in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from cleancopy.thresholds import Thresholds


class Key(NamedTuple):
    """What is set: a field, and in a table the name in it, such as that of a rule."""

    field: str
    name: str = ""


class Value(NamedTuple):
    """What it is set to, and where."""

    value: Any
    origin: str


Values: TypeAlias = Mapping[Key, Value]

LEVELS = ("rules", "safety", "severity")
"""The tables that say something of rules and stages by name."""

LIMITS = {each.name.replace("_", "-"): each.default for each in fields(Thresholds)}
"""The thresholds by the names that they have in a file, with their defaults."""

DEFAULTS: Values = {
    Key("style"): Value("", "default"),
    Key("date"): Value("", "default"),
    Key("unsafe"): Value(False, "default"),
    Key("cards"): Value((), "default"),
    Key("names"): Value((), "default"),
    Key("column"): Value("text", "default"),
    Key("source-column"): Value("", "default"),
    Key("source-lang-column"): Value("", "default"),
    Key("source-lang"): Value("", "default"),
    Key("cache"): Value("", "default"),
    **{
        Key("thresholds", name): Value(value, "default")
        for name, value in LIMITS.items()
        if value is not None
    },
}


@dataclass(frozen=True)
class Override:
    """Values for some files, some languages, or some files in some languages; empty is all."""

    paths: tuple[str, ...]
    languages: tuple[str, ...]
    values: Values

    def fits(self, place: str, language: str) -> bool:
        """Whether it holds for a file at `place` below the configuration, '' where it has none."""
        if self.languages and language not in self.languages:
            return False
        return not self.paths or any(pattern_of(path).fullmatch(place) for path in self.paths)


@dataclass(frozen=True)
class Config:
    """One configuration file as it was read; `file` is None where there is none."""

    file: Path | None
    values: Values
    overrides: tuple[Override, ...] = ()

    def values_for(self, path: Path | None, language: str = "") -> Values:
        """What holds for a file, without what the command line says; the later override wins."""
        place = self._place(path)
        layers = [override.values for override in self.overrides if override.fits(place, language)]
        return merged((DEFAULTS, self.values, *layers))

    def languages_for(self, path: Path | None) -> tuple[str, ...]:
        """The languages in which other values hold for a file, in order."""
        place = self._place(path)
        named = (language for each in self.overrides for language in each.languages
                 if each.fits(place, language))  # fmt: skip
        return tuple(sorted(set(named)))

    def _place(self, path: Path | None) -> str:
        if path is None or self.file is None:
            return ""
        path, folder = path.absolute(), self.file.parent
        return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ""


NO_CONFIG = Config(None, {})


def merged(layers: Iterable[Values]) -> Values:
    """The layers on top of each other."""
    together: dict[Key, Value] = {}
    for layer in layers:
        together |= layer
    return together


@cache
def pattern_of(glob: str) -> re.Pattern[str]:
    """A path pattern as in .gitignore: `*` and `?` stay in a folder, `**` goes down.

    One without a slash fits at any depth, one that ends in a slash all that is below.
    """
    inner = glob.rstrip("/")
    wanted = inner if "/" in inner else f"**/{inner}"
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", f"{wanted}/**" if glob.endswith("/") else wanted)
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(signs.get(part) or re.escape(part) for part in parts), re.DOTALL)
