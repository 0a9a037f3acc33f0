"""What a scanned text is, in one sentence: for the kinds that stand for nothing stored here."""

from __future__ import annotations

from datetime import datetime

from app.domain.scan import ScanKind
from app.domain.slip_words import edition_text
from app.domain.time_words import moment_text

KIND_SENTENCES = {
    ScanKind.CITIZEN_CARD: "Thẻ căn cước của {shown}.",
    ScanKind.DOSSIER_CODE: "Mã hồ sơ {shown}, chưa có trong dữ liệu của quầy này.",
    ScanKind.VISIT_NUMBER: "Số lượt tiếp {shown}, chưa có trong dữ liệu của quầy này.",
    ScanKind.SLIP: "Giấy hẹn của hồ sơ {shown}, chưa có trong dữ liệu của quầy này.",
    ScanKind.HEALTH_CARD: "Mã trên thẻ bảo hiểm y tế.",
    ScanKind.COVID_CODE: "Mã QR cá nhân thời phòng dịch COVID-19.",
    ScanKind.POSTAL_NUMBER: "Số hiệu bưu gửi {shown}.",
    ScanKind.HAND_OVER_SHEET: "Phiếu bàn giao {shown}, chưa có trong dữ liệu của quầy này.",
    ScanKind.MANIFEST: "Bảng kê bưu gửi {shown}.",
    ScanKind.BADGE: "Thẻ cán bộ.",
    ScanKind.PERMIT: "Phiếu tiếp quản quầy.",
    ScanKind.DAMAGED_CODE: (
        "Mã bị bộ gõ tiếng Việt làm hỏng: “{shown}”. Hãy tắt bộ gõ rồi quét lại."
    ),
    ScanKind.PAYMENT_CODE: "Mã QR chuyển tiền ngân hàng.",
    ScanKind.PROCEDURE: "Mã của một thủ tục: {shown}.",
    ScanKind.WEB_ADDRESS: "Địa chỉ trang web {shown}.",
    ScanKind.NUMBER: "Dãy số {shown}.",
    ScanKind.EMPTY: "Không đọc được gì. Hãy quét lại.",
    ScanKind.UNKNOWN: "Không nhận ra mã “{shown}”.",
}


def foreign_code_sentence(code: str) -> str:
    """A code of the national form that another office or system gave."""
    return f"Mã hồ sơ {code} do nơi khác cấp, chưa có trong dữ liệu của quầy này."


def current_slip_sentence(code: str, return_due_at: datetime) -> str:
    """A slip that counts."""
    return f"Giấy hẹn của hồ sơ {code} còn giá trị; hẹn trả {moment_text(return_due_at)}."


def other_paper_sentence(paper: str, code: str, return_due_at: datetime) -> str:
    """A paper of a dossier that is no receipt."""
    return f"{paper} của hồ sơ {code}, hẹn trả {moment_text(return_due_at)}."


def replaced_slip_sentence(code: str, edition: int) -> str:
    """A slip that a later edition replaced."""
    return (
        f"Giấy này của hồ sơ {code} đã được thay thế bằng {edition_text(edition)}; "
        "chỉ bản đó còn giá trị. Hãy thu lại giấy này."
    )


def newer_slip_sentence(code: str, edition: int) -> str:
    """A slip that another desk issued after what this desk knows."""
    return (
        f"Giấy này là {edition_text(edition)} của hồ sơ {code}, mới hơn dữ liệu của quầy này. "
        "Hãy nối mạng để cập nhật."
    )


def cancelled_sentence(code: str) -> str:
    """A dossier that counts no more, and its papers with it."""
    return f"Hồ sơ {code} đã hủy; giấy hẹn của hồ sơ này không còn giá trị."


def dossier_sentence(code: str, return_due_at: datetime, edition: int) -> str:
    """A dossier by its code alone, which does not say which edition of its slip was scanned."""
    said = f"Hồ sơ {code}, hẹn trả {moment_text(return_due_at)}."
    if edition == 0:
        return said
    return f"{said} Chỉ {edition_text(edition)} còn giá trị; hãy quét mã QR để biết giấy nào."


def visit_sentence(number: str, procedure_code: str, *, refused: bool) -> str:
    """A visit at the door."""
    what = "Phiếu từ chối tiếp nhận" if refused else "Phiếu yêu cầu bổ sung"
    return f"{what} {number}, thủ tục {procedure_code}."


def shared_code_sentence(code: str) -> str:
    """A code that two dossiers bear."""
    return f"Mã {code} đang chỉ hai hồ sơ. Hãy quét mã QR trên giấy hẹn để biết hồ sơ nào."
