"""Composition root: settings -> folders -> key -> database -> desk.

A window waits for this: what only the first start needs is imported where it is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import Settings, read_settings
from app.devices import desk_files, folders, machine_clock
from app.devices.desk_files import is_set_up
from app.devices.keys import KeyStore, new_key, recovery_text
from app.devices.logbook import Logbook
from app.devices.witness import Witness
from app.domain import identifiers, moments
from app.domain.errors import Reason, Refusal
from app.domain.log_guard import Occasion
from app.domain.moments import local_date
from app.models import schema
from app.models.database import Database, run, table_of
from app.models.journal import WriterRow
from app.services import sealing
from app.services.desk import (
    ADMINISTRATOR,
    Actor,
    DeskContext,
    active_staff,
    actor_of,
    desk_context,
)
from app.services.seat import Seat, seated_at_opening
from app.services.working_database import Listener, carry_out_erasures, working_database

if TYPE_CHECKING:
    from app.domain.calendar import Calendar
    from app.domain.permit import GivenPermit
    from app.services.setup import SetUpForm


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
        carry_out_erasures(self.settings, self.database, self.context.tenant)

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
    from app.services.setup import check_set_up

    form = check_set_up(form)
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
        context = desk_context(session, tenant, device_uid)
        now = _clock(settings, is_training=context.is_training)
        seat = Seat(seated_at_opening(session, context, now()))
    sealing.heed_witness(plain, Witness(settings.witness), tenant, device_uid, now())
    plain.close()
    database = working_database(settings, key, tenant, listener)
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
        desk_files.sweep(settings)
        Logbook(settings.logs).write(Occasion.OPENED, __name__, training=desk.context.is_training)
        return desk
    except BaseException:
        lock.release()
        raise


def set_up_window(settings: Settings, form: SetUpForm, listener: Listener) -> NewDesk:
    """The first start in a window; training gets a folder of its own, and its desk is kept.

    Whoever set the desk up has just chosen the PIN, and sits at it.
    """
    if form.is_training and settings == read_settings():
        settings = read_settings(training=True)
    recovery = ""
    if not (form.is_training and is_set_up(settings)):
        made = create_desk(settings, form)
        made.desk.close()
        recovery = made.recovery
    desk = open_window(settings, listener)
    if recovery and not desk.seat.taken:
        with desk.database.reading() as session:
            (first,) = active_staff(session, desk.context.tenant, local_date(desk.now()))
        desk.seat.take(actor_of(first))
    return NewDesk(desk, recovery)


def known_calendar(settings: Settings) -> Calendar:
    """The desk's calendar; before set-up, the shipped one."""
    from app.domain.calendar import Calendar
    from app.services.calendars import calendar, shipped_years

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
    from app.services import journal, setup
    from app.services.calendars import publish_calendar, shipped_years
    from app.services.starter import publish_starter
    from app.services.taking_over import take_over_desk

    device_uid = identifiers.new_uid(now)
    tenant = setup.tenant_of(form.agency_code)
    with database.transaction() as session:
        actor = setup.set_up(session, form, now=now, device_uid=device_uid)
        context = desk_context(session, tenant, device_uid)
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


def _identity(session: Session) -> tuple[str, UUID]:
    writer = table_of(WriterRow)
    open_one = select(writer.c.tenant, writer.c.device_uid).where(writer.c.closed_at.is_(None))
    row = run(session, open_one).one()
    return row[0], row[1]


def _clock(settings: Settings, *, is_training: bool) -> Callable[[], datetime]:
    """The clock of the machine; an injected one for training data only."""
    if settings.clock is None:
        return machine_clock.machine_now
    if not is_training:
        raise Refusal(Reason.CLOCK_INJECTED)
    injected = moments.from_text(settings.clock)
    return lambda: injected


def _texts(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(folder.glob("*.json"))]
