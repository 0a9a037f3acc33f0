"""Sheets for the day on which a machine is lost: the recovery key, and the permit."""

from __future__ import annotations

from datetime import datetime

from app.domain.permit import SignedPermit
from app.domain.time_words import day_text, moment_text
from app.printing.code_sheet import CodeSheet, draw
from app.services.desk import DeskContext

_GROUPS_A_LINE = 5
_PERMIT = "Phiếu tiếp quản quầy"
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
    groups = recovery.split("-")
    starts = range(0, len(groups), _GROUPS_A_LINE)
    sheet = CodeSheet(
        name="Tờ khóa khôi phục",
        office=desk.office_name,
        head=(
            f"Quầy {desk.number} · in lúc {moment_text(printed_at)}",
            f"Ký hiệu khóa: {mark} · Khóa ký, để so với phiếu tiếp quản: {signer}",
        ),
        large=tuple("  ".join(groups[start : start + _GROUPS_A_LINE]) for start in starts),
        code=recovery,
        notes=tuple(f"{number}. {step}" for number, step in enumerate(_STEPS, 1)),
        printed_at=printed_at,
    )
    return draw(sheet)


def permit_pdf(desk: DeskContext, signed: SignedPermit, *, printed_at: datetime) -> bytes:
    """The permit by which a machine takes a lost desk's place, as PDF on A5."""
    permit = signed.permit
    sheet = CodeSheet(
        name=_PERMIT,
        office=desk.office_name,
        head=(f"Quầy {desk.number} cấp lúc {moment_text(printed_at)}",),
        large=(
            f"Quầy {permit.desk_number} · {day_text(permit.on)}",
            f"Khóa ký: {permit.signer}",
        ),
        code=str(signed),
        notes=(
            "1. Trên máy thay thế, mở chương trình rồi quét mã này (chụp ảnh gửi qua điện thoại "
            "cũng quét được). Không quét được thì bấm Ctrl+Shift+J và gõ các dòng số:",
            *(f"{at:>2}.  {each}" for at, each in enumerate(signed.lines, 1)),
            "2. So “Khóa ký” với tờ khóa khôi phục của quầy đã cấp phiếu; giống thì ghi vào ô "
            "“Khóa ký đã so”.",
            f"3. Chỉ dùng trong ngày, cho một máy. Số cấp từ {permit.desk_number}{permit.first} "
            f"đến {permit.desk_number}{permit.last}; hôm sau số lại như thường.",
        ),
        printed_at=printed_at,
    )
    return draw(sheet)
