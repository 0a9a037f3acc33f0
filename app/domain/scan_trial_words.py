"""What a trial of the scanner found, in sentences that say what to do."""

from __future__ import annotations

from app.domain.scan_trial import ScanFault, ScanTrial

GOOD = "Máy quét tốt: đủ chữ, đúng dấu, có phím kết thúc. Có thể làm việc ngay."

_SENTENCES = {
    ScanFault.INPUT_METHOD: (
        "Bộ gõ tiếng Việt đang bật và đã đổi chữ trong mã. "
        "Hãy tắt bộ gõ (thường là Ctrl+Shift hoặc biểu tượng V ở góc màn hình), rồi quét lại."
    ),
    ScanFault.CAPS_LOCK: "Phím Caps Lock đang bật. Hãy tắt Caps Lock, rồi quét lại.",
    ScanFault.LAYOUT: (
        "Kiểu bàn phím của máy tính khác kiểu của máy quét nên dấu gạch bị đổi. "
        "Hãy chọn bàn phím English (US) trong cài đặt của máy tính, rồi quét lại."
    ),
    ScanFault.NOT_UTF8: (
        "Chữ có dấu bị hỏng vì máy quét chưa gửi UTF-8. Hãy quét mã cài đặt “UTF-8” hoặc "
        "“Unicode” trong sách hướng dẫn của máy quét, hoặc chuyển máy quét sang cổng COM."
    ),
    ScanFault.CUT_SHORT: (
        "Mã đến chưa hết. Hãy quét lại và giữ yên đến khi máy kêu; "
        "nếu vẫn vậy, đặt máy quét gửi chậm hơn (inter-character delay)."
    ),
    ScanFault.NO_ENTER: (
        "Máy quét không gửi phím Enter sau mã nên chương trình không biết mã đã hết. "
        "Hãy quét mã cài đặt “Enter (CR) suffix” trong sách hướng dẫn của máy quét."
    ),
    ScanFault.OTHER_CODE: "Đây không phải mã thử. Hãy quét mã vuông hiện trên màn hình này.",
}


def trial_sentences(trial: ScanTrial) -> tuple[str, ...]:
    """One sentence per fault, or the one that praises."""
    return tuple(_SENTENCES[each] for each in trial.faults) or (GOOD,)
