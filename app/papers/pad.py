"""The paper pad: blank receipt slips that already bear their code and their dossier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.domain.slip_code import SlipCode
from app.papers.letterhead import SYSTEM_NAME, heading
from app.printing.slips.pad import NAME, BlankSlip, draw
from app.printing.style import Paper
from app.services.desk import DeskContext
from app.services.paper_pad import PadSlip

_FOOT = (
    "Phiếu dùng khi mất điện hoặc máy hỏng. Có điện, cán bộ quét mã trên liên 1 để nhập hồ sơ với "
    "đúng mã và giờ nhận đã ghi ở mục 4; nhóm số ở giữa mã là ngày cấp số, không phải ngày nhận.",
    "Khi đến nhận kết quả, mang theo giấy này và giấy tờ tùy thân; nhận thay thì có giấy ủy quyền.",
)


def pad_pdf(
    slips: Sequence[PadSlip],
    *,
    printed_at: datetime,
    desk: DeskContext,
    paper: Paper = Paper.A4X2,
    dots_per_inch: int | None = None,
) -> bytes:
    """The slips as PDF, both copies of each; never for the roll, which is not written on."""
    blank = [blank_slip(slip, printed_at=printed_at, desk=desk) for slip in slips]
    return draw(blank, paper=paper, dots_per_inch=dots_per_inch or paper.usual_resolution)


def blank_slip(slip: PadSlip, *, printed_at: datetime, desk: DeskContext) -> BlankSlip:
    """One slip: the QR already carries the dossier and the key to look it up."""
    code = SlipCode(
        dossier_uid=slip.dossier_uid,
        dossier_code=slip.code,
        token=slip.lookup_token or "",
        paper_name=NAME.capitalize(),
        system_name=SYSTEM_NAME,
        issued_at=printed_at,
    )
    contact = (desk.contact_line,) if desk.contact_line else ()
    return BlankSlip(
        heading=heading(desk, code, "", None, label="Mã hồ sơ"),
        issued_at=printed_at,
        foot_notes=(*_FOOT, *contact),
        training=desk.is_training,
    )
