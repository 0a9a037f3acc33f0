"""Every place on the papers whose words belong to the office, with what stands there usually.

What an instrument fixes (the fields of a form, the national heading) has no slot.
"""

from __future__ import annotations

from app.domain.paper_forms import PAPER_NAMES, Basis
from app.domain.placeholders import OF_DOSSIER, Placeholder
from app.domain.printers import SlipKind
from app.domain.signatories import UNNAMED_HEAD
from app.domain.wording import Slot
from app.domain.wording_slot_shapes import (
    heading_slot,
    notes_slot,
    own_heading,
    recipients_slot,
    sentence_slot,
    sign_slot,
    signer_slot,
)

OFFICE = "office"
"""Stands before the dot in the key of a slot that all papers share."""

_OF_RECEIPT = OF_DOSSIER | {Placeholder.DUE}

PARENT = Slot(key="office.parent", label="Cơ quan chủ quản", placeholders=frozenset())
UNIT = Slot(
    key="office.unit", label="Tên đơn vị trên giấy", placeholders=frozenset(), is_needed=True
)
PLACE = Slot(
    key="office.place", label="Địa danh", placeholders=frozenset(), most_letters=60, is_needed=True
)
SIGN = Slot(
    key="office.sign",
    label="Ký hiệu đơn vị sau số",
    placeholders=frozenset(),
    most_letters=24,
    is_needed=True,
    hint="như TTPVHCC",
)
CONTACT = Slot(
    key="office.contact",
    label="Dòng liên hệ",
    placeholders=frozenset({Placeholder.UNIT, Placeholder.PLACE}),
    most_letters=300,
)
PHONE = Slot(
    key="office.phone",
    label="Số điện thoại hướng dẫn",
    placeholders=frozenset(),
    most_letters=40,
    hint="in sau “liên hệ với…”",
)
SIGNATORIES = Slot(
    key="office.signatories",
    label="Người ký văn bản",
    standard=UNNAMED_HEAD,
    placeholders=frozenset(),
    most_lines=8,
    is_personal=True,
    is_needed=True,
    hint="mỗi dòng một người, người đứng đầu trước; ví dụ “KT. Phó Giám đốc: Phạm Đình Tập”",
)
SYSTEM = Slot(
    key="office.system",
    label="Tên hệ thống trong mã QR",
    standard="Phần mềm Một cửa",
    placeholders=frozenset(),
    most_letters=60,
    is_needed=True,
)
TEMPLATE = Slot(
    key="office.template",
    label="Phiên bản mẫu, in ở dòng cuối",
    placeholders=frozenset(),
    most_letters=80,
    hint="như “Mẫu 2026.1”",
)

RECEIPT_DATE_NOTE = Slot(
    key="receipt.date_note",
    label="Ghi chú dưới ngày hẹn",
    placeholders=_OF_RECEIPT,
    most_letters=400,
    hint="như cách tra cứu, báo tin khi có kết quả sớm; trống là không in",
)
RECEIPT_NOTES = notes_slot(
    key="receipt.notes",
    placeholders=_OF_RECEIPT,
    standard=(
        "Khi đến nhận kết quả, mang theo giấy này và giấy tờ tùy thân; nhận thay thì có giấy ủy "
        "quyền.\n"
        "Giấy này lập hai liên: một liên giao người nộp, một liên lưu tại nơi tiếp nhận.\n"
        "{liên hệ}"
    ),
)
RECEIPT_REPLACED = sentence_slot(
    key="receipt.replaced",
    label="Câu trên giấy thay thế",
    standard="Giấy này thay thế giấy đã cấp trước; giấy trước không còn giá trị.",
)
RECEIPT_KEPT = sentence_slot(
    key="receipt.kept",
    label="Câu khi giữ ngày hẹn cũ",
    standard="Ngày trả kết quả giữ như đã hẹn trên giấy cấp trước.",
)
RECEIPT_STATED = sentence_slot(
    key="receipt.stated",
    label="Câu khi cán bộ ghi ngày hẹn",
    standard="Ngày trả kết quả do cán bộ tiếp nhận ghi theo tính chất của thủ tục.",
)

SUPPLEMENT_SIGN = sign_slot(key="supplement.sign", standard="HDHS")
SUPPLEMENT_REASON = sentence_slot(
    key="supplement.reason",
    label="Lý do khi cán bộ không ghi",
    standard="Thành phần hồ sơ chưa đủ theo danh mục đã công bố.",
    is_needed=True,
)
SUPPLEMENT_RESTART = sentence_slot(
    key="supplement.restart",
    label="Câu khi thời hạn tính lại từ đầu",
    standard=(
        "Thời hạn giải quyết được tính lại từ đầu kể từ khi nhận đủ hồ sơ đã hoàn thiện; ngày hẹn "
        "trả kết quả mới ghi trên giấy tiếp nhận cấp khi đó."
    ),
)
SUPPLEMENT_PAUSE = sentence_slot(
    key="supplement.pause",
    label="Câu khi thời hạn tạm dừng",
    standard=(
        "Thời gian chờ bổ sung không tính vào thời hạn giải quyết; ngày hẹn trả kết quả mới ghi "
        "trên giấy tiếp nhận cấp khi nhận đủ hồ sơ."
    ),
)
SUPPLEMENT_CLOSING = sentence_slot(
    key="supplement.closing",
    label="Câu về việc quá hạn bổ sung",
    standard=(
        "Quá thời hạn nêu trên mà hồ sơ chưa được hoàn thiện, nơi tiếp nhận kết thúc hồ sơ và "
        "thông báo cho người nộp."
    ),
)
SUPPLEMENT_NOTES = notes_slot(key="supplement.notes", standard="{liên hệ}")

