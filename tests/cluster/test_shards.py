"""What travels to a machine of a cluster, and what is said where there is no cluster."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from cleancopy.errors import CleancopyError
from cleancopy.formats.parts import Wanted
from cleancopy.formats.plan import planned
from cleancopy.report import Settings
from cleancopy.workers import cluster
from cleancopy.workers.job import Job

Call = Callable[..., Result]


def test_a_shard_writes_its_file_and_tells_what_came_of_it(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out" / "in.jsonl"
    source.write_text('{"text": "He said yes , then left."}\nno record\n')
    (item,) = planned([str(source)]).inputs
    order: Any = (item, target, Wanted(), Job(Settings()))
    for _ in range(2):  # a machine that died may have been nearly through
        row = cluster.shard({"number": 7, "order": pickle.dumps(order)})
        tally, said = pickle.loads(row["came"])
        assert (row["number"], tally.texts, tally.repairs, tally.lost) == (7, 1, 1, 1)
        assert said[0].startswith(f"{source}:2: not valid JSON")
        assert target.read_text() == '{"text": "He said yes, then left."}\nno record\n'
        assert [path.name for path in target.parent.iterdir()] == ["in.jsonl"]


def test_paths_are_found_wherever_a_machine_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").touch()
    (item,) = planned(["a.txt"]).inputs
    found, target = cluster._absolute((item, Path("b.txt")))
    assert (found.source.path, target) == (tmp_path / "a.txt", tmp_path / "b.txt")
    Path("cards").mkdir()
    settings = cluster._found_anywhere(Settings(rules=(Path("cards"),), style="ap"))
    assert (settings.rules, settings.style) == ((tmp_path / "cards",), "ap")
    with pytest.raises(CleancopyError, match="the standard input"):
        cluster._absolute((planned(["-"]).inputs[0], None))


def test_without_ray_it_says_how_to_get_it(
    cleancopy: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    Path("a.txt").write_text("A text.")
    result = cleancopy("clean", "a.txt", "-o", "b.txt", "--engine", "ray")
    assert (result.exit_code, Path("b.txt").exists()) == (2, False)
    assert result.stderr == (
        "cleancopy: Ray is not installed; pip install 'cleancopy[cluster]', on all machines\n"
    )


def test_an_address_goes_with_an_engine(cleancopy: Call) -> None:
    Path("a.txt").write_text("A text.")
    result = cleancopy("clean", "a.txt", "-o", "b.txt", "--address", "localhost:1")
    assert (result.exit_code, result.stderr) == (2, "cleancopy: --address goes with --engine ray\n")
