"""The review server: the page and its decisions, on loopback, for whoever has the token.

Nothing but the page, the articles of the batch and their exports is served: no path of a request
ever names a file. A request must name this host, come from this page where it comes from any, and
carry the token in its address.
"""

from __future__ import annotations

import hmac
import json
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cleancopy.decisions.outcome import Verdict
from cleancopy.decisions.record import to_json
from cleancopy.errors import CleancopyError
from cleancopy.formats.parts import Wanted
from cleancopy.formats.plan import Input
from cleancopy.review.exports import reviewed, to_csv, write_texts
from cleancopy.review.ledger import Ledger, State

LARGEST = 1_000_000  # bytes of one decision, wording and note included
_HEADERS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


@dataclass(frozen=True)
class Review:
    """What is served: the page, the ledger behind it, and what the exports are made from."""

    page: str
    batch: str
    ledger: Ledger
    inputs: tuple[Input, ...]
    wanted: Wanted


def application(review: Review, token: str, hosts: tuple[str, ...]) -> ASGIApp:
    """The server as an ASGI application; `hosts` are the values of Host that mean this server."""
    desk = _Desk(review)
    base = "/t/{token}/"
    routes = [
        Route(base, desk.page),
        Route(base + "api/queue", desk.queue),
        Route(base + "api/changes", desk.changes),
        Route(base + "api/articles/{number:int}", desk.article),
        Route(base + "api/articles/{number:int}/decisions/{item}", desk.decide, methods=["PUT"]),
        Route(base + "api/export/decisions.json", desk.decisions_file),
        Route(base + "api/export/decisions.csv", desk.decisions_table),
        Route(base + "api/export/texts.zip", desk.texts),
    ]
    handlers: Mapping[Any, Any] = {HTTPException: _said, CleancopyError: _failed}
    return _Guard(Starlette(routes=routes, exception_handlers=handlers), token, hosts)


class _Guard:
    """Turns away what does not come from the page that was opened with the token."""

    def __init__(self, app: ASGIApp, token: str, hosts: tuple[str, ...]) -> None:
        self._app, self._token, self._hosts = app, token, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; all answers carry the headers that keep the page to itself."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(key.encode(), value.encode()) for key, value in _HEADERS.items()]
                message["headers"] = [*message.get("headers", ()), *own]
            await send(message)

        refusal = self._refusal(Request(scope))
        await (refusal or self._app)(scope, receive, guarded)

    def _refusal(self, request: Request) -> Response | None:
        if request.headers.get("host", "") not in self._hosts:
            return _problem(403, "this is not the host that the review was opened on")
        origin = request.headers.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in self._hosts}:
            return _problem(403, "the request comes from another page")
        if not request.scope["query_string"].isascii():  # on which `request.url` fails
            return _problem(400, "an address has no bytes beyond ASCII")
        given = request.scope["path"].removeprefix("/t/").partition("/")[0]
        if not hmac.compare_digest(given.encode(), self._token.encode()):
            return _problem(404, "nothing here; open the address that `cleancopy review` printed")
        return None


