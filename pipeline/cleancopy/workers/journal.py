"""The journal of a table that is being worked on: what is done of it, row by row, to go on from.

A hidden file beside the output; it is gone when the output is there. Each line is one text with a
digest of what was worked on, so that a journal never speaks for another text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO

from cleancopy.document import Change
from cleancopy.formats.parts import Part
from cleancopy.workers.job import Outcome

_END: tuple[int, Any] = (-1, None)


class Journal:
    """The outcomes of a table in their order: first those of an earlier run, then ours.

    `made_by` is the fingerprint of the run: what other rules made is not taken over. Raises OSError
    where the file cannot be written.
    """

    def __init__(self, target: Path, made_by: str, resume: bool) -> None:
        self.path = target.with_name(f".{target.name[:100]}.journal")
        self._made_by = made_by
        self._file: BinaryIO = self.path.open("r+b" if resume and self.path.exists() else "w+b")
        self._earlier: Iterator[tuple[int, Any]] | None = self._lines()

    def earlier(self, part: Part) -> Outcome | None:
        """What an earlier run made of the next text; None where it did not come so far."""
        if self._earlier is None:
            return None
        start, entry = next(self._earlier, _END)
        with suppress(TypeError, KeyError, ValueError, IndexError):
            if entry["of"] == self._digest(part):
                return _outcome(entry, part.text or "")
        # From here on nothing counts: it is another text, or a line that was cut short.
        self._earlier = None
        if start >= 0:
            self._file.truncate(start)
        self._file.seek(0, 2)
        return None

    def add(self, part: Part, outcome: Outcome) -> None:
        """Take down what came of a text that `earlier` did not know."""
        changes = [(change.start, change.end, change.new) for change in outcome.changes]
        entry = {"of": self._digest(part), "changes": changes, "advice": outcome.advice}
        entry |= {"error": outcome.error, "row": outcome.row}
        self._file.write(json.dumps(entry).encode() + b"\n")
        self._file.flush()

    def close(self, keep: bool) -> None:
        """Give the file back; it is kept where a run may go on from it."""
        size = self._file.seek(0, 2)
        self._file.close()
        if not (keep and size):
            self.path.unlink(missing_ok=True)

    def _lines(self) -> Iterator[tuple[int, Any]]:
        """The lines of an earlier run with their places; one that cannot be read is None."""
        start = 0
        while line := self._file.readline():
            entry = None
            with suppress(ValueError):
                entry = json.loads(line) if line.endswith(b"\n") else None
            yield start, entry
            start += len(line)

    def _digest(self, part: Part) -> str:
        found = blake2b(self._made_by.encode(), digest_size=16)
        for text in (part.text or "", part.source, part.source_lang):
            data = text.encode("utf-8", "surrogatepass")
            found.update(len(data).to_bytes(8, "big") + data)
        found.update(repr((part.barred, part.marks)).encode("utf-8", "backslashreplace"))
        return found.hexdigest()


def _outcome(entry: Any, text: str) -> Outcome:
    changes = tuple(
        Change(start, end, text[start:end], new, ()) for start, end, new in entry["changes"]
    )
    return Outcome(changes, entry["advice"], not text.strip(), entry["error"], entry["row"])
