"""One procedure as people look at it: everything known of it, and its versions."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.catalogue_plan import ALWAYS
from app.domain.errors import Reason, Refusal
from app.domain.procedure_version import missing_facts
from app.domain.records import to_plain
from app.models.catalogue import ProcedureValidityRow
from app.services.desk import DeskContext
from app.services.procedures import procedure_by_digest


def show_procedure(session: Session, code: str, *, desk: DeskContext, on: date) -> dict[str, Any]:
    """A procedure with everything known of it, and its versions, as plain values.

    The version in force on a day, else the newest. Raises ``Refusal`` (``PROCEDURE_UNKNOWN``).
    """
    rows = session.execute(
        select(
            ProcedureValidityRow.digest,
            ProcedureValidityRow.valid_from,
            ProcedureValidityRow.valid_to,
            ProcedureValidityRow.ended_by,
        )
        .where(ProcedureValidityRow.tenant == desk.tenant, ProcedureValidityRow.code == code)
        .order_by(ProcedureValidityRow.valid_from.desc())
    ).all()
    if not rows:
        raise Refusal(Reason.PROCEDURE_UNKNOWN, code=code)
    counting = [row for row in rows if row.valid_from <= on <= (row.valid_to or date.max)]
    shown = (counting or rows)[0]
    procedure = procedure_by_digest(session, desk.tenant, shown.digest)
    plain: dict[str, Any] = to_plain(procedure)
    return {
        **plain,
        "digest": shown.digest,
        "in_force": bool(counting),
        "receivable": bool(counting) and procedure.is_receivable and not procedure.internal,
        "missing": list(missing_facts(procedure)),
        "versions": [_version(*row) for row in rows],
    }


def _version(
    digest: str, valid_from: date, valid_to: date | None, ended_by: str | None
) -> dict[str, Any]:
    return {
        "digest": digest,
        "valid_from": None if valid_from == ALWAYS else valid_from.isoformat(),
        "valid_to": valid_to.isoformat() if valid_to else None,
        "ended_by": ended_by,
    }
