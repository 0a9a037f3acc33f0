"""What a search was taken to mean, and states of dossiers, in Vietnamese."""

from __future__ import annotations

from app.domain.dossier import DossierState
from app.domain.dossier_query import UNRETURNED_STATES, DaySpan

OVERDUE = "quá hạn"

STATE_WORDS = {
    DossierState.FILED: "đã nộp",
    DossierState.RECEIVED: "mới nhận",
    DossierState.REFUSED: "bị từ chối",
    DossierState.IN_PROCESS: "đang giải quyết",
    DossierState.AWAITING_SUPPLEMENT: "chờ bổ sung",
    DossierState.AWAITING_PAYMENT: "chờ nộp phí, lệ phí",
    DossierState.WITHDRAWAL_ASKED: "xin rút",
    DossierState.STOPPED: "đã dừng",
    DossierState.SETTLED: "có kết quả, chờ trả",
    DossierState.RETURNED: "đã trả",
    DossierState.CANCELLED: "đã hủy",
    DossierState.SUPERSEDED: "đã được thay thế",
}
"""A state as a clerk says it."""


def states_text(states: tuple[DossierState, ...]) -> str:
    """``mới nhận``; all that are not returned are ``chưa trả``."""
    if states == UNRETURNED_STATES:
        return "chưa trả"
    return " hoặc ".join(STATE_WORDS[each] for each in states)


def days_text(span: DaySpan, *, promised: bool) -> str:
    """``nhận 15/11/2026``, ``hẹn trả từ 16/11/2026 đến 22/11/2026``."""
    deed = "hẹn trả" if promised else "nhận"
    if span.first == span.last and span.first is not None:
        return f"{deed} {span.first:%d/%m/%Y}"
    since = "" if span.first is None else f" từ {span.first:%d/%m/%Y}"
    until = "" if span.last is None else f" đến {span.last:%d/%m/%Y}"
    return f"{deed}{since}{until}"


def desk_text(desk: int) -> str:
    """``quầy 3``."""
    return f"quầy {desk}"


def procedure_text(code: str) -> str:
    """``thủ tục 1.010833``."""
    return f"thủ tục {code}"
