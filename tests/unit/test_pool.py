"""Worker processes: order is kept, and what kills one of them takes no other document along."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleancopy.limits import TooLongError, time_limit
from cleancopy.workers.pool import CHUNK, Pool, Ready, WorkerDiedError
from trouble import work


def test_the_order_is_kept() -> None:
    tasks = [f"task {number}" for number in range(5 * CHUNK + 3)]
    with Pool(work, 2) as pool:
        assert list(pool.map(tasks)) == [(task, task.upper()) for task in tasks]
        assert list(pool.map([])) == []


@pytest.mark.parametrize("kind", ["die", "leave", "raise"])
def test_what_kills_its_worker_is_named_and_the_others_are_done(kind: str) -> None:
    tasks = [f"a {number}" for number in range(CHUNK + 5)]
    tasks[3] = tasks[CHUNK + 1] = f"{kind} now"
    with Pool(work, 2) as pool:
        found = list(pool.map(tasks))
    assert [task for task, _ in found] == tasks
    for task, result in found:
        assert isinstance(result, WorkerDiedError) if task.startswith(kind) else result


def test_what_takes_too_long_is_ended() -> None:
    with Pool(work, 1, limit=0.5) as pool:
        found = list(pool.map(["a", "hang", "b"]))
    assert [result for _, result in found[::2]] == ["A", "B"]
    assert str(found[1][1]) == "took longer than 0.5 s"


def test_a_worker_that_dies_once_is_no_fault_of_the_task(tmp_path: Path) -> None:
    task = f"once {tmp_path / 'mark'}"
    with Pool(work, 1) as pool:
        assert list(pool.map(["a", task, "b"])) == [("a", "A"), (task, task.upper()), ("b", "B")]


def test_what_needs_no_work_passes_through_in_its_place() -> None:
    tasks = ["a", Ready("x"), "b", Ready("y"), Ready("z")]
    with Pool(work, 2) as pool:
        assert [result for _, result in pool.map(tasks)] == ["A", "x", "B", "y", "z"]


def test_many_that_need_no_work_hold_nothing_up() -> None:
    tasks = [*(Ready(number) for number in range(40 * CHUNK)), "a"]
    with Pool(work, 2) as pool:
        assert [result for _, result in pool.map(tasks)] == [*range(40 * CHUNK), "A"]


def test_no_more_is_read_than_is_worked_on() -> None:
    read = 0

    def tasks() -> Iterator[str]:
        nonlocal read
        for number in range(100_000):
            read = number
            yield "a"

    with Pool(work, 2) as pool:
        for _ in zip(range(10), pool.map(tasks()), strict=False):
            pass
    assert read < 1000


def without_end(limit: float) -> None:
    with time_limit(limit):
        while True:
            pass


def test_an_endless_document_is_ended() -> None:
    with pytest.raises(TooLongError, match=r"took longer than 0\.05 s"):
        without_end(0.05)
    with time_limit(0.001):
        pass
    assert signal.getsignal(signal.SIGALRM) == signal.SIG_DFL


def test_without_an_alarm_there_is_no_limit() -> None:
    done: list[bool] = []

    def elsewhere() -> None:
        with time_limit(0.001):
            done.append(True)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    with time_limit(0):
        done.append(True)
    assert done == [True, True]