REFUSAL_SIGN = sign_slot(key="refusal.sign", standard="TCHS")
REFUSAL_NOTES = notes_slot(key="refusal.notes", standard="{liên hệ}")

APOLOGY_FORM = Slot(
    key="apology.form",
    label="Theo mẫu của",
    standard=Basis.CURRENT.value,
    choices=(
        (Basis.CURRENT.value, "Thông tư 03/2025/TT-VPCP"),
        (Basis.OLD.value, "Thông tư 01/2018/TT-VPCP"),
        (Basis.PROVINCE.value, "quy định của tỉnh"),
    ),
)
APOLOGY_HEADING = Slot(
    key="apology.heading",
    label="Tên giấy",
    placeholders=frozenset(),
    most_letters=90,
    suggestions=tuple(each.heading for each in PAPER_NAMES[SlipKind.APOLOGY].forms),
    hint="trống: tên trong mẫu",
)
APOLOGY_SIGN = sign_slot(key="apology.sign", standard="PXL")
APOLOGY_SORRY = sentence_slot(
    key="apology.sorry",
    label="Câu xin lỗi",
    standard=(
        "Hồ sơ nêu trên chưa thể trả kết quả đúng thời gian đã hẹn. {đơn vị} thành thật xin lỗi "
        "Ông/Bà về sự chậm trễ này."
    ),
    is_needed=True,
)
APOLOGY_CLOSING = sentence_slot(
    key="apology.closing",
    label="Câu kết",
    standard="Rất mong nhận được sự thông cảm của Ông/Bà.",
)
APOLOGY_SIGNER = signer_slot(key="apology.signer")
APOLOGY_RECIPIENTS = recipients_slot(key="apology.recipients")
APOLOGY_NOTES = notes_slot(key="apology.notes", standard="{liên hệ}")

STOP_SIGN = sign_slot(key="stop_notice.sign", standard="TBD")
STOP_WITHDRAWN = sentence_slot(
    key="stop_notice.withdrawn",
    label="Căn cứ khi người nộp xin dừng",
    standard="Căn cứ Điều 21 Nghị định số 118/2025/NĐ-CP và theo đề nghị của Ông/Bà",
    is_needed=True,
)
STOP_AGENCY = sentence_slot(
    key="stop_notice.agency",
    label="Căn cứ khi cơ quan giải quyết dừng",
    standard="Căn cứ ý kiến của cơ quan giải quyết",
    is_needed=True,
)
STOP_OTHER = sentence_slot(
    key="stop_notice.other",
    label="Căn cứ khi dừng vì lý do khác",
    standard="Căn cứ quá trình giải quyết hồ sơ",
    is_needed=True,
)
STOP_UNSUPPLEMENTED = sentence_slot(
    key="stop_notice.unsupplemented",
    label="Căn cứ khi quá hạn bổ sung",
    standard="Căn cứ thời hạn bổ sung, hoàn thiện hồ sơ đã thông báo",
    is_needed=True,
)
STOP_CLOSING = sentence_slot(
    key="stop_notice.closing",
    label="Câu kết",
    standard=(
        "Hồ sơ đã dừng không được giải quyết tiếp; khi có nhu cầu, Ông/Bà nộp hồ sơ mới. Xin thông "
        "báo để Ông/Bà được biết."
    ),
)
STOP_SIGNER = signer_slot(key="stop_notice.signer")
STOP_RECIPIENTS = recipients_slot(key="stop_notice.recipients")
STOP_NOTES = notes_slot(key="stop_notice.notes", standard="{liên hệ}")

CONTROL_NOTES = notes_slot(
    key="control.notes",
    standard=(
        "Các ô thời gian, kết quả do phần mềm ghi từ nhật ký; thời gian đã dùng tính theo giờ làm "
        "việc. Ô còn trống để ghi tay."
    ),
)

CORRECTION_HEADING = heading_slot(
    key="correction.heading", standard=own_heading(SlipKind.CORRECTION)
)
CORRECTION_SIGN = sign_slot(key="correction.sign", standard="TBĐC")
CORRECTION_OPENING = sentence_slot(
    key="correction.opening",
    label="Câu mở đầu",
    standard="{đơn vị} thông báo thu hồi kết quả sau đây để đính chính:",
    is_needed=True,
)
CORRECTION_HELD = sentence_slot(
    key="correction.held",
    label="Câu khi người dân đã nhận kết quả",
    standard="Kính đề nghị Ông/Bà không sử dụng và nộp lại bản đã nhận tại nơi trả kết quả.",
)
CORRECTION_CLOSING = sentence_slot(
    key="correction.closing",
    label="Câu kết",
    standard=(
        "Khi có kết quả đã đính chính, {đơn vị} sẽ báo để Ông/Bà đến nhận. Thành thật xin lỗi "
        "Ông/Bà về sai sót này."
    ),
)
CORRECTION_SIGNER = signer_slot(key="correction.signer")
CORRECTION_RECIPIENTS = recipients_slot(key="correction.recipients")
CORRECTION_NOTES = notes_slot(key="correction.notes", standard="{liên hệ}")
