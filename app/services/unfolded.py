"""Dossiers whose events are here and that nobody has folded yet: a first sync is under way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from app.models.database import run, table_of
from app.models.prepared import AMONG, Among, Prepared
from app.models.sync import UnfoldedRow

FOLDED = (UnfoldedRow,)
"""Tables that may be dropped and folded again: a rebuild folds whatever waits."""

_WAITING = table_of(UnfoldedRow)
_SOME = (
    select(_WAITING.c.dossier_uid)
    .where(_WAITING.c.tenant == bindparam("of"))
    .order_by(_WAITING.c.dossier_uid)
    .limit(bindparam("most"))
)
_AMONG = Among(
    select(_WAITING.c.dossier_uid).where(
        _WAITING.c.tenant == bindparam("of"), _WAITING.c.dossier_uid.in_(AMONG)
    )
)
_ADD = Prepared(insert(_WAITING).prefix_with("OR IGNORE", dialect="sqlite"))
_DROP = Prepared(
    delete(_WAITING).where(
        _WAITING.c.tenant == bindparam("of"), _WAITING.c.dossier_uid == bindparam("which")
    )
)


def postpone(session: Session, tenant: str, uids: Iterable[UUID]) -> None:
    """Remember that these dossiers are still to be folded."""
    _ADD.write(session, *({"tenant": tenant, "dossier_uid": uid} for uid in uids))


def some_unfolded(session: Session, tenant: str, most: int) -> tuple[UUID, ...]:
    """The next dossiers to be folded, at most so many."""
    return tuple(run(session, _SOME, {"of": tenant, "most": most}).scalars())


def unfolded_among(session: Session, tenant: str, uids: Sequence[UUID]) -> set[UUID]:
    """Those of some dossiers that are still to be folded."""
    return {uid for (uid,) in _AMONG.rows(session, {"of": tenant}, uids)}


def mark_folded(session: Session, tenant: str, uids: Iterable[UUID]) -> None:
    """These dossiers wait no longer."""
    _DROP.write(session, *({"of": tenant, "which": uid} for uid in uids))
