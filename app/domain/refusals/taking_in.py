"""Refusals about online filings, lists of persons and files of other systems."""

from __future__ import annotations

from app.domain.errors import Reason

TAKING_IN = {
    Reason.FILING_WAITS_FOR_CITIZEN: (
        "Hồ sơ trực tuyến {code} đã yêu cầu bổ sung và đang chờ công dân. "
        "Hãy ghi nội dung bổ sung khi cổng chuyển về, hoặc từ chối."
    ),
    Reason.FILING_NOT_ASKED: (
        "Hồ sơ trực tuyến {code} chưa được yêu cầu bổ sung nên không có gì để ghi là đã bổ sung. "
        "Hãy mở hồ sơ ấy và trả lời trước."
    ),
    Reason.FILING_OTHER_PROCEDURE: (
        "Hồ sơ trực tuyến {code} nộp cho thủ tục {procedure}; bản bổ sung ghi thủ tục khác. "
        "Hãy kiểm tra lại mã hồ sơ."
    ),
    Reason.FILING_TIME_WRONG: (
        "Giờ trả lời hồ sơ trực tuyến {code} không nằm giữa lúc nộp và bây giờ. "
        "Hãy ghi giờ việc đã xảy ra thật."
    ),
    Reason.IMPORT_UNREADABLE: (
        "Không đọc được tệp {path}. Hãy xuất lại từ hệ thống cũ ở dạng Excel (.xlsx), CSV hoặc "
        "JSON rồi thử lại."
    ),
    Reason.IMPORT_HEADINGS_MISSING: (
        "Tệp {path} thiếu cột {missing}. Hãy sửa tên cột ở dòng tiêu đề, hoặc chỉ rõ cột nào là gì."
    ),
    Reason.IMPORT_COLUMN_UNKNOWN: (
        "Không có dữ liệu nào tên là {name}. Hãy chọn một trong các tên: {known}."
    ),
    Reason.IMPORT_CODE_MISSING: "Dòng này không có mã hồ sơ. Hãy ghi mã rồi nhập lại.",
    Reason.IMPORT_CODE_TWICE: (
        "Mã hồ sơ {code} đã có ở dòng trên trong cùng tệp. Hãy xóa dòng thừa hoặc sửa mã."
    ),
    Reason.IMPORT_DAY_WRONG: (
        "“{value}” ở cột {field} không phải ngày giờ. Hãy ghi như 16/11/2026 09:30."
    ),
    Reason.IMPORT_NUMBER_WRONG: (
        "Số giấy tờ “{value}” không đủ số. Excel có thể đã bỏ số 0 ở đầu: hãy ghi lại đủ 12 số."
    ),
    Reason.IMPORT_NAME_MISSING: "Dòng này không có họ tên. Hãy ghi họ tên rồi nhập lại.",
    Reason.IMPORT_STATE_UNKNOWN: (
        "Không hiểu trạng thái “{value}”. Hãy ghi: đã tiếp nhận, đang xử lý, yêu cầu bổ sung "
        "hoặc đã xử lý xong."
    ),
    Reason.IMPORT_NOT_OPEN: (
        "Hồ sơ {code} ở trạng thái “{value}”, không còn đang giải quyết nên không chuyển sang."
    ),
    Reason.IMPORT_PROCEDURE_UNKNOWN: (
        "Danh mục chưa có thủ tục “{value}”. Hãy nhập danh mục trước, hoặc ghi đúng mã thủ tục."
    ),
    Reason.IMPORT_DUE_MISSING: (
        "Hồ sơ {code} không ghi ngày hẹn trả và không tính được từ danh mục. Hãy ghi ngày hẹn trả."
    ),
    Reason.IMPORT_MOMENTS_WRONG: (
        "Hồ sơ {code} ghi ngày nhận {received} không trước ngày hẹn trả, hoặc còn ở phía trước. "
        "Hãy sửa hai ngày ấy."
    ),
    Reason.IMPORT_MOVED_ON: (
        "Hồ sơ {code} trên cổng đã ở trạng thái “{value}”, không còn chờ trả lời. "
        "Hãy kiểm tra trên cổng."
    ),
    Reason.BATCH_UNKNOWN: (
        "Hồ sơ này nhận riêng, không thuộc lô nào. Hãy in giấy hẹn của chính hồ sơ."
    ),
    Reason.PASTE_EMPTY: (
        "Không thấy danh sách nào để dán. Hãy chọn các ô trong Excel, bấm Ctrl+C rồi dán lại."
    ),
}
