"""Centres that cannot be reached, or that something else answers for: told apart, and left."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

import pytest
from centres import serving
from certificates import self_signed
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from app.domain.errors import Reason, Refusal
from app.sync.event_messages import Digests
from app.sync.line import Ask, Line

_PATIENCE = 3.0
"""Seconds: less than any wait of a line by itself."""


def refusal_at(url: str, certificate: str | None = None) -> Refusal:
    """What a line says of an address where no centre is."""
    with Line(url, certificate) as line, pytest.raises(Refusal) as refused:
        line.ask(Digests, Ask("/v1/references"))
    return refused.value


def hung_up(url: str, is_reached: Callable[[], object]) -> bool:
    """Whether a call that was waiting ends as soon as somebody hangs up."""
    line = Line(url)

    def call() -> None:
        with line, suppress(Refusal):
            line.ask(Digests, Ask("/v1/references"))

    calling = Thread(target=call, daemon=True)
    calling.start()
    is_reached()
    line.hang_up()
    calling.join(_PATIENCE)
    return not calling.is_alive()


def test_the_look_up_of_a_name_that_never_ends_keeps_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked, answered = Event(), Event()

    def silent(*_: object, **__: object) -> None:
        asked.set()
        answered.wait()
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    assert hung_up("http://trung-tam.example:8700", asked.wait)
    answered.set()


def test_a_machine_that_lets_nobody_in_keeps_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    knocks, connect = Event(), socket.create_connection

    def knocking(place: tuple[str, int], patience: float) -> socket.socket:
        knocks.set()
        return connect(place, patience)

    monkeypatch.setattr(socket, "create_connection", knocking)
    with full_queue() as url:
        assert hung_up(url, knocks.wait)


def test_a_machine_that_shakes_no_hands_keeps_nobody() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}"
        assert hung_up(url, lambda: silent.accept()[0].recv(1))


def test_a_line_that_was_hung_up_on_before_it_began_begins_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as centre:
        centre.settimeout(0)
        line = Line(f"http://127.0.0.1:{centre.getsockname()[1]}")
        line.hang_up()
        with line, pytest.raises(Refusal):
            line.ask(Digests, Ask("/v1/references"))
        with pytest.raises(BlockingIOError):
            centre.accept()


@pytest.mark.parametrize("url", ["http://", "ftp://a", "https://.", "http://a:b", "trung-tam"])
def test_what_is_no_address_is_told_as_such(url: str) -> None:
    with pytest.raises(Refusal) as refused:
        Line(url)
    assert refused.value.reason is Reason.CENTRE_ADDRESS_WRONG


def test_a_name_that_cannot_be_one_is_not_reached() -> None:
    assert refusal_at("http://a..b:1").reason is Reason.CENTRE_UNREACHABLE


def test_a_file_that_holds_no_certificate_is_told_as_such() -> None:
    with pytest.raises(Refusal) as refused:
        Line("https://127.0.0.1:1", "-----BEGIN CERTIFICATE-----\nnone\n")
    assert refused.value.reason is Reason.CERTIFICATE_UNREADABLE


@pytest.mark.parametrize(
    ("host", "days", "is_known", "reason"),
    [
        ("127.0.0.1", (-365, -1), True, Reason.CENTRE_CERTIFICATE_OVER),
        ("127.0.0.1", (1, 30), True, Reason.CENTRE_CERTIFICATE_EARLY),
        ("127.0.0.2", (-365, 30), True, Reason.CENTRE_CERTIFICATE_HOST),
        ("127.0.0.1", (-365, 30), False, Reason.CENTRE_CERTIFICATE),
        ("127.0.0.1", (-365, 30), None, Reason.CENTRE_CERTIFICATE),
    ],
    ids=["expired", "not yet", "another host's", "changed", "signed by nobody known"],
)
def test_each_certificate_that_cannot_be_trusted_is_told_by_its_own_fault(
    tmp_path: Path, host: str, days: tuple[int, int], is_known: bool | None, reason: Reason
) -> None:
    certificate, key = self_signed(host, begins_in_days=days[0], ends_in_days=days[1])
    known = certificate if is_known else self_signed(host)[0]
    with shaking_hands(tmp_path, certificate, key) as url:
        refusal = refusal_at(url, None if is_known is None else known.decode())
    assert refusal.reason is reason


def test_a_door_with_a_lock_and_one_without_are_told_apart(tmp_path: Path) -> None:
    certificate, key = self_signed("127.0.0.1")
    (tmp_path / "centre.pem").write_bytes(certificate + key)
    page = Starlette(routes=[Route("/{rest:path}", _page, methods=["GET", "POST"])])
    with serving(page, ssl_certfile=tmp_path / "centre.pem") as url:
        plain = refusal_at(url.replace("https:", "http:"))
    assert plain.reason is Reason.CENTRE_SECURED
    with serving(page) as url:
        assert refusal_at(url).reason is Reason.CENTRE_IS_ANOTHER
        secured = refusal_at(url.replace("http:", "https:"))
    assert secured.reason is Reason.CENTRE_NOT_SECURED


@pytest.mark.parametrize(
    ("said", "seconds"), [("40", 40), ("9" * 40, 300), ("", 5), ("Wed, 21 Oct 2026 07:28:00", 5)]
)
def test_whatever_stands_before_a_centre_that_is_away_is_no_login_page(
    said: str, seconds: int
) -> None:
    async def away(_: Request) -> Response:
        return HTMLResponse("<h1>502</h1>", 502, headers={"Retry-After": said})

    with serving(Starlette(routes=[Route("/{rest:path}", away)])) as url:
        refusal = refusal_at(url)
    assert refusal.reason is Reason.CENTRE_BUSY
    assert refusal.values["seconds"] == seconds


async def _page(_: Request) -> Response:
    return HTMLResponse("<form>Wi-Fi</form>")


@contextmanager
def full_queue() -> Iterator[str]:
    """A door whose waiting room is full: who knocks hears nothing."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(0)
        place = door.getsockname()
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.settimeout(0)
            each.connect_ex(place)
        yield f"http://127.0.0.1:{place[1]}"
        for each in waiting:
            each.close()


@contextmanager
def shaking_hands(folder: Path, certificate: bytes, key: bytes) -> Iterator[str]:
    """A machine that shows a certificate to whoever comes."""
    (folder / "centre.pem").write_bytes(certificate + key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "centre.pem")

    def serve() -> None:
        with suppress(OSError), context.wrap_socket(door.accept()[0], server_side=True):
            pass

    with socket.create_server(("127.0.0.1", 0)) as door:
        Thread(target=serve, daemon=True).start()
        yield f"https://127.0.0.1:{door.getsockname()[1]}"
