"""Refusals about reports and the opening and closing of the day."""

from __future__ import annotations

from app.domain.errors import Reason

REPORT = {
    Reason.REPORT_UNKNOWN: "Không có báo cáo “{value}”. Hãy chọn một trong: {known}.",
    Reason.REPORT_NOT_CUT: (
        "Báo cáo này không chia được theo {value}. Hãy chọn cách chia khác: {known}."
    ),
    Reason.REPORT_RUNS: (
        "Kỳ đến {until} chưa hết nên chưa ban hành được. Hãy xem số tạm, hoặc ban hành từ ngày sau."
    ),
    Reason.REPORT_UNSOUND: (
        "Số liệu của “{value}” không cân nên không ban hành. Hãy xem dòng đối chiếu cuối bảng."
    ),
    Reason.REPORT_NOT_ISSUED: (
        "Không có báo cáo đã ban hành nào mang mã “{value}”. Hãy xem danh sách báo cáo đã ban hành."
    ),
    Reason.REPORT_FILE_KIND: (
        "Không ghi được báo cáo thành “{value}”. Hãy đặt tên tệp có đuôi .xlsx hoặc .pdf."
    ),
}
