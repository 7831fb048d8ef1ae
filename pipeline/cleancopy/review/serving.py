"""Serving: the address of a review, and the program that answers there until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing
from secrets import token_urlsafe

from cleancopy.errors import CleancopyError
from cleancopy.review.server import Review, application

LOOPBACK = "127.0.0.1"
_TOKEN_BYTES = 24


def serve(review: Review, port: int, opened: Callable[[str], None]) -> None:
    """Answer on loopback until interrupted; `opened` is told the address once it is open.

    Port 0 takes any that is free. Raises CleancopyError where the port is taken.
    """
    import uvicorn

    with closing(_listening(port)) as listener:
        port = listener.getsockname()[1]
        token = token_urlsafe(_TOKEN_BYTES)
        hosts = (f"{LOOPBACK}:{port}", f"localhost:{port}")
        config = uvicorn.Config(
            application(review, token, hosts),
            log_level="warning", access_log=False, server_header=False, lifespan="off", ws="none",
            timeout_graceful_shutdown=2,
        )  # fmt: skip
        opened(f"http://{LOOPBACK}:{port}/t/{token}/")
        uvicorn.Server(config).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.bind((LOOPBACK, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        mend = "another program has it; choose another with --port, or leave it out"
        raise CleancopyError(f"port {port} cannot be opened ({error.strerror}): {mend}") from None
    return listener
