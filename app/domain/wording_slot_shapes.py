"""What slots of one sort have in common: notes, headings, signs, sentences about a dossier."""

from __future__ import annotations

from functools import partial

from app.domain.paper_forms import PAPER_NAMES
from app.domain.placeholders import OF_DOSSIER
from app.domain.printers import SlipKind
from app.domain.wording import Slot

sentence_slot = partial(Slot, placeholders=OF_DOSSIER, most_letters=400)
notes_slot = partial(
    Slot,
    label="Ghi chú cuối giấy",
    placeholders=OF_DOSSIER,
    most_lines=6,
    most_letters=300,
    hint="mỗi dòng một ghi chú",
)
sign_slot = partial(Slot, label="Chữ ký hiệu sau số", placeholders=frozenset(), most_letters=12)
heading_slot = partial(
    Slot, label="Tên giấy", placeholders=frozenset(), most_letters=90, is_needed=True
)
recipients_slot = partial(
    Slot,
    label="Nơi nhận, sau “Như trên”",
    most_lines=4,
    hint="mỗi dòng một nơi; trống thì lấy cơ quan liên quan và “Lưu: VT”",
)
signer_slot = partial(
    Slot,
    label="Chức danh người ký",
    placeholders=frozenset(),
    hint="trống: người đứng đầu",
)


def own_heading(kind: SlipKind) -> str:
    """What a paper is called by its first form."""
    return PAPER_NAMES[kind].forms[0].heading
