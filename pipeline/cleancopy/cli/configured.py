"""What a command works with, of its options and of the configurations of its inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cleancopy.cli import options
from cleancopy.errors import CleancopyError

if TYPE_CHECKING:
    from cleancopy.cache import Cache
    from cleancopy.config.values import Config, Key, Value, Values
    from cleancopy.formats.parts import Wanted
    from cleancopy.formats.plan import Plan
    from cleancopy.mqm import Severity
    from cleancopy.report import Settings

_COLUMNS = ("column", "source-column", "source-lang-column", "source-lang")


class Prepared(NamedTuple):
    """The settings of a run, its inputs (each with its own where they differ), what is read."""

    settings: Settings
    plan: Plan
    wanted: Wanted


def prepared(
    inputs: Sequence[str], choices: Mapping[str, Any], unsafe: bool | None, in_place: bool = False
) -> Prepared:
    """All that is read before anything is done: what is broken must show now.

    Raises CleancopyError.
    """
    from cleancopy.formats.plan import planned

    plan = planned(inputs, in_place)
    given = given_values(choices, unsafe)
    every = [_settings(item.source.path, choices, given) for item in plan.inputs]
    common = every[0] if every else _settings(None, choices, given)
    for settings in dict.fromkeys([common, *every]):
        options.ready(settings)
    own = tuple(
        replace(item, settings=settings) if settings != common else item
        for item, settings in zip(plan.inputs, every, strict=True)
    )
    plan = replace(plan, inputs=own)
    return Prepared(common, plan, _wanted(plan, choices))


def cache_of(plan: Plan, choices: Mapping[str, Any]) -> Cache | None:
    """Where finished runs are kept, if anywhere. Raises CleancopyError."""
    from cleancopy.config.values import Key

    folder = choices["cache"]
    if folder is None:
        paths = [item.source.path for item in plan.inputs]
        named = {config_of(path, choices).values_for(path)[Key("cache")].value for path in paths}
        if len(named - {""}) > 1:
            mend = "name one with --cache"
            raise CleancopyError(f"the configurations of the inputs name different caches; {mend}")
        folder = max(named, default="")
    if not folder:
        return None
    from cleancopy.cache import Cache  # only now: what it needs takes a while to load

    return Cache(Path(folder))


def config_of(path: Path | None, choices: Mapping[str, Any]) -> Config:
    """The configuration of a file, or the one that is named in its place. Raises CleancopyError."""
    from cleancopy.config.finding import config_at, config_for
    from cleancopy.config.values import NO_CONFIG

    if choices["no_config"] and choices["config"]:
        raise CleancopyError("--config and --no-config do not go together")
    if choices["no_config"]:
        return NO_CONFIG
    if not choices["config"]:
        return config_for(path)
    named = config_at(Path(choices["config"]))
    if named is None:
        raise CleancopyError(f"{choices['config']}: has no [tool.cleancopy]")
    return named


def given_values(choices: Mapping[str, Any], unsafe: bool | None) -> dict[Key, Value]:
    """What the command line says, in the words of a configuration."""
    from cleancopy.config.values import Key, Value

    given = {name: choices.get(name.replace("-", "_")) for name in ("date", "style", *_COLUMNS)}
    given |= {name: tuple(map(Path, choices[name])) or None for name in ("cards", "names")}
    given["unsafe"] = unsafe
    said = {"cards": "--rules"}
    limits = {Key("thresholds", name): Value(v, f"--{name}") for name, v in _limits(choices)}
    return limits | {
        Key(name): Value(value, said.get(name, f"--{name}"))
        for name, value in given.items()
        if value is not None
    }


def _limits(choices: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The thresholds that the command line sets, each as a configuration has it."""
    from cleancopy.config.values import LIMITS

    for name in LIMITS:
        value = choices.get(name.replace("-", "_"))
        if value is not None:
            yield name, _LIMITS[name](value) if name in _LIMITS else value


def _severity(word: str) -> Severity:
    from cleancopy.mqm import Severity

    return Severity[word.upper()]


def _language(code: str) -> str:
    """A language that a text can be found to be in. Raises CleancopyError for any other."""
    from cleancopy.language import NAMES
    from cleancopy.thresholds import ANY

    if code not in (*NAMES, ANY):
        near = get_close_matches(code, NAMES, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {ANY}, {', '.join(NAMES)}"
        raise CleancopyError(f"--language: no language {code!r}; {hint}")
    return code


_LIMITS: Mapping[str, Callable[[str], Any]] = {"max-severity": _severity, "language": _language}


def _settings(path: Path | None, choices: Mapping[str, Any], given: Values) -> Settings:
    from cleancopy.config.effect import settings_for

    return settings_for(config_of(path, choices), given, path)


def _wanted(plan: Plan, choices: Mapping[str, Any]) -> Wanted:
    """What is read of each input: columns that no option names are those of the configuration."""
    from cleancopy.config.values import DEFAULTS

    tables = [item.source.path for item in plan.inputs if not item.is_whole]
    every = [config_of(path, choices).values_for(path) for path in tables]
    named = {_columns(values, choices) for values in every}
    if len(named) > 1:
        mend = "name one with --column, or check them apart"
        raise CleancopyError(f"the configurations of the inputs name different columns; {mend}")
    columns = named.pop() if named else _columns(DEFAULTS, choices)
    return options.wanted(plan, choices, dict(zip(_COLUMNS, columns, strict=True)))


def _columns(values: Values, choices: Mapping[str, Any]) -> tuple[str, ...]:
    """The columns that are read; what an option says goes before the configuration."""
    from cleancopy.config.values import Key

    given = (choices[name.replace("-", "_")] for name in _COLUMNS)
    return tuple(
        values[Key(name)].value if said is None else said
        for name, said in zip(_COLUMNS, given, strict=True)
    )
