from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.domain.errors import Reason, Refusal
from app.models import (  # noqa: F401 - fills the metadata
    catalogue,
    counts,
    journal,
    life,
    office,
    paper,
    people,
    post,
    schema,
    sync,
)
from app.models.base import Base
from app.models.database import Database
from app.models.triggers import JOURNAL_TRIGGERS

KEY = bytes(32)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = Database(tmp_path / "desk.db", KEY)
    schema.bring_up_to_date(database)
    return database


def test_the_schema_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == schema.SCHEMA


def test_migrations_give_what_the_mapped_classes_say(database: Database) -> None:
    with database.reading() as session:
        context = MigrationContext.configure(
            session.connection(),
            opts={
                "compare_type": False,
                "include_name": lambda name, kind, _: (
                    kind != "table" or not str(name).startswith("dossier_search")
                ),
            },
        )
        assert compare_metadata(context, Base.metadata) == []


def test_the_triggers_of_the_journal_are_there_after_every_migration(database: Database) -> None:
    with database.reading() as session:
        found = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        assert set(found.scalars()) == set(JOURNAL_TRIGGERS)


def test_every_key_begins_with_the_tenant() -> None:
    for table in Base.metadata.tables.values():
        assert next(iter(table.primary_key.columns)).name == "tenant", table.name


EVENT = (
    "INSERT INTO event VALUES ('t', x'01', 1, 'k', 1, 'o', 1, x'00', NULL, 1, '2026-01-01', 1, x'')"
)


@pytest.mark.parametrize(
    "forbidden",
    [
        "UPDATE event SET kind = 'other'",
        "DELETE FROM event",
        "UPDATE event_position SET seq = 2",
        "DELETE FROM event_position",
        "UPDATE event_private SET content = x'00'",
        "DELETE FROM event_private",
    ],
)
def test_the_journal_cannot_be_altered(database: Database, forbidden: str) -> None:
    with database.transaction() as session:
        session.execute(text(EVENT))
        session.execute(text("INSERT INTO event_position VALUES ('t', x'02', 1, x'00', x'01')"))
        session.execute(text("INSERT INTO event_private VALUES ('t', x'01', x'11')"))
    with pytest.raises(IntegrityError, match="insert-only"), database.transaction() as session:
        session.execute(text(forbidden))


def test_a_private_part_goes_only_with_its_tombstone(database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("INSERT INTO event_private VALUES ('t', x'01', x'11')"))
        session.execute(text("INSERT INTO tombstone VALUES ('t', x'01', x'00')"))
        session.execute(text("DELETE FROM event_private"))
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM event_private")).scalar() == 0


def test_a_newer_schema_is_refused_and_left_alone(database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Refusal) as refused:
        schema.bring_up_to_date(database)
    assert refused.value.reason is Reason.SCHEMA_NEWER
    assert schema.version(database) == "9999"


def test_an_older_database_is_copied_before_it_moves_up(database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(Exception, match="0000"):
        schema.bring_up_to_date(database)
    copies = list(database.path.parent.glob("*truoc-nang-cap-0000-*.db"))
    assert len(copies) == 1
    assert schema.version(Database(copies[0], KEY)) == "0000"
