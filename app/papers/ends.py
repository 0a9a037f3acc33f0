"""How a dossier ends without a result, on paper: refused (Mẫu 03), stopped (Mẫu 05 of 2025)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain import wording_slots as slots
from app.domain.end_facts import DossierRefused, DossierStopped, StopCause, WithdrawalRequested
from app.domain.money_facts import FeeCollected, FeeRefunded
from app.domain.money_words import money_text
from app.domain.pause_facts import ClosedUnsupplemented, SupplementRequested
from app.domain.printers import SlipKind
from app.domain.wording import Slot
from app.papers.parts import (
    Drawing,
    abstract_of,
    letterhead_of,
    on_sheets,
    owner_of,
    paper_heading,
    words_of,
)
from app.printing.rolls import door as roll
from app.printing.slips import refusal, stop_notice
from app.printing.slips.refusal import RefusalSlip
from app.printing.slips.stop_notice import StopNotice
from app.services.paper_facts import PaperFacts, Told


def refusal_paper(facts: PaperFacts) -> Drawing | None:
    """The refusal of a dossier that already has a code."""
    refused = facts.last(DossierRefused)
    if refused is None:
        return None
    slip = refusal_slip(facts, refused)
    return on_sheets(refusal.draw, slip, roll=roll.draw_refusal)


def refusal_slip(facts: PaperFacts, refused: Told[DossierRefused]) -> RefusalSlip:
    """Phiếu từ chối tiếp nhận giải quyết hồ sơ, its reason in the officer's words."""
    head = letterhead_of(facts, refused.at, clerk=refused.who)
    number = refused.fact.document or head.number_left_open(slots.REFUSAL_SIGN)
    return RefusalSlip(
        heading=paper_heading(facts, head, SlipKind.REFUSAL, number, refused.at),
        name=head.paper_name(SlipKind.REFUSAL),
        applicant=owner_of(facts.dossier),
        abstract=abstract_of(facts),
        unit=head.unit,
        reason=words_of(refused.fact.private),
        clerk_name=refused.who,
        issued_at=refused.at,
        contact_name=head.unit,
        contact_phone=head.said(slots.PHONE),
        foot_notes=head.lines(slots.REFUSAL_NOTES),
        reprint=facts.copies(SlipKind.REFUSAL, DossierRefused) > 0,
        training=facts.desk.is_training,
    )


def stop_paper(facts: PaperFacts) -> Drawing | None:
    """The notice that nothing is settled any more, by wish, by decision, or never completed."""
    notice = stop_notice_of(facts)
    if notice is None:
        return None
    return on_sheets(stop_notice.draw, notice)


def stop_notice_of(facts: PaperFacts) -> StopNotice | None:
    """Thông báo dừng giải quyết hồ sơ; nothing while the dossier was not stopped."""
    stopped, closed = facts.last(DossierStopped), facts.last(ClosedUnsupplemented)
    if stopped is not None:
        stop = stopped.fact
        asked = facts.last(WithdrawalRequested) if stop.cause is StopCause.WITHDRAWN else None
        return _notice(
            facts,
            _Stop(
                at=stopped.at,
                ground=_GROUNDS[stop.cause],
                reason=words_of(stop.private),
                document=stop.document,
                asked_at=None if asked is None else asked.at,
            ),
        )
    if closed is None:
        return None
    return _notice(
        facts, _Stop(at=closed.at, ground=slots.STOP_UNSUPPLEMENTED, reason=_closed_reason(facts))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stop:
    """What differs between the ways in which a dossier is stopped."""

    at: datetime
    ground: Slot
    reason: str
    document: str | None = None
    asked_at: datetime | None = None


def _notice(facts: PaperFacts, stop: _Stop) -> StopNotice:
    agency = facts.dossier.procedure.settling_agency
    head = letterhead_of(facts, stop.at)
    number = stop.document or head.number_left_open(slots.STOP_SIGN)
    return StopNotice(
        heading=paper_heading(facts, head, SlipKind.STOP_NOTICE, number, stop.at),
        name=head.paper_name(SlipKind.STOP_NOTICE),
        addressee=owner_of(facts.dossier),
        abstract=abstract_of(facts),
        unit=head.unit,
        received_at=facts.dossier.received_at,
        stopped_at=stop.at,
        ground=head.said(stop.ground),
        closing=head.said(slots.STOP_CLOSING),
        reason=stop.reason,
        asked_at=stop.asked_at,
        stage=_NO_DECISION if stop.asked_at else "",
        money=_money(facts),
        signer=head.signature(slots.STOP_SIGNER),
        recipients=head.recipients(slots.STOP_RECIPIENTS, *((agency,) if agency else ())),
        foot_notes=head.lines(slots.STOP_NOTES),
        reprint=facts.copies(SlipKind.STOP_NOTICE) > 0,
        training=facts.desk.is_training,
    )


_GROUNDS = {
    StopCause.WITHDRAWN: slots.STOP_WITHDRAWN,
    StopCause.AGENCY_DECISION: slots.STOP_AGENCY,
    StopCause.OTHER: slots.STOP_OTHER,
}
_NO_DECISION = "chưa có quyết định hoặc kết quả giải quyết"


def _closed_reason(facts: PaperFacts) -> str:
    asked, closed = facts.last(SupplementRequested), facts.last(ClosedUnsupplemented)
    until = "" if asked is None else f" (hết ngày {asked.fact.answer_by:%d/%m/%Y})"
    reason = f"Đã quá thời hạn{until} mà hồ sơ chưa được bổ sung, hoàn thiện."
    remark = None if closed is None else closed.fact.private
    return reason if remark is None else f"{reason} {remark.words}"


def _money(facts: PaperFacts) -> str:
    """What was taken and given back (đồng); empty where it is not known."""
    taken = sum(
        each.fact.fee + each.fact.levy + each.fact.service for each in facts.all_of(FeeCollected)
    )
    back = sum(
        each.fact.fee + each.fact.levy + each.fact.service for each in facts.all_of(FeeRefunded)
    )
    if not taken:
        return "chưa thu"
    return f"đã nộp {money_text(taken)}; đã hoàn lại {money_text(back)}"
