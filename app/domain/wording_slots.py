"""Every place on the papers whose words belong to the office, with what stands there usually.

What an instrument fixes (the fields of a form, the national heading) has no slot.
"""

from __future__ import annotations

from functools import partial

from app.domain.paper_forms import PAPER_NAMES, Basis
from app.domain.placeholders import OF_DOSSIER, Placeholder
from app.domain.printers import SlipKind
from app.domain.signatories import UNNAMED_HEAD
from app.domain.wording import Slot

OFFICE = "office"
"""Stands before the dot in the key of a slot that all papers share."""

_NOTE_LINES = 6
_OF_RECEIPT = OF_DOSSIER | {Placeholder.DUE}
_dossier = partial(Slot, placeholders=OF_DOSSIER, most_letters=400)
_notes = partial(
    Slot,
    label="Ghi chú cuối giấy",
    placeholders=OF_DOSSIER,
    most_lines=_NOTE_LINES,
    most_letters=300,
    hint="mỗi dòng một ghi chú",
)
_sign = partial(Slot, label="Chữ ký hiệu sau số", placeholders=frozenset(), most_letters=12)
_heading = partial(
    Slot, label="Tên giấy", placeholders=frozenset(), most_letters=90, is_needed=True
)
_recipients = partial(
    Slot,
    label="Nơi nhận, sau “Như trên”",
    most_lines=4,
    hint="mỗi dòng một nơi; trống thì lấy cơ quan liên quan và “Lưu: VT”",
)
_signer = partial(
    Slot,
    label="Chức danh người ký",
    placeholders=frozenset(),
    hint="trống: người đứng đầu",
)


def _own(kind: SlipKind) -> str:
    return PAPER_NAMES[kind].forms[0].heading


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
RECEIPT_NOTES = _notes(
    key="receipt.notes",
    placeholders=_OF_RECEIPT,
    standard=(
        "Khi đến nhận kết quả, mang theo giấy này và giấy tờ tùy thân; nhận thay thì có giấy ủy "
        "quyền.\n"
        "Giấy này lập hai liên: một liên giao người nộp, một liên lưu tại nơi tiếp nhận.\n"
        "{liên hệ}"
    ),
)
RECEIPT_REPLACED = _dossier(
    key="receipt.replaced",
    label="Câu trên giấy thay thế",
    standard="Giấy này thay thế giấy đã cấp trước; giấy trước không còn giá trị.",
)
RECEIPT_KEPT = _dossier(
    key="receipt.kept",
    label="Câu khi giữ ngày hẹn cũ",
    standard="Ngày trả kết quả giữ như đã hẹn trên giấy cấp trước.",
)
RECEIPT_STATED = _dossier(
    key="receipt.stated",
    label="Câu khi cán bộ ghi ngày hẹn",
    standard="Ngày trả kết quả do cán bộ tiếp nhận ghi theo tính chất của thủ tục.",
)

SUPPLEMENT_SIGN = _sign(key="supplement.sign", standard="HDHS")
SUPPLEMENT_REASON = _dossier(
    key="supplement.reason",
    label="Lý do khi cán bộ không ghi",
    standard="Thành phần hồ sơ chưa đủ theo danh mục đã công bố.",
    is_needed=True,
)
SUPPLEMENT_RESTART = _dossier(
    key="supplement.restart",
    label="Câu khi thời hạn tính lại từ đầu",
    standard=(
        "Thời hạn giải quyết được tính lại từ đầu kể từ khi nhận đủ hồ sơ đã hoàn thiện; ngày hẹn "
        "trả kết quả mới ghi trên giấy tiếp nhận cấp khi đó."
    ),
)
SUPPLEMENT_PAUSE = _dossier(
    key="supplement.pause",
    label="Câu khi thời hạn tạm dừng",
    standard=(
        "Thời gian chờ bổ sung không tính vào thời hạn giải quyết; ngày hẹn trả kết quả mới ghi "
        "trên giấy tiếp nhận cấp khi nhận đủ hồ sơ."
    ),
)
SUPPLEMENT_CLOSING = _dossier(
    key="supplement.closing",
    label="Câu về việc quá hạn bổ sung",
    standard=(
        "Quá thời hạn nêu trên mà hồ sơ chưa được hoàn thiện, nơi tiếp nhận kết thúc hồ sơ và "
        "thông báo cho người nộp."
    ),
)
SUPPLEMENT_NOTES = _notes(key="supplement.notes", standard="{liên hệ}")

