from __future__ import annotations

import socket
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from queue import SimpleQueue

import pytest
from cups_queue import needs_cups

from app.devices.raw_printer import send_raw
from app.domain.errors import Reason, Refusal
from app.domain.printers import PrinterAddress, Route, printer_address
from app.domain.words import refusal_sentence

JOB = bytes(range(256)) * 700


@dataclass
class FakeHead:
    """A receipt printer's port: keeps each job, and says its state back as real ones do."""

    server: socket.socket
    jobs: SimpleQueue[bytes] = field(default_factory=SimpleQueue)

    @property
    def port(self) -> int:
        port: int = self.server.getsockname()[1]
        return port

    def serve(self) -> None:
        while True:
            try:
                line, _ = self.server.accept()
            except OSError:
                return
            with line:
                line.sendall(b"\x14\x00\x00\x0f")
                received = b""
                while piece := line.recv(65536):
                    received += piece
                self.jobs.put(received)


@pytest.fixture
def head() -> Iterator[FakeHead]:
    server = socket.create_server(("127.0.0.1", 0))
    head = FakeHead(server)
    lane = threading.Thread(target=head.serve)
    lane.start()
    yield head
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    lane.join()


def test_a_port_gets_every_byte(head: FakeHead) -> None:
    address = PrinterAddress(Route.NETWORK, "127.0.0.1", head.port)
    for job in (JOB, b"\x1b@"):
        send_raw(job, address, title="H40.16-261121-3017")
        assert head.jobs.get(timeout=10) == job


def test_a_port_where_nobody_listens_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(Refusal) as refused:
        send_raw(JOB, PrinterAddress(Route.NETWORK, "127.0.0.1", port), title="T")
    assert refused.value.reason is Reason.PRINTER_UNREACHABLE
    assert f"tcp:127.0.0.1:{port}" in refusal_sentence(refused.value)
    assert "từ chối" in refusal_sentence(refused.value)


def test_a_printer_that_takes_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.devices.raw_printer._SEND_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as jammed:
        address = PrinterAddress(Route.NETWORK, "127.0.0.1", jammed.getsockname()[1])
        with pytest.raises(Refusal) as refused:
            send_raw(bytes(64_000_000), address, title="T")
    assert refused.value.values["cause"] == "chờ quá lâu"


def test_a_host_that_cannot_be_is_a_sentence() -> None:
    with pytest.raises(Refusal) as refused:
        send_raw(JOB, PrinterAddress(Route.NETWORK, "x" * 70 + ".invalid"), title="T")
    assert refused.value.reason is Reason.PRINTER_UNREACHABLE


def test_a_printer_with_a_driver_takes_no_raw_bytes() -> None:
    with pytest.raises(Refusal) as refused:
        send_raw(JOB, printer_address("Laser A5"), title="T")
    assert refused.value.reason is Reason.PRINTER_ADDRESS_WRONG


def test_without_cups_a_raw_queue_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Refusal) as refused:
        send_raw(JOB, printer_address("raw:NHIET"), title="T")
    assert "CUPS" in refusal_sentence(refused.value)


@pytest.mark.cups
@needs_cups
def test_a_raw_queue_brings_the_bytes_as_they_are(
    head: FakeHead, scheduler: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = ("-p", "NHIET", "-E", "-v", f"socket://127.0.0.1:{head.port}", "-m", "raw")
    subprocess.run(["lpadmin", *queue], env=scheduler, check=True)
    monkeypatch.setenv("CUPS_SERVER", scheduler["CUPS_SERVER"])
    send_raw(JOB, printer_address("raw:NHIET"), title="H40.16-261121-3017")
    assert head.jobs.get(timeout=30) == JOB


@pytest.mark.cups
@needs_cups
def test_a_raw_queue_that_is_not_there_is_a_sentence(
    scheduler: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", scheduler["CUPS_SERVER"])
    with pytest.raises(Refusal) as refused:
        send_raw(JOB, printer_address("raw:KHONGCO"), title="T")
    assert refused.value.reason is Reason.PRINTER_UNKNOWN
