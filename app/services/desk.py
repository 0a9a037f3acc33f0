"""The desk and the person at it, as every use case needs them."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.events import Author
from app.domain.light_dataclass import dataclass
from app.domain.releases import CENTRE, CENTRE_NAME
from app.domain.roles import ADMINISTRATOR as ADMINISTRATOR
from app.domain.roles import CLERK as CLERK
from app.domain.roles import POSTAL_CLERK as POSTAL_CLERK
from app.domain.roles import ROLE_WORDS as ROLE_WORDS
from app.domain.roles import SUPERVISOR as SUPERVISOR
from app.domain.staff import StaffMember
from app.domain.staff_facts import EmployerKind, Term
from app.domain.text import one_line
from app.domain.typed_words import folded_words
from app.models.database import table_of
from app.models.journal import WriterRow
from app.models.office import SettingRow, StaffRow
from app.models.prepared import Prepared

OpenSession = Session
"""The session of an open transaction, for layers that must not see the database's library."""


class Transactions(Protocol):
    """Where transactions are opened, for the few use cases that need several of their own."""

    def transaction(self) -> AbstractContextManager[Session]:
        """A session that commits at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskContext:
    """Office and desk, fixed while the program runs."""

    tenant: str
    device_uid: UUID
    agency_code: str
    office_name: str
    place: str
    number: int
    is_training: bool = False
    parent_name: str | None = None
    contact_line: str | None = None
    lookup_host: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A member of staff who acts, with every role that they hold."""

    uid: UUID
    full_name: str
    roles: tuple[str, ...]
    employer: str

    def author(self, desk: DeskContext, role: str, *, approved_by: UUID | None = None) -> Author:
        """The author of a deed in a role. Raises ``Refusal`` (``ROLE_LACKING``) without it."""
        if role not in self.roles:
            raise Refusal(Reason.ROLE_LACKING, role=ROLE_WORDS[role])
        return Author(
            tenant=desk.tenant,
            office=desk.agency_code,
            actor=self.uid,
            role=role,
            employer=self.employer,
            desk=desk.number,
            approved_by=approved_by,
        )


def actor_of(member: StaffMember) -> Actor:
    """A member of staff as the author of deeds."""
    return Actor(
        uid=member.uid,
        full_name=member.full_name,
        roles=member.roles,
        employer=member.employer,
    )


_SETTING = table_of(SettingRow)
_SETTINGS = Prepared(
    select(_SETTING.c.name, _SETTING.c.content).where(_SETTING.c.tenant == bindparam("of"))
)


def settings_of(session: Session, tenant: str) -> dict[str, Any]:
    """The settings of office and desk, by name."""
    rows = _SETTINGS.rows(session, {"of": tenant})
    return {name: json.loads(content) for name, content in rows}


def desk_context(session: Session, tenant: str, device_uid: UUID) -> DeskContext:
    """The desk as its settings say."""
    settings = settings_of(session, tenant)
    return DeskContext(
        tenant=tenant,
        device_uid=device_uid,
        agency_code=settings["agency_code"],
        office_name=settings["office_name"],
        place=settings["place"],
        number=settings["desk"],
        is_training=settings.get("is_training", False),
        parent_name=settings.get("parent_name"),
        contact_line=settings.get("contact_line"),
        lookup_host=settings.get("lookup_host"),
    )


def desk_of(session: Session, tenant: str) -> DeskContext:
    """The desk whose open writer this database holds."""
    device = select(WriterRow.device_uid).where(
        WriterRow.tenant == tenant, WriterRow.closed_at.is_(None)
    )
    return desk_context(session, tenant, session.execute(device).scalar_one())


def staff_name(session: Session, tenant: str, uid: UUID) -> str:
    """The name of a member of staff; empty when it was erased."""
    if uid == CENTRE:
        return CENTRE_NAME
    found = session.execute(
        select(StaffRow.full_name).where(StaffRow.tenant == tenant, StaffRow.uid == uid)
    ).scalar()
    return found or ""


def staff(session: Session, tenant: str) -> tuple[StaffMember, ...]:
    """Everyone who ever had an account, in the order of enrolment."""
    return tuple(map(_member, _WHOLE_STAFF.rows(session, {"of": tenant})))


def active_staff(session: Session, tenant: str, on: date) -> tuple[StaffMember, ...]:
    """Those who may work on a day."""
    return tuple(each for each in staff(session, tenant) if each.may_work(on))


def member_of_staff(session: Session, tenant: str, uid: UUID) -> StaffMember:
    """One account. Raises ``Refusal`` (``OFFICER_UNKNOWN``) when there is none."""
    found = known_member(session, tenant, uid)
    if found is None:
        raise Refusal(Reason.OFFICER_UNKNOWN, name=uid)
    return found


def known_member(session: Session, tenant: str, uid: UUID) -> StaffMember | None:
    """One account, if there is one."""
    found = _ONE_OF_STAFF.row(session, {"of": tenant, "who": uid})
    return None if found is None else _member(found)


def staff_named(session: Session, tenant: str, who: str) -> StaffMember:
    """The one person meant by a uid, or by words of their name without regard to tone marks.

    A name as written goes before one without its marks, a whole name before a part of one, and
    who works here before who left. Raises ``Refusal``: ``OFFICER_UNKNOWN`` for nobody,
    ``OFFICER_AMBIGUOUS`` for more than one.
    """
    if (uid := _uid(who)) is not None:
        return member_of_staff(session, tenant, uid)
    sought = folded_words(who)
    named = [(each, folded_words(each.full_name)) for each in staff(session, tenant)]
    found = (
        [each for each, _ in named if each.full_name == one_line(who)]
        or [each for each, words in named if words == sought]
        or [each for each, words in named if set(sought) <= set(words)]
    )
    if not sought or not found:
        raise Refusal(Reason.OFFICER_UNKNOWN, name=who)
    here = [each for each in found if each.is_active] or found
    if len(here) > 1:
        raise Refusal(Reason.OFFICER_AMBIGUOUS, name=who, count=len(here))
    return here[0]


_STAFF = table_of(StaffRow)
_MEMBERS = select(_STAFF).where(_STAFF.c.tenant == bindparam("of"))
_WHOLE_STAFF = Prepared(_MEMBERS.order_by(_STAFF.c.uid))
_ONE_OF_STAFF = Prepared(_MEMBERS.where(_STAFF.c.uid == bindparam("who")))


def _member(row: tuple[Any, ...]) -> StaffMember:
    """From the columns of ``StaffRow``, in their order."""
    _, uid, roles, employer, kind, full_name, title, begins_on, ends_on, is_active = row
    return StaffMember(
        uid=uid,
        full_name=full_name or "",
        roles=tuple(roles.split()),
        employer=employer,
        employer_kind=EmployerKind(kind),
        title=title,
        term=Term(begins_on=begins_on, ends_on=ends_on),
        is_active=is_active,
    )


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None