class _Desk:
    """Answers the requests; each method is one route. The page counts the articles from 0."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._ledger = review.ledger
        self._keys = [row["number"] for row in review.ledger.rows()]
        self._numbers = {key: number for number, key in enumerate(self._keys)}

    def _key(self, request: Request) -> int:
        """The number that the ledger has of an article. Raises HTTPException."""
        number: int = request.path_params["number"]
        if number >= len(self._keys):
            raise HTTPException(404, "there is no article of that number")
        return int(self._keys[number])

    async def page(self, request: Request) -> Response:
        """The review page."""
        return HTMLResponse(self._review.page)

    async def queue(self, request: Request) -> Response:
        """The articles with what is left to decide, and the youngest revision."""
        found = await run_in_threadpool(self._ledger.rows)
        rows = [{**row, "number": number} for number, row in enumerate(found)]
        revision = self._ledger.revision
        return _json({"batch": self._review.batch, "articles": rows, "revision": revision})

    async def changes(self, request: Request) -> Response:
        """What was decided since a revision, by whatever browser."""
        since = request.query_params.get("since", "0")
        if not since.isdecimal() or len(since) > 15:
            raise HTTPException(400, "`since` is a revision, a whole number")
        revision = self._ledger.revision
        found = [
            {"article": self._numbers[key], "item": item, "state": asdict(state)}
            for key, item, state in self._ledger.changes(int(since))
            if key in self._numbers
        ]
        return _json({"revision": revision, "changes": found})

    async def article(self, request: Request) -> Response:
        """One article with its decisions."""
        return _json(await run_in_threadpool(self._ledger.article, self._key(request)))

    async def decide(self, request: Request) -> Response:
        """Take down one decision; 409 with the present state where another came in between."""
        key, item = self._key(request), request.path_params["item"]
        seen, asked = _asked(await _body(request))
        state = replace(asked, decided_at=_now())
        data = await run_in_threadpool(self._ledger.article, key)
        places = {each["id"]: len(each["places"]) for each in (data or {"items": ()})["items"]}
        if item not in places:
            raise HTTPException(404, "there is no such item in that article")
        if state.wording is not None and len(state.wording) != places[item]:
            raise HTTPException(400, "`wording` has one entry for each place of the item")
        done = await run_in_threadpool(self._ledger.decide, key, item, seen, state)
        if done is None:
            now = self._ledger.states(key).get(item, State())
            return _json({"state": asdict(now)}, 409)
        return _json({"revision": done.revision, "decided_at": done.decided_at})

    async def decisions_file(self, request: Request) -> Response:
        """All items with their decisions, as `cleancopy apply` reads them."""
        text = await run_in_threadpool(lambda: to_json(reviewed(self._ledger)))
        return _download(text, "application/json", "decisions.json")

    async def decisions_table(self, request: Request) -> Response:
        """The same as a table."""
        text = await run_in_threadpool(lambda: to_csv(reviewed(self._ledger)))
        return _download(text, "text/csv; charset=utf-8", "decisions.csv")

    async def texts(self, request: Request) -> Response:
        """The files of the batch as decided."""
        review = self._review
        folder = tempfile.TemporaryDirectory()
        archive = Path(folder.name) / "texts.zip"
        await run_in_threadpool(write_texts, review.ledger, review.inputs, review.wanted, archive)
        return FileResponse(
            archive, filename="texts.zip", background=BackgroundTask(folder.cleanup)
        )


async def _body(request: Request) -> Any:
    """The object that a browser sent. Raises HTTPException."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise HTTPException(415, "a decision is sent as application/json")
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > LARGEST:
            raise HTTPException(413, f"a decision of more than {LARGEST // 1_000_000} MB")
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise HTTPException(400, "no JSON") from None


def _asked(data: Any) -> tuple[int, State]:
    """The revision that was seen and the state that is asked for. Raises HTTPException."""
    if not isinstance(data, dict):
        raise HTTPException(400, "a decision is an object")
    if data.get("decision") not in list(Verdict):
        raise HTTPException(400, f"`decision` is one of: {', '.join(Verdict)}")
    wording, seen, shown = data.get("wording"), data.get("revision", 0), data.get("ms_on_screen")
    if wording is not None and not (
        isinstance(wording, list) and all(isinstance(w, str | None) for w in wording)
    ):
        raise HTTPException(400, "`wording` is a list of texts, or null")
    for name, number in (("revision", seen), ("ms_on_screen", 0 if shown is None else shown)):
        if type(number) is not int or not 0 <= number < 2**53:
            raise HTTPException(400, f"`{name}` is a whole number")
    note, reviewer = data.get("note", ""), data.get("reviewer", "")
    if not (isinstance(note, str) and isinstance(reviewer, str)):
        raise HTTPException(400, "`note` and `reviewer` are texts")
    return seen, State(data["decision"], wording, note, reviewer, "", shown)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _json(value: object, code: int = 200) -> Response:
    # Written as ASCII: halves of surrogate pairs have no UTF-8.
    return Response(json.dumps(value), code, media_type="application/json")


def _problem(code: int, message: str) -> JSONResponse:
    return JSONResponse({"error": message}, code)


async def _said(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _problem(error.status_code, error.detail)


async def _failed(request: Request, error: Exception) -> Response:
    return _problem(500, str(error))


def _download(text: str, kind: str, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text.encode("utf-8", "replace"), media_type=kind, headers=headers)
