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
from app.devices import desk_files, folders
from app.devices.desk_files import is_set_up
from app.devices.erasure_list import ErasureList
from app.devices.keys import KeyStore, new_key, recovery_text
from app.devices.logbook import Logbook
from app.devices.witness import Witness
from app.domain import identifiers, moments
from app.domain.calendar import Calendar
from app.domain.erasure_facts import PersonalDataErased
from app.domain.errors import Reason, Refusal
from app.domain.events import Event
from app.domain.log_guard import Level, Occasion
from app.domain.permit import GivenPermit
from app.models import schema
from app.models.database import Database, Hooks
from app.models.journal import WriterRow
from app.services import journal, sealing, setup
from app.services.calendars import calendar, publish_calendar, shipped_years
from app.services.desk import ADMINISTRATOR, Actor, DeskContext
from app.services.seat import Seat, seated_at_opening
from app.services.setup import SetUpForm
from app.services.starter import publish_starter
from app.services.taking_over import take_over_desk
from app.services.wiping import erase_again, wipe_erased

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

    @property
    def attachments(self) -> Path:
        """Where files of dossiers lie, each encrypted."""
        return self.settings.attachments

    def wipe_erased(self) -> None:
        """Leave nothing of erased persons in index and log; takes a while on a big desk."""
        _wipe_erased(self.settings, self.database, self.context.tenant)

    def close(self) -> None:
        """Close the database, and let another window in."""
        self.database.close()
        if self.lock is not None:
            self.lock.release()
            Logbook(self.settings.logs).write(Occasion.CLOSED, __name__)


@dataclass(frozen=True, slots=True)
class NewDesk:
    """A desk just set up, with the recovery key that is shown and printed once."""

    desk: Desk
    recovery: str


def create_desk(
    settings: Settings,
    form: SetUpForm,
    listener: Listener | None = None,
    *,
    permit: GivenPermit | None = None,
) -> NewDesk:
    """First start: folders, key, database, office, calendar, starter catalogue.

    With a permit it takes a lost desk's place in the same transaction: it never stands for a
    moment as one that would give the lost desk's numbers again. Raises ``Refusal`` for answers,
    folders or a permit that will not do; then no desk is left behind.
    """
    form = setup.check_set_up(form)
    prepare(settings)
    with folders.InstanceLock(settings.lock):
        if is_set_up(settings):
            raise Refusal(Reason.ALREADY_SET_UP, office=settings.data)
        key = _make_desk(settings, form, permit)
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
    prepare(settings)
    if desk_files.pending(settings) is not None:
        with nullcontext() if holds_lock else folders.InstanceLock(settings.lock):
            finish_exchange(settings)
    key = key_of(settings)
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
    database = _working_database(settings, key, tenant, listener)
    folders.lay_ballast(settings.ballast)
    return Desk(settings, database, context, seat, now)


def open_window(settings: Settings, listener: Listener) -> Desk:
    """Open the desk for a window, which holds the folder until it closes.

    Raises the refusals of ``open_desk``, and ``ALREADY_OPEN`` for a second window.
    """
    if not is_set_up(settings):
        raise Refusal(Reason.NOT_SET_UP)
    prepare(settings)
    lock = folders.InstanceLock(settings.lock)
    lock.take()
    try:
        desk = replace(open_desk(settings, listener, holds_lock=True), lock=lock)
        Logbook(settings.logs).write(Occasion.OPENED, __name__, training=desk.context.is_training)
        return desk
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


def finish_exchange(settings: Settings) -> None:
    """Bring a database that was noted into its place; under the lock of the folder.

    Whatever moment the power went, this carries on from there.
    """
    exchange = desk_files.pending(settings)
    if exchange is None:
        return
    desk_files.move(settings, exchange)
    if exchange.disowns:
        sealing.disown(Witness(settings.witness))
    if exchange.discards:
        keys_of(settings).forget(exchange.discards)
    desk_files.end(settings, exchange)


def keys_of(settings: Settings) -> KeyStore:
    """Where the keys of this desk are kept."""
    return KeyStore(settings.state, use_system=settings.system_keys)


def key_of(settings: Settings) -> bytes:
    """The key of the database in its place. Raises ``Refusal`` (``KEY_MISSING``)."""
    return keys_of(settings).fetch(desk_files.identity_of(settings))


def prepare(settings: Settings) -> None:
    """Make the folders fit for a desk; the refusals are those of ``prepare_folder``."""
    folders.prepare_folder(settings.data)
    folders.prepare_folder(settings.state)


def _make_desk(settings: Settings, form: SetUpForm, permit: GivenPermit | None) -> bytes:
    now = _clock(settings, is_training=form.is_training)
    key = new_key()
    uid = identifiers.new_uid(now())
    keys = KeyStore(settings.state, use_system=settings.system_keys and not form.is_training)
    # An attempt that died half-way, or a desk that lost its identity: nobody can tell from here.
    desk_files.set_aside(settings.database)
    settings.witness.unlink(missing_ok=True)
    keys.keep(str(uid), key)
    database = Database(settings.database, key)
    try:
        schema.bring_up_to_date(database)
        _fill(database, settings, form, now(), permit)
    finally:
        database.close()
    desk_files.name(settings, str(uid))
    return key


def _fill(
    database: Database,
    settings: Settings,
    form: SetUpForm,
    now: datetime,
    permit: GivenPermit | None,
) -> None:
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
        if permit is not None:
            take_over_desk(
                session, permit.text, signer=permit.signer, now=now, desk=context, actor=actor
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


def _working_database(
    settings: Settings, key: bytes, tenant: str, listener: Listener | None
) -> Database:
    """The database with everything that happens around its commits.

    Without a listener erasures are wiped at once; a window does it beside the work of the desk.
    """
    hooks, log = _hooks(settings, tenant), Logbook(settings.logs)

    def after_commit(events: tuple[Event, ...]) -> None:
        for event in events:
            log.write(
                Occasion.RECORDED,
                __name__,
                kind=event.kind,
                uid=event.uid,
                dossier=event.dossier_uid,
            )
        if listener is not None:
            listener(events)
        elif any(event.kind == PersonalDataErased.kind for event in events):
            _wipe_erased(settings, database, tenant)

    database = Database(settings.database, key, replace(hooks, after_commit=after_commit))
    erase_again(database, tenant, ErasureList(settings.erasures))
    if listener is None:
        _wipe_erased(settings, database, tenant)
    return database


def _wipe_erased(settings: Settings, database: Database, tenant: str) -> None:
    """What cannot be wiped now, the next opening wipes: the erasure itself is committed."""
    log = Logbook(settings.logs)
    try:
        listed = ErasureList(settings.erasures)
        done = wipe_erased(database, tenant, listed, settings.attachments)
    except Refusal as refusal:
        log.refusal(refusal, __name__)
        done = False
    if not done:
        log.write(Occasion.ERASURE_LEFT, __name__, level=Level.WARNING)


def _hooks(settings: Settings, tenant: str) -> Hooks:
    uid = desk_files.identity_of(settings)
    witness = Witness(settings.witness)

    def before_commit(session: Session) -> None:
        if desk_files.is_replaced(settings, uid):
            raise Refusal(Reason.DATA_REPLACED)
        sealing.seal(session, tenant, witness)

    return Hooks(before_commit, disk_full=partial(folders.drop_ballast, settings.ballast))


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
