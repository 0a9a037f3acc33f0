"""Personal parts that did not come with their events, and that this office may see again.

A dossier that comes back to an office, whenever it left, and an event that a restored centre knew
bare for a while: both are asked for until they are whole, or erased.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from app.domain.canonical import digest
from app.domain.events import read_event
from app.domain.scope_facts import ScopeEntered
from app.models.database import run, table_of
from app.models.journal import EventPrivateRow, EventRow
from app.models.sync import DepartedRow, PartsWantedRow
from app.services import refolding
from app.services.forgetting import stands_erased, tombstoned
from app.services.preparing import Told
from app.services.travelling_files import ask_for_all

_WANTED, _EVENT = table_of(PartsWantedRow), table_of(EventRow)
_PRIVATE, _DEPARTED = table_of(EventPrivateRow), table_of(DepartedRow)
_NOTE = insert(_WANTED).prefix_with("OR IGNORE", dialect="sqlite")
_ALL = (
    select(_WANTED.c.dossier_uid)
    .outerjoin(
        _DEPARTED,
        (_DEPARTED.c.tenant == _WANTED.c.tenant)
        & (_DEPARTED.c.dossier_uid == _WANTED.c.dossier_uid),
    )
    .where(_WANTED.c.tenant == bindparam("of"), _DEPARTED.c.dossier_uid.is_(None))
)
_BARE = (
    select(_EVENT.c.uid, _EVENT.c.content)
    .outerjoin(_PRIVATE, (_PRIVATE.c.tenant == _EVENT.c.tenant) & (_PRIVATE.c.uid == _EVENT.c.uid))
    .where(_EVENT.c.tenant == bindparam("of"), _EVENT.c.dossier_uid == bindparam("which"))
    .where(_PRIVATE.c.uid.is_(None))
    .where(~stands_erased(_EVENT.c.tenant, _EVENT.c.uid, _EVENT.c.dossier_uid))
)
_ADD = insert(_PRIVATE).prefix_with("OR IGNORE", dialect="sqlite")


def note_bare(
    session: Session, tenant: str, told: Iterable[Told], withheld: Iterable[UUID]
) -> None:
    """Note dossiers of new events that came without their persons, and those that came back."""
    known = set(withheld)
    wanted = {UUID(fact.dossier) for _, fact in told if isinstance(fact, ScopeEntered)}
    if wanted:
        ask_for_all(session, tenant)
    for event, _ in told:
        is_bare = event.private is None and event.private_digest is not None
        if is_bare and event.dossier_uid is not None and event.uid not in known:
            wanted.add(event.dossier_uid)
    if wanted:
        run(session, _NOTE, [{"tenant": tenant, "dossier_uid": uid} for uid in sorted(wanted)])


def parts_to_ask_for(session: Session, tenant: str) -> dict[UUID, dict[UUID, str]]:
    """Events that lack their part, each with its digest, by dossiers that concern this office."""
    return {
        dossier_uid: {
            row.uid: stated
            for row in run(session, _BARE, {"of": tenant, "which": dossier_uid})
            if (stated := read_event(row.content, None).private_digest) is not None
        }
        for dossier_uid in list(run(session, _ALL, {"of": tenant}).scalars())
    }


def take_parts(
    session: Session,
    tenant: str,
    asked: Mapping[UUID, Mapping[UUID, str]],
    got: Mapping[UUID, bytes],
) -> None:
    """Keep parts that are as their events say, fold their dossiers anew; what is whole is done."""
    gone = tombstoned(session, tenant, list(asked))
    for dossier_uid, stated in asked.items():
        # A person may have been erased while the line was asked.
        lacking = {} if dossier_uid in gone else stated
        sound = [uid for uid, said in lacking.items() if uid in got and digest(got[uid]) == said]
        if sound:
            rows = [{"tenant": tenant, "uid": uid, "content": got[uid]} for uid in sound]
            run(session, _ADD, rows)
            refolding.refold(session, tenant, dossier_uid)
        if len(sound) == len(lacking):
            whole = (_WANTED.c.tenant == tenant) & (_WANTED.c.dossier_uid == dossier_uid)
            run(session, delete(_WANTED).where(whole))
