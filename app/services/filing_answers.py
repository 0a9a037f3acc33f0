"""How an online filing is answered: supplemented, completed, refused, withdrawn.

Receiving it is a reception like any other (``services.receiving``), under the portal's code.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.door_facts import FilingCompleted, FilingPrivate
from app.domain.end_facts import DossierRefused, DossierStopped, StopCause
from app.domain.errors import Reason, Refusal
from app.domain.fact_parts import Fact
from app.domain.filing import Filing, FilingForm, FilingState
from app.domain.moments import local_date
from app.domain.pause_facts import SupplementPrivate, SupplementRequested
from app.domain.supplement import supplement_deadline
from app.services import journal
from app.services.calendars import calendar
from app.services.clock import check_clock
from app.services.dossier_deeds import Acting, needed, needed_words, office_deed, said
from app.services.filing import (
    CLERKS,
    answer_due,
    filing_by_uid,
    form_of_filing,
    form_text,
    waiting_filing,
    with_components,
)
from app.services.procedures import procedure_in_force


def refuse_filing(session: Session, uid: UUID, reason: str, acting: Acting) -> Filing:
    """Refuse in writing; the portal is told by whoever keeps it."""
    filing = _begin(session, uid, acting)
    return _answer(session, filing, DossierRefused(private=needed_words(reason)), acting)


def request_filing_supplement(
    session: Session, uid: UUID, content: str, acting: Acting, *, reason: str | None = None
) -> Filing:
    """Name everything that a filing lacks, once and completely."""
    filing = _begin(session, uid, acting)
    if filing.state is FilingState.SUPPLEMENT_ASKED:
        raise Refusal(Reason.FILING_WAITS_FOR_CITIZEN, code=filing.code)
    on = local_date(filing.filed_at)
    tenant = acting.desk.tenant
    _, procedure = procedure_in_force(session, tenant, filing.procedure_code, on)
    days = calendar(session, tenant)
    fact = SupplementRequested(
        asked_by=acting.desk.office_name,
        clock=procedure.supplement_clock,
        answer_by=supplement_deadline(acting.occurred_at, days),
        private=SupplementPrivate(
            content=needed(content, "nội dung cần bổ sung"), reason=said(reason)
        ),
    )
    return _answer(session, filing, fact, acting)


def complete_filing(session: Session, uid: UUID, form: FilingForm, acting: Acting) -> Filing:
    """The citizen completed a filing: the new statement stands, and the 8 hours begin again.

    ``form.filed_at`` is when it came back. Raises ``Refusal``: ``FILING_NOT_ASKED`` while nothing
    was asked for, ``FILING_OTHER_PROCEDURE``, ``DEED_TIME_WRONG`` for a time that cannot be.
    """
    filing = _begin(session, uid, acting)
    if filing.state is not FilingState.SUPPLEMENT_ASKED:
        raise Refusal(Reason.FILING_NOT_ASKED, code=filing.code)
    if form.form.procedure_code != filing.procedure_code:
        raise Refusal(
            Reason.FILING_OTHER_PROCEDURE, code=filing.code, procedure=filing.procedure_code
        )
    completed_at = min(max(form.filed_at, filing.answered_at or form.filed_at), acting.now)
    tenant, on = acting.desk.tenant, local_date(filing.filed_at)
    _, procedure = procedure_in_force(session, tenant, filing.procedure_code, on)
    fact = FilingCompleted(
        completed_at=completed_at,
        answer_due_at=answer_due(session, completed_at, tenant),
        private=FilingPrivate(form=form_text(with_components(form, procedure))),
    )
    return _answer(session, filing, fact, acting)


def filing_came_back(session: Session, uid: UUID, at: datetime, acting: Acting) -> Filing:
    """The citizen completed a filing on the portal, which sends no file of it.

    What was stated stands and is put right at its reception; the 8 hours begin again at ``at``.
    The refusals are those of ``complete_filing``, and ``FILING_TIME_WRONG`` for a time to come.
    """
    filing = waiting_filing(session, acting.desk.tenant, uid)
    if not filing.filed_at <= at <= acting.now:
        raise Refusal(Reason.FILING_TIME_WRONG, code=filing.code)
    form = replace(form_of_filing(filing), filing_uid=None, submitted_at=None)
    stated = FilingForm(code=filing.code, system=filing.system, filed_at=at, form=form)
    return complete_filing(session, uid, stated, acting)


def withdraw_filing(session: Session, uid: UUID, reason: str, acting: Acting) -> Filing:
    """The citizen takes a filing back before it was received."""
    filing = _begin(session, uid, acting)
    fact = DossierStopped(cause=StopCause.WITHDRAWN, private=needed_words(reason))
    return _answer(session, filing, fact, acting)


def _begin(session: Session, uid: UUID, acting: Acting) -> Filing:
    check_clock(session, acting.desk, acting.now)
    filing = waiting_filing(session, acting.desk.tenant, uid)
    if filing.office != acting.desk.agency_code:
        raise Refusal(Reason.DOSSIER_ELSEWHERE, code=filing.code, office=filing.office)
    if acting.at is not None and not filing.filed_at <= acting.at <= acting.now:
        raise Refusal(Reason.FILING_TIME_WRONG, code=filing.code)
    return filing


def _answer(session: Session, filing: Filing, fact: Fact, acting: Acting) -> Filing:
    deed, uid = office_deed(acting, CLERKS), UUID(filing.uid)
    journal.record(session, deed, fact, uid)
    return filing_by_uid(session, acting.desk.tenant, uid)
