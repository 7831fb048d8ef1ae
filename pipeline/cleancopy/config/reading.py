"""A configuration file, read strictly: what is not understood is an error that says the mend."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from cleancopy.config.values import LEVELS, LIMITS, Config, Key, Override, Value
from cleancopy.document import Safety
from cleancopy.errors import CleancopyError
from cleancopy.language import NAMES
from cleancopy.mqm import Severity
from cleancopy.names.sheet import is_date
from cleancopy.stages import read_stages
from cleancopy.styles import shipped_styles
from cleancopy.thresholds import ANY

G = TypeVar("G", Safety, Severity)

_ANYWHERE = ("style", "date", "unsafe", *LEVELS, "thresholds")
_TOP = (
    *_ANYWHERE,
    *("cards", "names", "column", "source-column", "source-lang-column", "source-lang"),
    *("cache", "overrides"),
)
_OVERRIDE = ("paths", "languages", *_ANYWHERE)


def read_config(file: Path, shown: str, table: Mapping[str, Any], lines: str) -> Config:
    """The configuration in a parsed table; `lines` is the text of the file, `shown` its name.

    Raises CleancopyError.
    """
    place = _Place(file.parent, shown, lines, "")
    top = _Reader(place, table)
    values = top.values(_TOP)
    folders = values[Key("cards")].value if Key("cards") in values else ()
    names = _names_of_rules(folders)
    top.check_names(names)
    overrides = []
    for number, row in enumerate(top.rows("overrides"), 1):
        inner = _Reader(_Place(file.parent, shown, lines, f"[[overrides]] {number}"), row)
        overrides.append(inner.override())
        inner.check_names(names)
    return Config(file, values, tuple(overrides))


def _names_of_rules(folders: Iterable[Path]) -> list[str]:
    """What a level can be set for: the stages and the rules. Raises CardError."""
    stages = read_stages(*folders)
    return [s.name for s in stages] + [rule.name for s in stages for rule in s.rules]


class _Place:
    """Where in the file we are: its folder, its name, and the table within it."""

    def __init__(self, folder: Path, shown: str, lines: str, table: str) -> None:
        self.folder, self.shown, self.lines, self.table = folder, shown, lines, table

    def fail(self, message: str, key: str = "", inside: str = "") -> CleancopyError:
        """The error, with file, line where it is plain, and table in front."""
        table = ", ".join(filter(None, (self.table, f"[{inside}]" if inside else "")))
        line = self._line(key)
        return CleancopyError(
            f"{self.shown}{f':{line}' if line else ''}: {f'{table}: ' if table else ''}{message}"
        )

    def origin(self, inside: str = "") -> str:
        """What a person is told of where a value came from."""
        return " ".join(filter(None, (self.shown, self.table, f"[{inside}]" if inside else "")))

    def _line(self, key: str) -> int:
        """The line that sets a key; 0 where none does plainly, or several do."""
        if not key:
            return 0
        sets = re.compile(rf"\s*(?:\[+[^\]]*)?[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
        found = [n for n, line in enumerate(self.lines.split("\n"), 1) if sets.match(line)]
        return found[0] if len(found) == 1 else 0


class _Reader:
    """Reads one table key by key."""

    def __init__(self, place: _Place, table: Mapping[str, Any]) -> None:
        self.place = place
        self.table = table

    def values(self, known: tuple[str, ...]) -> dict[Key, Value]:
        """What the table sets. Refuses keys that are none of `known`."""
        for key in self.table:
            self._choice(key, known, "unknown key", key)
        found: dict[Key, Value] = {}
        for key, value in self.table.items():
            if key in _READ:
                found[Key(key)] = Value(_READ[key](self, key, value), self.place.origin())
            elif key in (*LEVELS, "thresholds"):
                origin = self.place.origin(key)
                rows = self._table(key, value)
                found |= {Key(key, name): Value(self._of(key, name, v), origin) for name, v in rows}
        return found

    def override(self) -> Override:
        """The table as one of [[overrides]]."""
        values = self.values(_OVERRIDE)
        paths, languages = self.texts("paths"), self.texts("languages")
        if not paths and not languages:
            raise self.place.fail("say for what: paths = [...], or languages = [...]")
        for path in paths:
            if path.startswith("/") or ".." in path.split("/") or "\\" in path:
                mend = "write it as seen from the folder of this file, as in archive/**"
                raise self.place.fail(f"{path!r} leads elsewhere; {mend}", "paths")
        for language in languages:
            self._choice(language, NAMES, "no language", "languages")
        return Override(paths, languages, values)

    def check_names(self, known: Iterable[str]) -> None:
        """Refuse a level for what is neither a rule nor a stage."""
        for field in LEVELS:
            for name in self.table.get(field, ()):
                self._choice(name, known, "no rule or stage", name, field)

    def rows(self, key: str) -> list[Mapping[str, Any]]:
        """The tables of a list of tables."""
        rows = self.table.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self.place.fail(f"{key!r} must be written as [[{key}]]", key)
        return rows

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one alone may stand without brackets."""
        value = self.table.get(key, [])
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list) or not all(isinstance(t, str) and t.strip() for t in texts):
            raise self.place.fail(f"{key!r} must be a text in quotes, or a list of them", key)
        return tuple(texts)

    def _table(self, key: str, value: Any) -> Iterator[tuple[str, Any]]:
        if not isinstance(value, dict):
            raise self.place.fail(f"{key!r} must be a table, written as [{key}]", key)
        yield from value.items()

    def _of(self, field: str, name: str, value: Any) -> Any:
        """A value in one of the tables."""
        if field == "rules":
            return self._flag(name, value, field)
        if field == "safety":
            return self._grade(Safety, value, name, field)
        if field == "severity":
            return self._grade(Severity, value, name, field)
        self._choice(name, LIMITS, "unknown key", name, field)
        return self._threshold(name, value)

    def _grade(self, grades: type[G], value: Any, name: str, field: str) -> G:
        """The one of some grades that a word names."""
        return grades[self._word(value, map(str, grades), name, field).upper()]

    def _threshold(self, name: str, value: Any) -> Any:
        if name == "max-severity":
            return self._grade(Severity, value, name, "thresholds")
        if name == "language":
            return self._word(value, (*NAMES, ANY), name, "thresholds")
        whole = isinstance(LIMITS[name], int)
        wanted = int if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, wanted) or not 0 <= value < 1e9:
            what = "whole number" if whole else "number"
            raise self.place.fail(f"{name!r} must be a {what}, 0 or more", name, "thresholds")
        return value

    def _word(self, value: Any, words: Iterable[str], key: str, inside: str = "") -> str:
        if not isinstance(value, str):
            raise self.place.fail(f"{key!r} must be a text in quotes", key, inside)
        self._choice(value, words, f"{key!r} cannot be", key, inside)
        return value

    def _choice(
        self, word: str, words: Iterable[str], trouble: str, key: str, inside: str = ""
    ) -> None:
        """Refuse a word that is none of these; names what was probably meant."""
        known = list(words)
        if word in known:
            return
        near = get_close_matches(word, known, 1)
        few = f"there are {', '.join(known)}" if len(known) < 40 else "see 'cleancopy rules'"
        hint = f"did you mean {near[0]!r}?" if near else few
        raise self.place.fail(f"{trouble} {word!r}; {hint}", key, inside)

    def _flag(self, key: str, value: Any, inside: str = "") -> bool:
        if not isinstance(value, bool):
            raise self.place.fail(f"{key!r} must be true or false", key, inside)
        return value

    def _text(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip() or "\0" in value:
            raise self.place.fail(f"{key!r} must be a text in quotes", key)
        return value

    def _date(self, key: str, value: Any) -> str:
        text = str(value) if hasattr(value, "isoformat") else self._text(key, value)
        if not is_date(text):
            raise self.place.fail(f"{text!r} is no date; write 2019, 2019-05 or 2019-05-08", key)
        return text

    def _style(self, key: str, value: Any) -> str:
        name = self._text(key, value)
        if name in shipped_styles():
            return name
        path = self.place.folder / name
        if not path.is_file():
            known = ", ".join(shipped_styles())
            mend = f"there are {known}; or give a file, as seen from this one"
            raise self.place.fail(f"no style {name!r}; {mend}", key)
        return str(path)

    def _folders(self, key: str, value: Any) -> tuple[Path, ...]:
        folders = tuple(self.place.folder / self._text(key, name) for name in self.texts(key))
        for folder in folders:
            if not folder.is_dir():
                mend = "a folder is given as seen from this file"
                raise self.place.fail(f"{key!r}: no folder {folder}; {mend}", key)
        return folders

    def _cache(self, key: str, value: Any) -> str:
        """A folder, which need not be there."""
        return str(self.place.folder / self._text(key, value))


_READ: Mapping[str, Callable[[_Reader, str, Any], Any]] = {
    "style": _Reader._style,
    "date": _Reader._date,
    "unsafe": _Reader._flag,
    "cards": _Reader._folders,
    "names": _Reader._folders,
    "column": _Reader._text,
    "source-column": _Reader._text,
    "source-lang-column": _Reader._text,
    "source-lang": _Reader._text,
    "cache": _Reader._cache,
}
