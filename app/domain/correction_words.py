"""What the officer reads beside the promise while a dossier is corrected."""

from __future__ import annotations

from datetime import datetime

from app.domain.time_words import moment_text

_KEPT_EARLIER = (
    "Giữ ngày trên giấy của người nộp. Tính lại thì hẹn {counted}: trả sau ngày đã hẹn là trễ, "
    "phải có thư xin lỗi và hẹn lại."
)
_KEPT_PAST = "Giữ ngày trên giấy của người nộp: tính lại thì hẹn {counted}, đã qua."
_TAKE_BACK = " Thu lại giấy cũ và đánh dấu “Đã thu lại giấy cũ” thì hẹn được ngày mới."
_EARLIER = "Sớm hơn giấy cũ (hẹn {known}): hãy nói với người nộp ngày mới."
_LATER = "Muộn hơn giấy cũ (hẹn {known}), vì giấy ấy đã thu lại: hãy nói với người nộp ngày mới."
_MOVED = "Trước khi sửa hẹn {known}; chưa giấy nào ra khỏi quầy."
_SAME = "Ngày hẹn giữ nguyên như trước khi sửa."


def kept_date_sentence(kept: datetime, counted: datetime, *, can_take_back: bool) -> str:
    """Why the date of the old slip stays promised, and what to do about it.

    Source: Nghị định 118/2025/NĐ-CP, by which a later date needs an apology.
    """
    sentence = _KEPT_EARLIER if kept < counted else _KEPT_PAST
    more = _TAKE_BACK if can_take_back else ""
    return sentence.format(counted=moment_text(counted)) + more


def new_date_sentence(known: datetime, promised: datetime, *, slip_was_out: bool) -> str:
    """How the date after the correction stands to the one before it."""
    if known == promised:
        return _SAME
    if not slip_was_out:
        return _MOVED.format(known=moment_text(known))
    return (_EARLIER if promised < known else _LATER).format(known=moment_text(known))
