"""The agencies that a report can be narrowed to."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.staff_facts import EmployerKind
from app.models.database import run, table_of
from app.models.office import StaffRow
from app.reports.grouping import COUNT

_STAFF = table_of(StaffRow)


def known_agencies(session: Session, tenant: str, since: date) -> tuple[str, ...]:
    """Who settles what was received since a day, and who sent somebody to the desks, by name."""
    settling = (
        select(COUNT.c.settling_agency)
        .where(COUNT.c.tenant == tenant, COUNT.c.received_on >= since)
        .where(COUNT.c.settling_agency.is_not(None))
    )
    sending = select(_STAFF.c.employer).where(
        _STAFF.c.tenant == tenant, _STAFF.c.employer_kind == EmployerKind.AGENCY.value
    )
    return tuple(sorted(each for (each,) in run(session, settling.union(sending))))
