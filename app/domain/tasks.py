"""What is due in an office: the kinds of task, and what they are called."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from app.domain.dossier_rules import DeedKind
from app.domain.light_dataclass import dataclass


class TaskKind(StrEnum):
    """What a desk has to do about a dossier, in the order in which lists show it."""

    FILING_NOT_ANSWERED = "filing_not_answered"
    NOT_HANDED_OVER = "not_handed_over"
    HAND_OVER_UNSIGNED = "hand_over_unsigned"
    PROMISE_NEAR = "promise_near"
    SUPPLEMENT_NOT_TOLD = "supplement_not_told"
    SUPPLEMENT_AWAITED = "supplement_awaited"
    SUPPLEMENT_BACK = "supplement_back"
    APOLOGY_NOT_TOLD = "apology_not_told"
    RESULT_NOT_TOLD = "result_not_told"
    RESULT_ON_SHELF = "result_on_shelf"


TASK_TITLES = {
    TaskKind.FILING_NOT_ANSWERED: "Trả lời trực tuyến",
    TaskKind.NOT_HANDED_OVER: "Chưa bàn giao",
    TaskKind.HAND_OVER_UNSIGNED: "Bàn giao chưa ký",
    TaskKind.PROMISE_NEAR: "Gần hạn, quá hạn",
    TaskKind.SUPPLEMENT_NOT_TOLD: "Gọi: cần bổ sung",
    TaskKind.SUPPLEMENT_AWAITED: "Chờ bổ sung",
    TaskKind.SUPPLEMENT_BACK: "Chưa chuyển lại",
    TaskKind.APOLOGY_NOT_TOLD: "Gọi: xin lỗi, hẹn lại",
    TaskKind.RESULT_NOT_TOLD: "Gọi: có kết quả",
    TaskKind.RESULT_ON_SHELF: "Trên kệ, chờ nhận",
}
"""The heading of each kind."""

TASK_DEEDS = {
    TaskKind.SUPPLEMENT_NOT_TOLD: DeedKind.TELL_SUPPLEMENT,
    TaskKind.APOLOGY_NOT_TOLD: DeedKind.NOTIFY,
    TaskKind.RESULT_NOT_TOLD: DeedKind.NOTIFY,
    TaskKind.RESULT_ON_SHELF: DeedKind.NOTIFY,
}
"""The one deed that settles a task, begun at once from the list; for others the page opens."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is due on a dossier: by when, since when it waits, and one line of words.

    ``due_at`` is absent where nothing sets a moment.
    """

    due_at: datetime | None
    since: datetime
    words: str
