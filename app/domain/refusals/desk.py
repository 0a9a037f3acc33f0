"""Refusals about the desk itself: setting up, keys, its files, numbers and clock."""

from __future__ import annotations

from app.domain.errors import Reason

DESK = {
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
    Reason.SCREEN_MISSING: (
        "Máy này không có màn hình nên không mở được cửa sổ. "
        "Hãy mở trên máy có màn hình, hoặc xem thử bằng lệnh tour."
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
    Reason.BACKUP_EXISTS: "Tệp {path} đã có. Hãy đặt tên khác để không ghi đè bản sao lưu cũ.",
    Reason.BACKUP_UNREADABLE: (
        "Không đọc được bản sao lưu {path}. Hãy kiểm tra tệp, hoặc nhập khóa khôi phục đúng."
    ),
    Reason.NUMBERING_WAITS: (
        "Dữ liệu vừa được khôi phục nên quầy tạm chưa được cấp số. "
        "Hãy nối mạng với trung tâm, nhờ lãnh đạo cho cấp số (Ctrl+Shift+J, hoặc lệnh confirm "
        "numbering), hay quét phiếu tiếp quản."
    ),
    Reason.NUMBERING_SOUND: "Quầy đang cấp số bình thường, không cần cho phép thêm.",
    Reason.CLOCK_JUMPED: (
        "Đồng hồ máy chỉ {now}, nhưng việc gần nhất được ghi lúc {last}. Hãy chỉnh lại đồng hồ; "
        "nếu đồng hồ đúng, nhờ lãnh đạo xác nhận: Ctrl+Shift+X, hoặc lệnh confirm clock."
    ),
    Reason.CLOCK_SOUND: "Đồng hồ máy khớp với sổ nhật ký, không cần xác nhận.",
    Reason.CLOCK_INJECTED: (
        "Chỉ dữ liệu tập huấn mới được đặt giờ bằng MOTCUA_CLOCK. Hãy bỏ biến này rồi mở lại."
    ),
}
