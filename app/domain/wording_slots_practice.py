"""The same for papers of practice, which have no national form: their words are all the office's.

The papers of a citizen's own hand are among them: what is promised, what is authorised.
"""

from __future__ import annotations

from app.domain.paper_forms import Basis
from app.domain.placeholders import OF_DOSSIER
from app.domain.printers import SlipKind
from app.domain.wording import Slot
from app.domain.wording_slot_shapes import (
    heading_slot,
    notes_slot,
    own_heading,
    sentence_slot,
    sign_slot,
)

RESULTS_HEADING = heading_slot(
    key="result_receipt.heading", standard=own_heading(SlipKind.RESULT_RECEIPT)
)
RESULTS_CHECKED = sentence_slot(
    key="result_receipt.checked",
    label="Câu người nhận xác nhận",
    standard="Người nhận đã kiểm tra nội dung và nhận đủ các kết quả nêu trên.",
    is_needed=True,
)
RESULTS_NOTES = notes_slot(
    key="result_receipt.notes", standard="{liên hệ}", placeholders=OF_DOSSIER
)

FEE_HEADING = heading_slot(key="fee_receipt.heading", standard=own_heading(SlipKind.FEE_RECEIPT))
FEE_SIGN = sign_slot(key="fee_receipt.sign", standard="PT")
FEE_NOTES = notes_slot(
    key="fee_receipt.notes",
    standard=(
        "Phiếu này xác nhận việc thu tiền tại quầy, không thay cho biên lai thu phí, lệ phí theo "
        "quy định của pháp luật.\n{liên hệ}"
    ),
    placeholders=OF_DOSSIER,
)

UNDERTAKING_HEADING = heading_slot(
    key="undertaking.heading", standard=own_heading(SlipKind.UNDERTAKING)
)
UNDERTAKING_PROMISES = sentence_slot(
    key="undertaking.promises",
    label="Những điều cam kết",
    most_lines=6,
    standard=(
        "Giấy hẹn nêu trên bị mất, không cầm cố, không cho mượn, không giao cho người khác để nhận "
        "kết quả thay.\n"
        "Tìm thấy giấy đã mất thì nộp lại nơi tiếp nhận; giấy ấy không còn giá trị nhận kết quả.\n"
        "Chịu trách nhiệm trước pháp luật về những điều đã cam kết."
    ),
    is_needed=True,
    hint="mỗi dòng một điều",
)
UNDERTAKING_ASKED = sentence_slot(
    key="undertaking.asked",
    label="Câu đề nghị",
    standard="Kính đề nghị {đơn vị} cấp lại giấy hẹn và trả kết quả theo giấy cấp lại.",
)
UNDERTAKING_NOTES = notes_slot(
    key="undertaking.notes", standard="{liên hệ}", placeholders=OF_DOSSIER
)

AUTHORISATION_HEADING = heading_slot(
    key="authorisation.heading", standard=own_heading(SlipKind.AUTHORISATION)
)
AUTHORISATION_RIGHTS = Slot(
    key="authorisation.rights",
    label="Nội dung ủy quyền",
    most_lines=8,
    most_letters=300,
    standard=(
        "Nộp, bổ sung, hoàn thiện, rút hồ sơ; ký các giấy tờ kèm theo việc đó.\n"
        "Nộp phí, lệ phí và nhận biên lai.\n"
        "Nhận kết quả giải quyết và giấy tờ trả lại."
    ),
    is_needed=True,
    hint="mỗi dòng một việc",
)
AUTHORISATION_SWORN = Slot(
    key="authorisation.sworn",
    label="Câu cam đoan",
    most_letters=400,
    standard=(
        "Người được ủy quyền thực hiện đúng phạm vi ủy quyền, không ủy quyền lại. Hai bên chịu "
        "trách nhiệm trước pháp luật về nội dung giấy này."
    ),
)
AUTHORISATION_NOTES = notes_slot(key="authorisation.notes", standard="{liên hệ}")

HAND_OVER_HEADING = heading_slot(key="hand_over.heading", standard="PHIẾU BÀN GIAO HỒ SƠ")
HAND_OVER_SIGN = sign_slot(key="hand_over.sign", standard="BG")
BATCH_HEADING = heading_slot(
    key="batch.heading", standard="GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ THEO LÔ"
)
BATCH_SIGN = sign_slot(key="batch.sign", standard="LO")
PAD_NOTES = notes_slot(
    key="pad.notes",
    standard=(
        "Phiếu dùng khi mất điện hoặc máy hỏng. Có điện, cán bộ quét mã trên liên 1 để nhập hồ sơ "
        "với đúng mã và giờ nhận đã ghi ở mục 4; nhóm số ở giữa mã là ngày cấp số, không phải ngày "
        "nhận.\n"
        "Khi đến nhận kết quả, mang theo giấy này và giấy tờ tùy thân; nhận thay thì có giấy ủy "
        "quyền.\n{liên hệ}"
    ),
)
REGISTER_FORM = Slot(
    key="register.form",
    label="Theo mẫu của",
    standard=Basis.CURRENT.value,
    choices=(
        (Basis.CURRENT.value, "Thông tư 03/2025/TT-VPCP"),
        (Basis.OLD.value, "Thông tư 01/2018/TT-VPCP"),
    ),
)
