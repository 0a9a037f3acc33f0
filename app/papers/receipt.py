"""The receipt slip (Mẫu 01) of a stored dossier."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from app.domain import wording_slots as slots
from app.domain.codes import register_text
from app.domain.deadlines import DueCause
from app.domain.dossier import Dossier, DossierState
from app.domain.facts import DossierReceived
from app.domain.procedure import Procedure, RequiredDocument
from app.domain.reception import ReturnPlace, Subject, SubjectKind, SubmittedDocument
from app.domain.slip_code import SlipCode
from app.domain.time_words import limit_text, moment_text
from app.papers.letterhead import Letterhead
from app.papers.parts import (
    Drawing,
    applicant_of,
    dossier_code,
    known_of,
    on_sheets,
    separate_owner,
)
from app.printing.papers_table import PaperLine
from app.printing.rolls import receipt as roll
from app.printing.slips.receipt import NAME, CopyKind, ReceiptSlip, draw
from app.printing.style import Paper
from app.services.desk import DeskContext, OpenSession
from app.services.paper_facts import PaperFacts
from app.services.slip_facts import ReceiptFacts, receipt_facts

_SUBJECTS = {
    SubjectKind.WORKER: "người lao động",
    SubjectKind.DECEASED: "người đã mất",
    SubjectKind.MARTYR: "liệt sĩ",
    SubjectKind.CHILD: "trẻ em",
    SubjectKind.OTHER: "",
}


def receipt_pdf(
    session: OpenSession,
    dossier_uid: UUID,
    *,
    desk: DeskContext,
    paper: Paper = Paper.A5,
    dots_per_inch: int | None = None,
) -> bytes:
    """The receipt slip of a dossier as PDF; a slip that was printed before is marked as a copy.

    ``dots_per_inch`` is the printer's; absent, what is usual for the paper.
    """
    slip = receipt_slip(receipt_facts(session, dossier_uid, desk=desk))
    dots = dots_per_inch or paper.usual_resolution
    if paper is Paper.ROLL_80:
        return roll.draw(slip, dots_per_inch=dots)
    return draw(slip, paper=paper, dots_per_inch=dots)


def receipt_paper(facts: PaperFacts) -> Drawing | None:
    """The receipt slip among the papers of a dossier; none of a cancelled one.

    Nor of one that was settled on the spot: nothing is left to come back for.
    """
    dossier, received = facts.dossier, facts.last(DossierReceived)
    if dossier.state is DossierState.CANCELLED or dossier.on_the_spot:
        return None
    clerk = "" if received is None else received.who
    wording = facts.wordings.at(dossier.slip_issued_at)
    slip = receipt_slip(ReceiptFacts(dossier, facts.procedure, clerk, facts.desk, wording))
    return on_sheets(draw, slip, roll=roll.draw)


def receipt_slip(facts: ReceiptFacts, *, copy: CopyKind = CopyKind.APPLICANT) -> ReceiptSlip:
    """The slip, filled from what is stored and from nothing else."""
    dossier, procedure, desk = facts.dossier, facts.procedure, facts.desk
    persons = dossier.private
    known = known_of(dossier, procedure.name, facts.clerk_name)
    head = Letterhead(desk=desk, wording=facts.wording, known=known)
    return ReceiptSlip(
        heading=head.heading(
            _slip_code(dossier, head.system),
            head.number(register_text(dossier.register.number)),
            dossier.slip_issued_at,
            label="Mã hồ sơ",
        ),
        receiving_unit=head.unit,
        applicant=applicant_of(dossier),
        owner=None if persons is None else separate_owner(persons),
        subject="" if persons is None or persons.subject is None else _subject(persons.subject),
        abstract=(persons.abstract if persons else None) or procedure.name,
        papers=_paper_lines(dossier, procedure),
        sets=dossier.sets,
        limit=_limit(dossier),
        received_at=dossier.received_at,
        return_due_at=dossier.promise.return_due_at,
        return_place=_return_place(dossier, head),
        fee=dossier.money.fee_due,
        levy=dossier.money.levy_due,
        paid=_is_paid(dossier),
        payment_receipt=", ".join(dossier.money.receipt_numbers),
        register_book=dossier.register.book,
        register_number=register_text(dossier.register.number),
        clerk_name=facts.clerk_name,
        copy=copy,
        settling_agency=procedure.settling_agency or "",
        settling_phone=procedure.settling_phone or "",
        expected_result="; ".join(result.name for result in procedure.results),
        foot_notes=_foot_notes(dossier, head),
        replacement=dossier.slip_edition,
        lost=dossier.lost_slips,
        moved=_moved(dossier),
        promise_note=" ".join(
            filter(None, (_why_moved(dossier), head.said(slots.RECEIPT_DATE_NOTE)))
        ),
        reprint=dossier.slip_copies > 0,
        training=desk.is_training,
    )


def _slip_code(dossier: Dossier, system: str) -> SlipCode:
    issued_at, due_at = dossier.slip_issued_at, dossier.promise.return_due_at
    said = dossier_code(dossier, NAME, system, issued_at, due_at)
    return replace(said, edition=dossier.slip_edition)


def _subject(subject: Subject) -> str:
    kind = _SUBJECTS[subject.kind]
    said = [subject.full_name]
    if kind:
        said.append(f"({kind})")
    if subject.identity_number:
        said.append(f"số định danh {subject.identity_number}")
    return " ".join(said)


def _paper_lines(dossier: Dossier, procedure: Procedure) -> tuple[PaperLine, ...]:
    published = {paper.ordinal: paper for paper in procedure.papers or ()}
    return tuple(
        _paper_line(published[document.ordinal], document)
        for document in sorted(dossier.documents, key=lambda each: each.ordinal)
        if document.ordinal in published and document.is_met
    )


def _paper_line(paper: RequiredDocument, document: SubmittedDocument) -> PaperLine:
    looked_up = document.looked_up
    remark = ""
    if looked_up is not None:
        remark = f"Đã tra cứu tại {looked_up.source}, {moment_text(looked_up.looked_up_at)}"
    return PaperLine(
        name=paper.name,
        originals=document.originals,
        certified=document.certified,
        copies=document.copies,
        remark=remark,
    )


def _limit(dossier: Dossier) -> str:
    promise = dossier.promise
    if promise.limit is None:
        return ""
    said = limit_text(promise.limit)
    if promise.statutory is not None and promise.statutory != promise.limit:
        said += f" (theo quy định {limit_text(promise.statutory)}, đơn vị rút ngắn)"
    return said


_MOVES = {
    DueCause.RESTARTED: "tính lại từ đầu sau khi hồ sơ được bổ sung, hoàn thiện",
    DueCause.RESUMED: "cộng thời gian chờ bổ sung, hoàn thiện hồ sơ",
    DueCause.RESCHEDULED: "hẹn lại theo văn bản xin lỗi",
}


def _moved(dossier: Dossier) -> bool:
    """Whether the date became another one since this edition of the slip was issued."""
    moves = dossier.promise.moves
    return bool(moves) and moves[-1].at >= dossier.slip_issued_at


def _why_moved(dossier: Dossier) -> str:
    moves = dossier.promise.moves
    if not moves or moves[-1].cause not in _MOVES:
        return ""
    last = moves[-1]
    return f"Ngày hẹn mới: {_MOVES[last.cause]} ({moment_text(last.at)})."


def _return_place(dossier: Dossier, head: Letterhead) -> str:
    if dossier.return_place is ReturnPlace.POST:
        address = (dossier.private.return_address if dossier.private else None) or ""
        return f"Qua dịch vụ bưu chính, tại địa chỉ {address}".rstrip()
    return head.unit


def _is_paid(dossier: Dossier) -> bool:
    money = dossier.money
    due = money.fee_due + money.levy_due
    return due > 0 and money.fee_paid + money.levy_paid >= due


def _foot_notes(dossier: Dossier, head: Letterhead) -> tuple[str, ...]:
    promise = dossier.promise
    special = (
        (slots.RECEIPT_REPLACED, dossier.slip_edition > 0),
        (slots.RECEIPT_KEPT, promise.counted_due_at is not None),
        (slots.RECEIPT_STATED, promise.stated),
    )
    return (
        *head.lines(slots.RECEIPT_NOTES),
        *(head.said(slot) for slot, is_so in special if is_so),
    )
