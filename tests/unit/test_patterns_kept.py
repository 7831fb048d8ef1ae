"""Patterns made of the code that is kept are those that re.compile makes, or are compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleancopy import patterns
from cleancopy.patterns import compiled
from cleancopy.stages import read_stages

ARTICLES = Path(__file__).parents[1] / "articles"
TEXT = "\n".join(path.read_text("utf-8") for path in sorted(ARTICLES.rglob("*.txt")))
CARDS = sorted({rule.find for stage in read_stages() for rule in stage.rules if rule.find})
OTHERS = [
    ("", 0),
    ("(?i)a(?P<one>b)?|(?P<two>(c))", 0),
    (r"(?P<day>\d+) \w+ # a date", re.VERBOSE),
    ("ş|İ", re.IGNORECASE | re.ASCII),
    ("[\ud800-\udfff]", 0),
]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache folder, and the file in it that is to come."""
    monkeypatch.setenv("CLEANCOPY_CACHE", str(tmp_path / "cache"))
    _forget()
    yield patterns._file()
    _forget()


def _forget() -> None:
    """What a new process does not know."""
    compiled.cache_clear()
    patterns._codes.cache_clear()


def _kept() -> set[tuple[str, int]]:
    """The patterns that a new process finds in the file."""
    _forget()
    return set(patterns._codes())


def _same(one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    return (one == other and one.flags == other.flags and one.groups == other.groups
            and dict(one.groupindex) == dict(other.groupindex))  # fmt: skip


@pytest.mark.parametrize("pattern", CARDS)
def test_a_pattern_of_a_card_matches_as_it_would(pattern: str, cache: Path) -> None:
    plain = re.compile(pattern)
    for made in (compiled(pattern), _again(pattern)):
        assert _same(made, plain)
        matches = [(match.span(), match.groups()) for match in made.finditer(TEXT)]
        assert matches == [(match.span(), match.groups()) for match in plain.finditer(TEXT)]


@pytest.mark.parametrize(("pattern", "flags"), OTHERS)
def test_flags_groups_and_names_are_kept(pattern: str, flags: int, cache: Path) -> None:
    assert _same(compiled(pattern, flags), re.compile(pattern, flags))
    assert _same(_again(pattern, flags), re.compile(pattern, flags))


def _again(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern as a later process has it from the file."""
    patterns._keep()
    assert (pattern, flags) in _kept()
    return compiled(pattern, flags)


def test_a_pattern_without_sense_is_an_error_and_not_kept(cache: Path) -> None:
    with pytest.raises(re.error):
        compiled("(")
    patterns._keep()
    assert ("(", 0) not in _kept()


@pytest.mark.parametrize("damage", ["", "short", "changed", "longer", "of another Python"])
def test_a_file_that_is_not_as_it_was_written_is_none(
    damage: str, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled("a b")
    patterns._keep()
    content = cache.read_bytes()
    cache.write_bytes({"short": content[:-1], "changed": content[:-1] + b"\x00",
                       "longer": content + b"\x00"}.get(damage, content))  # fmt: skip
    if damage == "of another Python":
        monkeypatch.setattr("sys.version", "another")
    assert ("a b", 0) in _kept() or damage
    assert not (_kept() and damage)
    assert compiled("a b").search("a b")
    patterns._keep()
    assert ("a b", 0) in _kept()


def test_a_folder_that_cannot_be_written(cache: Path) -> None:
    cache.parent.write_bytes(b"a file where the folder would be")
    assert compiled("a c").search("a c")
    patterns._keep()
    assert cache.parent.is_file()


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("CLEANCOPY_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(Path, "home", _no_home)
    _forget()
    assert compiled("a d").search("a d")
    patterns._keep()
    _forget()


def _no_home() -> Path:
    raise RuntimeError("no home")


def test_the_file_has_bounds(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_MOST", 3)
    for letter in "abc":
        compiled(letter)
    patterns._keep()
    assert len(_kept()) == 3
    compiled("d")
    patterns._keep()
    assert not _kept()  # and the next run fills it with what is asked for now


def test_another_python_compiles(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_IS_KNOWN", False)
    assert _same(compiled("(?P<one>a)", re.VERBOSE), re.compile("(?P<one>a)", re.VERBOSE))
    assert not patterns._codes()
