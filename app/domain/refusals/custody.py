"""Refusals about keys, backups, the continuous copy, and taking over a lost desk."""

from __future__ import annotations

from app.domain.errors import Reason

CUSTODY = {
    Reason.DATA_REPLACED: (
        "Dữ liệu của quầy vừa được thay bằng tệp khác nên lần này chưa lưu gì. "
        "Hãy đóng chương trình rồi mở lại."
    ),
    Reason.RECOVERY_KEY_OTHER: (
        "Khóa khôi phục {mark} là của dữ liệu khác. "
        "Hãy tìm tờ in có ký hiệu khóa đúng; sau mỗi lần đổi khóa có một tờ mới."
    ),
    Reason.BACKUP_PLACE_MISSING: (
        "Chưa chọn nơi sao lưu. Hãy chọn một thư mục trên ổ khác hoặc USB trong Thiết lập, "
        "hoặc chạy backup --to THƯ_MỤC."
    ),
    Reason.BACKUP_PLACE_GONE: (
        "Không thấy nơi sao lưu {path}. Hãy cắm lại USB hoặc ổ sao lưu rồi thử lại."
    ),
    Reason.BACKUP_PLACE_FULL: (
        "Nơi sao lưu {path} đã đầy nên chưa sao lưu được. Hãy dọn bớt hoặc đổi ổ khác; "
        "bản sao lưu cũ còn nguyên."
    ),
    Reason.BACKUP_PLACE_SILENT: (
        "Nơi sao lưu {path} không trả lời sau {seconds} giây. "
        "Hãy kiểm tra máy chủ chia sẻ hoặc dây mạng; chưa có bản sao lưu mới."
    ),
    Reason.BACKUP_PLACE_OWN: (
        "Thư mục {path} nằm trong chỗ dữ liệu của quầy nên không giữ được gì khi ổ hỏng. "
        "Hãy chọn USB, ổ khác hoặc thư mục chia sẻ."
    ),
    Reason.BACKUP_NONE: "Không có bản sao lưu nào ở {path}. Hãy sao lưu trước, hoặc chỉ rõ tệp.",
    Reason.BUNDLE_UNREADABLE: (
        "Không đọc được gói sự kiện {path}. Hãy kiểm tra tệp hoặc chép lại từ USB."
    ),
    Reason.BUNDLE_OTHER_KEY: (
        "Gói {path} được mã hóa bằng khóa {mark}, không phải khóa của quầy này. "
        "Hãy gõ đúng mã mở gói mà quầy ghi gói đã báo; gói không có mã thì chỉ mở được ở quầy ấy."
    ),
    Reason.BUNDLE_BROKEN_CHAIN: (
        "Gói {path} không nối được với nhật ký: sự kiện số {seq} không khớp. "
        "Chưa nhận gì từ gói này; hãy báo người phụ trách. Gói của một máy chép từ máy này thì "
        "nhận ở quầy khác."
    ),
    Reason.BUNDLE_ELSEWHERE: "Gói {path} là của đơn vị khác. Hãy chọn đúng gói của đơn vị này.",
    Reason.PERMIT_UNREADABLE: (
        "Phiếu tiếp quản không đọc được. Hãy quét lại mã QR, hoặc gõ đủ mọi dòng số trên phiếu."
    ),
    Reason.PERMIT_LINE_WRONG: (
        "Dòng số {lines} của phiếu tiếp quản chưa đúng. Hãy so lại dòng ấy với tờ phiếu."
    ),
    Reason.PERMIT_FORGED: (
        "Chữ ký trên phiếu tiếp quản không đúng. Hãy xin lãnh đạo cấp phiếu khác."
    ),
    Reason.PERMIT_SIGNER_UNKNOWN: (
        "Phiếu do khóa ký {signer} cấp, máy này chưa biết khóa ấy. Hãy so với dòng “Khóa ký” trên "
        "tờ khóa khôi phục của quầy đã cấp phiếu; giống thì ghi vào mục “Khóa ký đã so”."
    ),
    Reason.PERMIT_ELSEWHERE: (
        "Phiếu này cho quầy {desk} của {agency}, không phải quầy đang thiết lập. "
        "Hãy kiểm tra số quầy và mã định danh."
    ),
    Reason.PERMIT_EXPIRED: (
        "Phiếu tiếp quản chỉ dùng trong ngày {on}. Hãy xin lãnh đạo cấp phiếu của hôm nay."
    ),
    Reason.PERMIT_USED: "Phiếu tiếp quản này đã dùng rồi. Hãy xin lãnh đạo cấp phiếu khác.",
    Reason.PERMITS_USED_UP: (
        "Hôm nay đã cấp đủ phiếu tiếp quản cho quầy {desk}. "
        "Hãy dùng tập phiếu dự phòng hoặc nhận ở quầy khác đến hết ngày."
    ),
}
