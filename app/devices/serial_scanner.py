"""Scanners on a serial port (USB virtual COM): exact UTF-8, whatever the keyboard is set to."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Event
from typing import Protocol

from app.domain.errors import Reason, Refusal

_IDLE_SECONDS = 0.15
"""Silence that ends a scan without a line end; also how long closing may wait."""

_RETRY_SECONDS = 1.0
_BAUD = 9600
"""What scanners with a real serial line are set to when they leave the factory; USB ignores it."""

_LONGEST = 8192
_UNNAMED = "n/a"
"""What the library says of a port that the machine has no words for."""

_NOT_OURS = (errno.EACCES, errno.EPERM, errno.EBUSY, errno.EAGAIN)


@dataclass(frozen=True, slots=True)
class ScannerPort:
    """A serial port of this machine: its name, and what the officer reads in the list."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Plugged:
    """The scanner can be heard from now on."""

    port: str


@dataclass(frozen=True, slots=True)
class Unplugged:
    """The scanner cannot be heard, and why; it is looked for until it is back."""

    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Scanned:
    """One scan, without the line end that the scanner adds."""

    text: str


Said = Plugged | Unplugged | Scanned
Say = Callable[[Said], None]


class _Device(Protocol):
    @property
    def in_waiting(self) -> int: ...

    def read(self, size: int = 1) -> bytes: ...

    def close(self) -> None: ...


def scanner_ports() -> tuple[ScannerPort, ...]:
    """The serial ports of this machine, those of USB first."""
    from serial.tools import list_ports

    found = sorted(list_ports.comports(), key=lambda each: (each.vid is None, each.device))
    return tuple(ScannerPort(each.device, _words(each.device, each.description)) for each in found)


class SerialScanner:
    """Listens at one port until it is stopped; unplugged, it waits for the scanner to be back."""

    def __init__(self, port: str) -> None:
        self._port = port
        self._identity: str | None = None

    def listen(self, say: Say, stop: Event) -> None:
        """Say what is heard; blocks, so it runs in the listening lane.

        Trouble is said once, as ``Unplugged`` with a ``Refusal`` (``SCANNER_...``).
        """
        troubled: Reason | None = None
        while not stop.is_set():
            try:
                device = self._open()
            except OSError as error:
                refusal = self._refusal(error)
                if troubled is not refusal.reason:
                    say(Unplugged(refusal))
                troubled = refusal.reason
                stop.wait(_RETRY_SECONDS)
                continue
            say(Plugged(self._port))
            troubled = None
            try:
                _hear(device, say, stop)
            except OSError:
                troubled = Reason.SCANNER_MISSING
                say(Unplugged(Refusal(Reason.SCANNER_UNPLUGGED, port=self._port)))
            finally:
                device.close()

    def _open(self) -> _Device:
        import serial

        name = self._port_now()
        opened: _Device = serial.Serial(name, _BAUD, timeout=_IDLE_SECONDS, exclusive=True)
        self._port, self._identity = name, _identity_of(name)
        return opened

    def _port_now(self) -> str:
        """Plugged in again, the same scanner may stand at a port of another name."""
        from serial.tools import list_ports

        if self._identity is None:
            return self._port
        ports = list_ports.comports()
        if any(each.device == self._port for each in ports):
            return self._port
        same = (each.device for each in ports if _identity(each.hwid) == self._identity)
        return next(same, self._port)

    def _refusal(self, error: OSError) -> Refusal:
        # On Windows pyserial puts the cause into the message only.
        is_held = error.errno in _NOT_OURS or "PermissionError" in str(error)
        reason = Reason.SCANNER_BUSY if is_held else Reason.SCANNER_MISSING
        return Refusal(reason, port=self._port)


class Framing:
    """Cuts what comes in pieces into scans.

    A carriage return ends a scan, silence ends it too. A line feed alone does not: the QR of a
    slip has several lines.
    """

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, came: bytes) -> list[str]:
        """The scans that are whole now."""
        *whole, self._rest = (self._rest + came).split(b"\r")
        if len(self._rest) > _LONGEST:
            whole, self._rest = [*whole, self._rest], b""
        return _texts(whole)

    def idle(self) -> list[str]:
        """Nothing more came: what is there is whole."""
        whole, self._rest = [self._rest], b""
        return _texts(whole)


def _hear(device: _Device, say: Say, stop: Event) -> None:
    framing = Framing()
    while not stop.is_set():
        came = device.read(1)
        scans = framing.feed(came + device.read(device.in_waiting)) if came else framing.idle()
        for text in scans:
            say(Scanned(text))


def _texts(frames: Iterable[bytes]) -> list[str]:
    # Bytes that are no UTF-8 become a sign that the reading of cards knows as damage.
    texts = (frame.decode("utf-8", "replace").strip("\n\0") for frame in frames)
    return [text for text in texts if text.strip()]


def _words(device: str, description: str | None) -> str:
    if description is None or description == _UNNAMED:
        return device
    return description if device in description else f"{device} · {description}"


def _identity_of(name: str) -> str | None:
    from serial.tools import list_ports

    found = (_identity(each.hwid) for each in list_ports.comports() if each.device == name)
    return next(found, None)


def _identity(hwid: str | None) -> str | None:
    """Maker, model and serial number; the place where it is plugged in changes."""
    if not hwid or "VID:PID" not in hwid:
        return None
    return " ".join(each for each in hwid.split() if not each.startswith("LOCATION="))
