"""Copies of whole databases: written, read back, taken in, and held against the living desk."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.devices import desk_files
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.models import schema
from app.models.database import Database
from app.models.journal import EventPositionRow, EventRow, WriterRow
from app.models.office import DossierRow
from app.services.journal_head import journal_head

_UNFINISHED = ".dang-ghi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a database has come: its counts, and where the open writer's chain ends."""

    tenant: str
    events: int
    dossiers: int
    writer: UUID
    seq: int
    chain: bytes
    last_recorded_at: datetime | None


def write_backup(database: Database, key: bytes, path: Path) -> None:
    """Write an encrypted copy of a live database, and read it back before it gets its name.

    Raises ``Refusal`` (``BACKUP_EXISTS``, ``BACKUP_UNREADABLE``, ``DISK_FULL``,
    ``FOLDER_READ_ONLY``); then no file of that name is left behind.
    """
    if path.exists():
        raise Refusal(Reason.BACKUP_EXISTS, path=path)
    unfinished = path.with_name(path.name + _UNFINISHED)
    desk_files.remove(unfinished)
    try:
        database.copy_to(unfinished)
        check_copy(unfinished, key, path)
        unfinished.rename(path)
    except BaseException:
        desk_files.remove(unfinished)
        raise


def check_copy(copy: Path, key: bytes, named: Path | None = None) -> Standing:
    """Read every page of a copy without touching it; how far it has come.

    Raises ``Refusal`` (``BACKUP_UNREADABLE``) about ``named`` for a wrong key or a damaged page.
    """
    database = Database(copy, key, is_copy=True)
    try:
        with database.reading() as session:
            if schema.version(database) is None or database.damaged_pages():
                raise Refusal(Reason.BACKUP_UNREADABLE, path=named or copy)
            return standing(session)
    except Refusal as refusal:
        if refusal.reason in (Reason.KEY_WRONG, Reason.DATABASE_DAMAGED):
            raise Refusal(Reason.BACKUP_UNREADABLE, path=named or copy) from refusal
        raise
    finally:
        database.close()


def take_in(backup: Path, restored: Path, key: bytes) -> None:
    """Copy a backup to ``restored``, see that it opens, and bring it up to date.

    The copy is removed when it does not open.
    """
    desk_files.remove(restored)
    try:
        shutil.copyfile(backup, restored)
    except OSError as error:
        desk_files.remove(restored)
        if isinstance(error, FileNotFoundError | IsADirectoryError | PermissionError):
            raise Refusal(Reason.BACKUP_UNREADABLE, path=backup) from error
        raise Refusal(Reason.DISK_FULL, path=restored.parent) from error
    try:
        _open_taken_in(restored, key, backup)
    except BaseException:
        desk_files.remove(restored)
        raise


def standing(session: Session) -> Standing:
    """How far a database has come."""
    tenant = session.execute(select(WriterRow.tenant).where(WriterRow.closed_at.is_(None)))
    of = tenant.scalar_one()
    ends = journal_head(session, of)
    counts = (
        session.execute(select(func.count()).select_from(row).where(row.tenant == of)).scalar_one()
        for row in (EventRow, DossierRow)
    )
    events, dossiers = counts
    return Standing(
        tenant=of,
        events=events,
        dossiers=dossiers,
        writer=ends.writer,
        seq=ends.seq,
        chain=ends.chain,
        last_recorded_at=ends.recorded_at,
    )


def is_beginning_of(session: Session, copy: Standing) -> bool:
    """Whether a copy's chain is the beginning of this database's own."""
    if copy.seq == 0:
        return True
    found = session.execute(
        select(EventPositionRow.chain).where(
            EventPositionRow.tenant == copy.tenant,
            EventPositionRow.writer == copy.writer,
            EventPositionRow.seq == copy.seq,
        )
    )
    return found.scalar() == copy.chain


def _open_taken_in(copy: Path, key: bytes, named: Path) -> None:
    database = Database(copy, key)
    try:
        if schema.version(database) is None or database.damaged_pages():
            raise Refusal(Reason.BACKUP_UNREADABLE, path=named)
        schema.bring_up_to_date(database)
    except Refusal as refusal:
        if refusal.reason in (Reason.KEY_WRONG, Reason.DATABASE_DAMAGED):
            raise Refusal(Reason.BACKUP_UNREADABLE, path=named) from refusal
        raise
    finally:
        database.close()
