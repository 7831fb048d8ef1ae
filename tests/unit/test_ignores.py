"""The ignore file: entries hold until their last day, and those of no use are named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Call = Callable[..., Result]
ENTRY = "[[ignore]]\nrule = 'characters/*'\ntext = 'qqsafe'\nreason = 'Our word.'\n"


def checked(call: Call, cards: str, ignores: str, day: str = "2031-05-05") -> Result:
    Path("a.txt").write_text("A qqsafe.", encoding="utf-8")
    Path("i.toml").write_text(ignores, encoding="utf-8")
    return call("check", "a.txt", "--rules", cards, "--ignore", "i.toml", "--today", day)


def test_what_is_ignored_does_not_count(cleancopy: Call, cards: str) -> None:
    done = checked(cleancopy, cards, ENTRY)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "1 suppressed" in done.stdout


@pytest.mark.parametrize(("day", "code"), [("2031-05-04", 0), ("2031-05-05", 0), ("2031-05-06", 1)])
def test_an_entry_holds_to_its_last_day(cleancopy: Call, cards: str, day: str, code: int) -> None:
    done = checked(cleancopy, cards, f"{ENTRY}until = 2031-05-05\n", day)
    assert done.exit_code == code
    assert ("expired on 2031-05-05" in done.stderr) == bool(code)


def test_an_entry_that_meets_nothing_is_named(cleancopy: Call, cards: str) -> None:
    done = checked(cleancopy, cards, ENTRY.replace("qqsafe", "other"))
    assert done.exit_code == 1
    assert done.stderr == "ignored 'characters/*', text 'other': met no finding; it can go\n"


@pytest.mark.parametrize(
    ("ignores", "mend"),
    [
        ("x", "not readable as TOML"),
        ("a = 1", "tables [[ignore]] and nothing else"),
        (ENTRY.replace("reason", "raeson"), "did you mean 'reason'?"),
        (ENTRY.replace("'Our word.'", "''"), "field 'reason' must be"),
        (f"{ENTRY}until = '2031'", "field 'until' must be a day"),
        ("ignore = [3]", "write it as [[ignore]]"),
    ],
)
def test_a_broken_ignore_file_is_misuse(
    cleancopy: Call, cards: str, ignores: str, mend: str
) -> None:
    done = checked(cleancopy, cards, ignores)
    assert done.exit_code == 2
    assert mend in done.stderr
