"""How fast, how large: whole processes on generated documents, as a table in Markdown.

    python tests/benchmarks/bench.py [--documents 1000 10000] [--workers 1 2] [--naive 200]
        [--peer "NAME=COMMAND {files}"]

Documents are made of the test articles, about 3 kB each, no two alike, so that no cache of a
library answers for the work. Memory is that of the largest process. A peer is a checker that is at
hand: its command gets the names of files with the documents.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import growth

ARTICLES = Path(__file__).parents[1] / "articles"
SIZE = 3000  # characters of a document
WORD = re.compile(r"\b[a-z]{5,9}\b")
NAIVE = """
import json, sys, ftfy, langdetect, pandas as pd, textstat
langdetect.DetectorFactory.seed = 0
frame = pd.read_json(sys.argv[1], lines=True)
frame["text"] = frame["text"].map(ftfy.fix_text)
frame["language"] = frame["text"].map(langdetect.detect)
for name in ("flesch_reading_ease", "flesch_kincaid_grade", "gunning_fog", "smog_index",
             "automated_readability_index", "coleman_liau_index", "dale_chall_readability_score"):
    frame[name] = frame["text"].map(getattr(textstat, name))
frame.to_json(sys.argv[2], orient="records", lines=True)
"""
EVERYTHING = """
import json, sys
from cleancopy import clean
from cleancopy.printers.data import to_json
with open(sys.argv[1], encoding="utf-8") as rows, open(sys.argv[2], "w", encoding="utf-8") as out:
    for row in rows:
        out.write(to_json(clean(json.loads(row)["text"])))
"""
STAGES = """
import json, resource, sys, time
from cleancopy.stages import read_stages
from cleancopy.view import View
def edited(stage, texts):
    begun = time.perf_counter()
    for text in texts:
        stage.edits(View(text))
    return 1000 * (time.perf_counter() - begun) / len(texts)
def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
with open(sys.argv[1], encoding="utf-8") as rows:
    texts = [json.loads(row)["text"] for row in rows]
for stage in read_stages():
    before = memory()
    first = edited(stage, texts[:1])
    edited(stage, texts[1:100])  # until what is kept between texts is there
    rest = edited(stage, texts[100:])
    print(f"| {stage.name} | {first:.1f} | {rest:.2f} | {memory() - before:.0f} |")
"""


class Run(NamedTuple):
    """What a process took: seconds, and the memory of it or its largest child in megabytes."""

    seconds: float
    megabytes: float


def documents(count: int) -> Iterator[str]:
    """Texts of about SIZE characters; one in four comes from a damaged article.

    Each line has words of other lines, so that no line comes twice either.
    """
    kinds = ("damaged", *("clean",) * 3)
    lines = {
        kind: [line for path in sorted((ARTICLES / kind).glob("*.txt"))
               for line in path.read_text("utf-8").splitlines() if line.strip()]
        for kind in set(kinds)
    }  # fmt: skip
    words = sorted({word for line in lines["clean"] for word in WORD.findall(line)})
    chance = random.Random(7)
    for number in range(count):
        kind, text = kinds[number % 4], [f"Report number {number} of the day"]
        while sum(map(len, text)) < SIZE:
            text.append(varied(chance.choice(lines[kind]), words, chance))
        yield "\n\n".join(text)


def varied(line: str, words: list[str], chance: random.Random) -> str:
    """The line with two of its words replaced by others."""
    for match in chance.sample(found := list(WORD.finditer(line)), min(2, len(found))):
        line = line.replace(match[0], chance.choice(words), 1)
    return line


def write(path: Path, count: int) -> int:
    """Write a table of documents; its size in bytes."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(documents(count)):
            file.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")
    return path.stat().st_size


def dictionary(folder: Path) -> str:
    """A folder for NLTK, with our table of syllables in the form of its dictionary."""
    from cleancopy.readability import SYLLABLES

    file = folder / "corpora" / "cmudict" / "cmudict"
    file.parent.mkdir(parents=True)
    with file.open("w", encoding="utf-8") as lines:
        for line in SYLLABLES.read_text("utf-8").splitlines():
            count, _, words = line.partition(" ")
            for word in words.split() if count.isdecimal() else ():
                lines.write(f"{word.upper()} 1 M{' AH1' * int(count)}\n")
    return str(folder)


def timed(*command: str | Path, **environment: str) -> Run:
    """Run a command to its end, in a process that waits for nothing else."""
    script = (
        "import resource, subprocess, sys, time; begun = time.perf_counter();"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        "print(time.perf_counter() - begun,"
        " resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000, done.returncode)"
    )
    around = {**os.environ, **environment}
    around.pop("PYTHONDONTWRITEBYTECODE", None)  # who installs a program has its byte code
    line = subprocess.run(
        [sys.executable, "-c", script, *map(str, command)],
        check=True, stdout=subprocess.PIPE, text=True, env=around,
    ).stdout.split()  # fmt: skip
    if "cleancopy" in command and line[2] not in ("0", "1"):  # a peer's code says something else
        raise SystemExit(f"{command}: exit code {line[2]}")
    return Run(float(line[0]), float(line[1]))


