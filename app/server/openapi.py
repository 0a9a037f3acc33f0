"""The OpenAPI description of the centre, from the messages themselves."""

from __future__ import annotations

import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.server.counting import A_SECOND, AT_ONCE
from app.server.patience import BODY_SECONDS, HEAD_SECONDS, PAUSE_SECONDS
from app.server.refusing import STATUS
from app.sync.event_messages import Digests, News, Offer, Page, Push, References, Restored, Taken
from app.sync.file_messages import FilePart, FileState, FileStates
from app.sync.packing import MEDIA_TYPE, MOST_PLAIN_BYTES
from app.sync.protocol import (
    MOST_BYTES,
    MOST_EVENTS,
    VERSION,
    Enrol,
    Enrolled,
    Fault,
    Hello,
    Welcome,
)
from app.sync.release_messages import Marks, Proposals, Releases
from app.sync.snapshot_messages import Snapshot

_SCALARS = {str: "string", int: "integer", bool: "boolean"}
_CARRIED = {
    "type": "array",
    "description": "Events as [content, private part or null], letter by letter as first written.",
    "items": {"type": "array", "items": {"type": ["string", "null"]}, "minItems": 2, "maxItems": 2},
}
_HEX = {"type": "string", "pattern": "^([0-9a-f]{2})*$"}
_COUNT = {"type": "integer", "minimum": 0}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": sorted(properties), "properties": properties}


_WRITTEN = {
    Push: _object(
        parcel=_object(
            writer={"type": "string", "format": "uuid"},
            from_seq=_COUNT,
            previous_chain=_HEX,
            events=_CARRIED,
            references={"type": "array", "maxItems": 0},
        ),
        signature=_HEX,
        alone={"type": "boolean"},
    ),
    Page: _object(stream={"type": "string"}, after=_COUNT, end=_COUNT, events=_CARRIED, seal=_HEX),
    Offer: _object(stream={"type": "string"}, after=_COUNT, chain=_HEX, events=_CARRIED, seal=_HEX),
    References: _object(
        references={
            "type": "array",
            "description": "[kind, digest, content]",
            "items": {"type": "array", "items": {"type": "string"}, "minItems": 3, "maxItems": 3},
        }
    ),
}
"""Messages that the protocol writes by hand."""

_CALLS: tuple[tuple[str, str, str, type[Any] | None, type[Any], tuple[int, ...]], ...] = (
    ("post", "/v1/enrol", "Let a desk in by its one-time code", Enrol, Enrolled, (403,)),
    ("post", "/v1/hello", "Say who calls and what it holds", Hello, Welcome, (403, 409)),
    ("post", "/v1/push", "Hand events in", Push, Taken, (403, 409)),
    ("get", "/v1/pull", "Read a page of a stream", None, Page, (403, 409)),
    ("get", "/v1/news", "Wait until a stream goes on", None, News, (403,)),
    ("post", "/v1/offer", "Give back what was lost", Offer, Restored, (403,)),
    ("post", "/v1/references", "Hand in what events name", References, Digests, (403,)),
    (
        "post",
        "/v1/references/wanted",
        "Read what events name",
        Digests,
        References,
        (403,),
    ),
    (
        "post",
        "/v1/references/lacking",
        "Ask which references the centre lacks",
        Digests,
        Digests,
        (403,),
    ),
    (
        "post",
        "/v1/parts/wanted",
        "Read personal parts by the uids of their events",
        Digests,
        References,
        (403,),
    ),
    ("post", "/v1/releases", "Give back lost releases", Releases, Marks, (403,)),
    ("post", "/v1/releases/wanted", "Read newest releases", Marks, Releases, (403,)),
    ("post", "/v1/proposals", "Say what a desk brings along", Proposals, Marks, (403,)),
    ("get", "/v1/snapshot", "Read of what a snapshot consists", None, Snapshot, (403,)),
    ("get", "/v1/snapshot/part", "Read a part of a snapshot", None, FilePart, (403,)),
    ("post", "/v1/files/known", "Ask how much of files is here", Digests, FileStates, (403,)),
    ("post", "/v1/files", "Hand in a part of a file", FilePart, FileState, (403,)),
    ("post", "/v1/files/wanted", "Read a part of a file", FilePart, FilePart, (403,)),
)
_STREAM = ("stream", {"type": "string"})
_ASKED: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {
    "/v1/pull": (
        _STREAM,
        ("pos", _COUNT),
        ("chain", _HEX),
        ("limit", {"type": "integer", "minimum": 1, "maximum": MOST_EVENTS}),
    ),
    "/v1/news": (_STREAM, ("pos", _COUNT)),
    "/v1/snapshot": (_STREAM,),
    "/v1/snapshot/part": (_STREAM, ("n", _COUNT)),
}


