"""Refusals about the line to the centre: enrolling a desk and keeping in step."""

from __future__ import annotations

from app.domain.errors import Reason

SYNC = {
    Reason.CENTRE_CERTIFICATE: (
        "Máy này chưa tin chứng thư của {url}: trung tâm tự ký, đã đổi chứng thư, hoặc có máy khác "
        "chen vào đường truyền. Không mất gì, quầy vẫn làm việc. Hãy xin tệp .pem tận tay người "
        "giữ máy chủ rồi chọn tệp ấy ở “Ghi danh quầy” (Ctrl+G ở trang “Đồng bộ”)."
    ),
    Reason.CENTRE_CERTIFICATE_OVER: (
        "Chứng thư của {url} đã hết hạn theo đồng hồ máy này ({now}). Không mất gì, quầy vẫn làm "
        "việc. Đồng hồ sai thì chỉnh lại; đúng thì báo người giữ máy chủ thay chứng thư."
    ),
    Reason.CENTRE_CERTIFICATE_EARLY: (
        "Chứng thư của {url} chưa đến ngày dùng theo đồng hồ máy này ({now}). Không mất gì, quầy "
        "vẫn làm việc. Đồng hồ sai thì chỉnh lại; đúng thì báo người giữ máy chủ."
    ),
    Reason.CENTRE_CERTIFICATE_HOST: (
        "Máy trả lời ở {url} mang chứng thư của tên khác. Không mất gì, quầy vẫn làm việc. Hãy so "
        "lại từng chữ của địa chỉ; gõ đúng mà vẫn vậy thì hỏi người giữ máy chủ địa chỉ ghi trong "
        "chứng thư, rồi ghi danh bằng địa chỉ ấy (Ctrl+G ở trang “Đồng bộ”)."
    ),
    Reason.CENTRE_NOT_SECURED: (
        "Máy trả lời ở {url} không nói https; có thể là trang đăng nhập của mạng. Không mất gì, "
        "quầy vẫn làm việc. Hãy đăng nhập mạng; không phải vậy thì hỏi người giữ máy chủ có đúng "
        "là http:// không, rồi ghi danh lại (Ctrl+G ở trang “Đồng bộ”)."
    ),
    Reason.CENTRE_SECURED: (
        "Máy trả lời ở {url} chỉ nói https. Không mất gì, quầy vẫn làm việc. Hãy gõ lại địa chỉ, "
        "bắt đầu bằng https://, ở “Ghi danh quầy” (Ctrl+G ở trang “Đồng bộ”)."
    ),
    Reason.CERTIFICATE_UNREADABLE: (
        "Không đọc được tệp chứng thư của trung tâm. Hãy xin lại tệp .pem ở người giữ máy chủ; "
        "trung tâm có chứng thư công khai thì để trống mục này."
    ),
    Reason.CENTRE_UNREACHABLE: (
        "Chưa nối được với trung tâm {url}. Quầy vẫn làm việc bình thường, sự kiện chờ ở máy này "
        "và tự đi khi có mạng; hãy kiểm tra dây mạng."
    ),
    Reason.CENTRE_IS_ANOTHER: (
        "Máy trả lời ở {url} không phải trung tâm; có thể là trang đăng nhập của mạng. "
        "Quầy vẫn làm việc bình thường; hãy đăng nhập mạng hoặc xem lại địa chỉ."
    ),
    Reason.CENTRE_BUSY: (
        "Trung tâm đang bận, hẹn {seconds} giây nữa. Không mất gì; cứ làm việc, máy tự gửi lại."
    ),
    Reason.CENTRE_ADDRESS_WRONG: (
        "“{url}” không phải địa chỉ trung tâm. Hãy gõ dạng https://ten-may-chu:8700."
    ),
    Reason.CENTRE_UNKNOWN: (
        "Quầy này chưa ghi danh với trung tâm. Hãy xin mã ghi danh ở trung tâm rồi bấm "
        "“Ghi danh quầy” ở trang “Đồng bộ”."
    ),
    Reason.CENTRE_DECLINED: (
        "Trung tâm không nhận lần gửi này ({trouble}). Sự kiện vẫn còn đủ ở máy này; "
        "hãy đồng bộ lại, nếu vẫn vậy thì báo người giữ máy chủ."
    ),
    Reason.CLASH_NONE: (
        "Hồ sơ {code} không còn việc nào trái nhau; có thể lãnh đạo khác đã quyết định. "
        "Hãy đồng bộ rồi xem lại."
    ),
    Reason.CLASH_DEED_UNKNOWN: (
        "Việc được chọn không thuộc các việc trái nhau của hồ sơ {code}. Hãy mở lại danh sách."
    ),
    Reason.OUTAGE_TIMES_WRONG: (
        "Thời gian ngừng {value} không hợp lý: lúc bắt đầu phải trước lúc kết thúc và không ở "
        "tương lai. Hãy xem lại hai mốc thời gian."
    ),
    Reason.ENROLMENT_CODE_WRONG: (
        "Mã ghi danh không đúng, đã dùng hoặc quá 7 ngày. Hãy xin mã mới ở trung tâm."
    ),
    Reason.ENROLMENT_ELSEWHERE: (
        "Mã ghi danh dành cho quầy khác, không phải quầy {desk} của {agency}. "
        "Hãy xin mã của đúng quầy này."
    ),
    Reason.OFFICE_UNKNOWN: (
        "Trung tâm chưa biết đơn vị {code}. Hãy thêm bằng motcua server office add {code} TÊN."
    ),
    Reason.REFERENCE_OF_CENTRE: (
        "{what} do trung tâm ban hành. Hãy đề nghị trung tâm sửa; bản mới sẽ tự về quầy."
    ),
    Reason.PROPOSAL_UNKNOWN: (
        "Không có đề nghị {subject} nào của quầy {desk}, {office} đang chờ. "
        "Hãy xem danh sách bằng motcua server proposal list."
    ),
    Reason.QUARANTINE_UNKNOWN: (
        "Không có sự kiện {uid} nào bị để riêng đang chờ. "
        "Hãy xem danh sách bằng motcua server quarantine list."
    ),
    Reason.QUARANTINE_STAYS: (
        "Sự kiện {uid} không nhận được ({why}). Hãy để nó ra ngoài bằng "
        "motcua server quarantine reject."
    ),
    Reason.SERVER_PARTS_MISSING: (
        "Máy này chưa cài phần máy chủ. Hãy chạy python3 run.py server, lần đầu cần mạng."
    ),
    Reason.DESK_REVOKED: (
        "Trung tâm đã thôi công nhận máy này; sự kiện vẫn còn đủ ở máy. Hãy hỏi lãnh đạo: dùng "
        "tiếp thì xin mã mới rồi ghi danh lại (Ctrl+G ở trang “Đồng bộ”); không thì ghi việc chưa "
        "gửi ra USB (Ctrl+U ở trang ấy) và nhận ở quầy khác của đơn vị."
    ),
    Reason.DESK_FORGOTTEN: (
        "Trung tâm không nhận ra máy này; có thể trung tâm vừa khôi phục bản cũ hơn lần ghi danh. "
        "Sự kiện vẫn còn đủ ở máy. Hãy xin mã mới ở người giữ máy chủ rồi ghi danh lại (Ctrl+G ở "
        "trang “Đồng bộ”); không việc nào phải làm lại."
    ),
}
