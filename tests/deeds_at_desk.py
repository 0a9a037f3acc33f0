"""Deeds done at the invented desk: one call each."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from desks import NOW, reception

from app.bootstrap import Desk
from app.domain.dossier import Dossier
from app.domain.dossier_rules import DeedKind
from app.domain.erasure import ErasureForm
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.roles import SUPERVISOR
from app.services.deeds import DeedDone, do_deed
from app.services.desk import active_staff
from app.services.dossier_deeds import Acting
from app.services.dossiers import dossier_by_uid
from app.services.erasing import erase, plan_erasure, shipped_rules
from app.services.receiving import receive_dossier
from app.services.rights import Approval


def acting(desk: Desk, now: datetime = NOW, **more: Any) -> Acting:
    """The officer at the desk, at a moment."""
    return Acting(now=now, desk=desk.context, actor=desk.actor, **more)


def received(desk: Desk, now: datetime = NOW, **changed: object) -> UUID:
    """Receive a dossier."""
    with desk.database.transaction() as session:
        return receive_dossier(
            session, reception(**changed), now=now, desk=desk.context, actor=desk.actor
        ).dossier_uid


def do(
    desk: Desk, uid: UUID, kind: DeedKind, form: Any, now: datetime = NOW, **more: Any
) -> DeedDone:
    """Do a deed on a dossier in a transaction of its own."""
    with desk.database.transaction() as session:
        return do_deed(session, uid, kind, form, acting(desk, now, **more))


def why_not(
    desk: Desk, uid: UUID, kind: DeedKind, form: Any, now: datetime = NOW, **more: Any
) -> Reason | None:
    """Why a deed is refused; nothing when it was done."""
    try:
        do(desk, uid, kind, form, now, **more)
    except Refusal as refusal:
        return refusal.reason
    return None


def stored(desk: Desk, uid: UUID) -> Dossier:
    """The dossier as it is stored."""
    with desk.database.reading() as session:
        return dossier_by_uid(session, desk.context.tenant, uid)


def second_person(desk: Desk) -> Approval | None:
    """The yes of another supervisor who is known here; nothing where there is none."""
    with desk.database.reading() as session:
        staff = active_staff(session, desk.context.tenant, local_date(desk.now()))
    return next(
        (
            Approval(uid=each.uid, full_name=each.full_name, roles=each.roles)
            for each in staff
            if each.uid != desk.actor.uid and SUPERVISOR in each.roles
        ),
        None,
    )


def erase_persons(desk: Desk, uid: UUID) -> None:
    """Erase the persons of a dossier by order."""
    rules, here = shipped_rules(desk.settings.resources), {"now": desk.now(), "desk": desk.context}
    order = ErasureForm(basis="legal_order", order="15/QĐ-UBND")
    with desk.database.transaction() as session:
        code = stored(desk, uid).code
        plan = plan_erasure(session, code, order, rules=rules, actor=desk.actor, **here)
        second = second_person(desk)
        erase(session, plan, rules=rules, actor=desk.actor, approval=second, **here)