def best(times: int, *command: str | Path) -> float:
    """The shortest of several runs, in milliseconds."""
    return 1000 * min(timed(*command).seconds for _ in range(times))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, os.cpu_count() or 1])
    parser.add_argument("--naive", type=int, default=200, help="documents for the four packages")
    parser.add_argument("--everything", type=int, default=1000, help="documents with reports")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND {files}")
    parser.add_argument("--growth", action="store_true", help="how the time grows, too (minutes)")
    options = parser.parse_args()
    versions = ", ".join(
        f"{name} {version(name)}"
        for name in ("cleancopy", "ftfy", "langdetect", "textstat", "pandas")
    )
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {versions}; "
          f"load {os.getloadavg()[0]:.1f} at the start, {time.strftime('%Y-%m-%d')}\n")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        throughput(Path(folder), options)
        stages(Path(folder))
        startup(Path(folder))
    if options.growth:
        print()
        growth.report()


def throughput(folder: Path, options: argparse.Namespace) -> None:
    """Documents a second and memory, for some counts of documents and workers."""
    print("| run | documents | workers | documents/s | MB/s | MB/s per core | memory, MB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    table, out = folder / "table.jsonl", folder / "out.jsonl"
    size = write(table, options.naive)
    run = timed(sys.executable, "-c", NAIVE, table, out, NLTK_DATA=dictionary(folder))
    row("the four packages, naively", options.naive, 1, size, run)
    for peer in options.peer:
        name, _, command = peer.partition("=")
        files = as_files(folder, options.naive)
        size = sum(file.stat().st_size for file in files)
        parts = [part for word in shlex.split(command)
                 for part in (files if word == "{files}" else [word])]  # fmt: skip
        row(name, options.naive, 1, size, timed(*parts))
    size = write(table, options.everything)
    run = timed(sys.executable, "-c", EVERYTHING, table, out)
    row("everything, with a JSON report on each", options.everything, 1, size, run)
    for count in options.documents:
        size = write(table, count)
        for workers in options.workers:
            command = (sys.executable, "-m", "cleancopy", "clean", table, "-o", out, "-q")
            run = timed(*command, "--workers", str(workers))
            row("cleancopy clean", count, workers, size, run)


def as_files(folder: Path, count: int) -> list[Path]:
    """The documents as files, for programs that read no tables."""
    files = [folder / f"{number}.md" for number in range(count)]
    for file, text in zip(files, documents(count), strict=True):
        file.write_text(text, "utf-8")
    return files


def row(name: str, count: int, workers: int, size: int, run: Run) -> None:
    """Print a line of the table."""
    rate = size / 1e6 / run.seconds
    print(f"| {name} | {count:,} | {workers} | {count / run.seconds:,.0f} | {rate:.3f} "
          f"| {rate / workers:.3f} | {run.megabytes:,.0f} |", flush=True)  # fmt: skip


def stages(folder: Path) -> None:
    """What each stage costs by itself, which works out all that it asks of a text."""
    print("\n| stage alone | first text, ms | each further text, ms | memory more, MB |")
    print("|---|---:|---:|---:|", flush=True)
    write(table := folder / "table.jsonl", 500)
    subprocess.run([sys.executable, "-c", STAGES, table], check=True)


def startup(folder: Path) -> None:
    """How long until something is there."""
    article = folder / "article.txt"
    article.write_text(next(documents(1)), "utf-8")
    command = (sys.executable, "-m", "cleancopy")
    rest, kept = folder / "rest", folder / "cache"
    rest.mkdir()
    for number, text in enumerate(documents(101)):
        (rest / f"{number}.txt").write_text(text, "utf-8")
    one = best(7, *command, "check", article)
    more = best(3, *command, "check", rest)
    again = best(4, *command, "check", rest, "--cache", kept)  # the first fills it
    print("\n| start | ms |\n|---|---:|")
    print(f"| cleancopy --help | {best(7, *command, '--help'):,.0f} |")
    print(f"| cleancopy check, a file of 3 kB | {one:,.0f} |")
    print(f"| each further file | {(more - one) / 100:,.1f} |")
    print(f"| 101 files that have not changed, with --cache | {again:,.0f} |")
    print(f"| cleancopy clean, a file of 3 kB | {best(7, *command, 'clean', article):,.0f} |")


if __name__ == "__main__":
    main()
