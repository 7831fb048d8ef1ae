"""What several tests need: the command line to call, and rules that do one known thing each."""

from __future__ import annotations

import atexit
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from cleancopy.cli import main
from cleancopy.config.finding import forget
from cleancopy.formats import rereading
from cleancopy.report import Report, run

# A loaded machine is no mistake in the code: benchmarks have the timings.
settings.register_profile("cleancopy", deadline=None)
settings.load_profile("cleancopy")

# What the tests index and compile stays out of the user's cache folder, where few files are kept.
# It goes last of all: the patterns of a run are written at its end.
_CACHE = mkdtemp(prefix="cleancopy-cache-")
atexit.register(shutil.rmtree, _CACHE, ignore_errors=True)
os.environ["CLEANCOPY_CACHE"] = _CACHE

CARD = """
title = 'A {word} for a test'
why = 'So that the test does not hang on the rules we ship.'
safety = '{safety}'
mqm = 'spelling'
find = '{word}'
replace = '{new}'
keeps = ['Nothing of the kind.']
[[{example}]]
bad = '{word}'
{other}
"""


@pytest.fixture
def cards(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Cards that make 'sound' of 'qqsafe', if unsafe 'daring' of 'qqrisk', and report 'qqlook'."""
    root = tmp_path_factory.mktemp("cards")
    folder = root / "03-characters"
    folder.mkdir()
    for word, safety, new in (("qqsafe", "safe", "sound"), ("qqrisk", "unsafe", "daring")):
        example = {"example": "repairs", "other": f"good = '{new}'"}
        card = CARD.format(word=word, safety=safety, new=new, **example)
        (folder / f"{word}.toml").write_text(card, "utf-8")
    card = CARD.format(word="qqlook", safety="advice", new="", example="findings", other="at = 'x'")
    (folder / "qqlook.toml").write_text(card.replace("replace = ''\n", ""), "utf-8")
    return str(root)


@pytest.fixture
def cleancopy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """Calls the command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    # The first call of all indexes the tables; a loaded machine would say how long it took.
    monkeypatch.setattr("cleancopy.cli.options.SLOW", 3600)

    def call(*arguments: str, input: bytes | None = None) -> Result:
        return CliRunner().invoke(main, arguments, input=input, prog_name="cleancopy")

    return call


@pytest.fixture
def configurations_anew() -> Iterator[None]:
    """Reads every configuration anew."""
    forget()
    yield
    forget()


@pytest.fixture
def texts_run(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that went through the pipeline so far."""
    texts = list[str]()

    def noted(text: str, *arguments: Any, **named: Any) -> Report:
        texts.append(text)
        return run(text, *arguments, **named)

    monkeypatch.setattr(rereading, "run", noted)
    return texts
