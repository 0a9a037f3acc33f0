"""Refusals about what was scanned, and about the scanner."""

from __future__ import annotations

from app.domain.errors import Reason

SCAN = {
    Reason.SCAN_EMPTY: "Máy quét chưa đọc được gì. Hãy đưa mã QR trên thẻ lại gần và quét lại.",
    Reason.SCANNED_SLIP: (
        "Đây là mã hồ sơ {scanned}, không phải thẻ căn cước. "
        "Hãy quét ở ô tìm hồ sơ, hoặc quét mã QR trên thẻ."
    ),
    Reason.SCANNED_VISIT: (
        "Đây là số phiếu hướng dẫn {scanned}, không phải thẻ căn cước. "
        "Hãy quét ở ô tìm để mở lại những gì đã ghi lần trước."
    ),
    Reason.SCANNED_HEALTH_CARD: (
        "Đây là mã trên thẻ bảo hiểm y tế, không phải thẻ căn cước. "
        "Hãy xin thẻ căn cước, hoặc nhập bằng tay."
    ),
    Reason.SCANNED_COVID_CODE: (
        "Đây là mã QR cá nhân thời phòng dịch COVID-19, không phải thẻ căn cước. "
        "Hãy xin thẻ căn cước, hoặc nhập bằng tay."
    ),
    Reason.SCANNED_POSTAL_NUMBER: (
        "Đây là số hiệu bưu gửi {scanned}, không phải thẻ căn cước. "
        "Bưu gửi quét ở màn hình làm việc, không ở hộp thoại, để mở."
    ),
    Reason.POSTAL_NUMBER_WRONG: (
        "Số hiệu bưu gửi {scanned} sai chữ số kiểm tra. "
        "Hãy quét lại, hoặc so từng số với nhãn trên bưu gửi."
    ),
    Reason.SCANNED_HAND_OVER: (
        "Đây là phiếu bàn giao {scanned}, không phải thẻ căn cước. "
        "Hãy quét phiếu ở màn hình làm việc, không ở hộp thoại, để mở phiếu."
    ),
    Reason.SCANNED_MANIFEST: (
        "Đây là bảng kê bưu gửi {scanned}, không phải thẻ căn cước. "
        "Hãy quét bảng kê ở màn hình làm việc, không ở hộp thoại, để mở."
    ),
    Reason.SCANNED_BADGE: (
        "Đây là thẻ cán bộ, không phải thẻ căn cước. Hãy quét mã QR trên thẻ căn cước."
    ),
    Reason.SCANNED_DAMAGED: (
        "Bộ gõ tiếng Việt đã đổi chữ trong mã vừa quét (“{scanned}”). "
        "Hãy tắt bộ gõ (Ctrl+Shift) rồi quét lại."
    ),
    Reason.SCAN_WAITS: (
        "Chưa nhận mã vừa quét vì câu hỏi này còn chờ trả lời. "
        "Hãy trả lời, hoặc bấm Esc để quay lại, rồi quét lần nữa."
    ),
    Reason.SCAN_TOO_EARLY: (
        "Chưa nhận mã vừa quét vì dữ liệu của quầy chưa mở. Hãy làm xong bước này rồi quét lại."
    ),
    Reason.SCAN_GARBLED: (
        "Chữ từ máy quét đến bị hỏng, không đọc được. Hãy đặt máy quét ở tốc độ 9600 và mã chữ "
        "UTF-8 (hoặc chế độ USB COM), xem lại dây, rồi quét lại."
    ),
    Reason.SCANNED_PERMIT: (
        "Đây là phiếu tiếp quản quầy, không phải thẻ căn cước. "
        "Hãy đóng hộp thoại này rồi quét phiếu ở màn hình làm việc."
    ),
    Reason.SCANNER_MISSING: (
        "Không thấy máy quét ở cổng {port}. Hãy cắm lại dây, hoặc chọn cổng khác trong Thiết lập."
    ),
    Reason.SCANNER_BUSY: (
        "Cổng {port} đang bị chương trình khác giữ hoặc máy này chưa cho phép dùng. "
        "Hãy đóng chương trình kia, hoặc nhờ người phụ trách cấp quyền, rồi chọn lại cổng."
    ),
    Reason.SCANNER_UNPLUGGED: (
        "Máy quét ở cổng {port} vừa mất kết nối. Hãy cắm lại dây; "
        "chương trình sẽ tự nhận lại, không cần mở lại."
    ),
    Reason.SCANNED_PAYMENT_CODE: (
        "Đây là mã QR chuyển tiền ngân hàng, không phải thẻ căn cước. Hãy quét mã QR trên thẻ."
    ),
    Reason.SCANNED_PROCEDURE: (
        "Đây là mã của thủ tục {scanned}, không phải thẻ căn cước. Hãy quét thẻ; mã thủ tục quét ở "
        "màn hình Tiếp nhận để chọn thủ tục."
    ),
    Reason.SCANNED_WEB_ADDRESS: (
        "Đây là một địa chỉ trang web ({scanned}), không phải thẻ căn cước. "
        "Hãy quét mã QR trên thẻ."
    ),
    Reason.SCANNED_NUMBER: (
        "Chỉ đọc được dãy số {scanned}, không phải mã nào chương trình biết. Hãy quét mã QR trên "
        "thẻ căn cước hoặc giấy hẹn; muốn ghi dãy số này vào ô thì gõ tay."
    ),
    Reason.SCANNED_UNKNOWN: (
        "Không nhận ra mã vừa quét: “{scanned}”. "
        "Hãy quét mã QR trên thẻ căn cước hoặc giấy hẹn; muốn ghi vào ô thì gõ tay."
    ),
    Reason.CARD_CUT_SHORT: (
        "Mã QR của thẻ đọc chưa hết. Hãy quét lại và giữ yên thẻ đến khi máy kêu, "
        "hoặc nhập bằng tay."
    ),
    Reason.CARD_NUMBER_WRONG: (
        "Số định danh đọc từ thẻ là {number}, không đủ 12 chữ số. Hãy quét lại, hoặc nhập bằng tay."
    ),
    Reason.CARD_DATE_WRONG: (
        "Không hiểu ngày “{value}” đọc từ thẻ. Hãy quét lại, hoặc nhập bằng tay."
    ),
    Reason.CARD_LETTERS_DAMAGED: (
        "Thẻ căn cước này đọc được nhưng chữ có dấu bị hỏng, vì máy quét chưa đặt ở chế độ UTF-8. "
        "Hãy đặt máy quét sang UTF-8 hoặc cổng COM, tắt bộ gõ tiếng Việt rồi quét lại."
    ),
}
