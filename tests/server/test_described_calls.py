"""The OpenAPI description against what the centre's web face really has."""

from __future__ import annotations

import http.client
import json

from centres import Running
from starlette.routing import Route

from app.server.openapi import description
from app.server.refusing import STATUS
from app.server.web import application
from app.sync.protocol import MOST_BYTES, MOST_EVENTS, Trouble


def test_every_call_is_described_and_nothing_else_and_every_trouble_with_its_status(
    centre: Running,
) -> None:
    connection = http.client.HTTPConnection(centre.url.removeprefix("http://"), timeout=20)
    connection.request("GET", "/v1/openapi.json")
    told = json.loads(connection.getresponse().read())
    connection.close()
    assert told == json.loads(json.dumps(description()))
    described = {(method, path) for path, ways in told["paths"].items() for method in ways}
    served = {
        (method.lower(), route.path)
        for route in application(centre.centre).routes
        if isinstance(route, Route)
        for method in route.methods or ()
        if method != "HEAD"
    }
    assert described == served
    answers = [
        (status, answer["description"], answer.get("headers", {}))
        for ways in told["paths"].values()
        for call in ways.values()
        for status, answer in call["responses"].items()
    ]
    troubles = {
        (int(status), each)
        for status, said, _ in answers
        for each in said.split(", ")
        if each in set(Trouble)
    }
    assert troubles == {(status, trouble.value) for trouble, status in STATUS.items()}
    waits = {status for status, said, headers in answers if "Retry-After" in headers}
    assert waits == {"429", "503"}
    assert all(str(most) in told["info"]["description"] for most in (MOST_BYTES, MOST_EVENTS))
