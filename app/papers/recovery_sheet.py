"""The recovery sheet of a desk, for the safe of the office."""

from __future__ import annotations

from datetime import datetime

from app.printing.recovery import RecoverySheet, draw
from app.services.desk import DeskContext

_STEPS = (
    "Cất tờ này trong két, tách khỏi máy và khỏi USB sao lưu. Ai có tờ này và bản sao lưu "
    "thì đọc được mọi hồ sơ.",
    "Máy hỏng, mất, cháy: cài chương trình trên máy mới, cắm USB sao lưu, chọn “Khôi phục từ bản "
    "sao lưu” và quét mã trên tờ này (hoặc gõ các nhóm chữ).",
    "Không còn bản sao lưu nào: xin lãnh đạo ở quầy khác cấp phiếu tiếp quản, so dòng “Khóa ký” "
    "với tờ của quầy đã cấp.",
    "Sau mỗi lần đổi khóa có một tờ mới. Giữ cả tờ cũ chừng nào còn bản sao lưu mang ký hiệu khóa "
    "cũ; ký hiệu nằm ở cuối tên tệp sao lưu.",
)


def recovery_sheet_pdf(
    desk: DeskContext, recovery: str, *, mark: str, signer: str, printed_at: datetime
) -> bytes:
    """The sheet as PDF on A5."""
    sheet = RecoverySheet(
        office=desk.office_name,
        desk=desk.number,
        recovery=recovery,
        mark=mark,
        signer=signer,
        printed_at=printed_at,
        steps=tuple(f"{number}. {step}" for number, step in enumerate(_STEPS, 1)),
    )
    return draw(sheet)
