"""A backup takes the place of the desk's database, or is only tried."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from app.bootstrap import Desk, finish_exchange, key_of, keys_of, open_desk, prepare
from app.config import Settings
from app.custody import ledger
from app.custody.file_copies import bring_back, try_files
from app.devices import desk_files
from app.devices.desk_files import Exchange
from app.devices.folders import InstanceLock
from app.devices.keys import read_recovery_text
from app.devices.machine_clock import machine_now
from app.domain import identifiers
from app.domain.custody import Drill
from app.models.database import Database
from app.services import backups, upkeep
from app.services.desk import desk_of
from app.sync import bundle


def restore(
    settings: Settings,
    backup: Path,
    recovery: str | None = None,
    *,
    copies: Path | None = None,
) -> Desk:
    """Put a backup in the place of the desk's database, which is kept beside it.

    ``copies`` is the folder of the continuous copy: what was recorded after the backup comes back
    from it. Attached files come from beside the backup and from beside the copy. The restored desk
    opens a new writer, and numbers only when somebody lets it. Raises ``Refusal`` when the backup
    cannot be read with the key; then nothing was changed.
    """
    prepare(settings)
    with InstanceLock(settings.lock):
        finish_exchange(settings)
        key = read_recovery_text(recovery) if recovery else key_of(settings)
        restored = settings.data / desk_files.RESTORED
        backups.take_in(backup, restored, key)
        _bring_back(settings, restored, key, (backup.parent, copies))
        uid = str(identifiers.new_uid(machine_now()))
        keys_of(settings).keep(uid, key)
        kept = desk_files.free_name(settings.database).name
        exchange = Exchange(incoming=desk_files.RESTORED, kept=kept, uid=uid, disowns=True)
        desk_files.begin(settings, exchange)
        return open_desk(settings, holds_lock=True)


def drill(desk: Desk, backup: Path, recovery: str | None = None) -> Drill:
    """Restore a backup into a scratch folder, verify it, compare it with the living desk.

    Nothing of the desk is touched, and the scratch folder is removed. The outcome is remembered.
    Raises ``Refusal`` when the backup cannot be read with the key.
    """
    key = read_recovery_text(recovery) if recovery else key_of(desk.settings)
    scratch = Path(tempfile.mkdtemp(prefix=desk_files.SCRATCH, dir=desk.settings.data))
    try:
        backups.take_in(backup, scratch / desk_files.RESTORED, key)
        found = _compared(desk, backup, scratch / desk_files.RESTORED, key)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    ledger.note(desk.settings, last_drill_at=desk.now(), last_drill_sound=found.sound)
    return found


def _compared(desk: Desk, backup: Path, copy: Path, key: bytes) -> Drill:
    database = Database(copy, key)
    try:
        with database.reading() as session:
            then = backups.standing(session)
            findings = upkeep.verify(session, then.tenant)
            files = try_files(session, desk, backup.parent)
    finally:
        database.close()
    with desk.database.reading() as session:
        now = backups.standing(session)
        follows = backups.is_beginning_of(session, then)
    return Drill(
        backup=str(backup),
        events=then.events,
        dossiers=then.dossiers,
        events_since=now.events - then.events,
        dossiers_since=now.dossiers - then.dossiers,
        last_recorded_at=then.last_recorded_at,
        follows=follows,
        findings=tuple(f"{each.invariant} {each.where}: {each.sentence}" for each in findings),
        files=files,
    )


def _bring_back(
    settings: Settings, restored: Path, key: bytes, sources: tuple[Path, Path | None]
) -> None:
    """From the continuous copy what was recorded after the backup; from both the attached files."""
    database = Database(restored, key)
    copies = sources[1]
    try:
        with database.transaction() as session:
            tenant = backups.standing(session).tenant
            if copies is not None:
                bundle.take_in_folder(session, tenant, copies, key, machine_now())
            where = desk_of(session, tenant)
        with database.reading() as session:
            bring_back(session, where, settings.attachments, filter(None, sources))
    finally:
        database.close()
