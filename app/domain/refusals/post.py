"""Refusals at the postal desk."""

from __future__ import annotations

from app.domain.errors import Reason

POST = {
    Reason.POST_NUMBER_WRONG: (
        "“{value}” không phải số hiệu bưu gửi. Hãy quét lại nhãn, hoặc tắt bộ gõ rồi gõ số hiệu."
    ),
    Reason.POST_NUMBER_IN_USE: (
        "Số hiệu {number} đang dùng cho {other}. Hãy xem lại nhãn bưu gửi và để riêng bưu gửi này."
    ),
    Reason.POST_ITEM_UNKNOWN: (
        "Chưa có bưu gửi {number} trên máy này. Hãy kiểm đếm túi thư trước, hoặc xem lại số hiệu."
    ),
    Reason.POST_ITEM_FOREIGN: (
        "Bưu gửi {number} gửi cho {agency}, không được mở. "
        "Hãy chuyển tiếp, trả lại bưu chính, hoặc nhận thay và giữ nguyên niêm phong."
    ),
    Reason.POST_ITEM_THERE: (
        "Bưu gửi {number} đã được {agency} ký nhận; việc tiếp theo làm ở nơi ấy."
    ),
    Reason.POST_ITEM_NOT_NOW: (
        "Bưu gửi {number} {state} nên chưa làm được việc này. Hãy xem lại bưu gửi."
    ),
    Reason.POST_ITEM_UNFINISHED: (
        "Bưu gửi {number} chưa có hồ sơ nào được tiếp nhận hay phiếu bổ sung nào gửi lại. "
        "Hãy xử lý giấy tờ bên trong, hoặc trả lại người gửi và ghi lý do."
    ),
    Reason.POST_BAG_EMPTY: ("Chưa có bưu gửi nào. Hãy quét từng bưu gửi trong túi rồi ký nhận."),
    Reason.POST_BAG_UNKNOWN: (
        "Bảng kê {manifest} chưa có trên máy này. "
        "Hãy nối mạng để cập nhật, hoặc quét từng bưu gửi theo tờ giấy."
    ),
    Reason.POST_BAG_SIGNED: (
        "Túi {manifest} đã ký nhận lúc {at}. Hãy mở bưu gửi, hoặc lập túi mới cho bưu gửi đến sau."
    ),
    Reason.POST_CARRIER_MISSING: (
        "Chưa biết bưu chính nào. Hãy ghi tên doanh nghiệp bưu chính giao hoặc nhận túi."
    ),
    Reason.POST_NOT_REGISTERED: (
        "Hồ sơ {code} không đăng ký nhận kết quả qua bưu chính. "
        "Hãy trả tại quầy, hoặc sửa cách nhận kết quả trước."
    ),
    Reason.POST_RESULT_NOT_HERE: (
        "Kết quả của hồ sơ {code} chưa nằm ở đây. Hãy nhận kết quả về quầy trước khi gửi bưu chính."
    ),
    Reason.POST_ADDRESS_MISSING: (
        "Hồ sơ {code} chưa có địa chỉ nhận kết quả. Hãy hỏi công dân và ghi địa chỉ trước khi gửi."
    ),
    Reason.POST_GIVEN_UP_EARLY: (
        "Bưu gửi {number} mới mời nhận {count} lần. Chỉ kết luận không phát được sau ít nhất "
        "hai lần mời cách nhau hai ngày làm việc; hãy hẹn phát lại."
    ),
    Reason.POST_INVITED_BEFORE: (
        "Ngày mời {value} không hợp lệ: trước ngày giao bưu chính hoặc sau hôm nay. "
        "Hãy xem lại ngày."
    ),
    Reason.POST_SUM_WRONG: (
        "Số tiền {value} không khớp: nhiều nhất là {most}. Hãy đếm lại và xem bảng đối soát."
    ),
    Reason.POST_FILE_EMPTY: (
        "Tệp không có dòng nào dùng được. Hãy xem lại tệp của bưu chính rồi nhập lại."
    ),
}
