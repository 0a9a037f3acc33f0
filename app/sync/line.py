"""The line to the centre: HTTP from the standard library; offline is what the answers say."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from socket import IPPROTO_TCP, SHUT_RDWR, TCP_NODELAY
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlencode, urlsplit

from app.domain.errors import Reason, Refusal
from app.sync.dialling import Dialling
from app.sync.packing import MEDIA_TYPE, pack_message, unpack_message
from app.sync.protocol import Fault
from app.sync.trusting import distrust, trust_in, whoever_answers

_TIMEOUT = 20.0
_MOST_ANSWER = 32 * 1024 * 1024
_OK = 200
_SHORTLY, _LONGEST_BUSY = 5, 300
"""Seconds until the next try where a busy centre names none, and the most that it may ask for."""

_BUSY = frozenset({429, 502, 503, 504})
"""Said by the centre, or by whatever stands in front of one that does not answer just now."""

Answer = TypeVar("Answer")


class Declined(Exception):  # noqa: N818 - the centre sends an envelope back, nothing is broken
    """The centre understood and does not take the envelope."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.trouble)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: a message to post, or a question in the address."""

    path: str
    message: Any = None
    query: dict[str, str] | None = None
    headers: tuple[tuple[str, str], ...] = ()


class Line:
    """One connection, kept open for a round. Raises ``Refusal`` whenever it is not the centre.

    ``certificate`` is the centre's own, in PEM, where no authority vouches for it.
    """

    def __init__(self, url: str, certificate: str | None = None, timeout: float = _TIMEOUT) -> None:
        parts = urlsplit(url)
        try:
            host, port = (parts.hostname or "").lstrip("."), parts.port
        except ValueError:
            host, port = "", None
        if parts.scheme not in ("http", "https") or not host:
            raise Refusal(Reason.CENTRE_ADDRESS_WRONG, url=url)
        self.url = url.rstrip("/")
        self._base = parts.path.rstrip("/")
        self._timeout, self._is_over = timeout, False
        self._sent: tuple[Any, ...] = ()
        self._was_kept = False
        self._dialling: Dialling | None = None
        self._trust: ssl.SSLContext | None = None
        self._connection = http.client.HTTPConnection(host, port)
        if parts.scheme == "https":
            self._trust = trust_in(certificate)
            self._connection = http.client.HTTPSConnection(host, port, context=self._trust)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def hang_up(self) -> None:
        """End whatever is being said, from another thread: the program closes."""
        self._is_over = True
        if self._dialling is not None:
            self._dialling.give_up()
        connected = self._connection.sock
        if connected is not None:
            with suppress(OSError):
                connected.shutdown(SHUT_RDWR)

    def ask(self, kind: type[Answer], ask: Ask) -> Answer:
        """Send and read the answer as a message of ``kind``; raises what ``answer`` raises."""
        self.send(ask)
        return self.answer(kind)

    def send(self, ask: Ask) -> None:
        """Send, and do something else while the centre thinks; ``answer`` reads what it said.

        Raises ``Refusal``: ``CENTRE_UNREACHABLE``, and those of ``distrust``.
        """
        body = None if ask.message is None else message_bytes(ask.message)
        method = "GET" if body is None else "POST"
        path = self._base + ask.path + ("?" + urlencode(ask.query) if ask.query else "")
        headers = {"Content-Type": MEDIA_TYPE, "Accept": MEDIA_TYPE, **dict(ask.headers)}
        self._sent = (method, path, body, headers)
        self._was_kept = self._connection.sock is not None
        with self._unbroken():
            try:
                self._request()
            except ConnectionError as error:
                self._begin_anew(error)

    def answer(self, kind: type[Answer]) -> Answer:
        """The answer to what was sent last.

        Raises ``Declined``, and ``Refusal``: ``CENTRE_UNREACHABLE``, ``CENTRE_BUSY``,
        ``CENTRE_IS_ANOTHER`` for whatever answers without being a centre, ``CENTRE_SECURED``.
        """
        with self._unbroken():
            response = self._response()
            answer = response.read(_MOST_ANSWER)
            # A cut line ends heads and bodies early, and neither says so.
            if response.length or "Content-Type" not in response.headers:
                raise http.client.IncompleteRead(answer)
        if response.status in _BUSY:
            raise Refusal(Reason.CENTRE_BUSY, seconds=_asked_to_wait(response))
        if response.headers.get_content_type() != MEDIA_TYPE:
            raise self._unlike_a_centre(Reason.CENTRE_IS_ANOTHER)
        try:
            if response.status == _OK:
                return unpack_message(kind, answer)
            fault = unpack_message(Fault, answer)
        except ValueError:
            raise Refusal(Reason.CENTRE_IS_ANOTHER, url=self.url) from None
        raise Declined(fault)

    @contextmanager
    def _unbroken(self) -> Iterator[None]:
        try:
            yield
        except ssl.SSLError as error:
            self._connection.close()
            raise distrust(error, self.url) from None
        except (ConnectionError, http.client.BadStatusLine):
            raise self._unlike_a_centre(Reason.CENTRE_UNREACHABLE) from None
        except (OSError, http.client.HTTPException):
            self._connection.close()
            raise Refusal(Reason.CENTRE_UNREACHABLE, url=self.url) from None

    def _unlike_a_centre(self, otherwise: Reason) -> Refusal:
        """A door that wants TLS says nothing to plain words, or not what a centre says."""
        self._connection.close()
        reason = Reason.CENTRE_SECURED if self._is_locked() else otherwise
        return Refusal(reason, url=self.url)

    def _is_locked(self) -> bool:
        if self._trust is not None:
            return False
        self._trust = whoever_answers()
        try:
            self._connect()
        except OSError:
            return False
        finally:
            self._connection.close()
            self._trust = None
        return True

    def _response(self) -> http.client.HTTPResponse:
        try:
            return self._connection.getresponse()
        except ConnectionError as error:
            self._begin_anew(error)
            return self._connection.getresponse()

    def _begin_anew(self, error: ConnectionError) -> None:
        """Say it once more on a new connection, where the one that was kept gave no answer at all.

        Servers and what stands between hang up after seconds of silence, while a desk that takes in
        a long page is silent for longer. Every call may come twice.
        """
        if not self._was_kept:
            raise error
        self._was_kept = False
        self._connection.close()
        self._request()

    def _request(self) -> None:
        self._connect()
        self._connection.request(*self._sent)

    def _connect(self) -> None:
        """Nobody waits long for a centre that does not answer the door."""
        if self._connection.sock is None:
            self._dialling = Dialling(self._connection.host, self._connection.port)
            self._go_on()
            connected = self._dialling.reach()
            connected.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
            self._connection.sock = connected
            if self._trust is not None:
                self._shake_hands(self._trust)
            self._connection.sock.settimeout(self._timeout)
        self._go_on()

    def _shake_hands(self, trust: ssl.SSLContext) -> None:
        """In two steps: what is to be hung up on is known before the other side is waited for."""
        secured = trust.wrap_socket(
            self._connection.sock,
            server_hostname=self._connection.host,
            do_handshake_on_connect=False,
        )
        self._connection.sock = secured
        self._go_on()
        secured.do_handshake()

    def _go_on(self) -> None:
        if self._is_over:
            raise OSError


def _asked_to_wait(response: http.client.HTTPResponse) -> int:
    """Seconds; a date, which the header may hold too, counts as none."""
    seconds = response.headers.get("Retry-After", "")
    return min(int(seconds), _LONGEST_BUSY) if seconds.isdecimal() else _SHORTLY


def nobody(_: Line) -> None:
    """Hears of a line where nobody wants to hang up on it."""


def message_bytes(message: Any) -> bytes:
    """A message as it travels; bytes that were packed before, to be signed, stay as they are."""
    return message if isinstance(message, bytes) else pack_message(message)
