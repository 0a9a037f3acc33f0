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
    Reason.REPORT_INCOMPLETE: (
        "Số liệu của kỳ chưa đủ: {value}. Hãy chờ các quầy đồng bộ xong, hoặc ban hành kèm lý do; "
        "báo cáo sẽ ghi rõ là chưa đủ."
    ),
    Reason.REPORT_NOT_ISSUED: (
        "Không có báo cáo đã ban hành nào mang mã “{value}”. Hãy xem danh sách báo cáo đã ban hành."
    ),
    Reason.REPORT_OF_ANOTHER_DESK: (
        "Báo cáo này do quầy {desk} ban hành. Hãy tính lại ở quầy ấy, nơi giữ chuỗi nhật ký gốc."
    ),
    Reason.REPORT_FILE_KIND: (
        "Không ghi được báo cáo thành “{value}”. Hãy đặt tên tệp có đuôi .xlsx hoặc .pdf."
    ),
    Reason.DAY_OPEN_ALREADY: "Ngày {on} đã được mở lúc {at}. Hãy làm việc tiếp.",
    Reason.DAY_NOT_OPENED: "Ngày {on} chưa được mở ở quầy này. Hãy mở ngày trước khi khóa.",
    Reason.DAY_CLOSED_ALREADY: "Ngày {on} đã khóa lúc {at}. Hãy xem tờ khóa ngày trong nhật ký.",
    Reason.DAY_STILL_OPEN: (
        "Chưa khóa ngày được vì còn: {value}. Hãy làm nốt, hoặc khóa kèm lý do để mai làm tiếp."
    ),
    Reason.URGE_NONE: (
        "{agency} không có hồ sơ quá hạn hoặc sắp đến hạn. Hãy kiểm tra lại tên cơ quan."
    ),
    Reason.WORK_NONE: "{name} không có hồ sơ nào đang mở. Hãy chọn người khác.",
}
