"""How the time grows with the size of the work: exponents of growth, as a table in Markdown.

    python tests/benchmarks/growth.py [--only WORD] [--scale 1.0]

Sizes double; the exponent is the slope of log time over log size, by least squares: 1 is linear, 2
quadratic. Time is that of the processor in this process, after a first run that reads the tables.
"""

from __future__ import annotations

import argparse
import gc
import io
import math
import random
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cleancopy.document import Change
from cleancopy.formats import format_of, kind_of
from cleancopy.formats.parts import Wanted
from cleancopy.formats.rereading import report_as_read
from cleancopy.formats.source import Refused, Source
from cleancopy.names.table import read_people
from cleancopy.printers import PRINTERS
from cleancopy.report import Settings, run
from cleancopy.tally import Tally

ROOT = Path(__file__).parents[2]
MOST = 1.15
"""The largest exponent that passes for linear: caches cost a little more as they fill."""
AGAIN = 3
"""How often what looks steep is measured again: other work on the machine is no growth."""
Work = Callable[[], object]


class Case(NamedTuple):
    """What grows: its name, its unit, the sizes, and the work to do at a size."""

    name: str
    unit: str
    sizes: Sequence[int]
    work: Callable[[int], Work]


def doubling(largest: int, steps: int = 4) -> list[int]:
    """Sizes that double up to the largest."""
    return [largest >> step for step in reversed(range(steps))]


