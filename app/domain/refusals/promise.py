"""Refusals about the calendar, the limit and the promised day."""

from __future__ import annotations

from app.domain.errors import Reason

PROMISE = {
    Reason.CALENDAR_YEAR_MISSING: (
        "Chưa có lịch nghỉ năm {year} nên ngày hẹn chỉ trừ được thứ Bảy, Chủ nhật. "
        "Hãy nhờ lãnh đạo xác nhận bằng lệnh confirm calendar {year}."
    ),
    Reason.CALENDAR_YEAR_KNOWN: "Năm {year} đã có lịch, không cần xác nhận.",
    Reason.OFFICE_HOURS_WRONG: (
        "Giờ làm việc chưa đúng: mỗi buổi phải mở trước khi đóng và các buổi không chồng nhau. "
        "Hãy ghi lại, ví dụ 07:00-11:30 và 13:30-17:00."
    ),
    Reason.CALENDAR_WRONG: "Lịch làm việc chưa đúng: {value}. Hãy sửa lịch rồi nhập lại.",
    Reason.LIMIT_NOT_COUNTABLE: (
        "Thời hạn này không có đơn vị để đếm. Hãy ghi ngày hẹn trả và lý do."
    ),
    Reason.LIMIT_WRONG: "Không đếm được thời hạn {value}. Hãy xem lại thời hạn của thủ tục.",
    Reason.YEAR_WRONG: "Không đếm được thời hạn từ năm {value}. Hãy xem lại ngày nhận.",
    Reason.DUE_DATE_MISSING: (
        "Thời hạn của thủ tục {code} không đếm được bằng ngày. Hãy ghi ngày hẹn trả và lý do."
    ),
    Reason.DUE_DATE_PAST: "Ngày hẹn trả {value} không sau lúc tiếp nhận. Hãy ghi lại.",
    Reason.DUE_DATE_NOT_NEEDED: (
        "Thủ tục {code} đã có thời hạn, ngày hẹn do chương trình tính. Hãy bỏ ngày tự ghi."
    ),
    Reason.INTERAGENCY_EMPTY: (
        "Quy trình liên thông chưa có bước nào. Hãy nhập các bước và thời hạn của từng cơ quan."
    ),
    Reason.INTERAGENCY_KEY_TWICE: (
        "Quy trình liên thông có hai bước cùng mang mã “{value}”. Hãy đặt lại mã của một bước."
    ),
    Reason.INTERAGENCY_KEY_UNKNOWN: (
        "Bước “{step}” chờ bước “{value}”, nhưng không có bước nào mang mã đó. Hãy sửa lại."
    ),
    Reason.INTERAGENCY_CYCLE: (
        "Các bước liên thông chờ nhau thành vòng: {value}. Hãy bỏ bớt một mũi tên."
    ),
}
