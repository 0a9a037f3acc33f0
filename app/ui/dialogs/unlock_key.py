"""The office's unlock key: carried to the other desks of the office, so that any can answer."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.ui.widgets.fields import FieldGrid, line, scannable
from app.ui.widgets.layouts import column, label, row

_WORDS = (
    "Các quầy của đơn vị dùng chung một khóa thì lãnh đạo ở quầy nào cũng trả lời được người quên "
    "mã PIN ở quầy kia. Ghi khóa dưới đây ra giấy cất vào két, hoặc gõ khóa của quầy kia vào đây."
)


class UnlockKeyDialog(QDialog):
    """``taken`` brings the key of another desk as typed; whoever hears it accepts or refuses."""

    taken = Signal(str)

    def __init__(self, parent: QWidget, key: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Một Cửa · Khóa mở khóa của đơn vị")
        self.key = label(key, "heading", wraps=True)
        self.key.setTextInteractionFlags(self.key.textInteractionFlags().TextSelectableByMouse)
        self.fields = FieldGrid()
        self.fields.add(
            "key", "&Khóa của quầy kia", scannable(line("8 nhóm, mỗi nhóm 4 chữ và số"))
        )
        self.take = QPushButton("Dùng khóa này ở đây")
        self.take.setProperty("role", "main")
        self.take.setDefault(True)
        self.take.clicked.connect(self._take)
        back = QPushButton("Đóng  Esc")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        self.setLayout(
            column(
                label("Khóa mở khóa của đơn vị", "heading"),
                label(_WORDS, "muted", wraps=True),
                self.key,
                self.fields,
                row(None, back, self.take),
                gap="cell",
                margin="page",
                wide="dialog",
            )
        )

    def refuse(self, refusal: Refusal) -> None:
        """That was no key: say why."""
        self.take.setEnabled(True)
        self.fields.complain("key", refusal_sentence(refusal))
        self.fields["key"].setFocus()

    @Slot()
    def _take(self) -> None:
        self.take.setEnabled(False)
        self.fields.clear_complaints()
        self.taken.emit(self.fields.text("key"))
