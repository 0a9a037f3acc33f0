"""The one paper of a batch, drawn from what is stored of its dossiers."""

from __future__ import annotations

from uuid import UUID

from app.domain import wording_slots_practice as slots
from app.domain.dossier import Dossier
from app.domain.money_words import money_text
from app.domain.reception import Subject
from app.papers.letterhead import ERASED, Letterhead, person_party
from app.printing.slips import batch
from app.printing.slips.batch import BatchSlip, BatchSlipRow
from app.printing.style import Paper
from app.services.batches import Batch, batch_of
from app.services.desk import DeskContext, OpenSession
from app.services.wording import wordings


def batch_slip_pdf(
    session: OpenSession,
    dossier_uid: UUID,
    *,
    desk: DeskContext,
    paper: Paper = Paper.A4,
    dots_per_inch: int | None = None,
) -> bytes:
    """The paper of the batch in which a dossier was received, as PDF.

    Raises ``Refusal``: ``BATCH_UNKNOWN`` for a dossier that came in alone.
    """
    found = batch_of(session, dossier_uid, desk=desk)
    words = wordings(session, desk).at(found.dossiers[0].received_at)
    slip = batch_slip(found, Letterhead(desk=desk, wording=words))
    return batch.draw(slip, paper=paper, dots_per_inch=dots_per_inch or paper.usual_resolution)


def batch_slip(found: Batch, head: Letterhead) -> BatchSlip:
    """A stored batch as paper."""
    first = found.dossiers[0]
    persons = first.private
    order = first.code.rsplit("-", 1)[-1]
    number = head.number_of(order, slots.BATCH_SIGN)
    body = None if persons is None else persons.organisation
    return BatchSlip(
        heading=head.plain_heading(first.code, number, first.received_at, label="Hồ sơ đầu lô"),
        name=head.said(slots.BATCH_HEADING),
        applicant=ERASED if persons is None else person_party(persons.applicant),
        organisation="" if body is None else body.name,
        procedure=f"{first.procedure.name} ({first.procedure.code})",
        received_at=first.received_at,
        rows=tuple(_row(each) for each in found.dossiers),
        money=_money(found),
        clerk_name=found.clerk_name,
        reprint=any(each.slip_copies for each in found.dossiers),
        training=head.desk.is_training,
    )


def _row(dossier: Dossier) -> BatchSlipRow:
    persons = dossier.private
    subject = None if persons is None else persons.subject
    return BatchSlipRow(
        code=dossier.code,
        subject=ERASED.name if subject is None else subject.full_name,
        detail="" if subject is None else _detail(subject),
        return_due_at=dossier.promise.return_due_at,
    )


def _detail(subject: Subject) -> str:
    born = "" if subject.born_on is None else f"sinh {subject.born_on:%d/%m/%Y}"
    number = "" if subject.identity_number is None else f"số {subject.identity_number}"
    return ", ".join(filter(None, (born, number)))


def _money(found: Batch) -> str:
    taken = sum(each.money.taken for each in found.dossiers)
    numbers = dict.fromkeys(n for each in found.dossiers for n in each.money.receipt_numbers)
    receipt = f", biên lai số {', '.join(numbers)}" if numbers else ""
    return f"{money_text(taken)}{receipt}" if taken else ""
