"""Received, settled and returned in one act: procedures that are done while the citizen waits.

No appointment is given (what is settled on the spot needs no slip), the register's line is kept.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import CollectorKind, ShownProof
from app.domain.end_forms import GiveAtOnceForm, ReceiveResultForm, ReturnResultForm
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.procedure import LimitUnit
from app.domain.reception import ReceptionForm, ReturnWay, StatedDueDate
from app.domain.reception_rules import case_of
from app.services.deeds import do_deed
from app.services.desk import CLERK, Actor, DeskContext
from app.services.dossier_deeds import Acting, Papers
from app.services.procedures import procedure_in_force
from app.services.receiving import ReceivedDossier, Reception, receive_as

_AT_ONCE = "trả ngay tại quầy"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledAtOnce:
    """The dossier as received and ended, and the papers that this asks for."""

    received: ReceivedDossier
    papers: Papers


def settle_on_the_spot(
    session: Session,
    form: ReceptionForm,
    given: GiveAtOnceForm,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> SettledAtOnce:
    """Take a dossier in and give its result out, all or nothing.

    Raises ``Refusal``: those of a reception, of a result and of its return, money that is still
    owed and a procedure whose owner alone may collect included.
    """
    batch = identifiers.new_uid(now)
    stated = _without_appointment(session, form, now, desk)
    reception = Reception(
        form=stated, author=actor.author(desk, CLERK), batch_uid=batch, on_the_spot=True
    )
    received = receive_as(session, reception, now=now, desk=desk)
    acting = Acting(now=now, desk=desk, actor=actor, at=form.stated_at, batch_uid=batch)
    uid = received.dossier_uid
    do_deed(session, uid, DeedKind.RECEIVE_RESULT, _result(given), acting)
    done = do_deed(session, uid, DeedKind.RETURN_RESULT, _return(form, given), acting)
    return SettledAtOnce(received=received, papers=(*received.papers, *done.papers))


def published_results(
    session: Session, form: ReceptionForm, *, now: datetime, desk: DeskContext
) -> tuple[str, ...]:
    """What a procedure gives, by name: proposals for what is handed over at once."""
    on = local_date(form.stated_at or now)
    _, procedure = procedure_in_force(session, desk.tenant, form.procedure_code, on)
    return tuple(each.name for each in procedure.results)


def _without_appointment(
    session: Session, form: ReceptionForm, now: datetime, desk: DeskContext
) -> ReceptionForm:
    """Nobody comes back: at the counter, and due now where the law's limit cannot be counted."""
    at_counter = replace(form, return_way=ReturnWay())
    received_at = form.stated_at or now
    on = local_date(received_at)
    _, procedure = procedure_in_force(session, desk.tenant, form.procedure_code, on)
    limit = procedure.limit_of(form.channel, case_of(form, procedure))
    counted = None if limit is None else limit.in_force
    if counted is None or counted.unit is not LimitUnit.OTHER:
        return replace(at_counter, stated_due=None)
    return replace(at_counter, stated_due=StatedDueDate(due_at=received_at, reason=_AT_ONCE))


def _result(given: GiveAtOnceForm) -> ReceiveResultForm:
    return ReceiveResultForm(
        name=given.name,
        number=given.number,
        issued_on=given.issued_on,
        valid_until=given.valid_until,
    )


def _return(form: ReceptionForm, given: GiveAtOnceForm) -> ReturnResultForm:
    applicant = form.applicant
    owns = form.owner is None and form.organisation is None
    shown = (ShownProof.CARD,) if applicant.identity.number else ()
    return ReturnResultForm(
        collector=CollectorKind.OWNER if owns else CollectorKind.APPLICANT,
        full_name=applicant.full_name,
        identity_number=applicant.identity.number,
        proofs=shown,
        unpaid_reason=given.unpaid_reason,
    )
