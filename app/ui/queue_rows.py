"""The supervisor's numbers and the dossiers behind them as tables, with the tone of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.queues import PRESSING, QUEUE_UNITS, WORRYING, QueueKind
from app.ui.widgets.record_table import Column, number_column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.queues import Queue, QueueLine

NUMBER, LEFT = 1, 2
"""Columns that are shown as chips: the number of a queue, what a dossier has left."""


ELSEWHERE = {
    QueueKind.ONLINE_ANSWER: "Trả lời ở Hồ sơ trực tuyến: Ctrl+F2.",
    QueueKind.POST_UNOPENED: "Mở ở Bàn bưu chính: F8, Alt+2.",
    QueueKind.CLASH: "So hai việc và quyết định ở khay Đồng bộ: Ctrl+Shift+Y.",
    QueueKind.UNSENT: "Tự gửi khi có mạng; xem ở khay Đồng bộ: Ctrl+Shift+Y.",
}
"""Where one works at what makes a number and is no open dossier."""


def filled_first(queues: Sequence[Queue]) -> list[Queue]:
    """What wants somebody on top, in the order of the day; what is empty below it."""
    return sorted(queues, key=lambda each: not each.count)


def queue_columns() -> tuple[Column[Queue], ...]:
    """A number with its trend."""
    return (
        Column("Việc", lambda each: each.title, share=60),
        number_column("Số", lambda each: each.count, 20),
        Column("±", _trend_text, lambda each: each.trend or 0, share=14, is_number=True),
    )


def queue_tone(each: Queue) -> str:
    """How a number stands out; an empty queue does not."""
    if not each.count:
        return ""
    if each.kind in PRESSING:
        return "bad"
    return "warn" if each.kind in WORRYING else "quiet"


def queue_aside(each: Queue) -> str:
    """The number in words, beside what it was when the day before was closed."""
    said = f"{each.count} {QUEUE_UNITS.get(each.kind, 'hồ sơ')}"
    if each.trend is not None:
        said = f"{said}, lần khóa ngày trước {each.before}"
    return f"{said} ({each.words})" if each.words else said


def line_columns() -> tuple[Column[QueueLine], ...]:
    """A dossier of a queue."""
    return (
        Column("Mã hồ sơ", lambda each: each.line.dossier_code, share=42, is_name=True),
        Column("Người nộp", lambda each: each.line.applicant or "(đã xóa)", share=32),
        Column("Còn, trễ", lambda each: each.left, lambda each: each.line.return_due_at, share=52),
        Column("Cơ quan", lambda each: each.agency or "", share=34, from_width="whole_strip"),
        Column(
            "Đôn đốc", _reminded, lambda each: each.reminders, share=17, from_width="deed_dialog"
        ),
    )


def line_tone(each: QueueLine) -> str:
    """Late stands out."""
    return "bad" if each.is_late else ""


def _trend_text(each: Queue) -> str:
    return "" if not each.trend else f"{each.trend:+d}"


def _reminded(each: QueueLine) -> str:
    return f"{each.reminders} lần" if each.reminders else ""
