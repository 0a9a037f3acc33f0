"""A desk gets a new key with a new file under it, and its key back when the store is gone."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from app.bootstrap import Desk, finish_exchange, key_of, keys_of, prepare
from app.config import Settings
from app.devices import desk_files
from app.devices.desk_files import Exchange
from app.devices.folders import InstanceLock
from app.devices.keys import key_mark, new_key, read_recovery_text, recovery_text
from app.devices.machine_clock import machine_now
from app.domain import identifiers
from app.domain.errors import Reason, Refusal
from app.models.database import Database
from app.services import backups, custody_deeds


@dataclass(frozen=True, slots=True)
class NewKey:
    """The recovery key of the new key, shown once, and the marks of the old and the new one."""

    recovery: str
    mark: str
    old_mark: str


def change_key(desk: Desk) -> NewKey:
    """Give the desk a new key: a new file under it, verified, takes the place of the old one.

    The old file and its key are removed; older backups need the old recovery key. The desk is
    closed by this and has to be opened anew. Raises ``Refusal``; then nothing was changed.
    """
    settings = desk.settings
    # A window holds the folder already; a command must not do this beside one.
    with nullcontext() if desk.lock else InstanceLock(settings.lock):
        old, new = key_of(settings), new_key()
        uid = _exchange(desk, old, new)
        desk.database.close()
        finish_exchange(settings)
        # Who still looks at this desk reads on; who would write is told to open it anew.
        desk.database.use_key(key_of(settings))
    return NewKey(recovery_text(keys_of(settings).fetch(uid)), key_mark(new), key_mark(old))


def recover_key(settings: Settings, recovery: str) -> str:
    """Bring the key back from the sheet when the key store is gone; returns the key's mark.

    Raises ``Refusal`` (``RECOVERY_KEY_WRONG``, ``RECOVERY_KEY_OTHER``); then nothing was changed.
    """
    prepare(settings)
    if not desk_files.is_set_up(settings):
        raise Refusal(Reason.NOT_SET_UP)
    key = read_recovery_text(recovery)
    if desk_files.pending(settings) is not None:
        with InstanceLock(settings.lock):
            finish_exchange(settings)
    database = Database(settings.database, key)
    try:
        with database.reading() as session:
            backups.standing(session)
    except Refusal as refusal:
        if refusal.reason is Reason.KEY_WRONG:
            raise Refusal(Reason.RECOVERY_KEY_OTHER, mark=key_mark(key)) from refusal
        raise
    finally:
        database.close()
    keys_of(settings).keep(desk_files.identity_of(settings), key)
    return key_mark(key)


def _exchange(desk: Desk, old: bytes, new: bytes) -> str:
    """Copy under the lock of a writer, so that no deed falls between copy and exchange."""
    settings = desk.settings
    incoming = settings.data / desk_files.NEW_KEY
    desk_files.remove(incoming)
    try:
        with desk.database.transaction() as session:
            desk.database.copy_to(incoming)
            Database(incoming, old).rekey(new)
            if backups.check_copy(incoming, new) != backups.standing(session):
                raise Refusal(Reason.BACKUP_UNREADABLE, path=incoming)
            _record(desk, incoming, key_mark(old), new)
            uid = str(identifiers.new_uid(machine_now()))
            keys_of(settings).keep(uid, new)
            exchange = Exchange(
                incoming=desk_files.NEW_KEY,
                kept=desk_files.free_name(settings.database).name,
                uid=uid,
                discards=desk_files.identity_of(settings),
            )
            desk_files.begin(settings, exchange)
    except BaseException:
        if desk_files.pending(settings) is None:
            desk_files.remove(incoming)
        raise
    return uid


def _record(desk: Desk, incoming: Path, old_mark: str, new: bytes) -> None:
    """The deed stands in the new file only: where the exchange fails, it never happened."""
    database = Database(incoming, new)
    try:
        with database.transaction() as session:
            custody_deeds.record_key_change(
                session,
                (old_mark, key_mark(new)),
                now=desk.now(),
                desk=desk.context,
                actor=desk.actor,
            )
    finally:
        database.close()
