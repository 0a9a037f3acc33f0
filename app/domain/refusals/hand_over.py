"""Refusals about piles and sheets between two units."""

from __future__ import annotations

from app.domain.errors import Reason

HAND_OVER = {
    Reason.UNSIGNED_HOURS_WRONG: (
        "Nhắc phiếu chưa ký sau {least} đến {most} giờ làm việc. Hãy chọn trong khoảng này."
    ),
    Reason.HAND_OVER_NONE: (
        "Hồ sơ {code} không nằm trên phiếu bàn giao nào đang chờ ký nhận. "
        "Hãy kiểm tra lại phiếu, hoặc lập phiếu bàn giao mới."
    ),
    Reason.HAND_OVER_EMPTY: (
        "Chưa có hồ sơ nào bàn giao được. "
        "Hãy quét hồ sơ cần bàn giao; hồ sơ phải để riêng thì có ghi lý do bên cạnh."
    ),
    Reason.HAND_OVER_RECEIVER_MISSING: (
        "Chưa biết giao cho ai. Hãy chọn cơ quan, quầy hoặc bưu điện nhận hồ sơ."
    ),
    Reason.HAND_OVER_SAME_UNIT: ("Bên giao và bên nhận đều là {unit}. Hãy chọn bên nhận khác."),
    Reason.HAND_OVER_LIES_ELSEWHERE: (
        "Hồ sơ {code} đang ở {holder}, không ở {giver}. "
        "Hãy để riêng và lập phiếu khác cho hồ sơ này."
    ),
    Reason.SHEET_UNKNOWN: (
        "Phiếu bàn giao {sheet} chưa có trên máy này. "
        "Hãy nối mạng để cập nhật, hoặc ký nhận trên giấy và giữ một bản."
    ),
    Reason.SHEET_NOT_YOURS: (
        "Phiếu bàn giao {sheet} không giao nhận với bưu chính. Hãy nhờ cán bộ một cửa mở phiếu này."
    ),
    Reason.SHEET_SIGNED: (
        "Phiếu bàn giao {sheet} đã ký nhận lúc {at}. "
        "Hãy xem phiếu; hồ sơ nào giao nhầm thì lập phiếu bàn giao mới."
    ),
    Reason.SHEET_TAKEN_BACK: (
        "Phiếu bàn giao {sheet} đã thu lại lúc {at}, không còn hiệu lực. "
        "Hãy hủy tờ giấy này và lập phiếu mới."
    ),
    Reason.SHEET_LINE_MOVED: (
        "Hồ sơ {code} không còn đi theo phiếu {sheet}: đang ở {holder}. "
        "Hãy để riêng và xem lịch sử của hồ sơ."
    ),
    Reason.SHEET_TIME_WRONG: (
        "Giờ ghi {value} trước lúc lập phiếu bàn giao ({closed}). Hãy ghi giờ đã ký thật."
    ),
}
