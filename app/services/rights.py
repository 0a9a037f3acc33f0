"""The last gate before the journal: whoever stands behind a deed may act, now and in this role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.events import Author
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.roles import CLERK, ROLE_WORDS, SUPERVISOR, role_text
from app.domain.staff import check_standing
from app.models.database import table_of
from app.models.office import StaffRow
from app.models.prepared import Prepared
from app.services.desk import Actor, DeskContext, active_staff, known_member, member_of_staff

_STAFF = table_of(StaffRow)
_ANYBODY = Prepared(select(_STAFF.c.uid).where(_STAFF.c.tenant == bindparam("of")).limit(1))
_CHECKED = "rights.checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A second person's yes, proven by their PIN or badge (``services.sign_in.approve``)."""

    uid: UUID
    full_name: str
    roles: tuple[str, ...]


def check_rights(session: Session, author: Author, now: datetime) -> None:
    """Raises ``Refusal`` when the author's account is closed, over, or lost the role.

    Asked once per transaction: an actor may have been read long before, in a window that stood
    open while a supervisor closed the account. The first account of a desk enrols itself.
    """
    checked: set[tuple[UUID, str]] = session.info.setdefault(_CHECKED, set())
    if (author.actor, author.role) in checked:
        return
    member = known_member(session, author.tenant, author.actor)
    if member is None:
        if _ANYBODY.row(session, {"of": author.tenant}) is not None:
            raise Refusal(Reason.OFFICER_UNKNOWN, name=author.actor)
    else:
        check_standing(member, local_date(now))
        if author.role not in member.roles:
            raise Refusal(Reason.ROLE_LACKING, role=role_text(author.role))
    checked.add((author.actor, author.role))


def author_with_second(
    session: Session,
    actor: Actor,
    approval: Approval | None,
    *,
    now: datetime,
    desk: DeskContext,
    roles: Sequence[str] = (SUPERVISOR, CLERK),
    second: str = SUPERVISOR,
) -> Author:
    """The author of a deed that wants a second person, who holds the role ``second``.

    The actor acts in the first of ``roles`` that they hold. Whoever is the only one at this desk
    with that right decides alone, and the event shows that nobody approved. Raises ``Refusal``
    (``APPROVAL_NEEDED``) while somebody else could be asked, or the actor lacks the right.
    """
    role = next((each for each in roles if each in actor.roles), roles[0])
    author = actor.author(desk, role)
    if approval is None:
        staff = active_staff(session, desk.tenant, local_date(now))
        others = [each for each in staff if each.uid != actor.uid and second in each.roles]
        if others or second not in actor.roles:
            raise Refusal(Reason.APPROVAL_NEEDED, role=ROLE_WORDS[second])
        return author
    if approval.uid == actor.uid:
        raise Refusal(Reason.APPROVAL_BY_SELF, role=ROLE_WORDS[second])
    member = member_of_staff(session, desk.tenant, approval.uid)
    check_standing(member, local_date(now))
    if second not in member.roles:
        raise Refusal(Reason.ROLE_LACKING, role=ROLE_WORDS[second])
    return actor.author(desk, role, approved_by=approval.uid)
