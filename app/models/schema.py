"""Versions of the schema: a new file gets them all, an older one is copied before it moves up."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect

from app.domain.errors import Reason, Refusal
from app.models.database import Database

SCHEMA = "0004"
"""The newest version; a test holds it against the migrations, whose tool is slow to import."""

_MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(database: Database) -> None:
    """Create or migrate the schema; an older database is copied first, beside itself.

    Raises ``Refusal``: ``KEY_WRONG`` when it cannot be read, ``SCHEMA_NEWER`` when a newer
    program made it. Then nothing was changed.
    """
    found = version(database)
    if found == SCHEMA:
        return
    if found is not None:
        if found > SCHEMA:
            raise Refusal(Reason.SCHEMA_NEWER)
        database.copy_to(_copy_before(database.path, found))
    _upgrade(database)


def version(database: Database) -> str | None:
    """The schema version of a file; ``None`` for a new one."""
    with database.reading() as session:
        connection = session.connection()
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
        return str(found.scalar())


def _upgrade(database: Database) -> None:
    with database.transaction() as session:
        run_migrations(session.connection(), "head")


def run_migrations(connection: Connection, target: str) -> None:
    """Run Alembic on an open connection up to a version."""
    # Alembic costs 100 ms to import, and an up-to-date desk never needs it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _copy_before(path: Path, found: str) -> Path:
    number = 1
    while (copy := path.with_name(f"{path.stem}-truoc-nang-cap-{found}-{number}.db")).exists():
        number += 1
    return copy
