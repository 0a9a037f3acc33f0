"""Composition root: settings -> folders -> key -> database -> desk."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import Settings
from app.devices import folders
from app.devices.keys import KeyStore, new_key, recovery_text
from app.devices.witness import Witness
from app.domain import identifiers, moments
from app.domain.errors import Reason, Refusal
from app.domain.events import Event
from app.models import schema
from app.models.database import Database, Hooks
from app.models.journal import WriterRow
from app.services import journal, sealing, setup
from app.services.calendars import publish_calendar, shipped_years
from app.services.desk import ADMINISTRATOR, Actor, DeskContext, staff
from app.services.setup import SetUpForm
from app.services.starter import publish_starter

Listener = Callable[[tuple[Event, ...]], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """An open desk: its database, who sits where, and what time it is."""

    settings: Settings
    database: Database
    context: DeskContext
    actor: Actor
    now: Callable[[], datetime]

    def close(self) -> None:
        """Close the database."""
        self.database.close()


@dataclass(frozen=True, slots=True)
class NewDesk:
    """A desk just set up, with the recovery key that is shown and printed once."""

    desk: Desk
    recovery: str


def is_set_up(settings: Settings) -> bool:
    """Whether a desk lives in these folders."""
    return settings.identity.exists() and settings.database.exists()


def create_desk(settings: Settings, form: SetUpForm, listener: Listener | None = None) -> NewDesk:
    """First start: folders, key, database, office, calendar, starter catalogue.

    Raises ``Refusal`` for answers or folders that will not do; then no desk is left behind.
    """
    form = setup.check_set_up(form)
    if is_set_up(settings):
        raise Refusal(Reason.ALREADY_SET_UP, office=settings.data)
    _prepare(settings)
    now = _clock(settings, is_training=form.is_training)
    key = new_key()
    uid = identifiers.new_uid(now())
    keys = KeyStore(settings.state, use_system=settings.system_keys and not form.is_training)
    # A half-made desk of an attempt that died has no identity, so it was never one.
    for left in (settings.database, settings.witness):
        left.unlink(missing_ok=True)
    keys.keep(str(uid), key)
    database = Database(settings.database, key)
    schema.bring_up_to_date(database)
    _fill(database, settings, form, now())
    database.close()
    settings.identity.write_text(str(uid), "ascii")
    return NewDesk(open_desk(settings, listener), recovery_text(key))


def open_desk(settings: Settings, listener: Listener | None = None) -> Desk:
    """Open the desk that lives in these folders.

    Raises ``Refusal`` with a clear sentence for a wrong key, a newer schema, a network share, a
    read-only folder; then nothing was changed. A database behind its witness is carried on as
    restored: a new writer, and no numbers until somebody lets it.
    """
    if not is_set_up(settings):
        raise Refusal(Reason.NOT_SET_UP)
    _prepare(settings)
    uid = settings.identity.read_text("ascii").strip()
    key = KeyStore(settings.state, use_system=settings.system_keys).fetch(uid)
    plain = Database(settings.database, key)
    schema.bring_up_to_date(plain)
    with plain.reading() as session:
        tenant, device_uid = _identity(session)
        context = setup.desk_context(session, tenant, device_uid)
        actor = staff(session, tenant)[0]
    now = _clock(settings, is_training=context.is_training)
    _heed_witness(plain, Witness(settings.witness), tenant, device_uid, now())
    plain.close()
    database = Database(settings.database, key, _hooks(settings, tenant, listener))
    folders.lay_ballast(settings.ballast)
    return Desk(settings, database, context, actor, now)


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
        if sealing.is_sound(session, tenant, witness):
            return
    with database.transaction() as session:
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
