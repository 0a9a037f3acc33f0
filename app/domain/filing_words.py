"""What is said of online filings and of the rows of an import."""

from __future__ import annotations

from datetime import datetime

from app.domain.calendar import Calendar
from app.domain.filing import FilingState
from app.domain.office_clock import point_of, working_minutes_between
from app.domain.time_words import minutes_text

STATE_TITLES = {
    FilingState.WAITING: "Chờ trả lời",
    FilingState.SUPPLEMENT_ASKED: "Chờ công dân bổ sung",
    FilingState.RECEIVED: "Đã tiếp nhận",
    FilingState.REFUSED: "Đã từ chối",
    FilingState.WITHDRAWN: "Công dân đã rút",
}
"""How a filing stands."""

STANDING_WORDS = {
    "new": "Mới",
    "completes": "Đã bổ sung",
    "known": "Đã có",
    "faulty": "Không nhập được",
}
"""What becomes of a row of an export."""


def answer_left_text(due_at: datetime, now: datetime, days: Calendar) -> str:
    """``còn 3 giờ 20 phút làm việc``, ``trễ 1 giờ làm việc``: hours of answer are never days."""
    if now <= due_at:
        left = minutes_text(working_minutes_between(point_of(now), point_of(due_at), days))
        return f"còn {left} làm việc" if left else "đến hạn ngay bây giờ"
    late = minutes_text(working_minutes_between(point_of(due_at), point_of(now), days))
    return f"trễ {late} làm việc" if late else "vừa quá hạn"
