"""Refusals, in Vietnamese sentences that say what to do."""

from __future__ import annotations

from app.domain.errors import Reason, Refusal

_REFUSALS: dict[Reason, str] = {
    Reason.FIELD_MISSING: "Thiếu mục “{field}”. Hãy điền mục này rồi thử lại.",
    Reason.FIELD_UNKNOWN: "Không có mục nào tên “{field}”. Hãy xem lại tên mục trong mẫu.",
    Reason.FIELD_WRONG: "Mục “{field}” không đúng: {value}. Hãy sửa lại.",
    Reason.TIME_WRONG: "Không đọc được thời gian “{value}”. Hãy ghi dạng 2026-02-13T09:00.",
}


def refusal_sentence(refusal: Refusal) -> str:
    """One Vietnamese sentence that says why, and what to do."""
    return _REFUSALS[refusal.reason].format_map(refusal.values)
