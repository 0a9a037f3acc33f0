"""What deeds are called, and what to do where a state stands in the way."""

from __future__ import annotations

from app.domain.dossier import DossierState

DEED_WORDS = {
    "correct": "sửa hồ sơ",
    "cancel": "hủy hồ sơ",
    "hand_over": "bàn giao",
    "hand_back": "nhận lại từ cơ quan giải quyết",
    "accept_hand_over": "nhận bàn giao",
    "start_step": "bắt đầu bước giải quyết",
    "finish_step": "kết thúc bước giải quyết",
    "request_supplement": "yêu cầu bổ sung",
    "tell_supplement": "báo công dân bổ sung",
    "receive_supplement": "nhận giấy tờ bổ sung",
    "close_unsupplemented": "đóng vì không bổ sung",
    "request_payment": "yêu cầu nghĩa vụ tài chính",
    "meet_payment": "ghi đã nộp nghĩa vụ tài chính",
    "announce_delay": "ghi báo chậm",
    "draft_apology": "dự thảo xin lỗi",
    "reschedule": "hẹn lại ngày trả",
    "request_withdrawal": "ghi yêu cầu rút hồ sơ",
    "decline_withdrawal": "không cho rút hồ sơ",
    "stop": "dừng giải quyết",
    "refuse": "từ chối giải quyết",
    "receive_result": "nhận kết quả",
    "recall_result": "thu lại kết quả để đính chính",
    "return_result": "trả kết quả",
    "refuse_collection": "ghi công dân không nhận kết quả",
    "report_slip_lost": "ghi báo mất giấy hẹn",
    "authorise": "ghi ủy quyền",
    "supersede": "thay bằng hồ sơ đúng thủ tục",
    "reassign": "chuyển người phụ trách",
    "remind_agency": "đôn đốc cơ quan giải quyết",
    "notify": "thông báo cho công dân",
    "assess_fee": "xác định số phải nộp",
    "collect_fee": "thu phí, lệ phí",
    "exempt_fee": "miễn, giảm phí, lệ phí",
    "refund_fee": "trả lại tiền",
    "add_note": "ghi chú",
    "attach": "đính kèm bản điện tử",
    "record_code": "ghi mã của hệ thống khác",
    "share": "cho đơn vị khác cùng theo dõi",
    "resolve_clash": "quyết định việc trái nhau",
}

WORDS_GO = (
    "Thông tin cá nhân của hồ sơ này đã được xóa: việc vẫn được ghi, còn lý do, họ tên và lời ghi "
    "thêm thì không được giữ."
)
"""Said before and after a deed on a dossier whose persons were erased."""

REMEDIES = {
    DossierState.FILED: "Hãy tiếp nhận hoặc trả lời hồ sơ trực tuyến này trước",
    DossierState.RECEIVED: "Hãy bàn giao cho cơ quan giải quyết trước",
    DossierState.REFUSED: "Hãy xem lịch sử; công dân nộp lại thì tiếp nhận hồ sơ mới",
    DossierState.IN_PROCESS: "Hãy xem hồ sơ đang ở bước nào rồi làm việc tiếp theo của bước ấy",
    DossierState.AWAITING_SUPPLEMENT: (
        "Hãy nhận giấy tờ bổ sung hoặc đóng hồ sơ khi hết hạn bổ sung"
    ),
    DossierState.AWAITING_PAYMENT: "Hãy ghi công dân đã nộp nghĩa vụ tài chính trước",
    DossierState.WITHDRAWAL_ASKED: (
        "Công dân đã xin rút: hãy dừng giải quyết, hoặc ghi không cho rút, trước khi làm tiếp"
    ),
    DossierState.STOPPED: "Hãy xem thông báo dừng trong lịch sử; không làm gì thêm với hồ sơ",
    DossierState.SETTLED: "Kết quả đã có tại bộ phận một cửa: hãy trả cho công dân",
    DossierState.RETURNED: "Kết quả đã trả; hãy xem ai nhận, lúc nào trong lịch sử",
    DossierState.CANCELLED: "Hồ sơ đã hủy; hãy thu lại giấy hẹn nếu còn",
    DossierState.SUPERSEDED: "Hãy mở hồ sơ thay thế ghi trong lịch sử",
}
"""What to do instead, by the state that forbids a deed."""
