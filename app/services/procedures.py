"""Versions of procedures, read by code and day, or by digest."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.procedure import Procedure
from app.domain.records import from_plain
from app.models.catalogue import ProcedureValidityRow, ProcedureVersionRow
from app.models.database import run, table_of
from app.models.prepared import Prepared

_VALIDITY, _VERSION = table_of(ProcedureValidityRow), table_of(ProcedureVersionRow)
_EVER_KNOWN = (
    select(_VALIDITY.c.digest)
    .where(_VALIDITY.c.tenant == bindparam("of"), _VALIDITY.c.code == bindparam("wanted"))
    .limit(1)
)
_IN_FORCE = Prepared(
    select(_VERSION.c.digest, _VERSION.c.content)
    .join(
        _VALIDITY,
        (_VALIDITY.c.tenant == _VERSION.c.tenant) & (_VALIDITY.c.digest == _VERSION.c.digest),
    )
    .where(_VALIDITY.c.tenant == bindparam("of"), _VALIDITY.c.code == bindparam("wanted"))
    .where(_VALIDITY.c.valid_from <= bindparam("day"))
    .where(_VALIDITY.c.valid_to.is_(None) | (_VALIDITY.c.valid_to >= bindparam("day")))
    .order_by(_VALIDITY.c.valid_from.desc())
)


def procedure_in_force(session: Session, tenant: str, code: str, on: date) -> tuple[str, Procedure]:
    """The version of a procedure that counts on a day, with its digest.

    Raises ``Refusal``: ``PROCEDURE_UNKNOWN``, or ``PROCEDURE_NOT_IN_FORCE`` on that day.
    """
    found = _IN_FORCE.row(session, {"of": tenant, "wanted": code, "day": on})
    if found is not None:
        return found[0], _procedure_of(found[1])
    if run(session, _EVER_KNOWN, {"of": tenant, "wanted": code}).first() is None:
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
