"""The accounts of the office: who is added, changed, given a new PIN or badge, and closed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.badge import badge_digest, new_badge
from app.domain.errors import Reason, Refusal
from app.domain.events import Author
from app.domain.facts import StaffChanged, StaffEnrolled, StaffPrivate
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.releases import Subject
from app.domain.roles import ADMINISTRATOR
from app.domain.secret_rules import SHORTEST_PIN, is_easy
from app.domain.staff import (
    StaffMember,
    check_administrator_stays,
    check_roles,
    role_to_manage,
)
from app.domain.staff_facts import EmployerKind, SecretChange, Term
from app.domain.text import one_line
from app.services import centre_link, credentials, journal
from app.services.centre_staff import account_of_centre
from app.services.desk import Actor, DeskContext, active_staff, member_of_staff, staff
from app.services.journal import Deed
from app.services.releases import refuse_change

OWN_EMPLOYER = EmployerKind.OFFICE.value
"""What deeds name as employer for the office's own people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffForm:
    """An account as a supervisor types it; ``employer`` names the post's unit or the agency."""

    full_name: str
    roles: tuple[str, ...]
    title: str | None = None
    employer: str | None = None
    employer_kind: EmployerKind = EmployerKind.OFFICE
    term: Term = Term()


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSecret:
    """An account with the PIN that its owner changes at the first sign-in; told once."""

    member: StaffMember
    pin: str


def add_staff(
    session: Session, form: StaffForm, *, now: datetime, desk: DeskContext, actor: Actor
) -> GivenSecret:
    """Enrol a person, offline as well. Whoever was alone until now needs a PIN before.

    Raises ``Refusal``: ``ROLE_LACKING``, ``PIN_FIRST``, ``FIELD_MISSING``, ``TERM_WRONG``.
    """
    form = _tidied(form)
    author = _manager(actor, desk, form.roles)
    check_everyone_proven(session, desk, now)
    member = StaffMember(
        uid=identifiers.new_uid(now),
        full_name=form.full_name,
        roles=form.roles,
        employer=form.employer or OWN_EMPLOYER,
        employer_kind=form.employer_kind,
        title=form.title,
        term=form.term,
    )
    fact = StaffEnrolled(
        staff_uid=str(member.uid),
        roles=member.roles,
        employer=member.employer,
        employer_kind=member.employer_kind,
        term=member.term,
        private=StaffPrivate(full_name=member.full_name, title=member.title),
    )
    journal.record(session, Deed(author=author, now=now), fact)
    return GivenSecret(member=member, pin=_give_pin(session, desk, member, now))


