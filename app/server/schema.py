"""The centre's schema: brought up to date under one lock, a partition for each month."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, text

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 7_202_611
"""Any number that nothing else in this database locks by."""


def bring_up_to_date(engine: Engine, today: date) -> None:
    """Create or migrate the schema; several processes may begin at once."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        for month in (today, _next_month(today)):
            make_partition(connection, month)


def make_partition(connection: Connection, day: date) -> None:
    """The partition of a day's month; nothing where it is there."""
    first = day.replace(day=1)
    name = f"event_{first:%Y_%m}"
    if connection.execute(text("SELECT to_regclass(:name)"), {"name": name}).scalar() is not None:
        return
    # The month is ours, never anybody's text: a date in, digits out.
    bounds = f"FROM ('{first:%Y-%m-%d}') TO ('{_next_month(first):%Y-%m-%d}')"
    connection.execute(text(f"CREATE TABLE {name} PARTITION OF event FOR VALUES {bounds}"))


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
