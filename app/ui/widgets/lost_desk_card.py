"""For the day on which a machine is lost: permits are issued here, and used here."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from app.ui.widgets.layouts import Card, label, row
from app.ui.workplace import Workplace

_WORDS = (
    "Một quầy của đơn vị cháy, mất hoặc hỏng máy: lãnh đạo cấp phiếu tiếp quản ở đây, máy thay thế "
    "quét phiếu rồi cấp số tiếp, không trùng số nào đã in. Không cần mạng."
)


class LostDeskCard(Card):
    """Quầy mất máy: issue a permit, or use one."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("Quầy mất máy, máy thay thế")
        self.issue = QPushButton("Cấp phiếu tiếp quản…")
        self.issue.setAccessibleName("Cấp phiếu tiếp quản")
        self.issue.clicked.connect(workplace.ways.permit_wanted)
        self.use = QPushButton("Dùng phiếu ở máy này…")
        self.use.setAccessibleName("Dùng phiếu ở máy này")
        self.use.clicked.connect(workplace.ways.permit_use_wanted)
        self.put(label(_WORDS, "muted", wraps=True), row(self.issue, self.use, None))
