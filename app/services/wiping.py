"""After an erasure: nothing of it may remain in the index, in free pages, in the log.

Also after a restore: erasures that an older backup does not know of are carried out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from app.devices.erasure_list import ErasedFiles, ErasureList
from app.domain.erasure_facts import PersonalDataErased
from app.domain.events import read_event
from app.domain.trail_facts import AttachmentAdded
from app.models.database import Database, run, table_of
from app.models.journal import EventRow
from app.models.search import merge_step
from app.services import journal
from app.services.attached_files import attached_files, file_named_in
from app.services.attaching import vault_of
from app.services.departing import due_to_go, let_go, mark_gone

_EVENT = table_of(EventRow)
_ERASURES = select(_EVENT.c.uid, _EVENT.c.content).where(
    _EVENT.c.tenant == bindparam("of"), _EVENT.c.kind == PersonalDataErased.kind
)

_OF_DOSSIER = select(_EVENT.c.content).where(
    _EVENT.c.tenant == bindparam("of"),
    _EVENT.c.dossier_uid == bindparam("which"),
    _EVENT.c.kind == AttachmentAdded.kind,
)


def erase_again(database: Database, tenant: str, listed: ErasureList) -> None:
    """Record and obey again what the list knows and the journal does not: it was restored away."""
    known = listed.events()
    if not known:
        return
    with database.reading() as session:
        kept = known_erasures(session, tenant)
    lost = {uid: content for uid, content in known.items() if uid not in kept}
    if not lost:
        return
    with database.transaction() as session:
        for content in lost.values():
            journal.take_over(session, read_event(content, None))
    # Obeyed, but not wiped yet: they are listed again when they are.
    listed.strike(lost)


def wipe_erased(
    database: Database, tenant: str, listed: ErasureList, attachments: Path, erased: ErasedFiles
) -> bool:
    """Carry every erasure out to the last byte; ``False`` when the next opening must go on.

    What the journal knows and the list does not loses its files, is wiped from index and log, and
    is listed then. Dossiers that left this office long ago go too. The names of the files go to
    ``erased``, for copies on other disks.
    """
    known = listed.events()
    with database.reading() as session:
        kept = known_erasures(session, tenant)
        departed = due_to_go(session, tenant)
    gone = _let_departed_go(database, departed, (tenant, attachments), erased)
    unfinished = [content for uid, content in kept.items() if uid not in known]
    for content in unfinished:
        dossier_uid = read_event(content, None).dossier_uid
        if dossier_uid is not None:
            with database.transaction() as session:
                _drop_files(session, dossier_uid, (tenant, attachments), erased)
    if (unfinished or gone) and not _wipe(database):
        return False
    for content in unfinished:
        listed.add(content)
    if gone:
        with database.transaction() as session:
            mark_gone(session, tenant, gone)
    return True


def _let_departed_go(
    database: Database, due: Mapping[UUID, UUID], at: tuple[str, Path], erased: ErasedFiles
) -> list[UUID]:
    """Dossiers that left this office long ago; those of which nothing personal is left here."""
    gone = []
    for dossier_uid, said_by in due.items():
        with database.transaction() as session:
            is_gone = let_go(session, at[0], dossier_uid, said_by)
            if is_gone:
                _drop_files(session, dossier_uid, at, erased)
                gone.append(dossier_uid)
    return gone


def known_erasures(session: Session, tenant: str) -> dict[UUID, bytes]:
    """The content of each erasing event of the journal."""
    return {row.uid: row.content for row in run(session, _ERASURES, {"of": tenant})}


def _drop_files(
    session: Session, dossier_uid: UUID, at: tuple[str, Path], erased: ErasedFiles
) -> None:
    """The files of a dossier go, but for those that a dossier of this office still names."""
    tenant, folder = at
    theirs = set(_digests(run(session, _OF_DOSSIER, {"of": tenant, "which": dossier_uid})))
    if not theirs:
        return
    named = attached_files(session, tenant)
    still_named = {each.digest for each in named if not each.has_left}
    vault = vault_of(session, tenant, folder)
    gone = theirs - still_named
    # Noted first: a file that is dropped and not noted would stay on every other disk.
    erased.add(vault.name(each) for each in gone)
    for digest in gone:
        vault.drop(digest)


def _digests(rows: Iterable[Row[Any]]) -> Iterator[str]:
    for row in rows:
        digest = file_named_in(row.content)
        if digest is not None:
            yield digest


def _wipe(database: Database) -> bool:
    """In short transactions: reception goes on between them."""
    is_first, goes_on = True, True
    while goes_on:
        with database.transaction() as session:
            goes_on = merge_step(session, first=is_first)
        is_first = False
    return database.wipe_log()
