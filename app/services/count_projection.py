"""The stored fold that reports count from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from app.domain.counted import Counted, counted
from app.domain.dossier import Dossier
from app.domain.moments import local_date
from app.models.counts import DossierCountRow, DossierTermRow
from app.models.database import run, table_of
from app.models.prepared import Prepared

FOLDED = (DossierCountRow, DossierTermRow)
"""Tables that may be dropped and folded again."""

_COUNT, _TERM = table_of(DossierCountRow), table_of(DossierTermRow)
_ADD, _ADD_TERMS = Prepared(insert(_COUNT)), Prepared(insert(_TERM))
_PUT = Prepared(insert(_COUNT).prefix_with("OR REPLACE", dialect="sqlite"))
_COUNTS = select(_COUNT).where(_COUNT.c.tenant == bindparam("of"))
_TERMS = (
    select(_TERM)
    .where(_TERM.c.tenant == bindparam("of"))
    .order_by(_TERM.c.dossier_uid, _TERM.c.begins_on)
)
_DROP, _DROP_TERMS = (
    Prepared(
        delete(each).where(
            each.c.tenant == bindparam("of"), each.c.dossier_uid == bindparam("which")
        )
    )
    for each in (_COUNT, _TERM)
)


def store_count(session: Session, tenant: str, dossier: Dossier, known: Dossier | None) -> None:
    """Bring up to date what a dossier counts as; most deeds change nothing about it."""
    now = counted(dossier)
    row = count_columns(dossier, now)
    if known is not None:
        before = counted(known)
        if before == now and count_columns(known, before) == row:
            return
        if before.spells:
            _DROP_TERMS.write(session, {"of": tenant, "which": UUID(dossier.uid)})
    _PUT.write(session, {"tenant": tenant, **row})
    _ADD_TERMS.write(session, *_terms(tenant, UUID(dossier.uid), now))


def store_counts(session: Session, tenant: str, dossiers: Sequence[Dossier]) -> None:
    """Count many dossiers anew at once, whatever stood there."""
    at = [{"of": tenant, "which": UUID(each.uid)} for each in dossiers]
    _DROP.write(session, *at)
    _DROP_TERMS.write(session, *at)
    add_counts(session, tenant, dossiers)


def add_counts(session: Session, tenant: str, dossiers: Sequence[Dossier]) -> None:
    """Count dossiers that were not counted before."""
    told = [(each, counted(each)) for each in dossiers]
    _ADD.write(session, *({"tenant": tenant, **count_columns(each, now)} for each, now in told))
    terms = (row for each, now in told for row in _terms(tenant, UUID(each.uid), now))
    _ADD_TERMS.write(session, *terms)


def count_columns(dossier: Dossier, now: Counted) -> dict[str, Any]:
    """What the row of a dossier holds."""
    procedure = dossier.procedure
    signed = [each.signed_at for each in dossier.delays if each.signed_at is not None]
    return {
        "dossier_uid": UUID(dossier.uid),
        "received_on": now.received_on,
        "open_until": now.settled_on or date.max,
        "late_on": now.late_on,
        "outcome": None if now.outcome is None else now.outcome.value,
        "is_void": now.is_void,
        "channel": dossier.channel.value,
        "office": dossier.office,
        "site": dossier.places.received_at or dossier.office,
        "desk": dossier.desk,
        "officer": dossier.received_by,
        "procedure_code": procedure.code,
        "procedure_digest": procedure.digest,
        "sector": procedure.sector,
        "settling_agency": procedure.settling_agency,
        "received_at": dossier.received_at,
        "ended_on": None if dossier.ended_at is None else local_date(dossier.ended_at),
        "apology_signed_on": local_date(signed[0]) if signed else None,
    }


def counts_that_differ(
    session: Session, tenant: str, dossiers: Mapping[UUID, Dossier]
) -> tuple[UUID, ...]:
    """The dossiers whose stored rows are not what they count as, missing and left-over ones too."""
    of = {"of": tenant}
    stored = {row["dossier_uid"]: dict(row) for row in run(session, _COUNTS, of).mappings()}
    spells: dict[UUID, list[dict[str, Any]]] = {}
    for row in run(session, _TERMS, of).mappings():
        spells.setdefault(row["dossier_uid"], []).append(dict(row))
    wrong = stored.keys() | spells.keys()
    for uid, dossier in dossiers.items():
        now = counted(dossier)
        expected = {"tenant": tenant, **count_columns(dossier, now)}
        if stored.get(uid) == expected and spells.get(uid, []) == _terms(tenant, uid, now):
            wrong.discard(uid)
        else:
            wrong.add(uid)
    return tuple(sorted(wrong))


def _terms(tenant: str, uid: UUID, now: Counted) -> list[dict[str, Any]]:
    return [
        {
            "tenant": tenant,
            "dossier_uid": uid,
            "begins_on": each.begins_on,
            "ends_on": each.ends_on,
            "late_on": each.late_on,
            "is_waiting": each.is_waiting,
        }
        for each in now.spells
    ]
