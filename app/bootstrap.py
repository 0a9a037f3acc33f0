"""Composition root: settings -> folders -> key -> database -> desk."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import Settings, read_settings
from app.devices import folders
from app.devices.keys import KeyStore, new_key, read_recovery_text, recovery_text
from app.devices.witness import Witness
from app.domain import identifiers, moments
from app.domain.calendar import Calendar
from app.domain.errors import Reason, Refusal
from app.domain.events import Event
from app.models import schema
from app.models.database import Database, Hooks
from app.models.journal import WriterRow
from app.services import journal, sealing, setup
from app.services.backups import set_aside, take_in, write_backup
from app.services.calendars import calendar, publish_calendar, shipped_years
from app.services.desk import ADMINISTRATOR, Actor, DeskContext
from app.services.seat import Seat, seated_at_opening
from app.services.setup import SetUpForm
from app.services.starter import publish_starter

Listener = Callable[[tuple[Event, ...]], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """An open desk: its database, who sits where, and what time it is."""

    settings: Settings
    database: Database
    context: DeskContext
    seat: Seat
    now: Callable[[], datetime]
    lock: folders.InstanceLock | None = None

    @property
    def actor(self) -> Actor:
        """Who acts here. Raises ``Refusal`` (``NOT_SIGNED_IN``) while nobody does."""
        return self.seat.actor

    def close(self) -> None:
        """Close the database, and let another window in."""
        self.database.close()
        if self.lock is not None:
            self.lock.release()


@dataclass(frozen=True, slots=True)
class NewDesk:
    """A desk just set up, with the recovery key that is shown and printed once."""

    desk: Desk
    recovery: str


def is_set_up(settings: Settings) -> bool:
    """Whether a desk lives in these folders; raises ``Refusal`` when they may not be read."""
    return folders.holds(settings.identity) and folders.holds(settings.database)


def create_desk(settings: Settings, form: SetUpForm, listener: Listener | None = None) -> NewDesk:
    """First start: folders, key, database, office, calendar, starter catalogue.

    Raises ``Refusal`` for answers or folders that will not do; then no desk is left behind.
    """
    form = setup.check_set_up(form)
    _prepare(settings)
    with folders.InstanceLock(settings.lock):
        if is_set_up(settings):
            raise Refusal(Reason.ALREADY_SET_UP, office=settings.data)
        key = _make_desk(settings, form)
    return NewDesk(open_desk(settings, listener), recovery_text(key))


def open_desk(
    settings: Settings, listener: Listener | None = None, *, holds_lock: bool = False
) -> Desk:
    """Open the desk that lives in these folders; the window holds its lock already.

    Raises ``Refusal`` with a clear sentence for a wrong key, a newer schema, a network share, a
    read-only folder; then nothing was changed. A database behind its witness is carried on as
    restored: a new writer, and no numbers until somebody lets it.
    """
    if not is_set_up(settings):
        raise Refusal(Reason.NOT_SET_UP)
    _prepare(settings)
    key = _key_of(settings)
    plain = Database(settings.database, key)
    found = schema.version(plain)
    if found is None:
        raise Refusal(Reason.DATABASE_DAMAGED, path=settings.data)
    if found != schema.SCHEMA:
        with nullcontext() if holds_lock else folders.InstanceLock(settings.lock):
            schema.bring_up_to_date(plain)
    with plain.reading() as session:
        tenant, device_uid = _identity(session)
        context = setup.desk_context(session, tenant, device_uid)
        now = _clock(settings, is_training=context.is_training)
        seat = Seat(seated_at_opening(session, context, now()))
    _heed_witness(plain, Witness(settings.witness), tenant, device_uid, now())
    plain.close()
    database = Database(settings.database, key, _hooks(settings, tenant, listener))
    folders.lay_ballast(settings.ballast)
    return Desk(settings, database, context, seat, now)


def open_window(settings: Settings, listener: Listener) -> Desk:
    """Open the desk for a window, which holds the folder until it closes.

    Raises the refusals of ``open_desk``, and ``ALREADY_OPEN`` for a second window.
    """
    if not is_set_up(settings):
        raise Refusal(Reason.NOT_SET_UP)
    _prepare(settings)
    lock = folders.InstanceLock(settings.lock)
    lock.take()
    try:
        return replace(open_desk(settings, listener, holds_lock=True), lock=lock)
    except BaseException:
        lock.release()
        raise


def set_up_window(settings: Settings, form: SetUpForm, listener: Listener) -> NewDesk:
    """The first start in a window; training gets a folder of its own, and its desk is kept."""
    if form.is_training and settings == read_settings():
        settings = read_settings(training=True)
    recovery = ""
    if not (form.is_training and is_set_up(settings)):
        made = create_desk(settings, form)
        made.desk.close()
        recovery = made.recovery
    return NewDesk(open_window(settings, listener), recovery)


def known_calendar(settings: Settings) -> Calendar:
    """The desk's calendar; before set-up, the shipped one."""
    if not is_set_up(settings):
        return Calendar(years=shipped_years(_texts(settings.resources / "calendars")))
    desk = open_desk(settings)
    try:
        with desk.database.reading() as session:
            return calendar(session, desk.context.tenant)
    finally:
        desk.close()


