from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

from app.devices.serial_scanner import (
    Framing,
    Plugged,
    Said,
    Scanned,
    ScannerPort,
    SerialScanner,
    Unplugged,
    scanner_ports,
)
from app.domain.errors import Reason

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo terminals")

CARD = "034188004321||Trần Thị Mẫu|02091988|Nữ|Thôn Ví Dụ, An Thử|14082021"
SLIP = "Mã hồ sơ: H40.16-261121-3017\nMã TTHC: 1.014199\nId: 01935b1e-0000-7000-8000-000000000001"
PATIENCE = 20


class Line:
    """A scanner made of a pseudo terminal, plugged in under a name that stays."""

    def __init__(self, name: Path) -> None:
        self.name = name
        self._scanner = self._port = -1

    def plug_in(self) -> None:
        self._scanner, self._port = os.openpty()
        self.name.symlink_to(os.ttyname(self._port))

    def unplug(self) -> None:
        self.name.unlink()
        os.close(self._scanner)
        os.close(self._port)
        self._scanner = -1

    def send(self, text: str | bytes) -> None:
        os.write(self._scanner, text if isinstance(text, bytes) else text.encode())

    def close(self) -> None:
        if self._scanner != -1:
            self.unplug()


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    made = Line(tmp_path / "ttyACM0")
    yield made
    made.close()


@pytest.fixture
def listening() -> Iterator[Callable[[str], Queue[Said]]]:
    """Listens at a port in a thread of its own; what it says waits in a queue."""
    stop = Event()
    with ThreadPoolExecutor(1) as lane:

        def begin(port: str) -> Queue[Said]:
            said: Queue[Said] = Queue()
            begin.done = lane.submit(SerialScanner(port).listen, said.put, stop)  # type: ignore[attr-defined]
            return said

        yield begin
        stop.set()
        begin.done.result(PATIENCE)  # type: ignore[attr-defined]


@pytest.fixture
def heard(line: Line, listening: Callable[[str], Queue[Said]]) -> Queue[Said]:
    line.plug_in()
    said = listening(str(line.name))
    assert said.get(timeout=PATIENCE) == Plugged(str(line.name))
    return said


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n", ""])
@pytest.mark.parametrize("text", [CARD, SLIP, "EE123456785VN"])
def test_a_scan_comes_whole_whatever_ends_it(
    line: Line, heard: Queue[Said], text: str, end: str
) -> None:
    line.send(text + end)
    assert heard.get(timeout=PATIENCE) == Scanned(text)


def test_two_scans_in_one_go_are_two(line: Line, heard: Queue[Said]) -> None:
    line.send("EE123456785VN\r\nH40.16-261121-3017\r\n")
    assert [heard.get(timeout=PATIENCE) for _ in range(2)] == [
        Scanned("EE123456785VN"),
        Scanned("H40.16-261121-3017"),
    ]


def test_letters_that_are_not_utf8_are_marked_as_lost(line: Line, heard: Queue[Said]) -> None:
    line.send("Trần".encode("utf-16-le")[:5] + b"\xe6\r")
    said = heard.get(timeout=PATIENCE)
    assert isinstance(said, Scanned)
    assert "\ufffd" in said.text


def test_unplugged_and_plugged_in_again_it_goes_on(line: Line, heard: Queue[Said]) -> None:
    line.unplug()
    lost = heard.get(timeout=PATIENCE)
    assert isinstance(lost, Unplugged)
    assert lost.refusal.reason is Reason.SCANNER_UNPLUGGED

    line.plug_in()

    assert heard.get(timeout=PATIENCE) == Plugged(str(line.name))
    line.send(CARD + "\r")
    assert heard.get(timeout=PATIENCE) == Scanned(CARD)


def test_a_port_that_is_not_there_is_told_once_and_found_when_it_comes(
    line: Line, listening: Callable[[str], Queue[Said]]
) -> None:
    said = listening(str(line.name))
    missing = said.get(timeout=PATIENCE)
    assert isinstance(missing, Unplugged)
    assert missing.refusal.reason is Reason.SCANNER_MISSING
    assert missing.refusal.values == {"port": str(line.name)}

    line.plug_in()

    assert said.get(timeout=PATIENCE) == Plugged(str(line.name))


def test_what_is_no_serial_port_is_told(
    tmp_path: Path, listening: Callable[[str], Queue[Said]]
) -> None:
    file = tmp_path / "COM9"
    file.write_text("", encoding="utf-8")
    wrong = listening(str(file)).get(timeout=PATIENCE)
    assert isinstance(wrong, Unplugged)
    assert wrong.refusal.reason is Reason.SCANNER_MISSING


def test_a_port_that_another_program_holds_is_told(
    line: Line, heard: Queue[Said], listening: Callable[[str], Queue[Said]]
) -> None:
    stop, said = Event(), Queue[Said]()
    with ThreadPoolExecutor(1) as lane:
        second = lane.submit(SerialScanner(str(line.name)).listen, said.put, stop)
        held = said.get(timeout=PATIENCE)
        stop.set()
        second.result(PATIENCE)
    assert isinstance(held, Unplugged)
    assert held.refusal.reason is Reason.SCANNER_BUSY


@given(st.lists(st.text("ĐaAăế|1-\n ", min_size=1, max_size=20)), st.data())
def test_pieces_of_any_size_give_the_same_scans(texts: list[str], data: st.DataObject) -> None:
    stream = "".join(f"{text}\r\n" for text in texts).encode()
    framing, scans = Framing(), []
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        scans += framing.feed(stream[:size])
        stream = stream[size:]
    scans += framing.idle()
    assert scans == [each for each in (text.strip("\n") for text in texts) if each.strip()]


def test_noise_without_an_end_is_cut() -> None:
    assert len(Framing().feed(b"x" * 9000)) == 1


def test_ports_of_usb_stand_first_and_each_is_told_by_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    soldered, plugged = ListPortInfo("/dev/ttyS0"), ListPortInfo("/dev/ttyUSB0")
    plugged.vid, plugged.description = 0x0C2E, "Honeywell 1450g"
    monkeypatch.setattr(list_ports, "comports", lambda: [soldered, plugged])
    assert scanner_ports() == (
        ScannerPort("/dev/ttyUSB0", "/dev/ttyUSB0 · Honeywell 1450g"),
        ScannerPort("/dev/ttyS0", "/dev/ttyS0"),
    )
