"""Runs a fuzz target for a time, on mutations of its seeds or under atheris where it is installed.

    python tests/fuzz/run.py core --seconds 600 [--begin 0] [--engine mutation]

What fails is kept in the folder named by --found, one file each, and told with the last line of its
traceback; the same mistake is told once. The last line says how many inputs were tried.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from cleancopy.limits import TooLongError, time_limit

HANGS = 60.0  # seconds for one small input


def seeds_of(name: str) -> list[bytes]:
    """The seeds of a target; a format without any of its own has none."""
    from fuzz.targets import CORPUS

    return [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]


def main() -> int:
    """Run one target; 1 where something failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--begin", type=int, default=0, help="the first mutation that is tried")
    parser.add_argument("--engine", choices=["mutation", "atheris"], default="mutation")
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"))
    options = parser.parse_args()
    run = under_atheris if options.engine == "atheris" else on_mutations
    return run(options)


def under_atheris(options: argparse.Namespace) -> int:
    """Let atheris look for inputs that reach new code; it ends the process itself."""
    import atheris  # type: ignore[import-not-found]

    with atheris.instrument_imports(include=["cleancopy"]):
        from fuzz.targets import CORPUS, TARGETS

    grown = options.found / f"corpus-{options.target}"
    grown.mkdir(parents=True, exist_ok=True)
    places = [str(grown), str(CORPUS / options.target)]
    limits = [f"-max_total_time={options.seconds:.0f}", "-max_len=4000", f"-timeout={HANGS:.0f}"]
    keep = f"-artifact_prefix={options.found}/{options.target}-"
    atheris.Setup([sys.argv[0], *limits, keep, *places], TARGETS[options.target])
    atheris.Fuzz()
    return 0


def on_mutations(options: argparse.Namespace) -> int:
    """Try one mutation after the other until the time is up."""
    from fuzz.mutation import mutated
    from fuzz.targets import TARGETS

    seeds, known = seeds_of(options.target), set[str]()
    begun, started, number = time.monotonic(), time.process_time(), options.begin
    while time.monotonic() - begun < options.seconds:
        data = mutated(seeds, number)
        number += 1
        failure = attempt(TARGETS[options.target], data)
        if failure and failure not in known:
            known.add(failure)
            path = options.found / f"{options.target}-{hashlib.sha256(data).hexdigest()[:12]}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            print(f"{path}: {failure}", flush=True)
    minutes, busy = (time.monotonic() - begun) / 60, (time.process_time() - started) / 60
    tried, spent = number - options.begin, f"{minutes:.1f} minutes, {busy:.1f} of them at work"
    print(f"{options.target}: {tried:,} inputs in {spent}, {len(known)} mistakes", flush=True)
    return 1 if known else 0


def attempt(target: Callable[[bytes], None], data: bytes) -> str:
    """How an input fails: the place and the kind of the exception; '' where it does not."""
    try:
        with time_limit(HANGS):
            target(data)
    except TooLongError:
        return f"longer than {HANGS:.0f} s"
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        place = next((f for f in reversed(frames) if "cleancopy" in f.filename), frames[-1])
        asserted = frames[-1].line if isinstance(error, AssertionError) else ""
        where = f"{Path(place.filename).name}:{place.lineno}"
        return f"{type(error).__name__} at {where} {asserted}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