def back_up(desk: Desk, path: Path) -> None:
    """Write an encrypted copy of the desk's database; the refusals are ``write_backup``'s."""
    write_backup(desk.database, _key_of(desk.settings), path)


def restore(settings: Settings, backup: Path, recovery: str | None = None) -> Desk:
    """Put a backup in the place of the desk's database, which is kept beside it.

    The restored desk opens a new writer, and numbers only when somebody lets it. Raises
    ``Refusal`` when the backup cannot be read with the key; then nothing was changed.
    """
    _prepare(settings)
    with folders.InstanceLock(settings.lock):
        key = read_recovery_text(recovery) if recovery else _key_of(settings)
        restored = settings.data / "khoi-phuc.db"
        take_in(backup, restored, key)
        uid = identifiers.new_uid(datetime.now(UTC))
        KeyStore(settings.state, use_system=settings.system_keys).keep(str(uid), key)
        set_aside(settings.database)
        restored.rename(settings.database)
        _name(settings, uid)
        sealing.disown(Witness(settings.witness))
        return open_desk(settings, holds_lock=True)


def _make_desk(settings: Settings, form: SetUpForm) -> bytes:
    now = _clock(settings, is_training=form.is_training)
    key = new_key()
    uid = identifiers.new_uid(now())
    keys = KeyStore(settings.state, use_system=settings.system_keys and not form.is_training)
    # An attempt that died half-way, or a desk that lost its identity: nobody can tell from here.
    set_aside(settings.database)
    settings.witness.unlink(missing_ok=True)
    keys.keep(str(uid), key)
    database = Database(settings.database, key)
    schema.bring_up_to_date(database)
    _fill(database, settings, form, now())
    database.close()
    _name(settings, uid)
    return key


def _key_of(settings: Settings) -> bytes:
    if not settings.identity.exists():
        raise Refusal(Reason.KEY_MISSING)
    uid = settings.identity.read_text("ascii", "replace").strip()
    return KeyStore(settings.state, use_system=settings.system_keys).fetch(uid)


def _name(settings: Settings, uid: UUID) -> None:
    """Write the identity whole or not at all: an empty one would hide the desk for good."""
    unfinished = settings.identity.with_suffix(".dang-ghi")
    try:
        unfinished.write_text(str(uid), "ascii")
        unfinished.replace(settings.identity)
    except OSError:
        raise Refusal(Reason.DISK_FULL, path=settings.data) from None


def _fill(database: Database, settings: Settings, form: SetUpForm, now: datetime) -> None:
    device_uid = identifiers.new_uid(now)
    tenant = setup.tenant_of(form.agency_code)
    with database.transaction() as session:
        actor = setup.set_up(session, form, now=now, device_uid=device_uid)
        context = setup.desk_context(session, tenant, device_uid)
        deed = journal.Deed(author=actor.author(context, ADMINISTRATOR), now=now)
        for year in shipped_years(_texts(settings.resources / "calendars")):
            publish_calendar(session, deed, year)
        publish_starter(
            session, settings.resources / "catalogue", now=now, desk=context, actor=actor
        )
        sealing.seal(session, tenant, Witness(settings.witness))


def _heed_witness(
    database: Database, witness: Witness, tenant: str, device_uid: UUID, now: datetime
) -> None:
    with database.reading() as session:
        if sealing.soundness(session, tenant, witness) is sealing.Soundness.SOUND:
            return
    # Asked again under the lock: between the two looks another command may have committed.
    with database.transaction() as session:
        match sealing.soundness(session, tenant, witness):
            case sealing.Soundness.CUT_OFF:
                sealing.burn_intent(session, tenant, witness)
            case sealing.Soundness.RESTORED:
                sealing.continue_as_restored(session, tenant, device_uid, witness, now)


def _hooks(settings: Settings, tenant: str, listener: Listener | None) -> Hooks:
    hooks = Hooks(
        before_commit=partial(sealing.seal, tenant=tenant, witness=Witness(settings.witness)),
        disk_full=partial(folders.drop_ballast, settings.ballast),
    )
    if listener is None:
        return hooks
    return Hooks(hooks.before_commit, listener, hooks.disk_full)


def _prepare(settings: Settings) -> None:
    folders.prepare_folder(settings.data)
    folders.prepare_folder(settings.state)


def _identity(session: Session) -> tuple[str, UUID]:
    row = session.execute(
        select(WriterRow.tenant, WriterRow.device_uid).where(WriterRow.closed_at.is_(None))
    ).one()
    return row[0], row[1]


def _clock(settings: Settings, *, is_training: bool) -> Callable[[], datetime]:
    """The clock of the machine; an injected one only for training data and tests."""
    if settings.clock is None:
        return partial(datetime.now, UTC)
    if not is_training and "PYTEST_CURRENT_TEST" not in os.environ:
        raise Refusal(Reason.CLOCK_INJECTED)
    injected = moments.from_text(settings.clock)
    return lambda: injected


def _texts(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(folder.glob("*.json"))]
