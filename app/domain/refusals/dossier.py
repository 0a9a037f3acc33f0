"""Refusals about what is already filed: finding it, correcting it."""

from __future__ import annotations

from app.domain.errors import Reason

DOSSIER = {
    Reason.DOSSIER_UNKNOWN: "Không có hồ sơ mã {code} ở quầy này. Hãy kiểm tra lại mã.",
    Reason.DOSSIER_LEFT_HERE: (
        "Hồ sơ {code} không còn phần việc ở nơi này nên không ghi thêm được. "
        "Hãy liên hệ nơi tiếp nhận hồ sơ."
    ),
    Reason.DOSSIER_CODE_SHARED: (
        "Có hai hồ sơ cùng mang mã {code}. Hãy quét mã QR trên giấy hẹn để biết đúng hồ sơ."
    ),
    Reason.DOSSIER_CANCELLED: (
        "Hồ sơ {code} đã hủy nên không in, sửa hay dùng lại được. Hãy tiếp nhận thành hồ sơ mới."
    ),
    Reason.DOSSIER_HANDED_OVER: (
        "Hồ sơ {code} đã chuyển đi giải quyết nên không sửa, hủy tại quầy được nữa. "
        "Chọn nhầm thủ tục: nhờ lãnh đạo lập hồ sơ thay thế; "
        "sai tên: gửi thông báo đính chính cho cơ quan giải quyết và người nộp."
    ),
    Reason.DOSSIER_ELSEWHERE: (
        "Hồ sơ {code} do đơn vị {office} tiếp nhận và không ở đây. Hãy báo đơn vị đó làm việc này."
    ),
    Reason.DOSSIER_ERASED: (
        "Thông tin cá nhân của hồ sơ {code} đã được xóa theo quy định nên không sửa được. "
        "Hãy tiếp nhận thành hồ sơ mới."
    ),
    Reason.WORDS_NOT_KEPT: (
        "Thông tin cá nhân của hồ sơ {code} đã được xóa theo quy định nên lời ghi và tệp về hồ sơ "
        "này không được giữ nữa. Cần lưu lại thì ghi vào văn bản của đơn vị, không ghi ở đây."
    ),
    Reason.UPDATE_NEEDED: (
        "Hồ sơ {code} có việc do phiên bản mới hơn của chương trình ghi. "
        "Hãy cập nhật chương trình rồi làm lại."
    ),
    Reason.NOTHING_CORRECTED: (
        "Phiếu sửa giống hệt hồ sơ đang lưu. Hãy sửa chỗ sai rồi lưu, hoặc đóng lại nếu không sửa."
    ),
    Reason.RECEPTION_TIME_STAYS: (
        "Giờ tiếp nhận {value} không đổi được khi sửa hồ sơ. "
        "Hãy bỏ giờ ghi trong phiếu sửa; sai giờ thì hủy hồ sơ và tiếp nhận lại."
    ),
    Reason.VISIT_UNKNOWN: "Không có lần hướng dẫn số {number}. Hãy kiểm tra lại số trên phiếu.",
    Reason.FILTER_NAME_MISSING: "Bộ lọc chưa có tên. Hãy đặt một tên ngắn rồi lưu lại.",
    Reason.OFFICER_UNKNOWN: (
        "Không có cán bộ nào tên “{name}”. Hãy ghi đúng họ tên, hoặc bỏ bớt cho ngắn lại."
    ),
    Reason.OFFICER_AMBIGUOUS: (
        "Có {count} cán bộ hợp với “{name}”. Hãy ghi đủ họ tên có dấu; cùng họ tên thì ghi mã của "
        "người ấy."
    ),
}
