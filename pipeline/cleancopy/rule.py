"""A rule is a card: one TOML file that says what damage, why, how safe, with examples."""

from __future__ import annotations

import re
import tomllib
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from cleancopy.document import Edit, Safety
from cleancopy.edit import trimmed
from cleancopy.errors import CardError
from cleancopy.finders import Found, finder, names, needs
from cleancopy.mqm import MQM_TYPES, SEVERITIES, Severity
from cleancopy.patterns import compiled
from cleancopy.styles import shipped_styles
from cleancopy.view import View

SPARES = frozenset({"quotations", "foreign"})
_BESIDE = ("source", "source_lang")  # what an example may have beside its texts


class Repair(NamedTuple):
    """An example: damaged text and how it must read afterwards."""

    bad: str
    good: str
    source: str = ""
    source_lang: str = ""


class Finding(NamedTuple):
    """An example of advice: damaged text and the span that must be reported.

    `source` is the text that it was translated from, '' where the rule needs none.
    """

    bad: str
    at: str
    source: str = ""
    source_lang: str = ""


class Keep(NamedTuple):
    """An example of correct text, which the rule leaves alone; its source as above."""

    text: str
    source: str = ""
    source_lang: str = ""


Example: TypeAlias = Repair | Finding | Keep


@dataclass(frozen=True)
class Rule:
    """One card. It holds a pattern (`find`, `replace`) or the name of a finder and its options.

    `spares` names the passages it stays out of: quotations, lines in another language. `style` is
    the house style in which its examples hold, '' where any will do. `own_severity` is None where
    the card leaves it to its MQM type.
    """

    name: str
    title: str
    why: str
    safety: Safety
    mqm: str
    find: str
    replace: str | None
    finder: str
    options: Mapping[str, Any]
    spares: frozenset[str]
    keeps: tuple[Keep, ...]
    repairs: tuple[Repair, ...]
    findings: tuple[Finding, ...]
    style: str = ""
    own_severity: Severity | None = None

    @property
    def severity(self) -> Severity:
        """How bad the damage is: as the card says, else by its MQM type."""
        return MQM_TYPES[self.mqm].severity if self.own_severity is None else self.own_severity

    @property
    def stage(self) -> str:
        """The stage it belongs to."""
        return self.name.partition("/")[0]

    @property
    def needs(self) -> str:
        """A pattern without a match of which it finds nothing; '' where none is known.

        Raises CardError where an option is missing of which the finder makes one.
        """
        if self.find or self.compares:
            return self.find
        try:
            return needs(self.finder, self.options)
        except KeyError as error:
            missing = f"{self.name}: finder {self.finder!r} needs {error} in [with]"
            raise CardError(missing) from None

    @property
    def compares(self) -> bool:
        """Whether it holds a text against its source, and finds nothing where there is none."""
        return self.finder.startswith("source_")

    def edits(self, view: View) -> Iterator[Edit]:
        """What this rule would change in a text, or wants looked at."""
        if self.compares and not view.context.source:
            return
        found = finder(self.finder)(view, self.options) if self.finder else self._matches(view)
        for start, end, new, reason, group in found:
            yield Edit(start, end, new, self.name, self.safety, reason or self.title, group)

    def _matches(self, view: View) -> Iterator[Found]:
        for match in compiled(self.find).finditer(view.text):
            if self.replace is None:
                yield Found(*match.span(), None)
            elif (new := match.expand(self.replace)) != match[0]:
                yield Found(*trimmed(match.start(), match[0], new))


def read_rule(path: Path) -> Rule:
    """The card at `path`, whose folder names the stage. Raises CardError."""
    where = f"{path.parent.parent.name}/{path.parent.name}/{path.name}"
    try:
        card = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CardError(f"{where}: not readable as TOML: {error}") from None
    reader = _Card(where, card)
    stage = path.parent.name.split("-", 1)[-1]
    return reader.rule(f"{stage}/{path.stem}")


