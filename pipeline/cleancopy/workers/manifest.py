"""The manifest of a batch: which of its files are done, so that a run can go on where one ended.

A file in the output folder with one line for each finished input: the digests of what came in,
what decided on it and what went out. A line that was cut short counts for nothing.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import Any

from cleancopy.atomic import clear_away
from cleancopy.formats.plan import Input
from cleancopy.tally import Tally

NAME = ".cleancopy-manifest.jsonl"
_COUNTS = ("texts", "blank", "repaired", "found", "repairs", "advice")


@dataclass
class Manifest:
    """The manifest in an output folder; `made_by` is the fingerprint of the run.

    Raises OSError where it cannot be written.
    """

    folder: Path
    made_by: str
    done: dict[str, Any] = field(default_factory=dict)

    def read(self) -> None:
        """Take over what earlier runs finished, and clear away what one left half written."""
        with suppress(OSError), self._path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                with suppress(ValueError, TypeError, KeyError):
                    entry = json.loads(line)
                    self.done[entry["place"]] = entry
        clear_away(self.folder, below=True)

    def forget(self) -> None:
        """Begin anew."""
        self._path.unlink(missing_ok=True)

    def earlier(self, item: Input, target: Path, with_rows: bool = False) -> Tally | None:
        """What came of an input, if it and its output are as an earlier run left them.

        `with_rows` asks for what was told of each text, too.
        """
        entry = self.done.pop(item.place.as_posix(), None)
        if entry is None or item.source.path is None or entry.get("made_by") != self.made_by:
            return None
        with suppress(OSError, TypeError, ValueError, KeyError):
            same = (_digest(item.source.path), _digest(target)) == (entry["input"], entry["output"])
            counts = {name: int(entry["counts"][name]) for name in _COUNTS}
            if same and (not with_rows or len(entry["rows"]) == counts["texts"]):
                tally = Tally(item.source.name, lambda message: None, rows=entry.get("rows", []))
                vars(tally).update(counts)
                return tally
        return None

    def add(self, item: Input, target: Path, tally: Tally) -> None:
        """Take down a finished input; one of which something was left is tried again next time."""
        if tally.failed or item.source.path is None:
            return
        entry = {
            "place": item.place.as_posix(),
            "made_by": self.made_by,
            "input": _digest(item.source.path),
            "output": _digest(target),
            "counts": {name: getattr(tally, name) for name in _COUNTS},
            "rows": tally.rows,
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write("\n" * self._is_torn() + json.dumps(entry) + "\n")

    @property
    def _path(self) -> Path:
        return self.folder / NAME

    def _is_torn(self) -> bool:
        """Whether the last line was cut short."""
        with suppress(OSError), self._path.open("rb") as file:
            file.seek(-1, 2)
            return file.read(1) != b"\n"
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, lambda: blake2b(digest_size=16)).hexdigest()
