"""Which rules run, how safe and how bad they are held to be: what a desk changes of the cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from cleancopy.document import Safety
from cleancopy.mqm import Severity
from cleancopy.rule import Rule
from cleancopy.stages import Stage, read_stages

T = TypeVar("T")


@dataclass(frozen=True)
class Levels:
    """Rules switched on or off, their safety and their severity, by a rule's or a stage's name.

    What is said of a rule by its own name goes before what is said of its stage. The pairs are
    in the order of the names, so that the same choices are equal.
    """

    on: tuple[tuple[str, bool], ...] = ()
    safety: tuple[tuple[str, Safety], ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()


AS_SHIPPED = Levels()


def stages_at(levels: Levels, folders: tuple[Path, ...]) -> tuple[Stage, ...]:
    """The stages with our cards and those of the folders, at these levels. Raises CardError."""
    return read_stages(*folders) if levels == AS_SHIPPED else _changed(levels, folders)


@cache
def _changed(levels: Levels, folders: tuple[Path, ...]) -> tuple[Stage, ...]:
    stages = read_stages(*folders)
    return tuple(Stage(stage.name, tuple(_rules(stage, levels))) for stage in stages)


def _rules(stage: Stage, levels: Levels) -> Iterator[Rule]:
    """The rules of a stage that run."""
    on, safety, severity = dict(levels.on), dict(levels.safety), dict(levels.severity)
    for rule in stage.rules:
        if said_of(rule, on, True):
            safe = said_of(rule, safety, rule.safety)
            bad = said_of(rule, severity, rule.own_severity)
            changed = (safe, bad) != (rule.safety, rule.own_severity)
            yield replace(rule, safety=safe, own_severity=bad) if changed else rule


def said_of(rule: Rule, table: Mapping[str, T], default: T) -> T:
    """What a table says of a rule: by its name, else by that of its stage."""
    return table.get(rule.name, table.get(rule.stage, default))
