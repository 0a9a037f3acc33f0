"""What a desk tells its database, statement by statement, as the database itself hears it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from app.models.database import Database

_INNER = ("-- ", "'main'.'dossier_search_")
"""Marks of what triggers, and the index of words among its own tables, do by themselves."""


@contextmanager
def told(database: Database) -> Iterator[list[str]]:
    """The statements of every transaction begun inside, with their values, in order."""
    said: list[str] = []

    def hear(statement: str) -> None:
        if not any(mark in statement for mark in _INNER):
            said.append(statement)

    def begin(connection: Any, *_: Any) -> None:
        connection.set_trace_callback(hear)

    def end(connection: Any, *_: Any) -> None:
        connection.set_trace_callback(None)

    event.listen(database.engine, "checkout", begin)
    event.listen(database.engine, "checkin", end)
    yield said
    event.remove(database.engine, "checkout", begin)
    event.remove(database.engine, "checkin", end)
