"""What the centre logs and counts, read after a day of real traffic: every call, and nobody."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from centres import AGENCY, TENANT, Cluster, officer_of, synced
from deeds_at_desk import received, stored
from desks import NOW, ROOT, reception

from app.bootstrap import Desk
from app.domain.errors import Refusal
from app.server import devices
from app.server.centre import open_centre
from app.sync.enrolling import CentreOffer, enrol


@contextmanager
def served(address: str, log: Path) -> Iterator[int]:
    """``motcua server`` as it is started; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    words = ("--data", str(log.parent), "server", "--database", address, "--port", str(port))
    place = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "app", *words]
    with (
        log.open("w") as out,
        subprocess.Popen(
            command, cwd=ROOT, env=place, stdout=subprocess.PIPE, stderr=out, text=True
        ) as centre,
    ):
        assert centre.stdout is not None
        assert "Trung tâm đang chạy" in centre.stdout.readline()
        while "Uvicorn running" not in log.read_text("utf-8"):
            assert centre.poll() is None
        yield port
        centre.terminate()


def metrics(port: int) -> str:
    asked = HTTPConnection("127.0.0.1", port)
    asked.request("GET", "/metrics")
    return asked.getresponse().read().decode()


def test_log_and_metrics_tell_of_every_call_and_name_nobody(
    cluster: Cluster, two_desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    address, log = cluster.new_database(), tmp_path / "centre.log"
    centre = open_centre(address, lambda: NOW)
    with centre.transaction() as connection:
        codes = [devices.new_code(connection, TENANT, AGENCY, each, NOW) for each in (1, 2)]
    with served(address, log) as port:
        url = f"http://127.0.0.1:{port}"
        for desk, code in zip(two_desks, codes, strict=True):
            with pytest.raises(Refusal):
                enrol(desk.database, desk.context, CentreOffer(url=url, code="0" * 16), desk.now())
            enrol(desk.database, desk.context, CentreOffer(url=url, code=code), desk.now())
        uid = received(two_desks[0])
        synced(*two_desks)
        counted = metrics(port)
    centre.close()
    said = log.read_text("utf-8")
    lines = [json.loads(line) for line in said.splitlines()]
    calls = [each for each in lines if each["event"] == "call"]
    assert {"/v1/enrol", "/v1/hello", "/v1/push", "/v1/pull"} <= {each["path"] for each in calls}
    assert {each["status"] for each in calls} == {200, 403}
    assert all(isinstance(each["ms"], int) for each in calls)
    assert 'motcua_calls_total{path="/v1/push",status="200"}' in counted
    person, code = reception().applicant, stored(two_desks[0], uid).code
    named = (person.full_name, str(person.identity.number), person.phone, person.address)
    for word in (*named, code, officer_of(1), *codes, "127.0.0.1", str(uid)):
        assert str(word) not in said.replace(url, "")
        assert str(word) not in counted
