"""What a line of the tray is called, in which tone, and what cures it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.form_words import capital
from app.domain.line_words import flag_words

if TYPE_CHECKING:
    from app.services.line_tray import TrayLine

EMPTY = "Không có gì chờ gửi hay cần xem."
_HELP = {
    "clash": "Enter: xem các việc cạnh nhau và quyết định.",
    "flagged": "Trung tâm đã nhận. Ctrl+B khi đã xem và xử lý xong.",
    "unknown": "Sự kiện vẫn được giữ và gửi đi đủ. Cập nhật phần mềm ở máy này thì đọc được.",
    "owed": (
        "Nhập hồ sơ vào hệ thống ấy rồi Enter: mở hồ sơ, ghi mã mà chính hệ thống ấy cấp. "
        "Mã của hệ thống khác không làm hết dòng này."
    ),
    "waiting": "Trung tâm chưa báo đã nhận, sự kiện nằm yên ở máy này. F5: đồng bộ ngay.",
}
_ALONE = "Sự kiện nằm yên ở máy này; quầy được ghi danh thì máy tự gửi."
_OPENS = "Enter: mở hồ sơ."
_STATES = {
    "clash": ("trái nhau", "bad"),
    "flagged": ("đã nhận, cần xem", "warn"),
    "unknown": ("chưa hiểu", "warn"),
    "owed": ("còn phải nhập", "warn"),
    "waiting": ("ở máy này", "info"),
}
_SENDING = ("đang gửi", "info")


def state_of(each: TrayLine, *, is_sending: bool) -> tuple[str, str]:
    """The state of a line in words, with its tone."""
    state = each.state.value
    return _SENDING if state == "waiting" and is_sending else _STATES[state]


def help_with(each: TrayLine | None, *, is_enrolled: bool) -> str:
    """The line whole, why it lies there and which key cures it; without one, that all is well."""
    if each is None:
        return EMPTY
    reason = f"{capital(flag_words(each.reason))}." if each.reason else ""
    is_opened = each.dossier_uid is not None and each.state.value == "flagged"
    sentence = f"{each.sentence.rstrip('.')}."
    is_alone = each.state.value == "waiting" and not is_enrolled
    cure = _ALONE if is_alone else _HELP[each.state.value]
    parts = (sentence, reason, cure, _OPENS if is_opened else "")
    return " ".join(filter(None, parts))
