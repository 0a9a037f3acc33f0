"""The centre's web face (ASGI): bytes in, bytes out; what it decides stands in its neighbours."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from logging import ERROR, INFO, getLogger
from time import monotonic
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from app.domain.fault_text import fault_text
from app.server.calls import Call, Face, Handler
from app.server.centre import Centre
from app.server.counting import Turnstile
from app.server.log_lines import TOLD
from app.server.news import Ends, Waiting
from app.server.openapi import description
from app.server.patience import in_time
from app.server.refusing import STATUS, Refused, refused
from app.sync.packing import MEDIA_TYPE, pack_message
from app.sync.protocol import MOST_BYTES, Fault, Trouble

_LOG = getLogger("motcua.centre")
_RETRY_AFTER = "5"
_HEALTH = text("SELECT 1")


def application(centre: Centre, turnstile: Turnstile | None = None) -> Starlette:
    """The ASGI application of an open centre; who may call how often, the turnstile says."""
    face = Face(centre, turnstile=turnstile or Turnstile())
    ends = Ends(centre)
    routes = [
        Route(path, _served(face, ends, (path, handler)), methods=[method])
        for method, path, handler in face.calls
    ]

    async def health(_: Request) -> Response:
        return await run_in_threadpool(_health, centre)

    async def metrics(_: Request) -> Response:
        return PlainTextResponse(face.counts.text(), media_type="text/plain; version=0.0.4")

    async def openapi(_: Request) -> Response:
        return JSONResponse(description())

    routes += [
        Route("/v1/health", health),
        Route("/metrics", metrics),
        Route("/v1/openapi.json", openapi),
    ]
    return Starlette(routes=routes)


def _served(
    face: Face, ends: Ends, served_there: tuple[str, Handler]
) -> Callable[[Request], Awaitable[Response]]:
    path, handler = served_there

    async def served(request: Request) -> Response:
        begun = monotonic()
        told: dict[str, Any] = {"method": request.method, "path": path}
        try:
            body = await _body(request)
            call = Call(body, request.headers, request.query_params)
            packed = await run_in_threadpool(_decided, face, request, handler, call)
            if isinstance(packed, Waiting):
                packed = pack_message(await ends.beyond(packed, request.is_disconnected))
            then = BackgroundTask(_run, call.errands) if call.errands else None
            answer = Response(packed, media_type=MEDIA_TYPE, background=then)
        except Refused as refusal:
            answer = _fault(refusal.fault)
            told["trouble"] = refusal.fault.trouble.value
        except ClientDisconnect:
            answer = _fault(Fault(trouble=Trouble.UNREADABLE))
        except Exception as error:  # noqa: BLE001 - the border: the desk calls again
            told["fault"] = fault_text(error).splitlines()
            answer = _fault(Fault(trouble=Trouble.UNAVAILABLE))
        face.counts.call(path, answer.status_code)
        took = round((monotonic() - begun) * 1000)
        told |= {"status": answer.status_code, "bytes": len(answer.body), "ms": took}
        _LOG.log(ERROR if "fault" in told else INFO, "call", extra={TOLD: told})
        return answer

    return served


def _decided(face: Face, request: Request, handler: Handler, call: Call) -> bytes | Waiting:
    """The answer, packed here: a page takes milliseconds, in which others want to be heard."""
    caller = call.headers.get("motcua-writer") or (request.client.host if request.client else "")
    if not face.turnstile.lets(caller):
        raise refused(Trouble.TOO_MANY)
    with face.centre.transaction() as connection:
        message = handler(connection, call)
    return message if isinstance(message, Waiting) else pack_message(message)


def _run(errands: Iterable[Callable[[], None]]) -> None:
    for errand in errands:
        try:
            errand()
        except SQLAlchemyError as error:  # nobody waits for it, and the next to ask tries again
            _LOG.error("fault", extra={TOLD: {"fault": fault_text(error).splitlines()}})


async def _body(request: Request) -> bytes:
    """The body, never more of it than may come, nor for longer."""
    if {"transfer-encoding", "content-length"} <= set(request.headers):
        # Two lengths: whoever stands in between may go by the other one.
        raise refused(Trouble.UNREADABLE)
    body = bytearray()
    try:
        async for chunk in in_time(request.stream()):
            body += chunk
            if len(body) > MOST_BYTES:
                raise refused(Trouble.TOO_BIG)
    except TimeoutError:
        raise refused(Trouble.UNREADABLE) from None
    return bytes(body)


def _fault(fault: Fault) -> Response:
    status = STATUS[fault.trouble]
    headers = {"Retry-After": _RETRY_AFTER} if status in (429, 503) else {}
    if status in (400, 413):
        # What is left of such a call must not be read as the next one.
        headers["Connection"] = "close"
    return Response(pack_message(fault), status, headers=headers, media_type=MEDIA_TYPE)


def _health(centre: Centre) -> Response:
    try:
        with centre.transaction() as connection:
            connection.execute(_HEALTH)
    except SQLAlchemyError:
        return JSONResponse({"status": "unavailable"}, 503)
    return JSONResponse({"status": "ok", "incarnation": centre.incarnation})
