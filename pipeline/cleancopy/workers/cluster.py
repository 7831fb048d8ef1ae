"""A batch on a cluster: every input is a shard that one of the machines reads, cleans and writes.

The machines share the files, under the same paths, and have Cleancopy installed. What makes a run
safe is not the engine's: a shard is written under another name and renamed, so that one whose
machine dies is done again elsewhere, and whatever is done twice ends in the same file.
"""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from cleancopy.context import Sightings
from cleancopy.errors import CleancopyError
from cleancopy.formats.parts import Wanted
from cleancopy.formats.plan import Input
from cleancopy.names.batch import merged
from cleancopy.report import Settings
from cleancopy.tally import Tally
from cleancopy.workers.cleaning import Cleaning, Pair
from cleancopy.workers.job import Alone, Job
from cleancopy.workers.survey import Look, surveyed

_FOLDERS = ("rules", "names")
_BLOCKS = 200  # that the shards are dealt into: as many are done again where a machine dies


def on_ray(
    pairs: Sequence[Pair], wanted: Wanted, job: Job, address: str
) -> Iterator[tuple[int, Tally, list[str]]]:
    """Clean inputs on a Ray cluster: number of the pair, what came of it, what there is to say.

    They come as they are done, in any order. `address` is that of the cluster's head, '' for one
    of this machine's own. Raises CleancopyError where Ray is not installed or cannot be reached.
    """
    job = replace(job, settings=_found_anywhere(job.settings))
    orders = [(*_absolute(pair), wanted, job) for pair in pairs]
    with _connected(address) as ray:
        for number, (tally, said) in _mapped(ray, orders, shard):
            yield number, tally, said


def _mapped(
    ray: Any, orders: Sequence[Any], work: Callable[[dict[str, Any]], dict[str, Any]]
) -> Iterator[tuple[int, Any]]:
    """Orders carried out by the machines: the number of each and what came of it, as it is done."""
    from ray.data import DataContext

    DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)  # what goes wrong, we say
    rows = [{"number": n, "order": pickle.dumps(order)} for n, order in enumerate(orders)]
    blocks = min(len(rows), _BLOCKS)
    for row in ray.data.from_items(rows, override_num_blocks=blocks).map(work).iter_rows():
        yield row["number"], pickle.loads(row["came"])


def surveyed_on_ray(pairs: Sequence[Pair], wanted: Wanted, look: Look, address: str) -> Sightings:
    """What all texts show of their names, each input looked at by one of the machines."""
    look = replace(look, settings=_found_anywhere(look.settings))
    orders = [(*_absolute(pair), wanted, look) for pair in pairs]
    with _connected(address) as ray:
        return merged(came for _, came in _mapped(ray, orders, looked_at))


def looked_at(row: dict[str, Any]) -> dict[str, Any]:
    """What the texts of one input show, looked at where the engine wills."""
    item, target, wanted, look = pickle.loads(row["order"])
    seen = surveyed([(item, target)], wanted, Alone(look))
    return {"number": row["number"], "came": pickle.dumps(seen)}


def shard(row: dict[str, Any]) -> dict[str, Any]:
    """One input, cleaned where the engine wills; the same row gives the same file."""
    item, target, wanted, job = pickle.loads(row["order"])
    said: list[str] = []
    cleaning = Cleaning(wanted, Alone(job), "", said.append, lambda tally, outcome: None)
    (tally,) = cleaning.run([(item, target)], journals=False)
    tally.say = print  # what it was cannot travel, and has nothing left to say
    return {"number": row["number"], "came": pickle.dumps((tally, said))}


def _absolute(pair: Pair) -> Pair:
    """A pair as any machine finds it, wherever it works."""
    item, target = pair
    if item.source.path is None or target is None:
        raise CleancopyError("a cluster works on files; - (the standard input) is none")
    source = replace(item.source, path=item.source.path.absolute())
    return Input(source, item.kind, item.place), target.absolute()


def _found_anywhere(settings: Settings) -> Settings:
    """Settings whose folders are found wherever a machine works."""
    folders = {name: tuple(p.absolute() for p in getattr(settings, name)) for name in _FOLDERS}
    style = Path(settings.style)
    return replace(
        settings,
        **folders,  # type: ignore[arg-type]
        style=str(style.absolute()) if settings.style and style.is_file() else settings.style,
    )


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    """Ray, connected. Raises CleancopyError."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anyone
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
        import ray.data
    except ImportError:
        mend = "pip install 'cleancopy[cluster]'"
        raise CleancopyError(f"Ray is not installed; {mend}, on all machines") from None
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    if address:
        options["address"] = address
        host = address.partition(":")[0]
        if host in ("127.0.0.1", "localhost"):
            options["_node_ip_address"] = "127.0.0.1"
    else:
        options |= {"address": "local", "include_dashboard": False}
    try:
        ray.init(**options)
    except Exception as error:
        first = str(error).strip().partition("\n")[0] or type(error).__name__
        raise CleancopyError(f"no Ray cluster at {address or 'this machine'} ({first})") from None
    try:
        yield ray
    finally:
        ray.shutdown()
