"""Sources: where texts come from, a file or the standard input."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO

from cleancopy.errors import CleancopyError
from cleancopy.formats.encoding import Encoding, NotTextError, sniff

# One text may be as large as this, in bytes or characters: a long novel has a tenth of it. The
# rules walk a text many times over, and what is larger is no article but a mistake.
LIMIT = 20_000_000


class Refused(CleancopyError):  # noqa: N818  (it is what happened to the input)
    """An input that cannot be worked on, and why."""


class Log(Protocol):
    """Takes down what a reader has to say about its source."""

    def note(self, message: str) -> None:
        """Something that a person should know; nothing is lost."""

    def left(self, message: str, line: int = 0) -> None:
        """Something, at a line from 1, that was left as it is because it could not be read."""


@dataclass(frozen=True)
class Source:
    """A file, or the standard input where `path` is None. `name` is what the user calls it."""

    name: str
    path: Path | None

    @cached_property
    def data(self) -> bytes | None:
        """The bytes, up to one more than LIMIT, of what can be read only once; None for a file."""
        if self.path is None:
            return sys.stdin.buffer.read(LIMIT + 1)
        if self.path.is_file():
            return None
        with self.path.open("rb") as pipe:
            return pipe.read(LIMIT + 1)

    @property
    def size(self) -> int:
        """Bytes. Raises Refused."""
        with self._reading():
            if self.data is not None or self.path is None:
                return len(self.data or b"")
            return self.path.stat().st_size

    @cached_property
    def encoding(self) -> Encoding:
        """How its bytes are text. Reads it once from end to end. Raises Refused."""
        try:
            with self._reading(), self.open() as file:
                return sniff(file, LIMIT)
        except NotTextError as error:
            raise Refused(f"{self.name}: {error}") from None

    def use(self, encoding: Encoding | None) -> None:
        """Read and write it in an encoding that the file itself declares; None changes nothing."""
        if encoding is not None:
            self.__dict__["encoding"] = encoding

    def open(self) -> BinaryIO:
        """Its bytes from the beginning. Raises Refused."""
        with self._reading():
            if self.data is not None or self.path is None:
                return io.BytesIO(self.data or b"")
            return self.path.open("rb")

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Refused(f"{self.name}: cannot be read ({error.strerror or error})") from None

    def stream(self, newline: str, log: Log) -> TextIO:
        """Its text after the byte order mark, line ends as they are. Raises Refused."""
        if self.encoding.note:
            log.note(self.encoding.note)
        file = self.open()
        file.seek(len(self.encoding.bom))
        return io.TextIOWrapper(file, self.encoding.name, self.encoding.errors, newline)

    def encode(self, text: str) -> bytes:
        """A text as it is written back."""
        return text.encode(self.encoding.output, "surrogatepass")

    def no_column(self, column: str, names: Iterable[str]) -> Refused:
        """The error that a table has no such column."""
        return Refused(f"{self.name}: {no_column(column, names)}")


def no_column(column: str, names: Iterable[str]) -> str:
    """Says that a table has no such column, and which it has."""
    known = list(names)
    near = get_close_matches(column, known, 1)
    hint = f"; did you mean {near[0]!r}?" if near else "."
    shown = ", ".join(known[:20]) + (", ..." if len(known) > 20 else "")
    return f"no column {column!r}{hint} Columns: {shown or 'none'}"
