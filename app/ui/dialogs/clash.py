"""Deeds that two places did without knowing of each other, side by side; a supervisor decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QGridLayout, QPushButton, QWidget

from app.domain.moments import local
from app.ui.dialogs.stating import StatingDialog
from app.ui.tokens import length, space
from app.ui.widgets.fields import line
from app.ui.widgets.layouts import Card, label

if TYPE_CHECKING:
    from app.services.clashing import ClashShown, ClashSide

_COLUMNS = 2
_SIDES = 2
"""The place of the deeds in the dialog: below heading and words."""

_WORDS = (
    "Các việc này được ghi ở hai nơi khi chưa biết việc của nhau, và đang được tính theo thứ tự "
    "trung tâm nhận. Đánh dấu việc đúng; việc không đúng thì sửa bằng một việc riêng trên hồ sơ."
)
_READ_ONLY = "Chỉ lãnh đạo quyết định được. Hãy báo lãnh đạo và giữ cả hai giấy."


class ClashDialog(StatingDialog):
    """``form`` gives the ruling; ``page_wanted`` follows when the dossier is to be opened."""

    page_wanted = Signal()

    def __init__(self, parent: QWidget, clash: ClashShown, *, may_decide: bool) -> None:
        words = _WORDS if may_decide else _READ_ONLY
        title = f"Hồ sơ {clash.code}: {len(clash.deeds)} việc trái nhau"
        super().__init__(parent, title, words, "Quyết định")
        self.setMinimumWidth(length("deed_dialog"))
        self._clash = clash
        self.stands: list[QCheckBox] = []
        sides = QGridLayout()
        sides.setSpacing(space("cell"))
        for number, side in enumerate(clash.deeds, 1):
            sides.addWidget(self._side(number, side), *divmod(number - 1, _COLUMNS))
        for at in range(_COLUMNS):
            sides.setColumnStretch(at, 1)
        self.fields.add("reason", "Ý &kiến *", line("Vì sao, đã hỏi ai"))
        page = QPushButton("&Mở hồ sơ")
        page.setAutoDefault(False)
        page.clicked.connect(self.page_wanted)
        self._whole.insertLayout(_SIDES, sides)
        self._buttons.insertWidget(0, page)
        for each in (*self.stands, self.fields, self.agree):
            each.setVisible(may_decide)
        (self.stands[0] if may_decide else page).setFocus()

    def form(self) -> object:
        """Which deeds are right, and why."""
        from app.services.clashing import Ruling

        pairs = zip(self._clash.deeds, self.stands, strict=True)
        stand = tuple(side.event_uid for side, box in pairs if box.isChecked())
        return Ruling(stand=stand, reason=self.fields.text("reason"))

    def _side(self, number: int, side: ClashSide) -> Card:
        card = Card(f"Việc {number} · quầy {side.desk}" if side.desk else f"Việc {number}")
        stands = QCheckBox(f"Việc {number} đúng  Alt+{number}")
        QShortcut(QKeySequence(f"Alt+{number}"), self).activated.connect(stands.click)
        self.stands.append(stands)
        told = f"{local(side.at):%H:%M %d/%m/%Y} · {side.who} · {side.office}"
        card.put(label(side.sentence, "strong", wraps=True), label(told, "muted", wraps=True))
        card.put(None, stands)
        return card
