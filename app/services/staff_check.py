"""Accounts as journal and centre tell them, held against the table that rights are read from."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.events import read_fact
from app.domain.releases import StaffEntry, Subject
from app.domain.staff import StaffMember
from app.domain.staff_facts import StaffChanged, StaffEnrolled, Term
from app.services import journal
from app.services.desk import staff
from app.services.releases import entries_of


def accounts_that_differ(session: Session, tenant: str) -> tuple[UUID, ...]:
    """The accounts whose stored rights are not what journal and centre gave them."""
    due = accounts_due(session, tenant)
    stored = {each.uid: each for each in staff(session, tenant)}
    return tuple(uid for uid in sorted(due) if due[uid] != stored.get(uid))


def accounts_due(session: Session, tenant: str) -> dict[UUID, StaffMember]:
    """Every account as it should be stored: as it is told, and closed where nobody tells of it.

    A restored centre forgets whom it gave out since; their names still stand under deeds.
    """
    stored = {each.uid: replace(each, is_active=False) for each in staff(session, tenant)}
    return stored | accounts_told(session, tenant)


def accounts_told(session: Session, tenant: str) -> dict[UUID, StaffMember]:
    """Every account: as the centre gave it out, else as the journal tells.

    One that the centre gave out may still be closed here, at once and without a line.
    """
    given: tuple[StaffEntry, ...] = entries_of(session, tenant, Subject.STAFF)
    of_centre = {each.member.uid: each.member for each in given}
    told = {uid: replace(member, is_active=True) for uid, member in of_centre.items()}
    kinds = (StaffEnrolled.kind, StaffChanged.kind)
    for event in journal.events_of(session, tenant, kinds):
        fact = read_fact(event)
        if isinstance(fact, StaffEnrolled):
            told.setdefault(UUID(fact.staff_uid), _enrolled(fact))
        elif isinstance(fact, StaffChanged) and (known := told.get(UUID(fact.staff_uid))):
            told[known.uid] = _changed(known, fact)
    for uid, member in of_centre.items():
        told[uid] = replace(member, is_active=member.is_active and told[uid].is_active)
    return told


def _enrolled(fact: StaffEnrolled) -> StaffMember:
    return StaffMember(
        uid=UUID(fact.staff_uid),
        full_name="" if fact.private is None else fact.private.full_name,
        title=None if fact.private is None else fact.private.title,
        roles=fact.roles,
        employer=fact.employer,
        employer_kind=fact.employer_kind,
        term=fact.term or Term(),
    )


def _changed(known: StaffMember, fact: StaffChanged) -> StaffMember:
    said = {
        "roles": fact.roles,
        "employer": fact.employer,
        "employer_kind": fact.employer_kind,
        "term": fact.term,
        "is_active": fact.is_active,
    }
    changed = replace(known, **{name: each for name, each in said.items() if each is not None})  # type: ignore[arg-type]
    if fact.private is None:
        return changed
    return replace(changed, full_name=fact.private.full_name, title=fact.private.title)
