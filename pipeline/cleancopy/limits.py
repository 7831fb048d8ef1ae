"""A limit on the time that one document may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


class TooLongError(Exception):
    """A document took longer than it may."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Ends the block by TooLongError after that time; 0 is no limit.

    By an alarm signal, which the matching of patterns heeds too. Where there are none (in a
    thread, on Windows) there is no limit.
    """
    in_main = threading.current_thread() is threading.main_thread()
    if not seconds or not in_main or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(signal_: int, frame: FrameType | None) -> NoReturn:
        raise TooLongError(f"took longer than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
