"""Agencies urged about what they hold, and the list of a colleague taken over."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.deed_forms import ReassignForm, RemindForm
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.pause_facts import Means
from app.domain.queues import QueueKind
from app.domain.urging import UrgedLine, Urging
from app.services.deeds import ManyDone, do_deeds
from app.services.desk import staff_name, staff_named
from app.services.dossier_deeds import Acting, said
from app.services.queue_conditions import QueueFilter
from app.services.queues import QueueLine, open_lines, queue_lines

URGED = (QueueKind.LATE, QueueKind.DUE_TODAY, QueueKind.DUE_TOMORROW)
"""What an agency is asked after unless somebody chooses otherwise."""


@dataclass(frozen=True, slots=True)
class Urged:
    """A reminder that was recorded: the letter, and what was done with each dossier."""

    letter: Urging
    many: ManyDone


def urgent_lines(session: Session, agency: str, acting: Acting) -> tuple[QueueLine, ...]:
    """What an agency holds late, and what it must bring until the next working day."""
    asked = QueueFilter(agency=agency)
    found: dict[UUID, QueueLine] = {}
    for kind in URGED:
        for each in queue_lines(session, kind, asked, now=acting.now, desk=acting.desk):
            found.setdefault(each.line.dossier_uid, each)
    return tuple(found.values())


def urge_agency(
    session: Session,
    agency: str,
    acting: Acting,
    *,
    means: Means = Means.LETTER,
    words: str | None = None,
    only: Sequence[UUID] | None = None,
) -> Urged:
    """Record that an agency was urged about dossiers, and give the letter that lists them.

    ``only`` narrows the list. Raises ``Refusal``: ``URGE_NONE`` where nothing is urgent there,
    and those of ``do_deeds``.
    """
    lines = urgent_lines(session, agency, acting)
    if only is not None:
        wanted = set(only)
        lines = tuple(each for each in lines if each.line.dossier_uid in wanted)
    if not lines:
        raise Refusal(Reason.URGE_NONE, agency=agency)
    form = RemindForm(agency=agency, means=means, words=said(words))
    many = do_deeds(
        session, [each.line.dossier_uid for each in lines], DeedKind.REMIND_AGENCY, form, acting
    )
    done = {each.dossier_uid for each in many.done}
    letter = Urging(
        office=acting.desk.office_name,
        agency=agency,
        at=acting.now,
        signed_by=acting.actor.full_name,
        lines=tuple(_line(each) for each in lines if each.line.dossier_uid in done),
        words=said(words) or "",
    )
    return Urged(letter, many)


def take_over_work(
    session: Session, absent: str, successor: str, acting: Acting, *, reason: str | None = None
) -> ManyDone:
    """Everything open that a colleague answers for goes to another member of staff, in one act.

    Raises ``Refusal``: ``WORK_NONE``, those of ``staff_named`` and of ``do_deeds``.
    """
    tenant = acting.desk.tenant
    gone = staff_named(session, tenant, absent)
    new = staff_named(session, tenant, successor)
    asked = QueueFilter(officer=gone.uid)
    uids = [each.line.dossier_uid for each in open_lines(session, asked, acting.now, acting.desk)]
    if not uids:
        raise Refusal(Reason.WORK_NONE, name=staff_name(session, tenant, gone.uid))
    form = ReassignForm(staff=str(new.uid), reason=said(reason))
    return do_deeds(session, uids, DeedKind.REASSIGN, form, acting)


def _line(each: QueueLine) -> UrgedLine:
    return UrgedLine(
        code=each.line.dossier_code,
        procedure=each.line.procedure_name,
        due_at=each.line.return_due_at,
        left=each.left,
        reminders=each.reminders,
    )
