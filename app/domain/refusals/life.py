"""Refusals about a dossier on its way between reception and returned result."""

from __future__ import annotations

from app.domain.errors import Reason

LIFE = {
    Reason.DEED_NOT_NOW: "Hồ sơ {code} {state} nên không {deed} được lúc này. {remedy}.",
    Reason.DEED_TIME_WRONG: (
        "Giờ ghi {value} không nằm giữa lúc tiếp nhận ({received}) và bây giờ. "
        "Hãy ghi giờ việc đã xảy ra thật."
    ),
    Reason.DOSSIER_ON_THE_WAY: (
        "Hồ sơ {code} đang trên đường đến {receiver} theo phiếu {sheet}. "
        "Hãy quét phiếu bàn giao để bên nhận ký nhận trước."
    ),
    Reason.DOSSIER_HELD_ELSEWHERE: (
        "Hồ sơ {code} đang ở {holder}, không ở đây. Hãy nhận bàn giao về trước rồi làm tiếp."
    ),
    Reason.DOSSIER_PAUSED_BEFORE: (
        "Hồ sơ {code} đã qua bổ sung nên không sửa tại quầy được nữa. "
        "Sai tên: gửi thông báo đính chính; chọn nhầm thủ tục: nhờ lãnh đạo lập hồ sơ thay thế."
    ),
    Reason.RESULT_EXISTS: (
        "Hồ sơ {code} đã có kết quả nên không dừng, từ chối hay thay thế được. "
        "Công dân xin rút: hãy ghi không cho rút, kèm số kết quả."
    ),
    Reason.RESULT_MISSING: (
        "Bộ phận một cửa chưa nhận kết quả nào của hồ sơ {code}. Hãy ghi nhận kết quả trước."
    ),
    Reason.HAND_OVER_NONE: (
        "Hồ sơ {code} không nằm trên phiếu bàn giao nào đang chờ ký nhận. "
        "Hãy kiểm tra lại phiếu, hoặc lập phiếu bàn giao mới."
    ),
    Reason.DELAY_NOT_ANNOUNCED: (
        "Chưa có báo chậm của cơ quan giải quyết cho hồ sơ {code}. "
        "Hãy ghi văn bản báo chậm trước rồi mới xin lỗi, hẹn lại."
    ),
    Reason.STEP_NOT_STARTED: (
        "Hồ sơ {code} không có bước nào đang làm. Hãy ghi bắt đầu bước trước."
    ),
    Reason.SUPPLEMENT_TOLD_ALREADY: (
        "Đã báo công dân bổ sung hồ sơ {code} rồi. Hãy xem lịch sử; nhắc lại thì ghi thông báo."
    ),
}
