"""Refusals about what was written on a form, or is lacking on it."""

from __future__ import annotations

from app.domain.errors import Reason

FORM = {
    Reason.FIELD_MISSING: "Thiếu mục “{field}”. Hãy điền mục này rồi thử lại.",
    Reason.FIELD_UNKNOWN: "Không có mục nào tên “{field}”. Hãy xem lại tên mục trong mẫu.",
    Reason.FIELD_WRONG: "Mục “{field}” không đúng: {value}. Hãy sửa lại.",
    Reason.TIME_WRONG: "Không đọc được thời gian “{value}”. Hãy ghi dạng 2026-02-13T09:00.",
    Reason.FORM_UNREADABLE: "Không đọc được phiếu: {cause}. Hãy ghi phiếu dạng JSON, chữ UTF-8.",
    Reason.REASON_MISSING: "Cần ghi lý do. Hãy ghi một câu ngắn rồi thử lại.",
    Reason.TEXT_TOO_LONG: "Mục bắt đầu bằng “{value}” dài quá {limit} chữ. Hãy ghi gọn lại.",
    Reason.FUTURE_RECEPTION: (
        "Thời điểm tiếp nhận {value} còn ở phía trước. Hãy ghi giờ đã nhận hồ sơ thật."
    ),
    Reason.LATE_ENTRY_REASON: (
        "Giờ tiếp nhận {value} đã qua hơn một ngày làm việc. Hãy ghi lý do nhập muộn."
    ),
    Reason.CHANNEL_CLOSED: (
        "Thủ tục {code} không công bố cách nộp này. Hãy chọn cách nộp khác trong danh mục."
    ),
    Reason.CASE_MISSING: "Thủ tục {code} có nhiều trường hợp. Hãy chọn một trường hợp.",
    Reason.CASE_UNKNOWN: "Thủ tục {code} không có trường hợp “{case}”. Hãy chọn lại.",
    Reason.PAPER_NOT_PUBLISHED: (
        "Giấy tờ số {ordinal} không có trong danh mục công bố của thủ tục {code}. "
        "Chỉ nhận giấy tờ đã công bố; hãy bỏ dòng này."
    ),
    Reason.PAPER_TWICE: "Giấy tờ số {ordinal} được ghi hai lần. Hãy gộp lại một dòng.",
    Reason.PAPERS_MISSING: (
        "Còn thiếu {count} giấy tờ bắt buộc: {names}. Hãy nhận đủ, hoặc in phiếu yêu cầu bổ sung."
    ),
    Reason.NOTHING_LACKING: (
        "Chưa ghi giấy tờ nào còn thiếu hay cần sửa. Hãy chọn giấy tờ, hoặc tiếp nhận hồ sơ."
    ),
    Reason.NAME_MISSING: "Chưa có họ và tên {who}. Hãy ghi họ tên như trên giấy tờ.",
    Reason.IDENTITY_NUMBER_MISSING: (
        "Chưa có số giấy tờ của {who}. Hãy ghi số, hoặc chọn “không có giấy tờ” và ghi lý do."
    ),
    Reason.IDENTITY_REASON_MISSING: (
        "{who} không có giấy tờ tùy thân: hãy ghi lý do để hồ sơ được rõ."
    ),
    Reason.PASSPORT_COUNTRY_MISSING: "Hộ chiếu của {who} chưa ghi nước cấp. Hãy ghi tên nước.",
    Reason.AUTHORITY_MISSING: (
        "Người nộp không phải chủ hồ sơ: hãy ghi giấy ủy quyền hoặc giấy giới thiệu."
    ),
    Reason.OWNER_TWICE: "Chủ hồ sơ là cá nhân hoặc tổ chức, không thể cả hai. Hãy bỏ một bên.",
    Reason.RETURN_ADDRESS_MISSING: "Trả kết quả qua bưu điện cần địa chỉ nhận. Hãy ghi địa chỉ.",
    Reason.SETS_WRONG: "Số bộ hồ sơ {value} không đúng. Hãy ghi từ 1 trở lên.",
    Reason.MONEY_WRONG: "Số tiền {value} không đúng. Hãy ghi số đồng, không âm.",
    Reason.CITIZEN_NUMBER_WRONG: (
        "Số định danh phải có đúng 12 chữ số, đang ghi “{number}”. Hãy sửa lại."
    ),
    Reason.OLD_ID_WRONG: (
        "Số chứng minh nhân dân phải có 9 chữ số (hoặc 12), đang ghi “{number}”. Hãy sửa lại."
    ),
    Reason.PASSPORT_WRONG: (
        "Số hộ chiếu chỉ gồm 5 đến 15 chữ cái và chữ số, đang ghi “{number}”. Hãy sửa lại."
    ),
    Reason.PHONE_WRONG: (
        "“{number}” không phải số điện thoại. Hãy sửa lại, hoặc để trống và ghi người liên hệ."
    ),
    Reason.TAX_CODE_WRONG: (
        "Mã số thuế có 10 chữ số, 13 chữ số (chi nhánh) hoặc 12 chữ số (cá nhân), "
        "đang ghi “{number}”. Hãy sửa lại."
    ),
    Reason.DRAFT_GONE: (
        "Bản nháp này không còn: đã tiếp nhận hoặc đã bỏ. Hãy xem danh sách hồ sơ hôm nay."
    ),
    Reason.DRAFT_UNREADABLE: (
        "Bản nháp này không đọc được nữa. Hãy bỏ bản nháp và ghi lại từ giấy tờ của công dân."
    ),
}
