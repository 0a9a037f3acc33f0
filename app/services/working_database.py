"""The database with everything that happens around its commits: witness, log, erasures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from sqlalchemy.orm import Session

from app.config import Settings
from app.devices import desk_files, folders
from app.devices.erasure_list import ErasedFiles, ErasureList
from app.devices.logbook import Logbook
from app.devices.witness import Witness
from app.domain.erasure_facts import PersonalDataErased
from app.domain.errors import Reason, Refusal
from app.domain.events import Event
from app.domain.log_guard import Level, Occasion
from app.models.database import Database, Hooks
from app.services import sealing

Listener = Callable[[tuple[Event, ...]], None]


def working_database(
    settings: Settings, key: bytes, tenant: str, listener: Listener | None
) -> Database:
    """The database of a desk, ready for work; erasures that a backup did not know are obeyed.

    Without a listener erasures are wiped at once; a window does it beside the work of the desk.
    """
    hooks, log = _hooks(settings, tenant), Logbook(settings.logs)

    def after_commit(recorded: tuple[Event, ...], heard: tuple[Event, ...]) -> None:
        if recorded:
            told = ({"kind": e.kind, "uid": e.uid, "dossier": e.dossier_uid} for e in recorded)
            log.write_all(Occasion.RECORDED, __name__, told)
        if heard:
            log.write(Occasion.HEARD, __name__, count=len(heard), last=heard[-1].uid)
        events = recorded + heard
        if listener is not None:
            listener(events)
        elif any(event.kind == PersonalDataErased.kind for event in events):
            carry_out_erasures(settings, database, tenant)

    database = Database(settings.database, key, replace(hooks, after_commit=after_commit))
    listed = ErasureList(settings.erasures)
    if listed.events():
        from app.services.wiping import erase_again

        erase_again(database, tenant, listed)
    if listener is None:
        carry_out_erasures(settings, database, tenant)
    return database


def carry_out_erasures(settings: Settings, database: Database, tenant: str) -> None:
    """Wipe what erasures left in index, log and files.

    What cannot be wiped now, the next opening wipes: the erasure itself is committed.
    """
    # Opening a desk waits for this module, and hardly ever has something to wipe.
    from app.services.wiping import wipe_erased

    log = Logbook(settings.logs)
    try:
        listed, erased = ErasureList(settings.erasures), ErasedFiles(settings.erased_files)
        done = wipe_erased(database, tenant, listed, settings.attachments, erased)
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
        sealing.seal_deeds(session, tenant, witness)

    return Hooks(before_commit, disk_full=partial(folders.drop_ballast, settings.ballast))
