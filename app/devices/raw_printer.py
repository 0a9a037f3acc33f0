"""Bytes in a printer's own language, past every driver: to a network port or a raw queue."""

from __future__ import annotations

import shutil
import socket
import subprocess

from app.domain.errors import Reason, Refusal
from app.domain.printers import PrinterAddress, Route

_CONNECT_SECONDS = 3.0
_SEND_SECONDS = 15.0
_CLOSING_SECONDS = 2.0
_QUEUE_SECONDS = 20.0


def send_raw(job: bytes, address: PrinterAddress, *, title: str) -> None:
    """Hand a job to a raw printer; returns when the printer or its queue has taken every byte.

    Slow by nature: for the errand lane. Raises ``Refusal`` (``PRINTER_UNREACHABLE``,
    ``PRINTER_UNKNOWN``, ``PRINTER_ADDRESS_WRONG`` for a printer that has only a driver).
    """
    match address.route:
        case Route.NETWORK:
            _send_to_port(job, address)
        case Route.RAW_QUEUE:
            _send_to_queue(job, address, title)
        case Route.DRIVER:
            raise Refusal(Reason.PRINTER_ADDRESS_WRONG, value=str(address))


def is_listening(address: PrinterAddress) -> bool:
    """Whether a printer answers at its port; takes up to three seconds."""
    try:
        with socket.create_connection((address.name, address.port), timeout=_CONNECT_SECONDS):
            return True
    except (OSError, UnicodeError):
        return False


def _send_to_port(job: bytes, address: PrinterAddress) -> None:
    try:
        where = (address.name, address.port)
        with socket.create_connection(where, timeout=_CONNECT_SECONDS) as line:
            line.settimeout(_SEND_SECONDS)
            line.sendall(job)
            line.shutdown(socket.SHUT_WR)
            _wait_for_end(line)
    except (OSError, UnicodeError) as error:
        raise Refusal(
            Reason.PRINTER_UNREACHABLE, printer=str(address), cause=_cause(error)
        ) from error


def _wait_for_end(line: socket.socket) -> None:
    """Until the printer closes the line, so that the last bytes are not cut off; or it is quiet."""
    line.settimeout(_CLOSING_SECONDS)
    try:
        while line.recv(64):
            pass
    except TimeoutError:
        # Many printers keep the line open for the next job; every byte was taken by then.
        return


def _send_to_queue(job: bytes, address: PrinterAddress, title: str) -> None:
    program = shutil.which("lp")
    if program is None:
        cause = "máy này không có hàng đợi in của CUPS"
        raise Refusal(Reason.PRINTER_UNREACHABLE, printer=str(address), cause=cause)
    words = [program, "-d", address.name, "-o", "raw", "-t", title]
    try:
        done = subprocess.run(  # noqa: S603 - a list of words, never a shell
            words, input=job, capture_output=True, timeout=_QUEUE_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refusal(
            Reason.PRINTER_UNREACHABLE, printer=str(address), cause=_cause(error)
        ) from error
    if done.returncode:
        raise Refusal(Reason.PRINTER_UNKNOWN, printer=address.name)


def _cause(error: Exception) -> str:
    match error:
        case TimeoutError() | subprocess.TimeoutExpired():
            return "chờ quá lâu"
        case ConnectionRefusedError():
            return "máy in từ chối kết nối"
        case socket.gaierror() | UnicodeError():
            return "không có địa chỉ này trong mạng"
    return "đường dây bị ngắt"
