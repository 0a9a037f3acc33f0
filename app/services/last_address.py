"""The address of the desk's last citizen, for the next one who lives in the same house.

Nothing is kept for it: the answer stands in the dossiers themselves, so it outlives a restart, and
erasing a person takes it away with everything else.
"""

from __future__ import annotations

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.domain.dossier import read_fold
from app.models.database import run, table_of
from app.models.office import DossierRow
from app.services.desk import DeskContext

_NEWEST = 20
"""So many dossiers of the desk are looked through; older neighbours are none."""

_REACH = 2_000
"""So many dossiers of the whole office, lest a desk that never received reads them all."""

_DOSSIER = table_of(DossierRow)
_LATELY = (
    select(func.max(_DOSSIER.c.number) - _REACH)
    .where(_DOSSIER.c.tenant == bindparam("of"))
    .scalar_subquery()
)
_OF_DESK = (
    select(_DOSSIER.c.fold, _DOSSIER.c.fold_private)
    .where(_DOSSIER.c.tenant == bindparam("of"), _DOSSIER.c.number > _LATELY)
    .where(_DOSSIER.c.desk == bindparam("here"), _DOSSIER.c.fold_private.is_not(None))
    .order_by(_DOSSIER.c.number.desc())
    .limit(_NEWEST)
)


def last_address(session: Session, *, desk: DeskContext) -> str | None:
    """Where the last applicant of this desk lives who stated an address and is not erased."""
    for fold, private in run(session, _OF_DESK, {"of": desk.tenant, "here": desk.number}):
        persons = read_fold(fold, private).private
        if persons is not None and persons.applicant.address:
            return persons.applicant.address
    return None
