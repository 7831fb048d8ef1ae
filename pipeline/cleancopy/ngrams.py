"""How often an n-gram of up to three characters occurs in the languages that langdetect knows.

The table holds langdetect's own profiles, sorted by n-gram, and is searched as it was read;
langdetect unfolds its 55 files into 87,598 lists of 55 numbers before the first question. Where
another edition of the profiles is installed, the table is made of them instead.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections import defaultdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from cleancopy.folders import RULES

TABLE = RULES / "language" / "ngrams.txt"
LONGEST = 3  # characters of an n-gram
_MOST_KEPT = 20_000  # n-grams of running text, and rows of numbers: some 12 MB


class Ngrams:
    """The n-grams of all profiles, by number; the numbers say nothing but which is which."""

    def __init__(self, table: bytes) -> None:
        """`table` as `compiled` makes it."""
        head, _, self._lines = table.partition(b"\n\n")
        totals = [line.split() for line in head.decode().splitlines() if line[0] != "#"]
        self.codes = tuple(code for code, *_ in totals)
        self._places = {code: place for place, code in enumerate(self.codes)}
        self._totals = [[int(total) for total in each] for _, *each in totals]
        self._numbers: dict[str, int | None] = {}
        self._rows: dict[int, array[float]] = {}

    def number(self, ngram: str) -> int | None:
        """The number of an n-gram; None where no language has it."""
        try:
            return self._numbers[ngram]
        except KeyError:
            if len(self._numbers) >= _MOST_KEPT:
                self._numbers.clear()
            found = self._numbers[ngram] = self._search(ngram)
            return found

    def shares(self, number: int) -> array[float]:
        """The share that an n-gram has in each language, of all n-grams that are as long."""
        row = self._rows.get(number)
        if row is None:
            if len(self._rows) >= _MOST_KEPT:
                self._rows.clear()
            row = self._rows[number] = self._read(number)
        return row

    def _search(self, ngram: str) -> int | None:
        """Where the line of an n-gram begins. Lines are in the order of their bytes."""
        wanted, lines = ngram.encode("utf-8", "surrogatepass") + b"\t", self._lines

        def head(at: int) -> bytes:
            start = lines.rfind(b"\n", 0, at) + 1
            return lines[start : start + len(wanted)]

        at = bisect_left(range(len(lines)), wanted, key=head)
        return at if head(at) == wanted else None

    def _read(self, start: int) -> array[float]:
        """The numbers of the line that begins there, in the order of the languages."""
        line = self._lines[start : self._lines.find(b"\n", start)].decode()
        ngram, _, counts = line.partition("\t")
        row, fields = array("d", [0.0]) * len(self.codes), counts.split()
        for code, count in zip(fields[::2], fields[1::2], strict=True):
            place = self._places[code]
            row[place] = int(count) / self._totals[place][len(ngram) - 1]
        return row


@cache
def ngrams() -> Ngrams:
    """The n-grams of the langdetect that is installed."""
    package = find_spec("langdetect")
    assert package is not None
    profiles = Path(str(package.origin)).with_name("profiles")
    table = TABLE.read_bytes() if TABLE.is_file() else b""
    return Ngrams(table if table.startswith(_edition(profiles)) else compiled(profiles))


def compiled(profiles: Path) -> bytes:
    """The table of the profiles in a folder.

    A line that says which edition; one for each language with its numbers of n-grams of one, two,
    three characters; an empty line; then a line for each n-gram: a tab, and how often it occurs in
    the languages that have it.
    """
    read = [json.loads(path.read_text("utf-8")) for path in sorted(profiles.iterdir())]
    lines = defaultdict(list)
    for profile in read:
        for ngram, count in profile["freq"].items():
            lines[ngram].append(f"{profile['name']} {count}")
    head = [f"{profile['name']} {' '.join(map(str, profile['n_words']))}" for profile in read]
    body = [f"{ngram}\t{' '.join(lines[ngram])}" for ngram in sorted(lines)]
    return _edition(profiles) + "\n".join([*head, "", *body, ""]).encode()


def _edition(profiles: Path) -> bytes:
    """The first line of the table of these profiles: their number and size tell editions apart."""
    sizes = [file.stat().st_size for file in profiles.iterdir()]
    return f"# langdetect, {len(sizes)} profiles of {sum(sizes)} bytes\n".encode()