class _Card:
    """Reads one card's table field by field, and names file, field and mend where it cannot."""

    FIELDS = (
        *("title", "why", "safety", "mqm", "find", "replace", "finder", "with", "spares"),
        *("keeps", "repairs", "findings", "style", "severity"),
    )

    def __init__(self, where: str, card: dict[str, Any]) -> None:
        self.where = where
        self.card = card

    def rule(self, name: str) -> Rule:
        """The rule that the card describes."""
        self._known(self.card, self.FIELDS, "")
        rule = Rule(
            name=name,
            title=self._text("title"),
            why=self._text("why"),
            safety=self._safety(),
            mqm=self._choice("mqm", frozenset(MQM_TYPES)),
            find=self._text("find", ""),
            replace=self._text("replace") if "replace" in self.card else None,
            finder=self._text("finder", ""),
            options=self._table("with"),
            spares=frozenset(self._texts("spares", ("foreign",))),
            keeps=self._keeps(),
            repairs=tuple(Repair(*row) for row in self._rows("repairs", ("bad", "good"))),
            findings=tuple(Finding(*row) for row in self._rows("findings", ("bad", "at"))),
            style=self._text("style", ""),
            own_severity=self._severity(),
        )
        self._check(rule)
        return rule

    def fail(self, message: str) -> CardError:
        """The error, with the file in front."""
        return CardError(f"{self.where}: {message}")

    def _check(self, rule: Rule) -> None:
        if bool(rule.find) == bool(rule.finder):
            raise self.fail("give either 'find' (a pattern) or 'finder' (a name), not both")
        if rule.finder and rule.finder not in names():
            raise self.fail(f"no finder {rule.finder!r}; there are: {', '.join(names())}")
        if rule.finder and rule.replace is not None:
            raise self.fail("'replace' goes with 'find'; a finder brings its own replacement")
        if unknown := rule.spares - SPARES:
            raise self.fail(f"'spares' cannot hold {min(unknown)!r}; it takes {sorted(SPARES)}")
        if rule.style and rule.style not in shipped_styles():
            raise self.fail(f"no style {rule.style!r}; there are {', '.join(shipped_styles())}")
        if rule.find:
            self._check_pattern(rule)
        if not rule.keeps or not (rule.repairs or rule.findings):
            raise self.fail("a card needs examples of both kinds: 'keeps', and repairs or findings")

    def _check_pattern(self, rule: Rule) -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", FutureWarning)  # what will mean something else
                pattern = compiled(rule.find)
        except (re.error, OverflowError, RecursionError) as error:
            raise self.fail(f"'find' is no regular expression: {error}") from None
        except FutureWarning as error:
            what = str(error).lower()
            raise self.fail(f"'find' can be read in two ways: {what}; put \\ before it") from None
        if rule.replace is None and rule.safety is not Safety.ADVICE:
            raise self.fail("'replace' is missing; only a card of safety 'advice' can do without")
        try:
            pattern.sub(rule.replace or "", "")  # the replacement is read whatever the text
        except (re.error, IndexError) as error:
            raise self.fail(f"'replace' does not fit 'find': {error}") from None

    def _known(self, table: dict[str, Any], fields: tuple[str, ...], inside: str) -> None:
        for field in table:
            if field not in fields:
                near = get_close_matches(field, fields, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(fields)}"
                raise self.fail(f"unknown field {field!r}{inside}; {hint}")

    def _text(self, field: str, default: str | None = None) -> str:
        value = self.card.get(field, default)
        if value is None:
            raise self.fail(f"field {field!r} is missing")
        if not isinstance(value, str):
            raise self.fail(f"field {field!r} must be a text in quotes")
        if not value.strip() and default is None and field != "replace":
            raise self.fail(f"field {field!r} is empty")
        return value

    def _texts(self, field: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        value = self.card.get(field, default)
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
            raise self.fail(f"field {field!r} must be a list of texts")
        return tuple(value)

    def _table(self, field: str) -> dict[str, Any]:
        value = self.card.get(field, {})
        if not isinstance(value, dict):
            raise self.fail(f"field {field!r} must be a table")
        return value

    def _choice(self, field: str, choices: frozenset[str]) -> str:
        value = self._text(field)
        if value not in choices:
            near = get_close_matches(value, choices, 1)
            hint = (
                f"did you mean {near[0]!r}?" if near else f"it takes {', '.join(sorted(choices))}"
            )
            raise self.fail(f"field {field!r} cannot be {value!r}; {hint}")
        return value

    def _safety(self) -> Safety:
        choices = frozenset(str(safety) for safety in Safety)
        return Safety[self._choice("safety", choices).upper()]

    def _severity(self) -> Severity | None:
        if "severity" not in self.card:
            return None
        return Severity[self._choice("severity", SEVERITIES).upper()]

    def _keeps(self) -> tuple[Keep, ...]:
        """Texts, or tables of a text with its source."""
        value = self.card.get("keeps", ())
        if isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
            return tuple(Keep(*row) for row in self._rows("keeps", ("text",)))
        return tuple(map(Keep, self._texts("keeps")))

    def _rows(self, field: str, columns: tuple[str, ...]) -> list[list[str]]:
        """The rows of an array of tables: its columns, then the source and its language."""
        rows = self.card.get(field, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self.fail(f"field {field!r} must be written as [[{field}]]")
        for row in rows:
            self._known(row, (*columns, *_BESIDE), f" in [[{field}]]")
            if set(row) - set(_BESIDE) != set(columns) or not all(
                isinstance(v, str) for v in row.values()
            ):
                needed = " and ".join(map(repr, columns))
                raise self.fail(f"each [[{field}]] needs {needed}, as texts in quotes")
            if ("source" in row) != ("source_lang" in row):
                raise self.fail(f"'source' and 'source_lang' go together in [[{field}]]")
        return [[row.get(column, "") for column in (*columns, *_BESIDE)] for row in rows]
