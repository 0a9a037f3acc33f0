"""What an office makes public: its procedures in force, and the feedback that it answered."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.procedure import Procedure
from app.domain.records import from_plain
from app.domain.text import sort_key
from app.models.catalogue import ProcedureValidityRow, ProcedureVersionRow
from app.services.desk import DeskContext


def public_procedures(session: Session, *, desk: DeskContext, on: date) -> tuple[Procedure, ...]:
    """Every procedure in force on a day, by sector and name; internal ones are nobody's business.

    Of two versions in force the later one counts, as at reception.
    """
    rows = session.execute(
        select(ProcedureVersionRow.code, ProcedureVersionRow.content)
        .join(
            ProcedureValidityRow,
            (ProcedureVersionRow.tenant == ProcedureValidityRow.tenant)
            & (ProcedureVersionRow.digest == ProcedureValidityRow.digest),
        )
        .where(
            ProcedureValidityRow.tenant == desk.tenant,
            ProcedureVersionRow.is_internal.is_(False),
            ProcedureValidityRow.valid_from <= on,
            ProcedureValidityRow.valid_to.is_(None) | (ProcedureValidityRow.valid_to >= on),
        )
        .order_by(ProcedureValidityRow.valid_from)
    )
    latest = {row.code: row.content for row in rows}
    found = (from_plain(Procedure, json.loads(content)) for content in latest.values())
    return tuple(sorted(found, key=_by_sector))


def _by_sector(procedure: Procedure) -> tuple[str, str]:
    return sort_key(procedure.sector or ""), sort_key(procedure.name)