def description() -> dict[str, Any]:
    """The description as plain JSON values."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    for method, path, said, asked, answered, refusals in _CALLS:
        for kind in (asked, answered, Fault):
            if kind is not None:
                _schema(kind, schemas)
        operation: dict[str, Any] = {
            "summary": said,
            "responses": {"200": _content(answered), **_refusals(refusals)},
        }
        if asked is None:
            operation["parameters"] = [
                {"name": name, "in": "query", "required": name != "limit", "schema": schema}
                for name, schema in _ASKED[path]
            ]
        else:
            operation["requestBody"] = {"required": True, **_content(asked, described=False)}
        if path in _SIGNED:
            operation["parameters"] = [_SIGNATURE]
        else:
            operation["security"] = [{"token": [], "writer": []}]
        paths[path] = {method: operation}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Motcua centre", "version": str(VERSION), "description": _LIMITS},
        "paths": paths | _OWN,
        "components": {"schemas": schemas, "securitySchemes": _SECURITY},
    }


_LIMITS = (
    f"A body is JSON under zstd, at most {MOST_BYTES} bytes as it travels and {MOST_PLAIN_BYTES} "
    f"unpacked, with at most {MOST_EVENTS} events or digests; it has one kind of length. A head is "
    f"said within {HEAD_SECONDS:.0f} s, a body with no pause of more than {PAUSE_SECONDS:.0f} s "
    f"within {BODY_SECONDS:.0f} s. Whoever calls more than {A_SECOND:.0f} times a second, after "
    f"{AT_ONCE:.0f} at once, is told to wait. Messages may grow fields: pass over what is unknown."
)
_SIGNED = ("/v1/enrol", "/v1/hello")
_SIGNATURE = {
    "name": "Motcua-Signature",
    "in": "header",
    "required": True,
    "description": "Ed25519 by the device's key over 'enrol:' or 'hello:' and the body, in hex",
    "schema": _HEX,
}
_WAIT = {
    "Retry-After": {
        "description": "Seconds until it is worth while to call again",
        "schema": {"type": "integer"},
    }
}
_SECURITY = {
    "token": {"type": "http", "scheme": "bearer"},
    "writer": {"type": "apiKey", "in": "header", "name": "Motcua-Writer"},
}
_OWN = {
    "/v1/health": {
        "get": {
            "summary": "Whether the centre can answer",
            "responses": {
                "200": {"description": "It can"},
                "503": {"description": "Its database does not answer"},
            },
        }
    },
    "/v1/openapi.json": {
        "get": {
            "summary": "This description",
            "responses": {"200": {"description": "OpenAPI 3.1"}},
        }
    },
    "/metrics": {
        "get": {
            "summary": "Counters as Prometheus text",
            "responses": {"200": {"description": "Counters"}},
        }
    },
}


def _refusals(beside: tuple[int, ...]) -> dict[str, Any]:
    """The statuses of a call with the troubles that each may tell."""
    told: dict[str, Any] = {}
    for status in (400, 401, 413, 429, 503, *beside):
        troubles = ", ".join(each.value for each, at in STATUS.items() if at == status)
        waits = {"headers": _WAIT} if status in (429, 503) else {}
        told[str(status)] = {**_content(Fault), "description": troubles, **waits}
    return told


def _content(kind: type[Any], *, described: bool = True) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{kind.__name__}"}
    content: dict[str, Any] = {"content": {MEDIA_TYPE: {"schema": schema}}}
    return content | ({"description": kind.__name__} if described else {})


def _schema(kind: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    """The schema of an annotation; records are described once and named."""
    if is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in schemas:
            schemas[kind.__name__] = {}
            schemas[kind.__name__] = _WRITTEN.get(kind) or _record(kind, schemas)
        return {"$ref": f"#/components/schemas/{kind.__name__}"}
    if get_origin(kind) in (Union, types.UnionType):
        (inner,) = (each for each in get_args(kind) if each is not types.NoneType)
        return _schema(inner, schemas)
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0], schemas)}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"type": "string", "enum": [each.value for each in kind]}
    if kind is datetime:
        return {"type": "string", "format": "date-time"}
    if kind is date:
        return {"type": "string", "format": "date"}
    return {"type": _SCALARS[kind]}


def _record(kind: type[Any], schemas: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    required = [
        each.name
        for each in fields(kind)
        if each.default is MISSING and each.default_factory is MISSING
    ]
    return {
        "type": "object",
        "description": (kind.__doc__ or "").split("\n")[0],
        "required": required,
        "properties": {each.name: _schema(hints[each.name], schemas) for each in fields(kind)},
    }