def prose(size: int, gap: str = "\n\n") -> str:
    """News of about `size` characters, sound and damaged, in a random order."""
    lines = [
        line
        for path in sorted((ROOT / "tests/articles").glob("[cd]*/*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]
    chance, text, length = random.Random(7), list[str](), 0
    while length < size:
        text.append(chance.choice(lines))
        length += len(text[-1]) + len(gap)
    return gap.join(text)


def on_text(make: Callable[[int], str]) -> Callable[[int], Work]:
    """A run on the text that `make` makes of a size."""

    def work(size: int) -> Work:
        text = make(size)
        return lambda: run(text)

    return work


def names(count: int) -> str:
    """A text of so many names that the tables have, and as many that they have not."""
    people = [person.name for person in read_people(ROOT / "rules/names/people.csv")]
    chance = random.Random(7)
    return "\n".join(
        f"On Monday {chance.choice(people)} met Vor{chance.randrange(9999)}a Tarkh{'aeiou'[n % 5]}n"
        f"{'bdgkl'[n % 7 % 5]}ova, and {chance.choice(people).split()[-1]} spoke of the harbour."
        for n in range(count // 2)
    )  # fmt: skip


def named(count: int) -> Work:
    """All that a report says of names."""
    text = names(count)
    return lambda: run(text).names


def quoted(count: int) -> str:
    """One paragraph of so many quotation marks, some of them turned, spaced, or without partner."""
    chance = random.Random(7)
    speech = ['"we saw it," he said.', "“ it was late ” .", "”The port“ is shut,", '"and so " he']
    return " ".join(chance.choice(speech) for _ in range(count // 2))


def damaged(count: int) -> str:
    """So many repairs, several to a line."""
    return "\n".join("The port , the pier and and the quay ." for _ in range(count // 3))


def printed(printer: str) -> Callable[[int], Work]:
    """A report with so many changes, as that printer makes it."""

    def work(count: int) -> Work:
        report = run(damaged(count), name="a.txt")
        return lambda: PRINTERS[printer](report)

    return work


def ruled(count: int) -> Work:
    """Reading so many cards of a user, and running them."""
    folder = Path(tempfile.mkdtemp()) / "07-punctuation"
    folder.mkdir()
    for number in range(count):
        (folder / f"own-{number}.toml").write_text(
            f"title = 'Word {number}'\nwhy = 'To measure.'\nsafety = 'safe'\nmqm = 'spelling'\n"
            f"find = '\\bword{number}\\b'\nreplace = 'term{number}'\nkeeps = ['None.']\n"
            f"[[repairs]]\nbad = 'word{number}'\ngood = 'term{number}'\n", "utf-8"
        )  # fmt: skip
    text = prose(3000)
    return lambda: run(text, Settings(rules=(folder.parent,)))


def in_file(ending: str, make: Callable[[int], str]) -> Callable[[int], Work]:
    """A file of a format from reading to writing, its text repaired."""

    def work(size: int) -> Work:
        path = Path(tempfile.mkdtemp()) / f"input{ending}"
        path.write_bytes(_packed(make(size)) if ending == ".docx" else make(size).encode())
        return lambda: _rewritten(path)

    return work


def _packed(body: str) -> bytes:
    """A Word document of this body."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        xml = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        packed.writestr("word/document.xml", xml)
    return archive.getvalue()


def _rewritten(path: Path) -> bytes:
    form, source, sink = format_of(kind_of(path)), Source(path.name, path), io.BytesIO()
    results: list[tuple[object, Sequence[Change]]] = []
    try:
        for part in form.read(source, Wanted(), Tally(path.name, lambda line: None)):
            report = None if part.text is None else report_as_read(part, Settings(), "", ())
            if report:
                list(part.places((change.start, change.end) for change in report.changes))
            results.append((part, report.changes if report else ()))
        form.write(source, "text", sink, iter(results))  # type: ignore[arg-type]
    except Refused:
        pass  # what is too deep is refused, which takes its time too
    return sink.getvalue()


def repeated(unit: str) -> Callable[[int], str]:
    """A text of one thing again and again."""
    return lambda size: unit * (size // len(unit))


def nested(opening: str, inside: str, closing: str) -> Callable[[int], str]:
    """A text in so many layers."""
    return lambda depth: opening * depth + inside + closing * depth


LINES = {
    "letters": "a", "words": "harbour ", "blanks": " ", "odd blanks": "\u00a0\u2009", "digits": "7",
    "sums": "3,5 ", "stops": ".", "spaced stops": ". ", "commas": " ,", "straight marks": '" ',
    "apostrophes": "' ", "turned marks": "” “", "capitals": "Ana ", "initials": "A. ",
    "hyphens": "- ", "joined words": "a-", "half a reference": "&amp", "ampersands": "&",
    "angles": "<", "tags": "<b ", "at signs": "a@", "addresses": "www.a", "slashes": "/a",
    "ticks": "`",
    "tick pairs": "`a ", "braces": "{a", "percents": "%s%", "dollars": "$ ", "pipes": " | ",
    "stars": "*", "brackets": "[", "closing": ") ", "soft hyphens": "a\u00ad", "mojibake": "â€",
    "Cyrillic": "о", "mixed scripts": "oо", "Chinese": "中，", "line ends": "\n", "returns": "\r",
    "short lines": "a\n", "doubled words": "and and ", "one sentence": "The port is shut. ",
    "titles": "Dr. President ", "months": "May 5, ", "ellipses": " . . .", "thousands": "1,000,",
}  # fmt: skip


def cases() -> Iterator[Case]:
    """All that is measured."""
    yield Case("length of a document", "characters", doubling(5_000_000), on_text(prose))
    line = on_text(lambda size: prose(size, " "))
    yield Case("one huge line", "characters", doubling(2_000_000), line)
    yield Case("quotation marks in a paragraph", "marks", doubling(8000), on_text(quoted))
    yield Case("names in a text", "names", doubling(4000), on_text(names))
    yield Case("names in a text, listed", "names", doubling(4000), named)
    yield Case("changes in a document", "changes", doubling(24_000), on_text(damaged))
    for printer in PRINTERS:
        yield Case(f"changes in a report {printer}", "changes", doubling(8000), printed(printer))
    yield Case("rules of a user", "cards", doubling(3200), ruled)
    for name, unit in LINES.items():
        yield Case(f"a line of {name}", "characters", doubling(80_000), on_text(repeated(unit)))
    for name, opening, closing in (
        ("round brackets", "(", ")"), ("square brackets", "[ ", " ]"), ("quotations", "“‘", "’”"),
    ):  # fmt: skip
        made = on_text(nested(opening, "the port , he said", closing))
        yield Case(f"nested {name}", "layers", doubling(16_000), made)
    for name, ending, opening, closing in (
        ("blocks of HTML", ".html", "<div>", "</div>"), ("words of HTML", ".html", "<b>", "</b>"),
        ("comments of HTML", ".html", "<!--", "-->"), ("quotes of Markdown", ".md", "> ", ""),
        ("brackets of Markdown", ".md", "[", "](x)"), ("stars of Markdown", ".md", "*a ", " b*"),
        ("tables of Word", ".docx", "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
    ):  # fmt: skip
        inside = "<w:p><w:r><w:t>a , b</w:t></w:r></w:p>" if ending == ".docx" else "a , b"
        made = in_file(ending, nested(opening, inside, closing))
        yield Case(f"nested {name}", "layers", doubling(8000), made)
    for ending, unit in FILES.items():
        made = in_file(ending, repeated(unit))
        yield Case(f"a file {ending}", "bytes", doubling(400_000), made)


FILES = {
    ".html": "<p>The <b>port</b> , he &amp; she said .</p>\n",
    ".md": "The **port** , he [said](x) .\n\n",
    ".docx": "<w:p><w:r><w:t>The port , he said .</w:t></w:r></w:p>",
}


@contextmanager
def _clock(seconds: list[float]) -> Iterator[None]:
    begun = time.process_time()
    yield
    seconds.append(time.process_time() - begun)


def forget() -> None:
    """Empty what remembers texts and lines, so that a second run does the work of the first."""
    for each in gc.get_objects():
        if (
            isinstance(each, type(forgettable))
            and 0 < (each.cache_parameters()["maxsize"] or 0) <= 512
        ):
            each.cache_clear()


@lru_cache(1)
def forgettable() -> None:
    """A memory, to know others by."""


def seconds_of(work: Work) -> float:
    """The shorter of two runs, or the only one where it is long."""
    seconds: list[float] = []
    while len(seconds) < 2 and sum(seconds) < 1:
        forget()
        with _clock(seconds):
            work()
    return min(seconds)


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The slope of log time over log size."""
    points = [(math.log(n), math.log(max(s, 1e-6))) for n, s in zip(sizes, seconds, strict=True)]
    x, y = (sum(each) / len(points) for each in zip(*points, strict=True))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


def measured(case: Case, scale: float) -> bool:
    """Print the line of a case; whether it is linear. What is steep is measured again."""
    sizes = [max(1, int(size * scale)) for size in case.sizes]
    works = [case.work(size) for size in sizes]
    seconds = [seconds_of(work) for work in works]
    for _ in range(AGAIN):
        if exponent(sizes, seconds) > MOST:
            seconds = [min(s, seconds_of(w)) for s, w in zip(seconds, works, strict=True)]
    found = exponent(sizes, seconds)
    most = f"{sizes[-1]:,} {case.unit}"
    print(f"| {case.name} | {most} | {seconds[-1]:.2f} | {found:.2f} |", flush=True)
    return found <= MOST


def report(only: str = "", scale: float = 1.0) -> None:
    """Print the table, and what is not linear."""
    run("A text so that the tables are read. “So ” it is.")
    print("| what grows | up to | seconds | exponent |\n|---|---:|---:|---:|")
    steep = [case.name for case in cases() if only in case.name and not measured(case, scale)]
    print(f"\nMore than {MOST}: {', '.join(steep) or 'nothing'}")


def main() -> None:
    """Print the table of growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="what has this in its name")
    parser.add_argument("--scale", type=float, default=1.0, help="a factor on all sizes")
    options = parser.parse_args()
    report(options.only, options.scale)


if __name__ == "__main__":
    main()
