"""How long the centre waits for a call to be said: who opens a connection and says nothing goes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

HEAD_SECONDS = 20.0
"""From the first byte that a call could have to the end of its head, a few hundred bytes."""

PAUSE_SECONDS = 30.0
"""Between two pieces of a body; on the slowest line something comes."""

BODY_SECONDS = 600.0
"""For a whole body: the largest over a line of 14 kbit/s."""


def patient_protocol() -> type[asyncio.Protocol]:
    """HTTP as uvicorn speaks it, hung up on where no head comes to its end in time.

    Made when the centre is served: who only decides about calls needs no web server.
    """
    import h11
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class Patient(H11Protocol):
        _head_due: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._wait_for_head()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.conn.their_state is h11.IDLE:
                self._wait_for_head()
            else:
                self._heard()

        def connection_lost(self, exc: Exception | None) -> None:
            self._heard()
            super().connection_lost(exc)

        def _wait_for_head(self) -> None:
            if self._head_due is None:
                self._head_due = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

        def _heard(self) -> None:
            if self._head_due is not None:
                self._head_due.cancel()
                self._head_due = None

    return Patient


async def in_time(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The pieces of a body as they come. Raises ``TimeoutError`` for one that takes too long."""
    async with asyncio.timeout(BODY_SECONDS):
        while True:
            try:
                async with asyncio.timeout(PAUSE_SECONDS):
                    piece = await anext(pieces)
            except StopAsyncIteration:
                return
            yield piece
