"""`check --watch`: each change is followed by a check, and only what changed is worked on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from cleancopy.cli import watching
from desk import put

Call = Callable[..., Result]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], Collection[str]]]:
    """What happens while the folder is watched, step by step; the last step is the end of it."""
    steps = list[Callable[[], Collection[str]]]()

    def changes(folders: Any) -> Iterator[Collection[str]]:
        assert folders == [Path("in")]
        yield ()
        for step in steps:
            yield step()

    monkeypatch.setattr(watching, "changes", changes)
    return steps


def change(name: str, text: str) -> Callable[[], Collection[str]]:
    def changed() -> Collection[str]:
        put(name, text)
        return {name}

    return changed


def test_what_changes_is_checked_again(
    cleancopy: Call,
    script: list[Callable[[], Collection[str]]],
    texts_run: list[str],
) -> None:
    put("in/a.txt", "One , two.")
    put("in/b.txt", "Fine.")
    script += [
        lambda: (),
        change("in/b.txt", "Fine, and and well."),
        change("in/cleancopy.toml", "stile = 'ap'\n"),
        change("in/cleancopy.toml", "[rules]\nrepetition = false\n"),
    ]
    result = cleancopy("check", "in", "--watch")
    verdicts = [line for line in result.stdout.splitlines() if "fit to print" in line]
    assert [line.partition(" in ")[0] for line in verdicts] == [
        "1 finding", "2 findings", "1 finding",
    ]  # fmt: skip
    assert texts_run == ["One , two.", "Fine.", "Fine, and and well.", "One , two.", *texts_run[4:]]
    assert texts_run[4:] == ["Fine, and and well."], "the rules are others: all is judged anew"
    assert result.stderr.splitlines() == [
        "", "changed: in/b.txt", "", "changed: in/cleancopy.toml",
        "cleancopy: in/cleancopy.toml:1: unknown key 'stile'; did you mean 'style'?",
        "", "changed: in/cleancopy.toml",
    ]  # fmt: skip
    assert result.exit_code == 1


def test_cards_are_read_again(
    cleancopy: Call, cards: str, script: list[Callable[[], Collection[str]]]
) -> None:
    card = Path(cards) / "03-characters" / "qqsafe.toml"
    sound = card.read_text("utf-8")
    put("in/a.txt", "A qqsafe.")
    script.append(change(str(card), sound.replace("'sound'", "'solid'")))
    result = cleancopy("check", "in", "--rules", cards, "--watch", "--cache", "kept")
    assert [line.rpartition(" -> ")[2] for line in result.stdout.splitlines() if "->" in line] == [
        "'sound'", "'solid'",
    ]  # fmt: skip
    assert len(list(Path("kept").glob(".*/.*"))) == 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("in/a.txt",), "--watch goes with folders, and in/a.txt is none"),
        (("-",), "--watch goes with folders, and - is none"),
        (("in", "--baseline", "none.json"), "none.json: no such baseline"),
    ],
)
def test_what_is_wrong_from_the_start_is_misuse(
    cleancopy: Call,
    script: list[Callable[[], Collection[str]]],
    options: tuple[str, ...],
    message: str,
) -> None:
    put("in/a.txt", "Fine.")
    script.append(lambda: {"in/a.txt"})
    result = cleancopy("check", *options, "--watch")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_without_its_package_it_says_what_to_install(
    cleancopy: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    put("in/a.txt", "Fine.")
    result = cleancopy("check", "in", "--watch")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "cleancopy: --watch needs another package; pip install 'cleancopy[watch]'\n"
    )


def test_many_names_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    steps = iter([(), ("e", "d", "c", "b", "a")])
    assert watching.again(lambda: 7, steps) == 7
    assert capsys.readouterr().err == "\nchanged: a, b, c and 2 more\n"


def test_the_watch_sees_what_a_check_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("watchfiles")
    monkeypatch.chdir(tmp_path)
    put("in/deep/a.txt", "Fine.")
    stream = watching.changes([Path("in")], rust_timeout=10)
    assert not next(stream), "the watch has begun"
    told = set[str]()
    for name in ("in/deep/a.txt", "in/cleancopy.toml", "in/t.csv"):
        for other in ("in/.hidden/x.txt", "in/deep/.x.txt.1a.tmp", "in/picture.png", "x.txt"):
            put(other, "Not read by a check.")
        put(name, "Another.")
        told |= next(names for names in map(set, stream) if name in names)
    assert told == {"in/deep/a.txt", "in/cleancopy.toml", "in/t.csv"}
