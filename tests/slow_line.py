"""A line of a few kilobytes a second that loses segments, as whoever speaks over it feels it.

Loss is felt, not seen, above TCP: a segment that was lost comes after the wait of a retransmission,
which doubles each time it is lost again, and whatever was sent behind it waits too.
"""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event
from urllib.parse import urlsplit

_SEGMENT = 536
"""Bytes, as on narrow lines."""

_FIRST_RESENDING, _LONGEST_RESENDING = 0.2, 6.4
"""Seconds until a lost segment is sent again: the first time, and after many losses."""


class SlowLine:
    """A proxy on loopback; both directions share ``per_second`` bytes and lose ``loss`` of them."""

    def __init__(self, url: str, per_second: int, loss: float) -> None:
        parts = urlsplit(url)
        self._behind = (parts.hostname or "", parts.port or 0)
        self._per_second, self._loss = per_second, loss
        self._dice, self._wire = random.Random(7), threading.Lock()
        self._is_over = Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.carried = self.lost = 0
        self.url = f"{parts.scheme}://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Let nobody in any more, and let nobody wait."""
        self._is_over.set()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(self._behind)
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=pair, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while not self._is_over.is_set() and (data := source.recv(_SEGMENT)):
                self._travel(len(data))
                target.sendall(data)
        for each in (source, target):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
                each.close()

    def _travel(self, count: int) -> None:
        with self._wire:
            self._is_over.wait(count / self._per_second)
            self.carried += count
        resending = _FIRST_RESENDING
        while self._dice.random() < self._loss and not self._is_over.is_set():
            self.lost += 1
            self._is_over.wait(resending)
            resending = min(resending * 2, _LONGEST_RESENDING)


@contextmanager
def slow_line(url: str, per_second: int = 2048, loss: float = 0.2) -> Iterator[SlowLine]:
    """A slow line in front of an address."""
    line = SlowLine(url, per_second, loss)
    yield line
    line.close()
