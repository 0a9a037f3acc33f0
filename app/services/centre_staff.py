"""Accounts that the centre gives out: they count as it says, and may still be closed here."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from app.domain.releases import StaffEntry, Subject
from app.domain.staff import StaffMember
from app.models.office import StaffRow
from app.services import releases
from app.services.desk import staff
from app.services.staff_check import accounts_due


def bring_up(session: Session, tenant: str) -> None:
    """Bring the stored accounts to what journal and centre say together."""
    stored = {each.uid: each for each in staff(session, tenant)}
    due = accounts_due(session, tenant)
    for member in (each for uid, each in due.items() if stored.get(uid) != each):
        at = (StaffRow.tenant == tenant) & (StaffRow.uid == member.uid)
        session.execute(delete(StaffRow).where(at))
        session.execute(insert(StaffRow), [_row(tenant, member)])


def account_of_centre(session: Session, tenant: str, uid: UUID) -> StaffEntry | None:
    """An account as the centre has it; ``None`` for one of the office's own."""
    known: tuple[StaffEntry, ...] = releases.entries_of(session, tenant, Subject.STAFF)
    return next((each for each in known if each.staff_uid == str(uid)), None)


def staff_here(session: Session, tenant: str) -> tuple[StaffEntry, ...]:
    """The accounts as they count at this desk."""
    return tuple(StaffEntry.of(each) for each in staff(session, tenant) if each.full_name)


def _row(tenant: str, member: StaffMember) -> dict[str, object]:
    return {
        "tenant": tenant,
        "uid": member.uid,
        "roles": " ".join(member.roles),
        "employer": member.employer,
        "employer_kind": member.employer_kind.value,
        "full_name": member.full_name,
        "title": member.title,
        "begins_on": member.term.begins_on,
        "ends_on": member.term.ends_on,
        "is_active": member.is_active,
    }
