"""The line to the centre in Vietnamese: for the foot of the window and the page of the line."""

from __future__ import annotations

from datetime import datetime

from app.domain.moments import local, local_date

CLASH = "clash"
FLAG_WORDS = {
    CLASH: (
        "hai quầy cùng làm khi chưa biết việc của nhau; việc đứng trước đang được tính. "
        "Lãnh đạo xem cả hai, sửa việc sai và ghi ý kiến vào hồ sơ"
    ),
    "code_taken": "mã này trung tâm đã biết ở một hồ sơ khác: quét mã QR của từng giấy hẹn",
    "kind_unknown": "trung tâm chưa hiểu loại việc này, cần cập nhật phần mềm ở trung tâm",
    "unreadable": "trung tâm không đọc được, giữ riêng nguyên văn",
    "other_office": "ghi tên đơn vị khác, trung tâm giữ riêng",
    "other_province": "ghi mã tỉnh khác, trung tâm giữ riêng",
    "private_altered": "phần thông tin cá nhân không khớp dấu của sự kiện",
    "other_bytes": "trùng số hiệu với một sự kiện có nội dung khác",
}
"""Why the centre wants somebody to look at an event that it accepted."""


def flag_words(reason: str) -> str:
    """A flag in words; one that this program does not know is told as it came."""
    return FLAG_WORDS.get(reason, reason)


def line_words(*, is_enrolled: bool, waiting: int, flagged: int, met: str) -> str:
    """The line in a few words; ``met`` says when the centre last answered."""
    if not is_enrolled:
        return f"Chưa kết nối trung tâm · {waiting} sự kiện chờ gửi"
    if not met:
        return f"Đã ghi danh, chưa gặp trung tâm · {waiting} sự kiện chờ gửi"
    said = f"{waiting} sự kiện chờ gửi · gặp trung tâm {met}" if waiting else f"Đồng bộ {met}"
    return f"{said} · {flagged} cần xem" if flagged else said


def met_words(met_at: datetime | None, now: datetime) -> str:
    """When the centre last answered: the time on the same day, else the day too."""
    if met_at is None:
        return ""
    at = local(met_at)
    return f"{at:%H:%M}" if local_date(met_at) == local_date(now) else f"{at:%H:%M %d/%m}"
