"""The paper pad: blank receipt slips that already bear their code and their dossier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.domain import wording_slots_practice as slots
from app.domain.slip_code import SlipCode
from app.papers.letterhead import Letterhead
from app.printing.slips.pad import NAME, BlankSlip, draw
from app.printing.style import Paper
from app.services.desk import DeskContext, OpenSession
from app.services.paper_pad import PadSlip
from app.services.wording import wordings


def pad_pdf(
    session: OpenSession,
    slips: Sequence[PadSlip],
    *,
    printed_at: datetime,
    desk: DeskContext,
    paper: Paper = Paper.A4X2,
    dots_per_inch: int | None = None,
) -> bytes:
    """The slips as PDF, both copies of each; never for the roll, which is not written on."""
    head = Letterhead(desk=desk, wording=wordings(session, desk).at(printed_at))
    blank = [blank_slip(slip, head, printed_at=printed_at) for slip in slips]
    return draw(blank, paper=paper, dots_per_inch=dots_per_inch or paper.usual_resolution)


def blank_slip(slip: PadSlip, head: Letterhead, *, printed_at: datetime) -> BlankSlip:
    """One slip: the QR already carries the dossier and the key to look it up."""
    code = SlipCode(
        dossier_uid=slip.dossier_uid,
        dossier_code=slip.code,
        token=slip.lookup_token or "",
        paper_name=NAME.capitalize(),
        system_name=head.system,
        issued_at=printed_at,
    )
    return BlankSlip(
        heading=head.heading(code, head.number(""), None, label="Mã hồ sơ"),
        issued_at=printed_at,
        foot_notes=head.lines(slots.PAD_NOTES),
        training=head.desk.is_training,
    )
