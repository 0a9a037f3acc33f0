"""What the officer reads while a slip of the paper pad is keyed in."""

from __future__ import annotations

from datetime import datetime

from app.domain.time_words import moment_text

_DIFFERS = (
    "Phiếu viết tay hẹn {written}, tính theo giờ nhận đã ghi thì hẹn {promised}. "
    "Hãy xem lại giờ nhận và thủ tục; vẫn lệch thì gọi báo người nộp"
)
_SOONER, _LATER = ".", ": trả sau ngày viết tay là trễ với họ, phải xin lỗi."


def written_date_sentence(promised: datetime, written: datetime) -> str:
    """Empty when the handwritten date is the promised one, to the minute."""
    if written == promised:
        return ""
    words = _DIFFERS + (_LATER if written < promised else _SOONER)
    return words.format(written=moment_text(written), promised=moment_text(promised))


def pad_entry_sentence(code: str) -> str:
    """Which slip is keyed in, and what is to be copied from it first."""
    return f"Nhập lại phiếu dự phòng {code}: ghi giờ nhận và ngày hẹn đã viết tay trên phiếu."
