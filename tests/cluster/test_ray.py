"""A batch on a cluster of two machines, both of them this one; one of them dies on the way."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleancopy.workers.manifest import NAME

ARTICLES = Path(__file__).parents[1] / "articles" / "damaged"
RAY = Path(sys.executable).with_name("ray")
pytestmark = pytest.mark.skipif(
    not RAY.exists() and not os.environ.get("CI"), reason="Ray is not installed"
)
CLEAN = [sys.executable, "-m", "cleancopy", "clean", "in"]
INPUTS = 18
_PATIENCE = 120  # seconds for anything that Ray does


def outputs(folder: Path) -> dict[str, bytes]:
    """All files of a folder, hidden ones too, but the manifest."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def started(*arguments: str) -> subprocess.Popen[bytes]:
    """A node of the cluster, in a process group of its own."""
    command = [RAY, "start", "--block", "--node-ip-address=127.0.0.1", "--num-cpus=1", *arguments]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)


def kill(node: subprocess.Popen[bytes]) -> None:
    """End all that belongs to a node, at once."""
    os.killpg(node.pid, signal.SIGKILL)
    node.wait()


def nodes(address: str) -> int:
    """How many machines the cluster has."""
    script = (
        "import sys, ray; ray.init(sys.argv[1], _node_ip_address='127.0.0.1', log_to_driver=False,"
        " logging_level='ERROR'); print(sum(node['Alive'] for node in ray.nodes()))"
    )
    command = [sys.executable, "-c", script, address]
    found = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE)
    return int(found.stdout or 0)


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of texts and tables."""
    monkeypatch.chdir(tmp_path)
    texts = [path.read_text("utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(INPUTS):
        (folder / f"{number}.txt").write_text(f"{number} {texts[number % len(texts)]}" * 9, "utf-8")
    return folder


@pytest.fixture
def cluster(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Two nodes that take no stranger in: the address of the head, and the other one."""
    monkeypatch.setenv("RAY_AUTH_MODE", "token")
    monkeypatch.setenv("RAY_AUTH_TOKEN", "a token for this test and no other")
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    folder = Path("/tmp") / f"ray-{os.getpid()}"  # a socket's path must be short
    port = address.partition(":")[2]
    running = [
        started("--head", f"--port={port}", "--include-dashboard=false", f"--temp-dir={folder}")
    ]
    try:
        for wanted in (1, 2):
            for _ in range(20):
                if nodes(address) == wanted:
                    break
            else:
                pytest.fail(f"no cluster of {wanted}")
            if wanted == 1:
                running.append(started(f"--address={address}"))
        yield address, running[1]
    finally:
        for node in running:
            if node.poll() is None:
                kill(node)
        shutil.rmtree(folder, ignore_errors=True)


def test_a_machine_that_dies_takes_nothing_along(
    batch: Path, cluster: tuple[str, subprocess.Popen[bytes]]
) -> None:
    address, other = cluster
    subprocess.run([*CLEAN, "-o", "expected", "-q"], check=True, timeout=_PATIENCE)
    command = [*CLEAN, "-o", "out", "--engine", "ray", "--address", address]
    said: list[str] = []
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        for line in running.stderr:
            said.append(line)
            if len(said) == 4:
                kill(other)
        assert running.wait(_PATIENCE) == 0, said
    assert other.poll() is not None, said
    assert len(said) == INPUTS + 1, said
    assert outputs(batch.parent / "out") == outputs(batch.parent / "expected")
    manifest = (batch.parent / "out" / NAME).read_text().splitlines()
    assert len(manifest) == len(set(manifest)) == INPUTS
