"""Refusals about accounts, signing in, and second persons."""

from __future__ import annotations

from app.domain.errors import Reason

PEOPLE = {
    Reason.ROLE_LACKING: "Việc này cần quyền {role}. Hãy nhờ người có quyền này thực hiện.",
    Reason.ROLE_UNKNOWN: "Chưa chọn quyền, hoặc quyền “{value}” không có. Hãy chọn trong: {known}.",
    Reason.NOT_SIGNED_IN: "Chưa có ai đăng nhập ở quầy này. Hãy đăng nhập bằng tên và mã PIN.",
    Reason.PIN_NEEDED: "Hãy nhập mã PIN hoặc mật khẩu của {name}.",
    Reason.PIN_WRONG: "Mã PIN hoặc mật khẩu của {name} chưa đúng. Hãy {next}.",
    Reason.PIN_MUST_CHANGE: (
        "Mã PIN của {name} do người khác đặt. Hãy đặt mã mới chỉ mình biết trước khi làm việc."
    ),
    Reason.PIN_LENGTH: (
        "Hãy đặt mã PIN từ {pin} chữ số, hoặc mật khẩu từ {password} ký tự trở lên."
    ),
    Reason.PIN_EASY: (
        "Mã này quá dễ đoán. Hãy chọn mã khác, không dùng dãy số liền nhau, số lặp lại hay tên."
    ),
    Reason.PIN_SAME: "Mã mới giống mã cũ. Hãy chọn một mã khác.",
    Reason.PIN_DIFFERS: "Hai lần gõ không giống nhau. Hãy gõ lại cả hai lần.",
    Reason.PIN_FIRST: (
        "{name} chưa có mã PIN. Hãy đặt mã PIN cho người này trước khi có thêm người khác."
    ),
    Reason.SIGN_IN_WAITS: (
        "{name} đã nhập sai nhiều lần. Hãy chờ {wait} rồi thử lại, hoặc bấm “Quên mã PIN”."
    ),
    Reason.BADGE_UNKNOWN: (
        "Thẻ cán bộ này không mở được quầy. Hãy đăng nhập bằng tên và mã PIN, "
        "rồi nhờ lãnh đạo in thẻ mới."
    ),
    Reason.LOCK_MINUTES_WRONG: (
        "Quầy tự khóa sau {least} đến {most} phút. Hãy chọn trong khoảng này."
    ),
    Reason.STAFF_CLOSED: "Tài khoản của {name} đã đóng. Hãy nhờ lãnh đạo mở lại nếu cần.",
    Reason.STAFF_TERM_OVER: (
        "Hôm nay nằm ngoài thời hạn làm việc của {name} tại đây. Hãy nhờ lãnh đạo gia hạn."
    ),
    Reason.LAST_ADMINISTRATOR: (
        "Phải còn ít nhất một người giữ quyền quản trị. Hãy giao quyền này cho người khác trước."
    ),
    Reason.TERM_WRONG: "Ngày hết hạn đứng trước ngày bắt đầu. Hãy sửa lại một trong hai ngày.",
    Reason.NOTHING_CHANGED: "Tài khoản đã như vậy rồi. Hãy sửa ít nhất một mục rồi lưu lại.",
    Reason.APPROVAL_NEEDED: (
        "Việc này cần người thứ hai có quyền {role} đồng ý. "
        "Hãy mời người đó nhập mã PIN hoặc quét thẻ."
    ),
    Reason.APPROVAL_BY_SELF: (
        "Người đồng ý phải khác người thực hiện. Hãy mời một người khác có quyền {role}."
    ),
    Reason.CHALLENGE_WRONG: "Mã đọc qua điện thoại chưa đúng. Hãy nghe lại đủ 8 chữ số.",
    Reason.UNLOCK_WRONG: (
        "Mã mở khóa chưa đúng, còn {left} lần thử. Hãy nghe lại đủ 8 chữ số, "
        "và kiểm tra lãnh đạo đã gõ đúng họ tên."
    ),
    Reason.UNLOCK_EXPIRED: "Mã hỏi đã hết hạn hoặc đã dùng. Hãy lấy mã mới rồi gọi lại lãnh đạo.",
    Reason.UNLOCK_PAUSES: (
        "Đã thử sai quá số lần. Hãy chờ 5 phút rồi lấy mã mới, hoặc mời lãnh đạo đến tận quầy."
    ),
    Reason.UNLOCK_KEY_MISSING: (
        "Máy này chưa có khóa mở khóa của đơn vị. Hãy nhờ quản trị nhập khóa đã in, "
        "hoặc mời lãnh đạo đến tận quầy."
    ),
    Reason.UNLOCK_KEY_WRONG: ("Khóa mở khóa chưa đúng. Hãy gõ lại đủ các nhóm như trên tờ đã in."),
}
