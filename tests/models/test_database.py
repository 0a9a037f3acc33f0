from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.domain.errors import Reason, Refusal
from app.domain.words import refusal_sentence
from app.models import schema
from app.models.database import Database, Hooks

KEY = bytes(range(32))


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = Database(tmp_path / "desk.db", KEY)
    schema.bring_up_to_date(database)
    return database


def put(database: Database, name: str) -> None:
    with database.transaction() as session:
        session.execute(text("INSERT INTO counter VALUES ('t', :name, 1)"), {"name": name})


def names(database: Database) -> list[str]:
    with database.reading() as session:
        return [row[0] for row in session.execute(text("SELECT name FROM counter ORDER BY name"))]


def test_a_transaction_is_durable_or_not_at_all(database: Database) -> None:
    put(database, "kept")
    with pytest.raises(ZeroDivisionError), database.transaction() as session:
        session.execute(text("INSERT INTO counter VALUES ('t', 'lost', 1)"))
        raise ZeroDivisionError
    assert names(database) == ["kept"]


def test_a_reader_sees_one_moment_and_waits_for_nobody(database: Database) -> None:
    put(database, "a")
    with database.reading() as session:
        before = session.execute(text("SELECT count(*) FROM counter")).scalar()
        put(database, "b")
        assert session.execute(text("SELECT count(*) FROM counter")).scalar() == before
    assert names(database) == ["a", "b"]


def test_the_promised_pragmas_are_in_force(database: Database) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }
    with database.reading() as session:
        found = {name: session.execute(text(f"PRAGMA {name}")).scalar() for name in expected}
    assert found == expected


def test_the_file_is_encrypted(database: Database) -> None:
    put(database, "Nguyễn Thị Ví Dụ")
    database.close()
    content = database.path.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert "Nguyễn Thị Ví Dụ".encode() not in content
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(database.path).execute("SELECT * FROM counter")


def test_a_wrong_key_is_a_sentence_and_changes_nothing(database: Database) -> None:
    database.close()
    before = database.path.read_bytes()
    with pytest.raises(Refusal) as refused:
        schema.bring_up_to_date(Database(database.path, bytes(32)))
    assert refused.value.reason is Reason.KEY_WRONG
    assert database.path.read_bytes() == before


def test_a_busy_database_says_so(database: Database) -> None:
    impatient = Database(database.path, KEY)
    with database.transaction(), impatient.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA busy_timeout=1")
        with pytest.raises(Refusal) as refused, impatient._translated():
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    assert refused.value.reason is Reason.DATABASE_BUSY


def test_a_full_disk_saves_nothing_says_so_and_makes_room(tmp_path: Path) -> None:
    dropped: list[bool] = []
    database = Database(tmp_path / "f.db", KEY, Hooks(disk_full=lambda: dropped.append(True)))
    schema.bring_up_to_date(database)
    put(database, "before")
    with pytest.raises(Refusal) as refused, database.transaction() as session:
        session.execute(text("PRAGMA max_page_count=1"))
        session.execute(
            text("INSERT INTO counter VALUES ('t', :name, 1)"), {"name": "x" * 2_000_000}
        )
    assert refused.value.reason is Reason.DISK_FULL
    assert dropped == [True]
    assert names(Database(tmp_path / "f.db", KEY)) == ["before"]


def test_a_full_disk_outside_the_database_is_the_same_refusal(database: Database) -> None:
    with pytest.raises(Refusal) as refused, database.transaction():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert refused.value.reason is Reason.DISK_FULL
    with pytest.raises(FileNotFoundError), database.transaction():
        raise FileNotFoundError


def test_a_journal_row_is_not_replaced_either(database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("INSERT INTO tombstone VALUES ('t', x'01', x'02')"))
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.execute(text("INSERT OR REPLACE INTO tombstone VALUES ('t', x'01', x'03')"))


def test_a_copy_that_cannot_be_made_is_refused_and_gives_no_room_away(
    database: Database, tmp_path: Path
) -> None:
    with pytest.raises(Refusal) as refused:
        database.copy_to(tmp_path / "none" / "copy.db")
    assert refused.value.reason is Reason.FOLDER_READ_ONLY
    assert str(tmp_path / "none") in refusal_sentence(refused.value)


def test_a_copy_of_the_live_database_is_whole_and_encrypted(
    database: Database, tmp_path: Path
) -> None:
    put(database, "kept")
    database.copy_to(tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").read_bytes().startswith(b"SQLite")
    assert names(Database(tmp_path / "copy.db", KEY)) == ["kept"]
