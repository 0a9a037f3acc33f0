"""The database of a desk: encrypted SQLite, one transaction per deed, one listener after commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import (
    Connection,
    CursorResult,
    Engine,
    Executable,
    QueuePool,
    Table,
    create_engine,
    event,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.events import Event
from app.models.base import Base

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]

_BUSY_MILLISECONDS = 5000
_RECORDED, _HEARD = "recorded", "heard"
_CONNECTION = "connection"

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",  # else INSERT OR REPLACE deletes past the journal's triggers
    "PRAGMA cache_size=-32768",
    "PRAGMA secure_delete=ON",
    f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}",
)

_COPY_PRAGMAS = ("PRAGMA query_only=ON", "PRAGMA cache_size=-32768")

_TROUBLES = {
    "database or disk is full": Reason.DISK_FULL,
    "no space left on device": Reason.DISK_FULL,
    "database is locked": Reason.DATABASE_BUSY,
    "attempt to write a readonly database": Reason.FOLDER_READ_ONLY,
    "unable to open database": Reason.FOLDER_READ_ONLY,
    "database disk image is malformed": Reason.DATABASE_DAMAGED,
    "disk i/o error": Reason.DATABASE_DAMAGED,
    "file is not a database": Reason.KEY_WRONG,
}


def _nothing(*_: object) -> None:
    """What a hook does when nobody listens."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """What happens around a commit: the witness before it, the listener after, room when full.

    ``after_commit`` is given the events that were recorded here, and those that were only heard of.
    """

    before_commit: Callable[[Session], None] = _nothing
    after_commit: Callable[[tuple[Event, ...], tuple[Event, ...]], None] = _nothing
    disk_full: Callable[[], None] = _nothing


class Database:
    """One encrypted file. Every deed is one transaction: durable, or not at all.

    ``is_copy`` opens a file that nobody works on, without leaving a trace on it or beside it.
    """

    def __init__(
        self, path: Path, key: bytes, hooks: Hooks = Hooks(), *, is_copy: bool = False
    ) -> None:
        self.path = path
        self._is_copy = is_copy
        self._key = key
        self._hooks = hooks
        # A sqlite:///path address, not sqlite://, which would pick a pool of one connection.
        self._engine = create_engine(
            f"sqlite:///{path}",
            module=sqlcipher,
            creator=self._connect,
            poolclass=QueuePool,
            hide_parameters=True,  # else the report of a fault names persons
        )
        event.listen(self._engine, "begin", _begin)
        self._immediate = self._engine.execution_options(immediate=True)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A writing transaction: commits at the end, rolls back on any exception.

        Raises ``Refusal`` when disk, lock or file say no; then nothing was saved.
        """
        with self._session(self._immediate) as session:
            session.info[_RECORDED], session.info[_HEARD] = [], []
            yield session
            session.flush()
            recorded, heard = tuple(session.info[_RECORDED]), tuple(session.info[_HEARD])
            if recorded or heard:
                self._hooks.before_commit(session)
        if recorded or heard:
            self._hooks.after_commit(recorded, heard)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A stable snapshot that waits for no writer."""
        with self._session(self._engine) as session:
            yield session

    def wipe_log(self) -> bool:
        """Fold the write-ahead log into the file and empty it; ``False`` while readers hold it."""
        with self._translated(), self._engine.connect() as connection:
            busy, _, _ = _raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    def copy_to(self, path: Path) -> None:
        """A consistent encrypted copy of the live database; never a copy of the file.

        Raises ``Refusal`` about the folder of the copy; then none is left there.
        """
        with self._translated(path), self._engine.connect() as connection:
            try:
                _raw(connection).execute("VACUUM INTO ?", (str(path),))
            except sqlcipher.Error:
                path.unlink(missing_ok=True)
                raise

    def damaged_pages(self) -> int:
        """How many pages of the file do not bear the key's seal; reads every one of them."""
        with self._translated(), self._engine.connect() as connection:
            return len(_raw(connection).execute("PRAGMA cipher_integrity_check").fetchall())

    def rekey(self, key: bytes) -> None:
        """Encrypt the file anew under another key; only for a file that nobody else has open."""
        with self._translated(), self._engine.connect() as connection:
            raw = _raw(connection)
            raw.execute("PRAGMA journal_mode=DELETE")
            raw.execute(f"PRAGMA rekey=\"x'{key.hex()}'\"")
        self.use_key(key)

    def use_key(self, key: bytes) -> None:
        """The file in this place is under another key from now on."""
        self.close()
        self._key = key

    @property
    def engine(self) -> Engine:
        """For migrations and checks only; deeds go through ``transaction``."""
        return self._engine

    def close(self) -> None:
        """Give back every connection; the last one folds the WAL into the file."""
        self._engine.dispose()

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        session = Session(engine, expire_on_commit=False)
        with self._translated(), session, session.begin():
            # Asked for at once: a writer takes its lock now, not at the first statement.
            session.info[_CONNECTION] = session.connection()
            yield session

    @contextmanager
    def _translated(self, path: Path | None = None) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlcipher.Error, OSError) as error:
            refusal = _refusal(error, path or self.path)
            if refusal is None:
                raise
            if refusal.reason is Reason.DISK_FULL and path is None:
                self._hooks.disk_full()
            raise refusal from error

    def _connect(self) -> Any:
        untouched = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlcipher.connect(
            untouched if self._is_copy else str(self.path),
            uri=self._is_copy,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA cipher_log_level=NONE")  # the refusal says it in Vietnamese
        connection.execute(f"PRAGMA key=\"x'{self._key.hex()}'\"")
        for pragma in _COPY_PRAGMAS if self._is_copy else _PRAGMAS:
            connection.execute(pragma)
        return connection


def table_of(kind: type[Base]) -> Table:
    """The table of a mapped class, for statements that are built once and run often."""
    return cast("Table", kind.__table__)


def run(
    session: Session, statement: Executable, parameters: Parameters | None = None
) -> CursorResult[*tuple[Any, ...]]:
    """Run a statement on the session's connection, past the ORM: a third of its cost.

    What every deed runs is prepared besides (``models.prepared``).
    """
    return connection_of(session).execute(statement, parameters)


def connection_of(session: Session) -> Connection:
    """The connection on which a session's transaction runs."""
    connection: Connection = session.info[_CONNECTION]
    return connection


def session_on(connection: Connection) -> Session:
    """A session on a connection that somebody else opened and ends: the centre's."""
    session = Session(connection, expire_on_commit=False)
    session.info[_CONNECTION] = connection
    return session


def recorded(session: Session) -> list[Event]:
    """The events recorded or taken over in this transaction so far."""
    events: list[Event] = session.info[_RECORDED]
    return events


def heard(session: Session) -> list[Event]:
    """The events that this transaction took from the centre so far."""
    events: list[Event] = session.info[_HEARD]
    return events


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _raw(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _refusal(error: Exception, path: Path) -> Refusal | None:
    said = str(error).lower()
    for words, reason in _TROUBLES.items():
        if words in said:
            return Refusal(reason, path=path.parent)
    return None
