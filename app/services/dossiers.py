"""Questions about dossiers: one by its code, today's list, search, its events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.dossier import Dossier
from app.domain.errors import Reason, Refusal
from app.domain.slip_code import read_slip_code
from app.models.office import DossierRow
from app.models.search import find_numbers
from app.services.projection import read_fold

_LINE = (
    DossierRow.uid,
    DossierRow.code,
    DossierRow.applicant,
    DossierRow.procedure_code,
    DossierRow.procedure_name,
    DossierRow.received_at,
    DossierRow.return_due_at,
    DossierRow.state,
    DossierRow.slip_copies,
)


@dataclass(frozen=True, slots=True)
class DossierLine:
    """A dossier as one line of a list."""

    dossier_uid: UUID
    dossier_code: str
    applicant: str | None
    procedure_code: str
    procedure_name: str
    received_at: datetime
    return_due_at: datetime
    state: str
    slip_copies: int


def received_on(session: Session, tenant: str, on: date) -> tuple[DossierLine, ...]:
    """The dossiers received on a day, the newest first."""
    query = (
        select(*_LINE)
        .where(DossierRow.tenant == tenant, DossierRow.received_on == on)
        .order_by(DossierRow.number.desc())
    )
    return _lines(session, query)


def search(session: Session, tenant: str, typed: str, limit: int = 50) -> tuple[DossierLine, ...]:
    """The newest dossiers that match what was typed or scanned."""
    exact = dossier_uids(session, tenant, typed)
    if exact:
        return _lines(session, select(*_LINE).where(DossierRow.uid.in_(exact)))
    numbers = find_numbers(session, typed, limit)
    query = (
        select(*_LINE)
        .where(DossierRow.tenant == tenant, DossierRow.number.in_(numbers))
        .order_by(DossierRow.number.desc())
    )
    return _lines(session, query) if numbers else ()


def dossier_uids(session: Session, tenant: str, code: str) -> tuple[UUID, ...]:
    """The dossiers that a code or a slip's QR names; more than one when a code is shared."""
    slip = read_slip_code(code)
    if slip is not None and not slip.is_visit:
        found = select(DossierRow.uid).where(
            DossierRow.tenant == tenant, DossierRow.uid == slip.dossier_uid
        )
    else:
        found = select(DossierRow.uid).where(
            DossierRow.tenant == tenant, DossierRow.code == code.strip().upper()
        )
    return tuple(session.execute(found).scalars())


def dossier(session: Session, tenant: str, code: str) -> Dossier:
    """One dossier by its code or scanned slip.

    Raises ``Refusal``: ``DOSSIER_UNKNOWN``, or ``DOSSIER_CODE_SHARED`` when two bear the code.
    """
    uids = dossier_uids(session, tenant, code)
    if not uids:
        raise Refusal(Reason.DOSSIER_UNKNOWN, code=code)
    if len(uids) > 1:
        raise Refusal(Reason.DOSSIER_CODE_SHARED, code=code)
    return dossier_by_uid(session, tenant, uids[0])


def dossier_by_uid(session: Session, tenant: str, uid: UUID) -> Dossier:
    """One dossier. Raises ``Refusal`` (``DOSSIER_UNKNOWN``)."""
    found = session.execute(
        select(DossierRow.fold, DossierRow.fold_private).where(
            DossierRow.tenant == tenant, DossierRow.uid == uid
        )
    ).first()
    if found is None:
        raise Refusal(Reason.DOSSIER_UNKNOWN, code=uid)
    return read_fold(*found)


def _lines(session: Session, query: Select[*tuple[Any, ...]]) -> tuple[DossierLine, ...]:
    return tuple(DossierLine(*row) for row in session.execute(query))
