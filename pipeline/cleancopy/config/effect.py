"""What the values of a configuration come to: the settings of a file and what is read of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cleancopy.choices import chosen
from cleancopy.config.values import LEVELS, Config, Key, Value, Values, merged
from cleancopy.levels import Levels
from cleancopy.report import Settings
from cleancopy.thresholds import Thresholds


def effective(config: Config, given: Values, path: Path | None, language: str = "") -> Values:
    """What holds for a file: what the command line gives wins, its folders come on top."""
    values = config.values_for(path, language)
    added = {key: given[key] for key in (Key("cards"), Key("names")) if key in given}
    together = {key: _both(values[key], value) for key, value in added.items()}
    return merged((values, given, together))


def _both(under: Value, over: Value) -> Value:
    origin = f"{under.origin}, {over.origin}" if under.value else over.origin
    return Value((*under.value, *over.value), origin)


def settings_for(config: Config, given: Values, path: Path | None) -> Settings:
    """The settings of a run for a file. Raises CleancopyError."""
    languages = tuple(
        (language, _settings(effective(config, given, path, language)))
        for language in config.languages_for(path)
    )
    return _settings(effective(config, given, path), languages)


def _settings(values: Values, languages: tuple[tuple[str, Settings], ...] = ()) -> Settings:
    def one(field: str) -> Any:
        return values[Key(field)].value

    on, safety, severity = (tuple(table(values, field).items()) for field in LEVELS)
    limits = {name.replace("-", "_"): value for name, value in table(values, "thresholds").items()}
    return chosen(
        unsafe=one("unsafe"), rules=one("cards"), names=one("names"), date=one("date"),
        style=one("style"), levels=Levels(on, safety, severity), languages=languages,
        thresholds=Thresholds(**limits),
    )  # fmt: skip


def table(values: Values, field: str) -> dict[str, Any]:
    """What one table says, by name, in order."""
    keys = sorted(key for key in values if key.field == field)
    return {key.name: values[key].value for key in keys}
