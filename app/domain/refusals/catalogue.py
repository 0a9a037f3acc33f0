"""Refusals about procedures, and about lists of them that are read in."""

from __future__ import annotations

from app.domain.errors import Reason

CATALOGUE = {
    Reason.PROCEDURE_UNKNOWN: (
        "Không có thủ tục mã {code} trong danh mục. Hãy tìm lại theo tên, hoặc cập nhật danh mục."
    ),
    Reason.PROCEDURE_NOT_IN_FORCE: (
        "Thủ tục {code} không có hiệu lực vào ngày {on}. Hãy chọn thủ tục đang có hiệu lực."
    ),
    Reason.PROCEDURE_INTERNAL: (
        "Thủ tục {code} là thủ tục nội bộ giữa các cơ quan, không tiếp nhận của công dân."
    ),
    Reason.PROCEDURE_CODE_MALFORMED: (
        "Mã thủ tục “{code}” không đúng dạng (ví dụ 1.014199). Hãy sửa mã rồi nhập lại."
    ),
    Reason.PROCEDURE_CODE_TWICE: (
        "Mã {code} có hai lần trong cùng một tệp; dòng này bị bỏ qua. Hãy giữ lại một dòng."
    ),
    Reason.PROCEDURE_NAME_MISSING: "Thủ tục {code} không có tên. Hãy bổ sung tên rồi nhập lại.",
    Reason.PROCEDURE_STATE_UNKNOWN: (
        "Thủ tục {code} có trạng thái lạ “{state}”. Hãy kiểm tra lại trên Cổng Dịch vụ công."
    ),
    Reason.CATALOGUE_ROW_WRONG: (
        "Không đọc được {place}: {value}. Hãy kiểm tra lại chỗ này trong tệp."
    ),
    Reason.CATALOGUE_UNREADABLE: (
        "Không đọc được danh mục thủ tục từ “{path}”. Hãy chọn tệp JSON của Cổng Dịch vụ công, "
        "tệp Excel (.xlsx) hoặc CSV."
    ),
    Reason.CATALOGUE_HEADINGS_MISSING: (
        "Không thấy cột “Mã thủ tục” và “Tên thủ tục” trong “{path}”. "
        "Hãy đặt tên hai cột này ở dòng tiêu đề."
    ),
    Reason.FACT_SOURCE_MISSING: (
        "Thiếu số và ngày của văn bản công bố. Hãy ghi căn cứ, ví dụ QĐ 639/QĐ-BNV ngày 20/6/2025."
    ),
    Reason.FACTS_MISSING: (
        "Chưa có nội dung nào để bổ sung cho thủ tục {code}. "
        "Hãy nhập thời hạn, thành phần hồ sơ hoặc phí, lệ phí."
    ),
    Reason.FACT_KNOWN: (
        "Thủ tục {code} đã có {fact} theo văn bản đã công bố. "
        "Muốn thay đổi, hãy nhập danh mục mới có văn bản sửa đổi."
    ),
    Reason.LIMIT_UNKNOWN: (
        "Danh mục chưa có thời hạn của thủ tục {code}. "
        "Hãy nhờ lãnh đạo nhập thời hạn kèm căn cứ trước khi tiếp nhận."
    ),
    Reason.PAPERS_UNKNOWN: (
        "Danh mục chưa có thành phần hồ sơ của thủ tục {code}. "
        "Hãy nhờ lãnh đạo nhập thành phần kèm căn cứ trước khi tiếp nhận."
    ),
    Reason.SECTOR_UNKNOWN: (
        "Danh mục không có lĩnh vực “{sector}”. Hãy ghi đúng tên lĩnh vực như trong danh mục, "
        "hoặc để trống để in mọi lĩnh vực."
    ),
}
