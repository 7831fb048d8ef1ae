"""House styles as data: the forms of names that a desk writes, and where it sets its commas."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from cleancopy.errors import CardError
from cleancopy.folders import RULES
from cleancopy.patterns import compiled

CHOICES = {
    "closing_marks": ("inside", "logical", "outside"),
    "quotations": ("kept", "changed"),
    "beside": ("before", "after"),
    "past": ("kept", "changed"),
}
_STYLE = ("closing_marks", "quotations", "forms")
_FORM = ("old", "new", "why", "keeps", "given", "needs", "unless", "past")
_DOUBLET = ("forms", "keeps", "given", "needs", "unless", "beside")


class Form(NamedTuple):
    """Forms of one name, and the one that a style writes in their place ('' where it has none).

    `kept` are phrases in which they are right. `given` are the first names of the one person meant.
    `needs` must be found in the article, `unless` must not. `beside` is the side on which the
    name next to it tells people of one name apart. `past` is `kept` where they are right in a
    sentence about a time before the name was changed.
    """

    old: tuple[str, ...]
    new: str
    why: str
    kept: re.Pattern[str] | None
    given: frozenset[str]
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    beside: str
    past: str

    @property
    def words(self) -> frozenset[str]:
        """All forms of the name that are spoken of here."""
        return frozenset((*self.old, self.new)) - {""}


class Style(NamedTuple):
    """A house style; `closing_marks` is '' where it does not say where comma and stop stand."""

    closing_marks: str = ""
    quotations: str = "kept"
    forms: tuple[Form, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """All forms of names on which the style has a say."""
        return frozenset(word for form in self.forms for word in form.words)


@cache
def read_style(name: str) -> Style:
    """The style of that name or at that path; '' is the one that says nothing. Raises CardError."""
    if not name:
        return Style()
    table = _Table(*_source(name))
    table.known(_STYLE)
    forms = tuple(row.form(_FORM, "old") for row in table.rows("forms"))
    _refuse_circles(table, forms)
    return Style(table.choice("closing_marks"), table.choice("quotations") or "kept", forms)


@cache
def read_doublets() -> tuple[Form, ...]:
    """Names of which one article uses one form: rules/names/doublets.toml. Raises CardError."""
    path = RULES / "names" / "doublets.toml"
    table = _Table(*_parsed(path, f"{path.parent.name}/{path.name}"))
    table.known(("doublets",))
    return tuple(row.form(_DOUBLET, "forms") for row in table.rows("doublets"))


def shipped_styles() -> list[str]:
    """The names of the styles that come with the program."""
    return sorted(path.stem for path in (RULES / "styles").glob("*.toml"))


def _source(name: str) -> tuple[str, dict[str, Any]]:
    """Where a style is read from, as a person is told, and what it says."""
    if name in shipped_styles():
        return _parsed(RULES / "styles" / f"{name}.toml", f"styles/{name}.toml")
    path = Path(name)
    if not name.endswith(".toml") and not _is_file(path):
        raise CardError(f"no style {name!r}; {_meant(name) or _known()}")
    return _parsed(path, name)


def _meant(name: str) -> str:
    """The style that a wrong name is nearest to, as a hint; '' where none is near."""
    near = get_close_matches(name.removesuffix(".toml").lower(), shipped_styles(), 1)
    return f"did you mean {near[0]!r}?" if near else ""


def _known() -> str:
    return f"there are {', '.join(shipped_styles())}; or give the path of a file"


def _is_file(path: Path) -> bool:
    """Whether there is such a file; a name that no file can have is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _parsed(path: Path, where: str) -> tuple[str, dict[str, Any]]:
    try:
        return where, tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        hint = _meant(where) or "give the path of a style file"
        raise CardError(f"{where}: cannot be read: {error.strerror}; {hint}") from None
    except (ValueError, RecursionError) as error:  # no UTF-8, no TOML, or nested too deep
        raise CardError(f"{where}: not readable as TOML: {error}") from None


def _refuse_circles(table: _Table, forms: Sequence[Form]) -> None:
    """A form that stands in a replacement would be replaced again and again."""
    olds = Counter(old for form in forms for old in form.old)
    if twice := [old for old, count in olds.items() if count > 1]:
        raise table.fail(f"{twice[0]!r} is 'old' twice; keep one [[forms]] row of it")
    any_old = compiled(rf"(?<![\w-])(?:{'|'.join(map(re.escape, olds))})(?![\w-])")
    for form in forms:
        if again := any_old.search(form.new):
            raise table.fail(f"{again[0]!r} is 'old' and stands in 'new' {form.new!r}; drop one")


class _Table:
    """Reads one table key by key, and names file, key and mend where it cannot."""

    def __init__(self, where: str, table: Mapping[str, Any]) -> None:
        self.where = where
        self.table = table

    def fail(self, message: str) -> CardError:
        """The error, with the place in front."""
        return CardError(f"{self.where}: {message}")

    def known(self, keys: Sequence[str]) -> None:
        """Refuse a key that is none of these."""
        for key in self.table:
            if key not in keys:
                near = get_close_matches(key, keys, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(keys)}"
                raise self.fail(f"unknown key {key!r}; {hint}")

    def rows(self, key: str) -> Iterator[_Table]:
        """The tables of a list of tables."""
        rows = self.table.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self.fail(f"{key!r} must be written as [[{key}]]")
        for number, row in enumerate(rows, 1):
            yield _Table(f"{self.where}: [[{key}]] {number}", row)

    def form(self, keys: Sequence[str], olds: str) -> Form:
        """The row of forms that the table describes."""
        self.known(keys)
        return Form(
            old=self.texts(olds, needed=True),
            new=self.text("new") if "new" in keys else "",
            why=self.text("why") if "why" in keys else "",
            kept=self.pattern("keeps", self.texts("keeps")),
            given=frozenset(self.texts("given")),
            needs=self.pattern("needs", self.texts("needs")),
            unless=self.pattern("unless", self.texts("unless")),
            beside=self.choice("beside"),
            past=self.choice("past"),
        )

    def text(self, key: str) -> str:
        """A text that must be there."""
        value = self.table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fail(f"{key!r} must be given, as a text in quotes")
        return value

    def texts(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """A list of texts; one alone may stand without brackets."""
        value = self.table.get(key, [])
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list) or not all(isinstance(t, str) and t.strip() for t in texts):
            raise self.fail(f"{key!r} must be a text in quotes, or a list of them")
        if needed and not texts:
            raise self.fail(f"{key!r} must be given, as a text in quotes, or a list of them")
        return tuple(texts)

    def pattern(self, key: str, texts: Sequence[str]) -> re.Pattern[str] | None:
        """One pattern that finds any of these."""
        try:
            pattern = compiled("|".join(f"(?:{text})" for text in texts)) if texts else None
            if pattern and pattern.search(""):
                text = next(text for text in texts if re.search(text, ""))
                raise self.fail(f"{key!r}: {text!r} fits everywhere; name a word")
            return pattern
        except (re.error, OverflowError, RecursionError) as error:
            raise self.fail(f"{key!r} holds no regular expression: {error}") from None

    def choice(self, key: str) -> str:
        """One of the words that the key takes, '' where it is not given."""
        value = self.table.get(key, "")
        choices = CHOICES[key]
        if value not in ("", *choices):
            raise self.fail(f"{key!r} cannot be {value!r}; write one of {', '.join(choices)}")
        return str(value)
