"""`cleancopy check --watch`: the same check again, each time that the texts change."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeAlias

import click

from cleancopy.cli.program import MISUSE, say
from cleancopy.errors import CleancopyError

Check: TypeAlias = Callable[..., int]

_KNOWLEDGE = ".toml"  # configurations, cards, styles
_NAMED = 3  # files of a change that are named before the rest is counted
_PACE = 200  # milliseconds after which it is said that nothing has changed


def watchable(check: Check) -> Check:
    """A check that has --watch: it is done over and over, and what has not changed is kept."""

    @click.option(
        "--watch", is_flag=True,
        help="Check a folder again each time that something in it changes; Ctrl-C ends it.",
    )  # fmt: skip
    @wraps(check)
    def watched(watch: bool, **choices: Any) -> int:
        if not watch:
            return check(**choices)
        from tempfile import TemporaryDirectory

        changed = changes(_folders(choices["inputs"]))
        with TemporaryDirectory(prefix="cleancopy-") as own:
            kept = {**choices, "cache": choices["cache"] or own}
            return again(lambda: check(**kept), changed)

    return watched


def again(check: Callable[[], int], changed: Iterable[Collection[str]]) -> int:
    """Check once, and again after each change of some files; the exit code of the last check.

    `changed` is empty where nothing changes. What is wrong from the start is an error; what goes
    wrong later is said, for it may be mended by the next change.
    """
    code = None
    for names in changed:
        if code is None:
            code = check()
        elif names:
            say(f"\nchanged: {_brief(sorted(names))}")
            _forget()
            code = _said(check)
    return MISUSE if code is None else code


def changes(folders: Sequence[Path], **options: Any) -> Iterator[Collection[str]]:
    """The files that change below some folders, as they do, and nothing ever so often.

    `options` go to watchfiles. Raises CleancopyError where that is not installed.
    """
    try:
        from watchfiles import watch
    except ImportError:
        mend = "pip install 'cleancopy[watch]'"
        raise CleancopyError(f"--watch needs another package; {mend}") from None

    roots = [folder.resolve() for folder in folders]

    def matters(change: object, name: str) -> bool:
        return any(_matters(Path(name), root) for root in roots)

    # What happens during the first check is not missed: it begins when the watch says nothing.
    options = {"rust_timeout": _PACE, "yield_on_timeout": True, **options}
    for found in watch(*roots, watch_filter=matters, **options):
        yield {_shown(Path(name)) for _, name in found}


def _folders(names: Sequence[str]) -> list[Path]:
    """The inputs. Raises CleancopyError for one that is no folder: a file may be replaced."""
    for name in names:
        if not Path(name).is_dir():
            raise CleancopyError(f"--watch goes with folders, and {name} is none")
    return list(map(Path, names))


def _matters(path: Path, root: Path) -> bool:
    """Whether a check reads a file: hidden ones, such as half-written ones, are none of ours."""
    from cleancopy.formats import KINDS

    if not path.is_relative_to(root):
        return False
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return not hidden and path.suffix.lower() in (*KINDS, _KNOWLEDGE)


def _said(check: Callable[[], int]) -> int:
    try:
        return check()
    except CleancopyError as error:
        say(f"cleancopy: {error}")
        return MISUSE


def _forget() -> None:
    """Know no more than a new process: cards, tables, styles and configurations may be others."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "cleancopy":
            for value in list(vars(module).values()):
                if callable(clear := getattr(value, "cache_clear", None)):
                    clear()


def _brief(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
