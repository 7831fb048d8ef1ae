"""The hooks of pre-commit and the GitHub Action do what the README says of them.

Both install this project with pip, which takes a package index and minutes: here the program that
the tests run stands in for what is installed, and all else is as a user has it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from cleancopy.cli import main

ROOT = Path(__file__).parents[1]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
DAMAGED, REPAIRED = "He left the the room , then.\n", "He left the room, then.\n"
HOSTILE = "$(touch pwned) `touch pwned`; touch pwned | tee pwned && touch pwned\n'\"*\\ $HOME"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def install(place: Path) -> None:
    """Put the program under test where pip would."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cleancopy "$@"\n', "utf-8")
    place.chmod(0o755)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder, apart from the settings of whoever runs the tests."""
    work = tmp_path / "work"
    work.mkdir()
    install(tmp_path / "bin" / "cleancopy")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT")}
    names = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")
    environment = kept | {f"GIT_{name}": "tests" for name in names} | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": str(tmp_path),
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "PYTHONPATH": str(ROOT / "pipeline"),
        "RUNNER_TEMP": str(tmp_path / "runner"),
    }  # fmt: skip

    def runs(*command: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=work, env=environment | more, capture_output=True, text=True
        )

    monkeypatch.chdir(work)
    return runs


def needed(what: str, is_there: object) -> None:
    """Skip where something is not installed; where everything must be, that is a mistake."""
    if not is_there:
        missing = f"{what} is not installed"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)


def test_what_the_hooks_call_is_what_pip_installs() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    hooks = {hook["id"]: hook for hook in yaml.safe_load(HOOKS.read_text("utf-8"))}
    assert set(hooks) == {"cleancopy-check", "cleancopy-fix"}
    for hook in hooks.values():
        program, command, *arguments = shlex.split(hook["entry"])
        assert (hook["language"], program in scripts, command) == ("python", True, "check")
        main.commands["check"].make_context(program, [*arguments, "a.txt"])


def test_the_hooks_hold_back_a_damaged_text_until_it_is_fixed(run: Run) -> None:
    needed("git", shutil.which("git"))
    needed("pre-commit", find_spec("pre_commit"))
    hooks, text = Path("../hooks"), Path("a.md")
    hooks.mkdir()
    shutil.copy(HOOKS, hooks)
    for folder in (str(hooks), "."):
        run("git", "init", "--quiet", folder).check_returncode()
    run("git", "-C", str(hooks), "add", ".").check_returncode()
    run("git", "-C", str(hooks), "commit", "--quiet", "-m", "Hooks").check_returncode()
    head = run("git", "-C", str(hooks), "rev-parse", "HEAD").stdout.strip()
    # The language alone is another, so that nothing is installed.
    ids = [{"id": f"cleancopy-{name}", "language": "system"} for name in ("check", "fix")]
    config = {"repos": [{"repo": str(hooks.resolve()), "rev": head, "hooks": ids}]}
    Path(".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    text.write_text(DAMAGED, "utf-8")
    Path("code.py").write_text(f"# {DAMAGED}", "utf-8")
    run("git", "add", ".").check_returncode()
    hook = (sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never")

    checked = run(*hook, "cleancopy-check")
    assert (checked.returncode, text.read_text("utf-8")) == (1, DAMAGED), checked.stderr
    assert "a.md:1:12: repetition/doubled-word" in checked.stdout
    assert "code.py" not in checked.stdout
    fixed = run(*hook, "cleancopy-fix")
    assert (fixed.returncode, text.read_text("utf-8")) == (1, REPAIRED), fixed.stderr
    assert "files were modified by this hook" in fixed.stdout
    assert "2 fixed; clean: nothing found in 1 text" in fixed.stdout
    run("git", "add", ".").check_returncode()
    again = run(*hook)
    assert (again.returncode, again.stdout.count("Passed")) == (0, 2), again.stdout


def step(name: str) -> Any:
    """A step of the action."""
    (found,) = (each for each in ACTION["runs"]["steps"] if each.get("name") == name)
    return found


def run_check(run: Run, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The check of the action, with the values that a runner puts in for its expressions."""
    install(Path("../runner/cleancopy/bin/cleancopy"))
    given = {name: each["default"] for name, each in ACTION["inputs"].items()} | inputs
    expressions = {f"${{{{ inputs.{name} }}}}": value for name, value in given.items()}
    found = step("Check")
    values = {name: expressions[value] for name, value in found["env"].items()}
    return run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", found["run"], **values)


def test_no_script_of_the_action_has_a_value_put_into_it() -> None:
    scripts = [each["run"] for each in ACTION["runs"]["steps"] if "run" in each]
    assert len(scripts) == 2
    assert not any("${{" in script for script in scripts)


def test_the_action_installs_what_it_stands_beside(run: Run) -> None:
    fake = Path("../bin/python")
    fake.write_text('#!/bin/sh\nprintf "%s\\n" "$@" >> told\n[ "$2" = pip ] || { '
                    'mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; }\n')  # fmt: skip
    fake.chmod(0o755)
    found = step("Install cleancopy")
    assert found["env"] == {"CLEANCOPY": "${{ github.action_path }}"}
    done = run("bash", "-eo", "pipefail", "-c", found["run"], CLEANCOPY="/some where/$(x)")
    assert done.returncode == 0, done.stderr
    told = Path("told").read_text("utf-8").splitlines()
    assert told[:2] == ["-m", "venv"]
    assert told[3:5] + told[-1:] == ["-m", "pip", "/some where/$(x)"]
    assert (ROOT / "action.yml").exists()
    assert (ROOT / "pyproject.toml").exists()


def test_the_action_annotates_and_judges(run: Run) -> None:
    Path("two words.txt").write_text(DAMAGED, "utf-8")
    Path("sub").mkdir()
    Path("sub/b.txt").write_text("Fine.\n", "utf-8")
    done = run_check(run, paths="two words.txt\n\nsub\n")
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("::") == 2 * done.stdout.count("file=two words.txt") > 0
    assert run_check(run).returncode == 1
    assert run_check(run, paths="sub").returncode == 0
    fixed = run_check(run, args=" --fix\n --no-config ", format="text")
    assert (fixed.returncode, fixed.stdout.partition(";")[0]) == (0, "2 fixed"), fixed.stderr


@pytest.mark.parametrize("name", ["paths", "args", "format"])
def test_a_hostile_value_is_only_a_value(run: Run, name: str) -> None:
    Path("a.txt").write_text("Fine.\n", "utf-8")
    done = run_check(run, **{name: HOSTILE})
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert [path.name for path in Path().iterdir()] == ["a.txt"]


def test_a_path_that_looks_like_an_option_is_a_path(run: Run) -> None:
    Path("--fix").write_text(DAMAGED, "utf-8")
    assert run_check(run, paths="--fix").returncode == 1
    assert Path("--fix").read_text("utf-8") == DAMAGED


def test_the_readme_names_hooks_and_inputs_that_are_there() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    config, (action,) = map(yaml.safe_load, re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL))
    known = {hook["id"] for hook in yaml.safe_load(HOOKS.read_text("utf-8"))}
    assert {hook["id"] for repo in config["repos"] for hook in repo["hooks"]} <= known
    assert action["with"].keys() <= ACTION["inputs"].keys()
