"""The slips given at the door: what is still lacking (Mẫu 02), or why it is refused (Mẫu 03)."""

from __future__ import annotations

from app.domain import wording_slots as slots
from app.domain.placeholders import Placeholder
from app.domain.procedure import RequiredDocument
from app.domain.slip_code import SlipCode
from app.domain.wording import Slot
from app.papers.letterhead import ERASED, Letterhead, person_party
from app.printing.heading import Heading
from app.printing.papers_table import PaperLine
from app.printing.party import Party
from app.printing.rolls import door as roll
from app.printing.slips import refusal, supplement
from app.printing.style import Paper
from app.services.desk import DeskContext, OpenSession
from app.services.slip_facts import VisitFacts, visit_facts


def door_slip_pdf(
    session: OpenSession,
    visit_number: str,
    *,
    desk: DeskContext,
    paper: Paper = Paper.A5,
    dots_per_inch: int | None = None,
) -> bytes:
    """The slip of a visit as PDF: a request to complete, or a refusal.

    ``dots_per_inch`` is the printer's; absent, what is usual for the paper.
    """
    facts = visit_facts(session, visit_number, desk=desk)
    dots = dots_per_inch or paper.usual_resolution
    if facts.visit.kind == "visit.refused":
        refused = refusal_slip(facts)
        if paper is Paper.ROLL_80:
            return roll.draw_refusal(refused, dots_per_inch=dots)
        return refusal.draw(refused, paper=paper, dots_per_inch=dots)
    guided = supplement_slip(facts)
    if paper is Paper.ROLL_80:
        return roll.draw_supplement(guided, dots_per_inch=dots)
    return supplement.draw(guided, paper=paper, dots_per_inch=dots)


def supplement_slip(facts: VisitFacts) -> supplement.SupplementSlip:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ."""
    visit, head = facts.visit, _letterhead(facts)
    published = {paper.ordinal: paper for paper in visit.procedure.papers or ()}
    return supplement.SupplementSlip(
        heading=_heading(facts, head, supplement.NAME, slots.SUPPLEMENT_SIGN),
        applicant=_applicant(facts),
        abstract=_abstract(facts),
        reason=visit.reason or head.said(slots.SUPPLEMENT_REASON),
        advisor_name=facts.clerk_name,
        issued_at=visit.occurred_at,
        missing=tuple(
            asked_paper(published[each.ordinal])
            for each in visit.lacking
            if each.ordinal in published
        ),
        contact_name=facts.clerk_name,
        contact_phone=head.said(slots.PHONE),
        foot_notes=head.lines(slots.SUPPLEMENT_NOTES),
        reprint=facts.copies_sent > 0,
        training=facts.desk.is_training,
    )


def refusal_slip(facts: VisitFacts) -> refusal.RefusalSlip:
    """Phiếu từ chối tiếp nhận giải quyết hồ sơ."""
    head = _letterhead(facts)
    return refusal.RefusalSlip(
        heading=_heading(facts, head, refusal.NAME, slots.REFUSAL_SIGN),
        applicant=_applicant(facts),
        abstract=_abstract(facts),
        unit=head.unit,
        reason=facts.visit.reason or "",
        clerk_name=facts.clerk_name,
        issued_at=facts.visit.occurred_at,
        contact_name=facts.clerk_name,
        contact_phone=head.said(slots.PHONE),
        foot_notes=head.lines(slots.REFUSAL_NOTES),
        reprint=facts.copies_sent > 0,
        training=facts.desk.is_training,
    )


def _letterhead(facts: VisitFacts) -> Letterhead:
    visit = facts.visit
    known = {
        Placeholder.CODE: visit.number,
        Placeholder.PROCEDURE: visit.procedure.name,
        Placeholder.CLERK: facts.clerk_name,
    }
    return Letterhead(desk=facts.desk, wording=facts.wording, known=known)


def _heading(facts: VisitFacts, head: Letterhead, name: str, sign: Slot) -> Heading:
    visit = facts.visit
    form = visit.form
    code = SlipCode(
        dossier_uid=visit.uid,
        dossier_code=visit.number,
        token=visit.lookup_token or "",
        procedure_code=visit.procedure.code,
        person_number="" if form is None else form.applicant.identity.number or "",
        paper_name=name.capitalize(),
        system_name=head.system,
        issued_at=visit.occurred_at,
    )
    number = head.number_of(visit.number.rsplit("-", 1)[-1], sign)
    return head.heading(code, number, visit.occurred_at, label="Số lượt tiếp")


def _applicant(facts: VisitFacts) -> Party:
    form = facts.visit.form
    return ERASED if form is None else person_party(form.applicant)


def _abstract(facts: VisitFacts) -> str:
    form = facts.visit.form
    return (form.abstract if form else None) or facts.visit.procedure.name


def asked_paper(paper: RequiredDocument) -> PaperLine:
    """A published paper as it is asked for."""
    return PaperLine(
        name=paper.name,
        originals=paper.originals or 0,
        certified=paper.certified or 0,
        copies=paper.copies or 0,
    )
