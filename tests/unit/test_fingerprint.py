"""The fingerprint of a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleancopy.fingerprint import fingerprint
from cleancopy.report import Settings


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders with the same cards."""
    for name in ("one", "two"):
        (tmp_path / name / "03-characters").mkdir(parents=True)
        (tmp_path / name / "03-characters" / "card.toml").write_text("title = 'x'")
    return tmp_path / "one", tmp_path / "two"


def test_it_hangs_on_what_decides_a_run(folders: tuple[Path, Path]) -> None:
    one, _ = folders
    made = [
        fingerprint(settings)
        for settings in (
            Settings(),
            Settings(unsafe=True),
            Settings(date="2020"),
            Settings(style="ap"),
            Settings(rules=(one,)),
            Settings(names=(one,)),
        )
    ]
    assert len(set(made)) == len(made)
    assert made[0] == fingerprint(Settings())


def test_it_hangs_on_contents_and_not_on_names_of_folders(folders: tuple[Path, Path]) -> None:
    one, two = folders
    assert fingerprint(Settings(rules=(one,))) == fingerprint(Settings(rules=(two,)))
    before = fingerprint(Settings(rules=(two,)))
    (two / "03-characters" / "card.toml").write_text("title = 'y'")
    assert fingerprint(Settings(rules=(two,))) != before


def test_a_style_is_known_by_what_it_says(tmp_path: Path) -> None:
    style = tmp_path / "ours.toml"
    style.write_text("quotations = 'kept'\n")
    before = fingerprint(Settings(style=str(style)))
    style.write_text("quotations = 'changed'\n")
    assert fingerprint(Settings(style=str(style))) != before
