"""What a supervisor looks at every day: the queues, in the order in which the page shows them."""

from __future__ import annotations

from enum import StrEnum


class QueueKind(StrEnum):
    """One number of the supervisor's day, and the list behind it."""

    LATE = "late"
    DUE_TODAY = "due_today"
    DUE_TOMORROW = "due_tomorrow"
    PROMISE_PASSED = "promise_passed"
    APOLOGY_DUE = "apology_due"
    DELAY_ANNOUNCED = "delay_announced"
    AT_RISK = "at_risk"
    AGENCY_SLOWING = "agency_slowing"
    SUPPLEMENT_NOT_TOLD = "supplement_not_told"
    SUPPLEMENT_TOLD = "supplement_told"
    SUPPLEMENT_BACK = "supplement_back"
    SUPPLEMENT_TO_CLOSE = "supplement_to_close"
    RESULT_UNCOLLECTED = "result_uncollected"
    HAND_OVER_UNSIGNED = "hand_over_unsigned"
    ONLINE_ANSWER = "online_answer"
    POST_UNOPENED = "post_unopened"
    CLASH = "clash"
    UNSENT = "unsent"


QUEUE_TITLES = {
    QueueKind.LATE: "Quá hạn",
    QueueKind.DUE_TODAY: "Đến hạn hôm nay",
    QueueKind.DUE_TOMORROW: "Đến hạn ngày mai",
    QueueKind.PROMISE_PASSED: "Quá hẹn, chưa kết quả",
    QueueKind.APOLOGY_DUE: "Phải xin lỗi, chưa ký",
    QueueKind.DELAY_ANNOUNCED: "Cơ quan đã báo chậm",
    QueueKind.AT_RISK: "Bước sắp hết giờ",
    QueueKind.AGENCY_SLOWING: "Cơ quan đang chậm dần",
    QueueKind.SUPPLEMENT_NOT_TOLD: "Bổ sung: chưa báo",
    QueueKind.SUPPLEMENT_TOLD: "Bổ sung: đang chờ",
    QueueKind.SUPPLEMENT_BACK: "Bổ sung: chưa chuyển",
    QueueKind.SUPPLEMENT_TO_CLOSE: "Bổ sung: cần đóng",
    QueueKind.RESULT_UNCOLLECTED: "Kết quả chưa ai nhận",
    QueueKind.HAND_OVER_UNSIGNED: "Bàn giao chưa ký nhận",
    QueueKind.ONLINE_ANSWER: "Trực tuyến chờ đáp",
    QueueKind.POST_UNOPENED: "Bưu gửi chưa mở",
    QueueKind.CLASH: "Ghi trùng ở hai quầy",
    QueueKind.UNSENT: "Sự kiện chưa gửi",
}
"""The heading of each queue."""

QUEUE_UNITS = {
    QueueKind.AGENCY_SLOWING: "cơ quan",
    QueueKind.POST_UNOPENED: "bưu gửi",
    QueueKind.UNSENT: "sự kiện",
}
"""What a queue counts, where that is no dossier."""

OF_THE_OFFICE = frozenset({QueueKind.ONLINE_ANSWER, QueueKind.POST_UNOPENED, QueueKind.UNSENT})
"""Queues of what is no dossier yet, or none at all: no filter narrows them."""

PRESSING = frozenset(
    {
        QueueKind.LATE,
        QueueKind.PROMISE_PASSED,
        QueueKind.APOLOGY_DUE,
        QueueKind.SUPPLEMENT_NOT_TOLD,
        QueueKind.CLASH,
    }
)
"""Queues that should be empty."""

WORRYING = frozenset(
    {
        QueueKind.DUE_TODAY,
        QueueKind.AT_RISK,
        QueueKind.AGENCY_SLOWING,
        QueueKind.SUPPLEMENT_TO_CLOSE,
        QueueKind.HAND_OVER_UNSIGNED,
        QueueKind.ONLINE_ANSWER,
        QueueKind.POST_UNOPENED,
    }
)
"""Queues that want somebody today."""