def change_staff(
    session: Session,
    uid: UUID,
    form: StaffForm,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> StaffMember:
    """Change name, roles, employer or term.

    Raises ``Refusal``: ``NOTHING_CHANGED`` for none, ``REFERENCE_OF_CENTRE``.
    """
    form = _tidied(form)
    known = member_of_staff(session, desk.tenant, uid)
    author = _manager(actor, desk, known.roles, form.roles)
    changed = replace(
        known,
        full_name=form.full_name,
        roles=form.roles,
        employer=form.employer or OWN_EMPLOYER,
        employer_kind=form.employer_kind,
        title=form.title,
        term=form.term,
    )
    if changed == known:
        raise Refusal(Reason.NOTHING_CHANGED)
    if account_of_centre(session, desk.tenant, uid) is not None:
        raise refuse_change(Subject.STAFF)
    _check_administrators(session, desk, now, changed)
    journal.record(session, Deed(author=author, now=now), _difference(known, changed))
    return changed


def close_account(
    session: Session, uid: UUID, *, now: datetime, desk: DeskContext, actor: Actor
) -> StaffMember:
    """Close the account of somebody who left; their deeds keep their name."""
    return _set_active(session, uid, False, now=now, desk=desk, actor=actor)  # noqa: FBT003


def reopen_account(
    session: Session, uid: UUID, *, now: datetime, desk: DeskContext, actor: Actor
) -> GivenSecret:
    """Open a closed account again, with a new PIN."""
    check_everyone_proven(session, desk, now)
    member = _set_active(session, uid, True, now=now, desk=desk, actor=actor)  # noqa: FBT003
    return GivenSecret(member=member, pin=_give_pin(session, desk, member, now))


def give_pin(
    session: Session, uid: UUID, *, now: datetime, desk: DeskContext, actor: Actor
) -> GivenSecret:
    """Give a new PIN to somebody who forgot theirs, in person; the waits end with it."""
    member = member_of_staff(session, desk.tenant, uid)
    author = _manager(actor, desk, member.roles)
    fact = StaffChanged(staff_uid=str(uid), secret=SecretChange.GIVEN)
    journal.record(session, Deed(author=author, now=now), fact)
    return GivenSecret(member=member, pin=_give_pin(session, desk, member, now))


def issue_badge(
    session: Session, uid: UUID, *, now: datetime, desk: DeskContext, actor: Actor
) -> str:
    """The text of a new badge's bar code; the badge before opens nothing any more."""
    member = member_of_staff(session, desk.tenant, uid)
    author = _manager(actor, desk, member.roles)
    badge = new_badge()
    credentials.keep_badge(session, desk.tenant, uid, badge_digest(badge))
    fact = StaffChanged(staff_uid=str(uid), badge_issued=True)
    journal.record(session, Deed(author=author, now=now), fact)
    return badge


def _tidied(form: StaffForm) -> StaffForm:
    name = one_line(form.full_name)
    employer = one_line(form.employer or "") or None
    if not name:
        raise Refusal(Reason.FIELD_MISSING, field="họ tên cán bộ")
    if form.employer_kind is EmployerKind.OFFICE:
        employer = None
    elif employer is None:
        raise Refusal(Reason.FIELD_MISSING, field="đơn vị cử đến")
    begins, ends = form.term.begins_on, form.term.ends_on
    if begins is not None and ends is not None and ends < begins:
        raise Refusal(Reason.TERM_WRONG)
    return replace(
        form,
        full_name=name,
        title=one_line(form.title or "") or None,
        employer=employer,
        roles=check_roles(form.roles),
    )


def _manager(actor: Actor, desk: DeskContext, *touched: Iterable[str]) -> Author:
    role = role_to_manage(*touched)
    return actor.author(desk, role if role in actor.roles else _higher(role, actor))


def _higher(role: str, actor: Actor) -> str:
    """An administrator may do what a supervisor may, about accounts."""
    return ADMINISTRATOR if ADMINISTRATOR in actor.roles else role


def _set_active(
    session: Session,
    uid: UUID,
    is_active: bool,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> StaffMember:
    known = member_of_staff(session, desk.tenant, uid)
    author = _manager(actor, desk, known.roles)
    if known.is_active is is_active:
        raise Refusal(Reason.NOTHING_CHANGED)
    of_centre = account_of_centre(session, desk.tenant, uid)
    if is_active and of_centre is not None and not of_centre.is_active:
        raise refuse_change(Subject.STAFF)
    changed = replace(known, is_active=is_active)
    _check_administrators(session, desk, now, changed)
    fact = StaffChanged(staff_uid=str(uid), is_active=is_active)
    journal.record(session, Deed(author=author, now=now), fact)
    if not is_active:
        credentials.keep_badge(session, desk.tenant, uid, None)
    return changed


def _difference(known: StaffMember, changed: StaffMember) -> StaffChanged:
    renamed = (known.full_name, known.title) != (changed.full_name, changed.title)
    moved = (known.employer, known.employer_kind) != (changed.employer, changed.employer_kind)
    return StaffChanged(
        staff_uid=str(known.uid),
        roles=None if changed.roles == known.roles else changed.roles,
        employer=changed.employer if moved else None,
        employer_kind=changed.employer_kind if moved else None,
        term=None if changed.term == known.term else changed.term,
        private=StaffPrivate(full_name=changed.full_name, title=changed.title) if renamed else None,
    )


def _check_administrators(
    session: Session, desk: DeskContext, now: datetime, changed: StaffMember
) -> None:
    after = (changed if each.uid == changed.uid else each for each in staff(session, desk.tenant))
    check_administrator_stays(after, local_date(now))


def check_everyone_proven(session: Session, desk: DeskContext, now: datetime) -> None:
    """Raises ``Refusal`` (``PIN_FIRST``) while somebody here has no PIN.

    An enrolled desk was asked before it enrolled; officers of other desks have their PINs there.
    """
    if desk.is_training or centre_link.enrolment(session, desk.tenant) is not None:
        return
    active = {each.uid: each for each in active_staff(session, desk.tenant, local_date(now))}
    lacking = credentials.lacking_secret(session, desk.tenant, tuple(active))
    if lacking:
        raise Refusal(Reason.PIN_FIRST, name=active[lacking[0]].full_name)


def _give_pin(session: Session, desk: DeskContext, member: StaffMember, now: datetime) -> str:
    pin = _new_pin()
    hashed = credentials.hash_secret(pin)
    credentials.keep_secret(session, desk.tenant, member.uid, hashed, now=now, given=True)
    return pin


def _new_pin() -> str:
    while True:
        pin = f"{secrets.randbelow(10**SHORTEST_PIN):0{SHORTEST_PIN}d}"
        if not is_easy(pin):
            return pin