REFUSAL_SIGN = _sign(key="refusal.sign", standard="TCHS")
REFUSAL_NOTES = _notes(key="refusal.notes", standard="{liên hệ}")

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
APOLOGY_SIGN = _sign(key="apology.sign", standard="PXL")
APOLOGY_SORRY = _dossier(
    key="apology.sorry",
    label="Câu xin lỗi",
    standard=(
        "Hồ sơ nêu trên chưa thể trả kết quả đúng thời gian đã hẹn. {đơn vị} thành thật xin lỗi "
        "Ông/Bà về sự chậm trễ này."
    ),
    is_needed=True,
)
APOLOGY_CLOSING = _dossier(
    key="apology.closing",
    label="Câu kết",
    standard="Rất mong nhận được sự thông cảm của Ông/Bà.",
)
APOLOGY_SIGNER = _signer(key="apology.signer")
APOLOGY_RECIPIENTS = _recipients(key="apology.recipients")
APOLOGY_NOTES = _notes(key="apology.notes", standard="{liên hệ}")

STOP_SIGN = _sign(key="stop_notice.sign", standard="TBD")
STOP_WITHDRAWN = _dossier(
    key="stop_notice.withdrawn",
    label="Căn cứ khi người nộp xin dừng",
    standard="Căn cứ Điều 21 Nghị định số 118/2025/NĐ-CP và theo đề nghị của Ông/Bà",
    is_needed=True,
)
STOP_AGENCY = _dossier(
    key="stop_notice.agency",
    label="Căn cứ khi cơ quan giải quyết dừng",
    standard="Căn cứ ý kiến của cơ quan giải quyết",
    is_needed=True,
)
STOP_OTHER = _dossier(
    key="stop_notice.other",
    label="Căn cứ khi dừng vì lý do khác",
    standard="Căn cứ quá trình giải quyết hồ sơ",
    is_needed=True,
)
STOP_UNSUPPLEMENTED = _dossier(
    key="stop_notice.unsupplemented",
    label="Căn cứ khi quá hạn bổ sung",
    standard="Căn cứ thời hạn bổ sung, hoàn thiện hồ sơ đã thông báo",
    is_needed=True,
)
STOP_CLOSING = _dossier(
    key="stop_notice.closing",
    label="Câu kết",
    standard=(
        "Hồ sơ đã dừng không được giải quyết tiếp; khi có nhu cầu, Ông/Bà nộp hồ sơ mới. Xin thông "
        "báo để Ông/Bà được biết."
    ),
)
STOP_SIGNER = _signer(key="stop_notice.signer")
STOP_RECIPIENTS = _recipients(key="stop_notice.recipients")
STOP_NOTES = _notes(key="stop_notice.notes", standard="{liên hệ}")

CONTROL_NOTES = _notes(
    key="control.notes",
    standard=(
        "Các ô thời gian, kết quả do phần mềm ghi từ nhật ký; thời gian đã dùng tính theo giờ làm "
        "việc. Ô còn trống để ghi tay."
    ),
)

CORRECTION_HEADING = _heading(key="correction.heading", standard=_own(SlipKind.CORRECTION))
CORRECTION_SIGN = _sign(key="correction.sign", standard="TBĐC")
CORRECTION_OPENING = _dossier(
    key="correction.opening",
    label="Câu mở đầu",
    standard="{đơn vị} thông báo thu hồi kết quả sau đây để đính chính:",
    is_needed=True,
)
CORRECTION_HELD = _dossier(
    key="correction.held",
    label="Câu khi người dân đã nhận kết quả",
    standard="Kính đề nghị Ông/Bà không sử dụng và nộp lại bản đã nhận tại nơi trả kết quả.",
)
CORRECTION_CLOSING = _dossier(
    key="correction.closing",
    label="Câu kết",
    standard=(
        "Khi có kết quả đã đính chính, {đơn vị} sẽ báo để Ông/Bà đến nhận. Thành thật xin lỗi "
        "Ông/Bà về sai sót này."
    ),
)
CORRECTION_SIGNER = _signer(key="correction.signer")
CORRECTION_RECIPIENTS = _recipients(key="correction.recipients")
CORRECTION_NOTES = _notes(key="correction.notes", standard="{liên hệ}")
