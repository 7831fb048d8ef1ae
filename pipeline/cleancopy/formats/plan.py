"""The plan: which files are read, and where each is written; made before anything is written."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from cleancopy.errors import CleancopyError
from cleancopy.formats import BINARY, KINDS, TEXT, WHOLE, kind_of
from cleancopy.formats.source import Source

if TYPE_CHECKING:
    from cleancopy.report import Settings

STANDARD = "-"
_CONFIG = "cleancopy.toml"  # ours, and no input
_XML_HEAD = 20_000  # bytes in which a WordPress export says what it is


@dataclass(frozen=True)
class Input:
    """One file to work on: its format, and its place below whatever folder it came from.

    `settings` are its own, None where they are those of the run.
    """

    source: Source
    kind: str
    place: PurePath
    settings: Settings | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the file is one text, as an article is; a table has many."""
        return self.kind in WHOLE

    @property
    def title(self) -> str:
        """What a report calls it: no path of this machine."""
        return "standard input" if self.source.path is None else self.place.as_posix()


@dataclass(frozen=True)
class Plan:
    """The inputs in order, each once, and what a person should know of what was left out."""

    inputs: tuple[Input, ...]
    notes: tuple[str, ...]
    unreadable: tuple[str, ...]


def planned(names: Sequence[str], in_place: bool = False) -> Plan:
    """What is to be read for file and folder names. Raises CleancopyError for a bad one.

    What has two names is read for each, but only once where it is written over.
    """
    identity = os.path.realpath if in_place else os.path.abspath
    if STANDARD in names and len(names) > 1:
        raise CleancopyError("- (the standard input) is read alone, without other inputs")
    inputs, notes, unreadable = dict[str, Input](), list[str](), list[str]()
    for name in names:
        walk = _Walk(name)
        for found in _named(name) if name == STANDARD or not Path(name).is_dir() else walk.inputs():
            inputs.setdefault(identity(found.source.path or STANDARD), found)
        notes += walk.notes()
        unreadable += walk.unreadable
    return Plan(tuple(inputs.values()), tuple(notes), tuple(unreadable))


def targets(
    plan: Plan, names: Sequence[str], output: str | None, in_place: bool
) -> list[Path | None]:
    """Where each input is written; None is the standard output. Raises CleancopyError."""
    if in_place:
        if output or STANDARD in names:
            raise CleancopyError("--in-place goes without OUTPUT and without the standard input")
        return [item.source.path for item in plan.inputs]
    folders = [name for name in names if name != STANDARD and Path(name).is_dir()]
    if output is None or output == STANDARD:
        _check_standard_output(plan, several=bool(folders) or len(names) > 1)
        return [None for _ in plan.inputs]
    if folders or len(names) > 1:
        found = list(_into_folder(plan, Path(output), folders))
    else:
        found = [_one(item, output) for item in plan.inputs]
    _check_targets(plan, found)
    return list(found)


def _named(name: str) -> list[Input]:
    """The input for a file that was given by name, or for the standard input."""
    if name == STANDARD:
        return [Input(Source("stdin", None), TEXT, PurePath("standard-input.txt"))]
    path = Path(name)
    if not os.path.lexists(path):
        raise CleancopyError(f"{name}: no such file or folder")
    if not os.access(path, os.R_OK):
        raise CleancopyError(f"{name}: cannot be read (permission denied, or a link to nothing)")
    return [Input(Source(name, path), kind_of(path), PurePath(path.name))]


