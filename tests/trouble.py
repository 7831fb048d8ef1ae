"""Work that goes wrong in every way; a module of its own, which worker processes can import."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path


def work(task: str) -> str:
    """Something that may go wrong in every way."""
    kind, _, rest = task.partition(" ")
    if kind == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "leave":
        os._exit(3)
    if kind == "raise":
        raise ValueError(rest)
    if kind == "hang":
        threading.Event().wait()
    if kind == "once" and not Path(rest).exists():
        Path(rest).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return task.upper()
