"""Whoever waits for news of a stream is told when something comes: one look for all who wait."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic

from sqlalchemy import text
from starlette.concurrency import run_in_threadpool

from app.server.centre import Centre
from app.sync.event_messages import News

_PATIENCE, _EVERY = 25.0, 0.5
"""Seconds until a waiting desk is answered in any case, and between two looks."""

_ENDS = text("SELECT tenant, name, pos FROM stream")

Stream = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A desk that wants to hear when a stream goes on beyond a position."""

    stream: Stream
    pos: int


class Ends:
    """Where every stream ends; a desk that waits holds no thread and no connection."""

    def __init__(self, centre: Centre, patience: float = _PATIENCE) -> None:
        self._centre = centre
        self._patience = patience
        self._ends: dict[Stream, int] = {}
        self._looked_at = -_EVERY
        self._looking = asyncio.Lock()

    async def beyond(self, waiting: Waiting, has_left: Callable[[], Awaitable[bool]]) -> News:
        """The end of a stream as soon as it is beyond a position, or once patience ends."""
        until = monotonic() + self._patience
        while True:
            async with self._looking:
                if monotonic() - self._looked_at >= _EVERY:
                    self._ends = await run_in_threadpool(self._look)
                    self._looked_at = monotonic()
            end = self._ends.get(waiting.stream, 0)
            if end > waiting.pos or monotonic() >= until or await has_left():
                return News(end=end)
            await asyncio.sleep(_EVERY)

    def _look(self) -> dict[Stream, int]:
        with self._centre.transaction() as connection:
            return {(row.tenant, row.name): row.pos for row in connection.execute(_ENDS)}
