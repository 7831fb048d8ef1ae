"""The measured bars of names, on data that is no part of the project; skipped if it is absent."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench" / "names"

pytestmark = pytest.mark.skipif(not BENCH.is_dir(), reason="the bench of names is not at hand")


def scored(path: Path, *, with_source: bool) -> dict[str, Any]:
    """The figures of the bench, from its own scorer and the command line."""
    command = [sys.executable, "-m", "cleancopy", "clean", "{input}", "-o", "{output}"]
    script = [sys.executable, str(BENCH / "score.py"), "--json", str(path)]
    if with_source:
        script.append("--with-source")
        command += ["--unsafe", "--source-column", "source", "--source-lang-column", "source_lang"]
    subprocess.run([*script, "--", *command], check=True, capture_output=True)
    figures: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return figures


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return scored(tmp_path_factory.mktemp("names") / "alone.json", with_source=False)


@pytest.fixture(scope="module")
def sourced(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return scored(tmp_path_factory.mktemp("names") / "sourced.json", with_source=True)


def test_roles_repair_and_traps_stay(alone: dict[str, Any]) -> None:
    roles = alone["roles"]
    assert roles["recall"] >= 0.9
    assert (roles["repaired wrongly"], roles["traps changed"]) == (0, 0)


def test_no_right_name_is_changed(alone: dict[str, Any], sourced: dict[str, Any]) -> None:
    assert alone["negatives"]["false repairs"] == 0
    assert sourced["negatives"]["false repairs"] == 0
    assert alone["together"]["changes against the reference per 1,000 words"] <= 0.01


def test_what_is_repaired_is_repaired_right(alone: dict[str, Any]) -> None:
    assert alone["together"]["precision"] >= 0.95


def test_the_source_repairs_a_fifth_and_more(sourced: dict[str, Any]) -> None:
    assert sourced["positives"]["recall"] >= 0.3
    assert sourced["together"]["precision"] >= 0.9
    assert sourced["roles"]["traps changed"] == 0
