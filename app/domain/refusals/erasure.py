"""Refusals about erasing persons, and about looking at dossiers."""

from __future__ import annotations

from app.domain.errors import Reason

ERASURE = {
    Reason.DOSSIER_NOT_YOURS: (
        "Hồ sơ {code} không đi theo đường bưu chính nên nhân viên bưu chính không xem được. "
        "Hãy nhờ cán bộ tiếp nhận xem giúp."
    ),
    Reason.ERASED_ALREADY: (
        "Thông tin cá nhân của {code} đã được xóa trước đây; xem lịch sử để biết ai xóa, khi nào."
    ),
    Reason.ERASURE_BASIS_UNKNOWN: (
        "Không có căn cứ xóa “{basis}”. Hãy chọn một trong các căn cứ: {known}."
    ),
    Reason.ERASURE_ORDER_MISSING: (
        "Căn cứ này cần số, ký hiệu của quyết định. Hãy ghi, ví dụ 15/QĐ-UBND."
    ),
    Reason.ERASURE_ORDER_WRONG: (
        "“{order}” không giống số, ký hiệu văn bản. Hãy ghi ngắn gọn, ví dụ 15/QĐ-UBND; "
        "không ghi tên người hay số định danh vì dòng này ở lại mãi trong nhật ký."
    ),
    Reason.ERASURE_DOSSIER_OPEN: (
        "Hồ sơ {code} chưa giải quyết xong nên chưa xóa được. "
        "Chỉ xóa khi có quyết định của cơ quan có thẩm quyền."
    ),
    Reason.ERASURE_TOO_EARLY: (
        "{code} còn trong thời hạn lưu trữ đến hết ngày {until} nên chưa xóa được. "
        "Chỉ xóa sớm khi có quyết định của cơ quan có thẩm quyền."
    ),
    Reason.ERASURE_PREVIEW_OLD: (
        "{code} đã thay đổi sau khi xem trước. Hãy xem lại những gì sẽ xóa rồi xác nhận."
    ),
}
