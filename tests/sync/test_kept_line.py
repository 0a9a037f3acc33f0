"""A connection that is kept open is hung up on by whoever stands between, and opened anew."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest

from app.domain.errors import Reason, Refusal
from app.sync.event_messages import Digests
from app.sync.line import Ask, Line
from app.sync.packing import MEDIA_TYPE, pack_message


class OnceOnly:
    """Answers one question on each connection, says nothing of closing it, and closes it."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.hung_up = Event()
        self.met = 0

    def serve(self) -> None:
        body = pack_message(Digests(digests=()))
        lines = ("HTTP/1.1 200 OK", f"Content-Type: {MEDIA_TYPE}", f"Content-Length: {len(body)}")
        head = "\r\n".join((*lines, "", ""))
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            with near:
                near.recv(65_536)
                near.sendall(head.encode() + body)
            self.met += 1
            self.hung_up.set()

    def close(self) -> None:
        self._listener.close()


@contextmanager
def once_only() -> Iterator[OnceOnly]:
    served = OnceOnly()
    Thread(target=served.serve, daemon=True).start()
    yield served
    served.close()


def test_a_line_that_was_silent_too_long_for_somebody_in_between_is_opened_anew() -> None:
    with once_only() as centre, Line(centre.url) as line:
        for _ in range(3):
            centre.hung_up.clear()
            assert line.ask(Digests, Ask("/v1/references")) == Digests(digests=())
            assert centre.hung_up.wait(10)
        assert centre.met == 3


def test_a_line_on_which_nobody_answers_at_all_is_not_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with Line(url) as line, pytest.raises(Refusal) as refused:
        line.ask(Digests, Ask("/v1/references"))
    assert refused.value.reason is Reason.CENTRE_UNREACHABLE
