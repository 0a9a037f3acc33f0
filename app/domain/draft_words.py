"""Half-typed receptions as a list shows them: who, what, how long ago."""

from __future__ import annotations

from datetime import datetime, timedelta

NOBODY = "chưa có tên"
UNREADABLE = "bản nháp không đọc được"

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def ago_text(saved_at: datetime, now: datetime) -> str:
    """``vừa xong``, ``5 phút trước``, ``2 giờ trước``, ``3 ngày trước``."""
    passed = now - saved_at
    for unit, word in ((_DAY, "ngày"), (_HOUR, "giờ"), (_MINUTE, "phút")):
        if passed >= unit:
            return f"{passed // unit} {word} trước"
    return "vừa xong"


def draft_label(name: str | None, procedure: str | None, ago: str) -> str:
    """``Trần Thị Mẫu · Cấp giấy xác nhận … · 5 phút trước``."""
    return " · ".join(each for each in (name or NOBODY, procedure, ago) if each)
