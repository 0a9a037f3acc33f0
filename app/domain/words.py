"""Refusals, in Vietnamese sentences that say what to do."""

from __future__ import annotations

from app.domain.errors import Reason, Refusal

_REFUSALS: dict[Reason, str] = {
    Reason.FIELD_MISSING: "Thiếu mục “{field}”. Hãy điền mục này rồi thử lại.",
    Reason.FIELD_UNKNOWN: "Không có mục nào tên “{field}”. Hãy xem lại tên mục trong mẫu.",
    Reason.FIELD_WRONG: "Mục “{field}” không đúng: {value}. Hãy sửa lại.",
    Reason.TIME_WRONG: "Không đọc được thời gian “{value}”. Hãy ghi dạng 2026-02-13T09:00.",
    Reason.AGENCY_CODE_WRONG: (
        "“{value}” không phải mã định danh cơ quan. "
        "Hãy ghi dạng H40.16 như trong quyết định cấp mã."
    ),
    Reason.DESK_WRONG: "Số quầy {value} không dùng được. Hãy chọn một số từ 1 đến 8.",
    Reason.NOT_SET_UP: (
        "Quầy này chưa được thiết lập. Hãy mở chương trình để thiết lập, hoặc chạy lệnh init."
    ),
    Reason.ALREADY_SET_UP: (
        "Thư mục này đã có dữ liệu của {office}. Hãy chọn thư mục khác bằng --data."
    ),
    Reason.KEY_WRONG: (
        "Không mở được dữ liệu: khóa không đúng hoặc tệp không phải của chương trình này. "
        "Không có gì bị thay đổi; hãy dùng khóa khôi phục đã in lúc thiết lập."
    ),
    Reason.KEY_MISSING: (
        "Không tìm thấy khóa của dữ liệu này trên máy. "
        "Hãy khôi phục bằng khóa khôi phục đã in lúc thiết lập."
    ),
    Reason.RECOVERY_KEY_WRONG: (
        "Khóa khôi phục không đúng. Hãy gõ lại đủ các nhóm như trên tờ in lúc thiết lập."
    ),
    Reason.SCHEMA_NEWER: (
        "Dữ liệu này do phiên bản mới hơn của chương trình tạo ra. "
        "Hãy cập nhật chương trình rồi mở lại; không có gì bị thay đổi."
    ),
    Reason.NETWORK_SHARE: (
        "Thư mục {path} nằm trên ổ mạng, dữ liệu có thể hỏng. Hãy chọn thư mục trên ổ của máy này."
    ),
    Reason.FOLDER_READ_ONLY: (
        "Không ghi được vào thư mục {path}. Hãy cấp quyền ghi hoặc chọn thư mục khác."
    ),
    Reason.ALREADY_OPEN: (
        "Chương trình đang mở dữ liệu này ở cửa sổ khác. Hãy dùng cửa sổ đó, hoặc đóng nó trước."
    ),
    Reason.DISK_FULL: (
        "Ổ đĩa đã đầy nên chưa lưu được gì. Đừng đưa giấy hẹn cho người nộp; "
        "hãy dọn bớt ổ đĩa rồi bấm lưu lại."
    ),
    Reason.DATABASE_BUSY: "Dữ liệu đang bận ghi việc khác. Chưa lưu gì; hãy thử lại sau giây lát.",
    Reason.DATABASE_DAMAGED: (
        "Tệp dữ liệu bị hỏng nên chưa lưu gì. Hãy gọi người phụ trách để khôi phục từ bản sao lưu."
    ),
    Reason.ROLE_LACKING: "Việc này cần quyền {role}. Hãy nhờ người có quyền này thực hiện.",
    Reason.NUMBERING_WAITS: (
        "Dữ liệu vừa được khôi phục nên quầy tạm chưa được cấp số. "
        "Hãy nối mạng với trung tâm, hoặc nhờ lãnh đạo cho cấp số bằng lệnh confirm numbering."
    ),
    Reason.NUMBERING_SOUND: "Quầy đang cấp số bình thường, không cần cho phép thêm.",
    Reason.CLOCK_JUMPED: (
        "Đồng hồ máy chỉ {now}, nhưng việc gần nhất được ghi lúc {last}. Hãy chỉnh lại đồng hồ; "
        "nếu đồng hồ đúng, nhờ lãnh đạo xác nhận bằng lệnh confirm clock."
    ),
    Reason.CLOCK_SOUND: "Đồng hồ máy khớp với sổ nhật ký, không cần xác nhận.",
    Reason.CLOCK_INJECTED: (
        "Chỉ dữ liệu tập huấn mới được đặt giờ bằng MOTCUA_CLOCK. Hãy bỏ biến này rồi mở lại."
    ),
    Reason.REASON_MISSING: "Cần ghi lý do. Hãy ghi một câu ngắn rồi thử lại.",
    Reason.FUTURE_RECEPTION: (
        "Thời điểm tiếp nhận {value} còn ở phía trước. Hãy ghi giờ đã nhận hồ sơ thật."
    ),
    Reason.LATE_ENTRY_REASON: (
        "Giờ tiếp nhận {value} đã qua hơn một ngày làm việc. Hãy ghi lý do nhập muộn."
    ),
    Reason.PROCEDURE_UNKNOWN: (
        "Không có thủ tục mã {code} trong danh mục. Hãy tìm lại theo tên, hoặc cập nhật danh mục."
    ),
    Reason.PROCEDURE_NOT_IN_FORCE: (
        "Thủ tục {code} không có hiệu lực vào ngày {on}. Hãy chọn thủ tục đang có hiệu lực."
    ),
    Reason.PROCEDURE_INTERNAL: (
        "Thủ tục {code} là thủ tục nội bộ giữa các cơ quan, không tiếp nhận của công dân."
    ),
    Reason.CHANNEL_CLOSED: (
        "Thủ tục {code} không công bố cách nộp này. Hãy chọn cách nộp khác trong danh mục."
    ),
    Reason.CASE_MISSING: "Thủ tục {code} có nhiều trường hợp. Hãy chọn một trường hợp.",
    Reason.CASE_UNKNOWN: "Thủ tục {code} không có trường hợp “{case}”. Hãy chọn lại.",
    Reason.LIMIT_UNKNOWN: (
        "Danh mục chưa có thời hạn của thủ tục {code}. "
        "Hãy nhờ lãnh đạo nhập thời hạn kèm căn cứ trước khi tiếp nhận."
    ),
    Reason.PAPERS_UNKNOWN: (
        "Danh mục chưa có thành phần hồ sơ của thủ tục {code}. "
        "Hãy nhờ lãnh đạo nhập thành phần kèm căn cứ trước khi tiếp nhận."
    ),
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
    Reason.DUE_DATE_MISSING: (
        "Thời hạn của thủ tục {code} không đếm được bằng ngày. Hãy ghi ngày hẹn trả và lý do."
    ),
    Reason.DUE_DATE_PAST: "Ngày hẹn trả {value} không sau lúc tiếp nhận. Hãy ghi lại.",
    Reason.DUE_DATE_NOT_NEEDED: (
        "Thủ tục {code} đã có thời hạn, ngày hẹn do chương trình tính. Hãy bỏ ngày tự ghi."
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
    Reason.DOSSIER_UNKNOWN: "Không có hồ sơ mã {code} ở quầy này. Hãy kiểm tra lại mã.",
    Reason.DOSSIER_CODE_SHARED: (
        "Có hai hồ sơ cùng mang mã {code}. Hãy quét mã QR trên giấy hẹn để biết đúng hồ sơ."
    ),
    Reason.VISIT_UNKNOWN: "Không có lần hướng dẫn số {number}. Hãy kiểm tra lại số trên phiếu.",
    Reason.BACKUP_EXISTS: "Tệp {path} đã có. Hãy đặt tên khác để không ghi đè bản sao lưu cũ.",
    Reason.BACKUP_UNREADABLE: (
        "Không đọc được bản sao lưu {path}. Hãy kiểm tra tệp, hoặc nhập khóa khôi phục đúng."
    ),
    Reason.FORM_UNREADABLE: "Không đọc được phiếu: {cause}. Hãy ghi phiếu dạng JSON, chữ UTF-8.",
    Reason.PRINTER_UNKNOWN: "Không có máy in tên {printer}. Hãy chọn máy in khác.",
    Reason.PRINT_FAILED: (
        "Máy in {printer} không nhận bản in. Hồ sơ đã được lưu; "
        "hãy kiểm tra máy in rồi bấm Ctrl+P để in lại."
    ),
}


def refusal_sentence(refusal: Refusal) -> str:
    """One Vietnamese sentence that says why, and what to do."""
    return _REFUSALS[refusal.reason].format_map(refusal.values)
