"""The soak: every text at hand goes through the pipeline, and the invariants are counted.

    python tests/soak.py [FOLDER ...] [--workers 2] [--most 0]

Without a folder these are the articles of the tests, and the benches beside the checkout where they
are there. A failure is told with the text it is on; the last line says how many there were, and the
exit code is 1 where there was any.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from cleancopy.document import Change
from cleancopy.printers.data import rebuild, take_back, to_data
from cleancopy.protect import crosses, protected_ranges
from cleancopy.report import Report, Settings, run

ROOT = Path(__file__).parents[1]
BENCHES = ("repair", "names")
HERE = [ROOT / "tests/articles", *(ROOT.parent / f"shared/bench/{name}" for name in BENCHES)]
COLUMNS = ("text", "mt", "corrupted")
_NUMBER = re.compile(r"\d+")


class Text(NamedTuple):
    """A text: where it is from, and what it was translated from, '' where that is not known."""

    name: str
    text: str
    source: str = ""
    source_lang: str = ""


def texts(folders: list[Path]) -> Iterator[Text]:
    """The texts below the folders: text files, and the columns of tables that hold prose."""
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix == ".txt":
                yield Text(str(path), path.read_bytes().decode("utf-8", "replace"))
            elif path.suffix == ".jsonl":
                yield from _rows(path)


def _rows(path: Path) -> Iterator[Text]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row: Mapping[str, Any] = json.loads(line)
            beside = str(row.get("source") or ""), row.get("source_lang") or row.get("lang") or ""
            for column in COLUMNS:
                if isinstance(row.get(column), str):
                    yield Text(f"{path}:{number} {column}", row[column], *beside)


def failures(text: Text, unsafe: bool) -> list[str]:
    """The invariants that do not hold of a text, by name; `raised` where the pipeline does."""
    try:
        return list(_broken(text, unsafe))
    except Exception as error:
        return [f"raised ({type(error).__name__}: {error})"]


def _broken(text: Text, unsafe: bool) -> Iterator[str]:
    def cleaned(prose: str) -> Report:
        return run(prose, Settings(unsafe=unsafe), source=text.source, source_lang=text.source_lang)

    report = cleaned(text.text)
    told = json.loads(json.dumps(to_data(report)))
    if rebuild(text.text, told) != report.text:
        yield "rebuilt"
    if take_back(report.text, told) != text.text:
        yield "taken back"
    if again := cleaned(report.text).changes:
        yield f"at rest ({again[0].old!r} -> {again[0].new!r}, {', '.join(again[0].rules)})"
    guarded = protected_ranges(text.text)
    for change in report.changes:
        if not _keeps_numbers(change):
            yield f"figures ({change.old!r} -> {change.new!r}, {', '.join(change.rules)})"
        if crosses(guarded, change.start, change.end) and not _is_cut(change):
            yield f"protected ({change.old!r} -> {change.new!r}, {', '.join(change.rules)})"


def _keeps_numbers(change: Change) -> bool:
    """Whether a repair keeps the figures; what is cut takes its own along, a code is no figure."""
    if _is_cut(change) or any(rule.startswith("encoding/") for rule in change.rules):
        return True
    return "".join(_NUMBER.findall(change.old)) == "".join(_NUMBER.findall(change.new or ""))


def _is_cut(change: Change) -> bool:
    """Whether what is damaged was taken out as a whole: furniture, or what stands twice."""
    return any(rule.startswith(("furniture/", "repetition/")) for rule in change.rules)


def _both(text: Text) -> tuple[str, list[str]]:
    return text.name, [*failures(text, False), *(f"--unsafe: {f}" for f in failures(text, True))]


INVARIANTS = ("raised", "rebuilt", "taken back", "at rest", "figures", "protected")


def main() -> int:
    """Soak all texts and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=HERE)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--most", type=int, default=None, help="texts, from the first")
    options = parser.parse_args()
    broken, count = Counter[str](), 0
    with ProcessPoolExecutor(options.workers) as pool:
        work = list(islice(texts(options.folders), options.most))
        for name, found in pool.map(_both, work, chunksize=8):
            count += 1
            for failure in found:
                broken[failure.removeprefix("--unsafe: ").partition(" (")[0]] += 1
                print(f"{name}: {failure}", flush=True)
    print("\n| invariant | texts, each with and without --unsafe | failures |\n|---|---:|---:|")
    for name in INVARIANTS:
        print(f"| {name} | {count:,} | {broken[name]:,} |")
    print(f"{count:,} texts, {broken.total():,} failures")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
