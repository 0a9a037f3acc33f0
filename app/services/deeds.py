"""Every deed on a dossier that needs one form: the table from deed to use case, and its door."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.deed_forms import FORMS
from app.domain.door_facts import BatchRecorded
from app.domain.dossier import DossierState
from app.domain.dossier_rules import RULES, DeedKind
from app.domain.errors import Reason, Refusal
from app.domain.hand_over import batch_digest
from app.domain.light_dataclass import dataclass
from app.domain.words import refusal_sentence
from app.services import delaying, journal, money, noting, pausing, results, stepping, stopping
from app.services.dossier_deeds import Acting, Begun, Papers, begin_deed, office_deed
from app.services.dossiers import code_and_state, dossier_by_uid

UseCase = Callable[[Begun, Any], Papers]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedDone:
    """What a deed left: the state reached, and the papers that it asks to be printed.

    ``words_kept`` is no where its persons were erased: the deed counts, what it says of them goes.
    """

    dossier_uid: UUID
    dossier_code: str
    state: DossierState
    papers: Papers = ()
    words_kept: bool = True


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
    code, state = code_and_state(session, acting.desk.tenant, dossier_uid)
    return DeedDone(
        dossier_uid=dossier_uid,
        dossier_code=code,
        state=state,
        papers=papers,
        words_kept=begun.dossier.private is not None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A dossier on which a deed of many was not done, and the sentence that says why."""

    dossier_uid: UUID
    dossier_code: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyDone:
    """What a deed on many dossiers left: those done, and those left out."""

    done: tuple[DeedDone, ...]
    left_out: tuple[LeftOut, ...] = ()


def do_deeds(
    session: Session, dossier_uids: Sequence[UUID], kind: DeedKind, form: Any, acting: Acting
) -> ManyDone:
    """Do one deed on many dossiers in one act, for instance the agency's letter about ten delays.

    Those that a rule forbids are left out and named. Raises ``Refusal`` (``BATCH_EMPTY``,
    ``BATCH_ALL_FAULTY``) when none is left.
    """
    if not dossier_uids:
        raise Refusal(Reason.BATCH_EMPTY)
    acting = replace(acting, batch_uid=identifiers.new_uid(acting.now))
    done: list[DeedDone] = []
    left_out: list[LeftOut] = []
    for uid in dict.fromkeys(dossier_uids):
        try:
            done.append(do_deed(session, uid, kind, form, acting))
        except Refusal as refusal:
            code = dossier_by_uid(session, acting.desk.tenant, uid).code
            said = refusal_sentence(refusal)
            left_out.append(LeftOut(dossier_uid=uid, dossier_code=code, sentence=said))
    if not done:
        raise Refusal(Reason.BATCH_ALL_FAULTY, sentence=left_out[0].sentence)
    digest = batch_digest(each.dossier_uid for each in done)
    fact = BatchRecorded(deed=kind.value, count=len(done), digest=digest)
    journal.record(session, office_deed(acting, RULES[kind].roles), fact)
    return ManyDone(done=tuple(done), left_out=tuple(left_out))
