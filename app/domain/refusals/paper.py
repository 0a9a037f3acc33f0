"""Refusals about printers, printing and the paper pad."""

from __future__ import annotations

from app.domain.errors import Reason

PAPER = {
    Reason.PRINTER_UNKNOWN: "Không có máy in tên {printer}. Hãy chọn máy in khác.",
    Reason.PRINTER_ADDRESS_WRONG: (
        "“{value}” không phải địa chỉ máy in. Hãy ghi tên máy in, raw:TÊN_HÀNG_ĐỢI "
        "hoặc tcp:ĐỊA_CHỈ:9100."
    ),
    Reason.PRINTER_UNREACHABLE: (
        "Máy in “{printer}” không trả lời: {cause}. Hãy kiểm tra nguồn, giấy và dây mạng của máy, "
        "hoặc chọn máy in khác rồi in lại."
    ),
    Reason.PAPER_UNKNOWN: "Không có giấy tên “{paper}”. Hãy dùng một trong các tên: {known}.",
    Reason.PAPER_NOT_DUE: (
        "Hồ sơ {code} chưa có việc nào cần {paper}. Hãy ghi việc ấy trước rồi in."
    ),
    Reason.PLACEHOLDER_WRONG: (
        "Dòng {line}, chữ thứ {column}: “{said}” không phải chữ thay được ở đây. "
        "Dùng được: {known}; muốn in dấu ngoặc thì dùng ( )."
    ),
    Reason.SIGNATORY_WRONG: (
        "Người ký, dòng {line}: “{said}” chưa đúng. Hãy ghi “Chức danh: Họ tên”, dòng đầu là "
        "người đứng đầu, các dòng sau có thể bắt đầu bằng KT., TL. hoặc TUQ."
    ),
    Reason.SIGNER_UNKNOWN: (
        "Chưa có người ký nào với chức danh “{title}”. Hãy chọn một trong: {known}; hoặc thêm "
        "người này vào mục “Người ký văn bản”."
    ),
    Reason.WORDING_UNKNOWN: (
        "Không có mục lời in nào tên “{key}”. Hãy xem các tên bằng “motcua wording show”."
    ),
    Reason.WORDING_TOO_LONG: "“{field}” quá dài để in: nhiều nhất {most}. Hãy rút gọn.",
    Reason.WORDING_UNCHANGED: "Lời in đã như vậy rồi. Hãy sửa ít nhất một mục rồi lưu lại.",
    Reason.WORDING_IN_THE_PAST: (
        "Lời in chỉ đổi được từ hôm nay ({today}) trở đi, không từ {on}: giấy đã in giữ nguyên "
        "lời. Hãy chọn ngày khác."
    ),
    Reason.PRINT_JOB_UNKNOWN: "Chưa có giấy nào vừa gửi in. Hãy chọn một hồ sơ rồi in.",
    Reason.PAD_NEEDS_SHEETS: (
        "Phiếu dự phòng viết tay cần giấy A4 hoặc A5, không in trên máy in nhiệt {printer}. "
        "Hãy chọn máy in khác."
    ),
    Reason.PAD_COUNT_WRONG: "Không in được {value} phiếu dự phòng. Hãy chọn từ 1 đến {most} phiếu.",
    Reason.PAD_DAY_WRONG: (
        "Không cấp được số phiếu dự phòng cho ngày {on}. "
        "Hãy chọn một ngày từ {earliest} đến {latest}."
    ),
    Reason.PAD_USED_UP: (
        "Quầy này chỉ còn {left} số phiếu dự phòng của ngày {on}. "
        "Hãy in ít hơn, hoặc dùng số của ngày khác."
    ),
    Reason.PAD_SLIP_UNKNOWN: (
        "Phiếu dự phòng {code} không có trong sổ của quầy này. "
        "Hãy xem lại mã; nếu dữ liệu vừa được khôi phục, nhập hồ sơ như bình thường "
        "và ghi mã viết tay vào ghi chú."
    ),
    Reason.PAD_OF_ANOTHER_DESK: (
        "Phiếu {code} thuộc tập dự phòng của quầy {desk}. Hãy nhập hồ sơ này tại quầy {desk}."
    ),
    Reason.PAD_SLIP_USED: (
        "Phiếu dự phòng {code} đã được nhập rồi. Hãy mở hồ sơ {code} để xem, đừng nhập lần nữa."
    ),
    Reason.PAD_TIME_MISSING: (
        "Phiếu dự phòng {code} cần giờ tiếp nhận đã ghi tay. Hãy nhập ngày giờ trên phiếu."
    ),
    Reason.PAD_TOO_EARLY: (
        "Phiếu {code} chỉ có từ ngày {on}, không thể nhận hồ sơ trước ngày đó. "
        "Hãy xem lại ngày giờ viết trên phiếu."
    ),
    Reason.PRINT_FAILED: (
        "Máy in {printer} không nhận bản in. Hồ sơ đã được lưu; "
        "hãy kiểm tra máy in rồi bấm Ctrl+P để in lại."
    ),
}
