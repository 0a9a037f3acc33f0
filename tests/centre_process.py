"""A centre in a process of its own, which may be killed, and desks that know it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import suppress
from threading import Event
from time import monotonic

import pytest
from centres import AGENCY, TENANT
from desks import NOW, ROOT

from app.bootstrap import Desk
from app.server import devices
from app.server.centre import open_centre
from app.sync.enrolling import CentreOffer, enrol


class CentreProcess:
    """A centre's process, which may be killed and started again at the same address."""

    def __init__(self, address: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._address = address
        self.url = f"http://127.0.0.1:{self._port}"
        self.start()

    def start(self) -> None:
        script = [sys.executable, str(ROOT / "tests/serving_centre.py"), self._address]
        paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
        place = {**os.environ, "PYTHONPATH": paths}
        self._process = subprocess.Popen([*script, str(self._port)], env=place)
        until = monotonic() + 60
        while monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self._port), 1):
                return
            Event().wait(0.1)
        pytest.fail("the centre did not start")

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


def enrolled(address: str, url: str, desk: Desk) -> None:
    centre = open_centre(address, lambda: NOW)
    with centre.transaction() as connection:
        code = devices.new_code(connection, TENANT, AGENCY, desk.context.number, NOW)
    centre.close()
    enrol(desk.database, desk.context, CentreOffer(url=url, code=code), NOW)
