"""Cautions, in Vietnamese sentences that say what to look at."""

from __future__ import annotations

from app.domain.cautions import Caution, CautionKind

_CAUTIONS: dict[CautionKind, str] = {
    CautionKind.BIRTH_YEAR_DIFFERS: (
        "Theo số định danh thì sinh năm {expected}, nhưng đang ghi năm {stated}. "
        "Hãy đối chiếu lại với thẻ."
    ),
    CautionKind.BORN_IN_COMING_CENTURY: (
        "Theo số định danh thì sinh năm {stated}. Hãy xem lại chữ số thứ tư."
    ),
    CautionKind.GENDER_DIFFERS: (
        "Theo số định danh thì giới tính là {expected}, nhưng đang ghi {stated}. "
        "Hãy đối chiếu lại với thẻ."
    ),
    CautionKind.PROVINCE_UNKNOWN: (
        "Ba chữ số đầu {stated} không phải mã tỉnh nào trong nước. "
        "Hãy xem lại, trừ khi công dân đăng ký khai sinh ở nước ngoài."
    ),
    CautionKind.OLD_ID_OUT_OF_USE: (
        "Chứng minh nhân dân {stated} đã hết giá trị từ ngày 01/01/2025. "
        "Hãy hỏi thẻ căn cước hoặc số định danh."
    ),
    CautionKind.PASSPORT_UNUSUAL: (
        "Hộ chiếu Việt Nam thường có một chữ cái và 7 hoặc 8 chữ số, đang ghi {stated}. "
        "Hãy xem lại."
    ),
    CautionKind.PHONE_UNUSUAL: (
        "Số điện thoại {stated} không giống số di động hay cố định trong nước. "
        "Hãy hỏi lại công dân."
    ),
    CautionKind.TAX_CODE_UNISSUED: (
        "Mã số thuế {stated} sai chữ số kiểm tra. Hãy đối chiếu lại với giấy tờ."
    ),
}


def caution_sentence(caution: Caution) -> str:
    """One Vietnamese sentence that says what does not fit, and what to look at."""
    return _CAUTIONS[caution.kind].format(stated=caution.stated, expected=caution.expected)