class _Walk:
    """The way through a folder: what is taken, what is left out and why."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._root = Path(name)
        self._others: Counter[str] = Counter()
        self._links = 0
        self.unreadable: list[str] = []

    def inputs(self) -> list[Input]:
        """The files of known endings, by name; hidden ones and links that lead out are left."""
        try:
            os.scandir(self._root).close()
        except OSError as error:
            raise CleancopyError(f"{self._name}: cannot be read ({error.strerror})") from None
        found = [path for path in self._files() if self._is_ours(path)]
        return [self._input(path) for path in sorted(found, key=lambda path: path.parts)]

    def notes(self) -> list[str]:
        """How many files were left out."""
        notes = []
        if self._others:
            kinds = ", ".join(sorted(self._others))
            count = self._others.total()
            notes.append(f"{_files(count)} of other kinds left out: {kinds}")
        if self._links:
            notes.append(f"{_files(self._links)} left out: links that lead to no file inside")
        return [f"{self._name}: {note}" for note in notes]

    def _files(self) -> Iterator[Path]:
        for folder, below, files in os.walk(self._root, onerror=self._failed):
            below[:] = [name for name in below if not name.startswith(".")]
            names = (name for name in files if not name.startswith(".") and name != _CONFIG)
            yield from (Path(folder, name) for name in names)

    def _failed(self, error: OSError) -> None:
        self.unreadable.append(f"{error.filename}: cannot be read ({error.strerror})")

    def _is_ours(self, path: Path) -> bool:
        root = os.path.realpath(self._root)
        inside = Path(os.path.realpath(path)).is_relative_to(root)
        if path.is_symlink() and not (inside and path.is_file()):
            self._links += 1
            return False
        if not (path.suffix.lower() in KINDS and path.is_file() and _may_be_ours(path)):
            self._others[path.suffix.lower() or "(no ending)"] += 1
            return False
        return True

    def _input(self, path: Path) -> Input:
        place = path.relative_to(self._root)
        return Input(Source(str(path), path), KINDS[path.suffix.lower()], place)


def _may_be_ours(path: Path) -> bool:
    """Whether a file found in a folder is of the kind that its ending says, where many share it."""
    if path.suffix.lower() != ".xml":
        return True
    try:
        with path.open("rb") as file:
            return b"wordpress.org/export" in file.read(_XML_HEAD)
    except OSError:
        return True  # it will be said when it is read


def _check_standard_output(plan: Plan, several: bool) -> None:
    if several:
        raise CleancopyError("several texts need a folder to go to: -o FOLDER, or --in-place")
    for item in plan.inputs:
        if item.kind in BINARY:
            what = f"{BINARY[item.kind]} needs a file to go to"
            raise CleancopyError(f"{what}: -o FILE, or --in-place")


def _into_folder(plan: Plan, output: Path, folders: Sequence[str]) -> Iterator[Path]:
    """The mirror of the inputs in the output folder."""
    if output.exists() and not output.is_dir():
        raise CleancopyError(f"{output}: a file; several texts need a folder to go to")
    real = Path(os.path.realpath(output))
    for folder in folders:
        if real.is_relative_to(os.path.realpath(folder)):
            raise CleancopyError(
                f"{output}: inside the input folder {folder}; choose one outside, or --in-place"
            )
    yield from (output / item.place for item in plan.inputs)


def _one(item: Input, output: str) -> Path:
    """The target of a single input: a file, or a place in a folder."""
    target = Path(output)
    if target.is_dir():
        return target / item.place
    if output.endswith(("/", os.sep)) or not target.parent.is_dir():
        raise CleancopyError(f"{output}: there is no folder {target.parent}")
    ending, own = target.suffix.lower(), item.place.suffix.lower()
    kind = KINDS.get(ending, TEXT)
    if kind != item.kind or (kind == "delimited" and ending != own):
        raise CleancopyError(
            f"{output}: the format stays that of {item.source.name}; give it the same ending"
        )
    return target


def _check_targets(plan: Plan, found: Sequence[Path]) -> None:
    """No target may be an input, nor another's target."""
    inputs = {os.path.realpath(item.source.path) for item in plan.inputs if item.source.path}
    taken: dict[str, str] = {}
    for item, target in zip(plan.inputs, found, strict=True):
        real = os.path.realpath(target)
        if real in inputs:
            raise CleancopyError(f"{target}: an input; only --in-place writes over one")
        if real in taken:
            both = f"{taken[real]} and {item.source.name}"
            raise CleancopyError(f"{target}: both {both} would be written there")
        taken[real] = item.source.name


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"
