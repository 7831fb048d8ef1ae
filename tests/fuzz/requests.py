"""Requests for the review server, told in a few lines of text, and what must hold of its answers.

A request is a line with method and address, lines of headers, an empty line and a body. In it
`{base}` stands for the secret part of the address and `{item}` for an item that can be decided.
"""

from __future__ import annotations

import asyncio
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from cleancopy.formats.parts import Wanted
from cleancopy.formats.plan import planned
from cleancopy.report import Settings
from cleancopy.review.intake import take_in
from cleancopy.review.ledger import Ledger
from cleancopy.review.server import Review, application
from reviewing import told

HOST, TOKEN = "127.0.0.1:8000", "token"
SECRET = b"Nobody may read this over the network."
_FOLDER = tempfile.TemporaryDirectory(prefix="cleancopy-fuzz-")


def answer(data: bytes) -> None:
    """Send a request; its answer must be whole, and hold nothing that is not of the batch."""
    app, item = desk()
    for name, value in ((b"{base}", f"/t/{TOKEN}/".encode()), (b"{item}", item.encode())):
        data = data.replace(name, value)
    with ThreadPoolExecutor(1) as thread:  # this one may have a loop of its own already
        status, headers, body = thread.submit(asyncio.run, sent(app, data)).result()
    assert 200 <= status < 500, (status, body[:200])
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"cache-control"] == b"no-store"
    assert SECRET not in body


@cache
def desk() -> tuple[Any, str]:
    """A server of two texts beside a file that is none of the batch, and an item of the first."""
    folder = Path(_FOLDER.name)
    batch = folder / "batch"
    batch.mkdir(exist_ok=True)
    (folder / "secret.txt").write_bytes(SECRET)
    (batch / "a.txt").write_text("He paid $ 75 million , and and left .", "utf-8")
    (batch / "b.txt").write_text("The envoy spoke in Kiev .", "utf-8")
    plan, ledger = planned([str(batch)]), Ledger(folder / "review.sqlite")
    take_in(ledger, plan.inputs, Wanted(), Settings(), told, lambda message: None)
    review = Review("<title>Review</title>", "key", ledger, plan.inputs, Wanted())
    first = ledger.article(ledger.rows()[0]["number"]) or {}
    return application(review, TOKEN, (HOST,)), first["items"][0]["id"]


async def sent(app: Any, data: bytes) -> tuple[int, dict[bytes, bytes], bytes]:
    """The status, headers and body of an answer."""
    head, _, body = data.partition(b"\n\n")
    first, *lines = head.split(b"\n")
    method, _, address = first.partition(b" ")
    path, _, query = address.partition(b"?")
    headers = [(b"host", HOST.encode())]
    for line in lines:
        name, _, value = line.partition(b":")
        headers.append((name.strip().lower(), value.strip()))
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http",
        "method": method.decode("latin-1").upper() or "GET",
        "path": unquote_to_bytes(path).decode("utf-8", "replace"), "raw_path": path,
        "query_string": query, "root_path": "", "headers": headers,
        "client": ("127.0.0.1", 50000), "server": ("127.0.0.1", 8000), "state": {},
    }  # fmt: skip
    messages: list[Any] = []
    bodies = [{"type": "http.request", "body": body}, {"type": "http.disconnect"}]

    async def receive() -> Any:
        return bodies.pop(0) if len(bodies) > 1 else bodies[0]

    async def send(message: Any) -> None:
        messages.append(message)

    await app(scope, receive, send)
    start, *rest = messages
    found = b"".join(message.get("body", b"") for message in rest)
    return start["status"], dict(start["headers"]), found
