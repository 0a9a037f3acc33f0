"""Versions of procedures, read by code and day, or by digest."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.procedure import Procedure
from app.domain.records import from_plain
from app.models.catalogue import ProcedureValidityRow, ProcedureVersionRow


def procedure_in_force(session: Session, tenant: str, code: str, on: date) -> tuple[str, Procedure]:
    """The version of a procedure that counts on a day, with its digest.

    Raises ``Refusal``: ``PROCEDURE_UNKNOWN``, or ``PROCEDURE_NOT_IN_FORCE`` on that day.
    """
    validity = select(ProcedureValidityRow.digest).where(
        ProcedureValidityRow.tenant == tenant, ProcedureValidityRow.code == code
    )
    found = session.execute(
        validity.where(ProcedureValidityRow.valid_from <= on)
        .where((ProcedureValidityRow.valid_to.is_(None)) | (ProcedureValidityRow.valid_to >= on))
        .order_by(ProcedureValidityRow.valid_from.desc())
        .limit(1)
    ).scalar()
    if found is not None:
        return found, procedure_by_digest(session, tenant, found)
    if session.execute(validity.limit(1)).scalar() is None:
        raise Refusal(Reason.PROCEDURE_UNKNOWN, code=code)
    raise Refusal(Reason.PROCEDURE_NOT_IN_FORCE, code=code, on=f"{on:%d/%m/%Y}")


def procedure_by_digest(session: Session, tenant: str, digest: str) -> Procedure:
    """An immutable version. Versions in use are never deleted, so there always is one."""
    content = session.execute(
        select(ProcedureVersionRow.content).where(
            ProcedureVersionRow.tenant == tenant, ProcedureVersionRow.digest == digest
        )
    ).scalar_one()
    return _procedure_of(content)


@lru_cache(maxsize=64)
def _procedure_of(content: bytes) -> Procedure:
    # The same bytes are the same version, for ever.
    return from_plain(Procedure, json.loads(content))
