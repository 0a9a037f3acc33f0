"""What a finding of ``verify`` means to an office, and what is to be done about it."""

from __future__ import annotations

from app.domain.light_dataclass import dataclass

_CALL = "Gọi người phụ trách kỹ thuật và gửi gói nhật ký máy (motcua logs pack). "


@dataclass(frozen=True, slots=True)
class Explanation:
    """The meaning of a broken invariant and the next step, in sentences for a supervisor."""

    meaning: str
    action: str


_EXPLANATIONS = {
    "I3": Explanation(
        "Mỗi việc được ghi nối với việc trước bằng một dấu móc xích. Mắt xích này đứt: nội dung đã "
        "bị sửa, hoặc có việc bị gỡ khỏi nhật ký, sau khi ghi; chương trình không tự làm vậy. "
        "Các việc khác trong nhật ký vẫn kiểm tra được và không bị ảnh hưởng.",
        "Không sửa gì thêm trên máy này; giữ nguyên thư mục dữ liệu làm chứng cứ và ghi lại ai đã "
        f"dùng máy. {_CALL}So với bản sao lưu gần nhất bằng lệnh restore --drill, "
        "rồi khôi phục từ bản còn nguyên.",
    ),
    "I4": Explanation(
        "Thứ tự sự kiện lấy từ trung tâm về máy này không nối liền hoặc không khớp nội dung. "
        "Nhật ký riêng của máy (các dòng I3) là chuyện khác và có thể vẫn nguyên vẹn.",
        "Giữ nguyên thư mục dữ liệu, bấm đồng bộ một lần rồi kiểm tra lại. "
        f"Nếu vẫn vậy: {_CALL.strip()}",
    ),
    "I6": Explanation(
        "Bản lưu để xem nhanh khác với những gì nhật ký ghi. Nhật ký là gốc: nếu ngoài các dòng "
        "I6 không có dòng nào khác thì nhật ký còn nguyên, chỉ màn hình có thể hiện sai.",
        "Có dòng I3 hay I10 thì làm theo dòng ấy trước, chưa chạy rebuild: bản lưu có thể là nơi "
        "duy nhất còn ghi việc đã bị gỡ. Không có thì đóng cửa sổ rồi chạy lệnh rebuild để dựng "
        "lại bản lưu, sau đó kiểm tra lại. "
        f"Nếu vẫn khác: {_CALL.strip()}",
    ),
    "I7": Explanation(
        "Một mã hồ sơ đang chỉ hai hồ sơ, hoặc có số đã cấp mà không có hồ sơ nào mang.",
        "Quét mã QR trên từng giấy hẹn để biết đúng hồ sơ, đối chiếu với sổ theo dõi và báo "
        "lãnh đạo; không cấp lại số này.",
    ),
    "I10": Explanation(
        "Phần thông tin cá nhân của một việc đã bị sửa, hoặc bị mất mà không có lệnh xóa nào "
        "được ghi. Việc đó, người làm và thời điểm vẫn còn nguyên trong nhật ký.",
        "Đối chiếu với giấy tờ trong hồ sơ gốc, giữ nguyên thư mục dữ liệu làm chứng cứ. "
        f"{_CALL}Phần bị mất lấy lại được từ bản sao lưu còn nguyên.",
    ),
    "file": Explanation(
        "Tệp dữ liệu có trang không đọc được, thường do ổ đĩa hỏng hoặc mất điện trên ổ kém.",
        "Dừng tiếp nhận trên máy này, sao chép thư mục dữ liệu ra ổ khác, khôi phục từ bản sao lưu "
        "gần nhất rồi thay ổ đĩa.",
    ),
}
_UNKNOWN = Explanation("Có điều không khớp mà phiên bản này chưa giải thích được.", _CALL.strip())


def explanation(invariant: str) -> Explanation:
    """The words for an invariant; one that is not known here asks for help."""
    return _EXPLANATIONS.get(invariant, _UNKNOWN)
