"""Tờ tập quét: invented cards and codes, and what the window does with each."""

from __future__ import annotations

from datetime import UTC, datetime

from app.domain.scan_trial import TRIAL_CODE
from app.printing.practice import Exercise, PracticeSheet, draw

_ISSUED_AT = datetime(2026, 1, 1, tzinfo=UTC)
"""A sheet without a day: whoever prints it again gets the same bytes."""

CARDS = {
    "Trần Thị Mẫu": (
        "034188004321|151234567|Trần Thị Mẫu|02091988|Nữ|"
        "Thôn Ví Dụ, An Thử, Quỳnh Mẫu, Thái Bình|14082021"
    ),
    "Nguyễn Văn Thử": (
        "001201012345||Nguyễn Văn Thử|05042001|Nam|Số 1 ngõ Ví Dụ, Phúc Mẫu, Hà Nội|20032024"
    ),
    "Lê Thị Bé Ví Dụ": (
        "034318000017||Lê Thị Bé Ví Dụ|01062018|Nữ|Thôn Ví Dụ, An Thử, Thái Bình|15072024"
    ),
    "Phạm Đình Tập": "034045000123|150000001|Phạm Đình Tập|00001945|Nam|An Thử, Thái Bình|10102022",
}
"""Citizen cards of persons who do not exist, in the shapes that are in use."""

_OUTCOMES = {
    "Trần Thị Mẫu": "Biểu mẫu có đủ họ tên, số, ngày sinh, địa chỉ. Đang ở ô nào cũng quét được.",
    "Nguyễn Văn Thử": (
        "Quét ngay sau thẻ trên: phiếu của người trước được gác lại, biểu mẫu chỉ còn người này. "
        "Ctrl+Shift+N quay lại."
    ),
    "Lê Thị Bé Ví Dụ": "Thẻ của trẻ em: điền như thẻ người lớn.",
    "Phạm Đình Tập": "Thẻ chỉ ghi năm sinh 1945: ô ngày sinh trống, có dòng nhắc.",
}

_OTHERS = (
    Exercise(
        "Mã thử máy quét",
        "Mở Thiết lập, bấm “Thử máy quét”, rồi quét: cho biết máy quét và bàn phím đặt đúng chưa.",
        TRIAL_CODE,
    ),
    Exercise(
        "Thẻ bảo hiểm y tế",
        "Có tiếng trầm và câu “Đây là mã trên thẻ bảo hiểm y tế”. Biểu mẫu không đổi.",
        "HT2340123456789|5472e1baa76e205468e1bb8b204de1baab75|02/09/1988|2|-|-|-|-|-|-",
    ),
    Exercise(
        "Mã hồ sơ của cơ quan khác",
        "Có tiếng trầm và câu “do nơi khác cấp”.",
        "H99.99-260105-0001",
        is_square=False,
    ),
    Exercise(
        "Số hiệu bưu gửi",
        "Mở chỗ bưu chính (F8), có câu “Chưa có bưu gửi”. Nếu câu nói “tắt bộ gõ”: bấm Ctrl+Shift, "
        "quét lại.",
        "EE123456785VN",
        is_square=False,
    ),
    Exercise(
        "Thủ tục trên tờ niêm yết",
        "Chọn ngay thủ tục ấy để tiếp nhận.",
        "1.010833",
        is_square=False,
    ),
    Exercise(
        "Mã vạch trên gói hàng",
        "Có tiếng trầm và câu “Chỉ đọc được dãy số”. Không chữ số nào rơi vào ô.",
        "8934563138165",
        is_square=False,
    ),
)

_ADVICE = (
    "Mọi người và mã trên tờ này đều bịa ra để tập. Mở “Dùng thử (tập huấn)”, quét lần lượt từng "
    "mã ở bất cứ màn hình nào, khi con trỏ đang ở bất cứ ô nào: không chữ nào được rơi vào ô."
)


def practice_sheet() -> PracticeSheet:
    """The sheet with every exercise."""
    cards = tuple(
        Exercise(f"Thẻ căn cước: {name}", _OUTCOMES[name], text) for name, text in CARDS.items()
    )
    return PracticeSheet(
        name="TỜ TẬP QUÉT",
        advice=_ADVICE,
        exercises=(*cards, *_OTHERS),
        issued_at=_ISSUED_AT,
    )


def practice_pdf(*, dots_per_inch: int = 600) -> bytes:
    """The sheet as PDF on A4."""
    return draw(practice_sheet(), dots_per_inch=dots_per_inch)
