"""The sheet over which a pile of dossiers is handed over, drawn from what is stored of it."""

from __future__ import annotations

from app.domain import wording_slots_practice as slots
from app.domain.hand_over import Standing
from app.domain.hand_over_words import unit_title
from app.domain.printers import SlipKind
from app.domain.time_words import moment_text
from app.papers.letterhead import ERASED, Letterhead
from app.printing.slips import hand_over
from app.printing.slips.hand_over import HandOverRow, HandOverSheet
from app.printing.style import Paper
from app.services.desk import DeskContext, OpenSession
from app.services.hand_over_sheets import Sheet, SheetLine, sheet
from app.services.print_jobs import titled_copies_sent
from app.services.wording import wordings

_REMARKS = {
    Standing.ON_THE_WAY: "",
    Standing.ACCEPTED: "",
    Standing.MISSED: "không có, ở bên giao",
    Standing.TAKEN_BACK: "đã thu lại",
}


def hand_over_sheet_pdf(
    session: OpenSession,
    code: str,
    *,
    desk: DeskContext,
    paper: Paper = Paper.A4,
    dots_per_inch: int | None = None,
) -> bytes:
    """A sheet as PDF, a copy for each side. Raises ``Refusal`` (``SHEET_UNKNOWN``)."""
    found = sheet(session, code, desk=desk)
    copies = titled_copies_sent(session, SlipKind.HAND_OVER, found.head.code, tenant=desk.tenant)
    words = wordings(session, desk).at(found.head.closed_at)
    head = Letterhead(desk=desk, wording=words)
    drawn = hand_over_sheet(found, head, reprint=copies > 0)
    return hand_over.draw(drawn, paper=paper, dots_per_inch=dots_per_inch or paper.usual_resolution)


def hand_over_sheet(
    found: Sheet, letterhead: Letterhead, *, reprint: bool = False
) -> HandOverSheet:
    """A stored sheet as paper."""
    head, signers = found.head, found.signers
    number = letterhead.number_of(head.code.rsplit("-", 1)[-1], slots.HAND_OVER_SIGN)
    results = sum(line.results for line in found.lines)
    carried = f", kèm {results} kết quả" if results else ""
    return HandOverSheet(
        heading=letterhead.plain_heading(head.code, number, head.closed_at, label="Mã phiếu"),
        name=letterhead.said(slots.HAND_OVER_HEADING),
        giver=unit_title(head.giver),
        receiver=unit_title(head.receiver),
        closed_at=head.closed_at,
        rows=tuple(_row(line) for line in found.lines),
        total=f"{len(found.lines)} hồ sơ{carried}",
        giver_name=signers.giver or "",
        receiver_name=signers.receiver or "",
        witness_name=signers.witness or "",
        counted=_counted(found),
        reprint=reprint,
        training=letterhead.desk.is_training,
    )


def _row(line: SheetLine) -> HandOverRow:
    carried = f"kèm {line.results} kết quả" if line.results else ""
    return HandOverRow(
        code=line.code,
        applicant=line.applicant or ERASED.name,
        procedure=line.procedure_name,
        return_due_at=line.return_due_at,
        remark="; ".join(filter(None, (carried, _REMARKS[line.standing]))),
    )


def _counted(found: Sheet) -> str:
    head = found.head
    if head.taken_back_at is not None:
        return f"phiếu đã thu lại lúc {moment_text(head.taken_back_at)}, không còn hiệu lực"
    if head.signed_at is None:
        return ""
    came = sum(line.standing is Standing.ACCEPTED for line in found.lines)
    at = moment_text(head.signed_at)
    return f"{came} hồ sơ; thiếu {head.missing}; thừa {head.extra}; lúc {at}"
