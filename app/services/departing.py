"""Dossiers in which this office has no part any more: out of sight at once, forgotten later.

What people here did stays in the journal for good. Persons go from every list, search and fold
when the centre says that the dossier left; the personal parts themselves stay in the encrypted
journal until no backup of the centre is left that might need them back.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.events import Event
from app.domain.fact_parts import Fact
from app.domain.scope_facts import ScopeEntered, ScopeLeft
from app.models.database import run, table_of
from app.models.journal import EventPrivateRow, EventRow
from app.models.prepared import AMONG, Among
from app.models.sync import DepartedRow, EnrolmentRow, StreamEventRow
from app.services.forgetting import forget_parts

KEPT = timedelta(days=90)
"""Longer than any backup that a centre may be restored from; then the parts go for good."""

FOLDED = (DepartedRow,)
"""Tables that may be dropped and folded again."""

_DEPARTED, _EVENT = table_of(DepartedRow), table_of(EventRow)
_PRIVATE, _PLACE = table_of(EventPrivateRow), table_of(StreamEventRow)
_AMONG = Among(
    select(_DEPARTED.c.dossier_uid).where(
        _DEPARTED.c.tenant == bindparam("of"), _DEPARTED.c.dossier_uid.in_(AMONG)
    )
)
_ALL = select(_DEPARTED.c.dossier_uid).where(_DEPARTED.c.tenant == bindparam("of"))
_ADD = insert(_DEPARTED).prefix_with("OR REPLACE", dialect="sqlite")
_DROP = delete(_DEPARTED).where(
    _DEPARTED.c.tenant == bindparam("of"), _DEPARTED.c.dossier_uid == bindparam("which")
)
_DUE = select(_DEPARTED.c.dossier_uid, _DEPARTED.c.said_by).where(
    _DEPARTED.c.tenant == bindparam("of"),
    _DEPARTED.c.let_go.is_(False),
    _DEPARTED.c.left_at <= bindparam("before"),
)
_PARTS = (
    select(_PRIVATE.c.uid, _PLACE.c.pos)
    .join(_EVENT, (_EVENT.c.tenant == _PRIVATE.c.tenant) & (_EVENT.c.uid == _PRIVATE.c.uid))
    .outerjoin(_PLACE, (_PLACE.c.tenant == _PRIVATE.c.tenant) & (_PLACE.c.uid == _PRIVATE.c.uid))
    .where(_PRIVATE.c.tenant == bindparam("of"), _EVENT.c.dossier_uid == bindparam("which"))
)


def project_scope(session: Session, event: Event, fact: Fact | None) -> None:
    """Note which dossiers have left this office, or came back."""
    tenant = event.author.tenant
    match fact:
        case ScopeLeft():
            row = {
                "tenant": tenant,
                "dossier_uid": UUID(fact.dossier),
                "said_by": event.uid,
                "code": fact.code,
                "left_at": event.occurred_at,
                "let_go": False,
            }
            run(session, _ADD, row)
        case ScopeEntered():
            run(session, _DROP, {"of": tenant, "which": UUID(fact.dossier)})


def came_after_leaving(session: Session, tenant: str, dossier_uid: UUID) -> bool:
    """Whether a dossier has left of which something came by hand; that is let go in its turn."""
    here = (_DEPARTED.c.tenant == tenant) & (_DEPARTED.c.dossier_uid == dossier_uid)
    found = run(session, update(_DEPARTED).where(here).values(let_go=False))
    return bool(found.rowcount)


def departed_among(session: Session, tenant: str, uids: Sequence[UUID]) -> set[UUID]:
    """Those of some dossiers in which this office has no part any more."""
    return {uid for (uid,) in _AMONG.rows(session, {"of": tenant}, uids)}


def departed(session: Session, tenant: str) -> frozenset[UUID]:
    """Every dossier in which this office has no part any more."""
    return frozenset(run(session, _ALL, {"of": tenant}).scalars())


def due_to_go(session: Session, tenant: str) -> dict[UUID, UUID]:
    """Dossiers whose personal parts nobody needs here any more, with the event that said so.

    Time is the centre's, as at the last meeting: a clock that is wrong here takes nothing away.
    """
    met = _met_at(session, tenant)
    if met is None:
        return {}
    rows = run(session, _DUE, {"of": tenant, "before": met - KEPT})
    return {row.dossier_uid: row.said_by for row in rows}


def let_go(session: Session, tenant: str, dossier_uid: UUID, said_by: UUID) -> bool:
    """Let the personal parts of a dossier go that the centre holds.

    ``False`` where something is only here yet: it goes once the centre has it.
    """
    rows = run(session, _PARTS, {"of": tenant, "which": dossier_uid}).all()
    safe = [uid for uid, pos in rows if pos is not None]
    forget_parts(session, tenant, dossier_uid, safe, said_by)
    return len(safe) == len(rows)


def mark_gone(session: Session, tenant: str, uids: Collection[UUID]) -> None:
    """Note that nothing of these dossiers is left to go."""
    gone = (_DEPARTED.c.tenant == tenant) & _DEPARTED.c.dossier_uid.in_(list(uids))
    run(session, update(_DEPARTED).where(gone).values(let_go=True))


def _met_at(session: Session, tenant: str) -> datetime | None:
    query = select(EnrolmentRow.met_at, EnrolmentRow.clock_offset_ms)
    row = session.execute(query.where(EnrolmentRow.tenant == tenant)).first()
    if row is None or row.met_at is None:
        return None
    at: datetime = row.met_at
    return at + timedelta(milliseconds=row.clock_offset_ms or 0)
