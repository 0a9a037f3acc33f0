"""Every deed on a dossier that needs one form: the table from deed to use case, and its door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.deed_forms import FORMS
from app.domain.dossier import DossierState
from app.domain.dossier_rules import DeedKind
from app.services import delaying, money, noting, pausing, results, stepping, stopping
from app.services.dossier_deeds import Acting, Begun, begin_deed
from app.services.dossiers import dossier_by_uid

UseCase = Callable[[Begun, Any], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedDone:
    """What a deed left: the state reached, and the papers that it asks to be printed."""

    dossier_uid: UUID
    dossier_code: str
    state: DossierState
    papers: tuple[str, ...] = ()


USE_CASES: dict[DeedKind, UseCase] = {
    DeedKind.START_STEP: stepping.start_step,
    DeedKind.FINISH_STEP: stepping.finish_step,
    DeedKind.REQUEST_SUPPLEMENT: pausing.request_supplement,
    DeedKind.TELL_SUPPLEMENT: pausing.tell_supplement,
    DeedKind.RECEIVE_SUPPLEMENT: pausing.receive_supplement,
    DeedKind.CLOSE_UNSUPPLEMENTED: pausing.close_unsupplemented,
    DeedKind.REQUEST_PAYMENT: pausing.request_payment,
    DeedKind.MEET_PAYMENT: pausing.meet_payment,
    DeedKind.ANNOUNCE_DELAY: delaying.announce_delay,
    DeedKind.DRAFT_APOLOGY: delaying.draft_apology,
    DeedKind.RESCHEDULE: delaying.reschedule_return,
    DeedKind.REQUEST_WITHDRAWAL: stopping.request_withdrawal,
    DeedKind.DECLINE_WITHDRAWAL: stopping.decline_withdrawal,
    DeedKind.STOP: stopping.stop_dossier,
    DeedKind.REFUSE: stopping.refuse_dossier,
    DeedKind.RECEIVE_RESULT: results.receive_result,
    DeedKind.RECALL_RESULT: results.recall_result,
    DeedKind.RETURN_RESULT: results.return_results,
    DeedKind.REFUSE_COLLECTION: results.refuse_collection,
    DeedKind.AUTHORISE: results.authorise,
    DeedKind.REPORT_SLIP_LOST: noting.report_slip_lost,
    DeedKind.REASSIGN: noting.reassign_dossier,
    DeedKind.REMIND_AGENCY: noting.remind_agency,
    DeedKind.NOTIFY: noting.notify_citizen,
    DeedKind.ASSESS_FEE: money.assess_fee,
    DeedKind.COLLECT_FEE: money.collect_fee,
    DeedKind.EXEMPT_FEE: money.exempt_fee,
    DeedKind.REFUND_FEE: money.refund_fee,
    DeedKind.ADD_NOTE: noting.add_note,
    DeedKind.RECORD_CODE: noting.record_foreign_code,
    DeedKind.SHARE: noting.share_dossier,
}


def do_deed(
    session: Session, dossier_uid: UUID, kind: DeedKind, form: Any, acting: Acting
) -> DeedDone:
    """Do one deed on one dossier with its form (``deed_forms.FORMS``), in this transaction.

    Raises ``Refusal`` with the first rule that says no; then nothing was recorded.
    """
    if not isinstance(form, FORMS[kind]):
        raise TypeError(f"{kind} wants {FORMS[kind].__name__}")
    begun = begin_deed(session, dossier_uid, kind, acting)
    papers = USE_CASES[kind](begun, form)
    reached = dossier_by_uid(session, acting.desk.tenant, dossier_uid)
    return DeedDone(
        dossier_uid=dossier_uid, dossier_code=reached.code, state=reached.state, papers=papers
    )
