"""The key store of the machine is gone: the key comes back from the sheet."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.ui.widgets.fields import FieldGrid, line, scannable
from app.ui.widgets.layouts import column, label, row

_WORDS = (
    "Dữ liệu còn nguyên nhưng máy này không còn khóa của nó. Lấy tờ khóa khôi phục trong két, "
    "quét mã trên tờ ấy hoặc gõ các nhóm chữ."
)


class LostKeyDialog(QDialog):
    """``answered`` brings what was scanned or typed; whoever hears it accepts, or refuses."""

    answered = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Một Cửa · Trả khóa vào máy")
        self.fields = FieldGrid()
        self.fields.add(
            "recovery", "&Khóa khôi phục", scannable(line("14 nhóm, mỗi nhóm 4 chữ và số"))
        )
        self.start = QPushButton("Mở dữ liệu")
        self.start.setProperty("role", "main")
        self.start.setDefault(True)
        self.start.clicked.connect(self._answer)
        back = QPushButton("Để sau  Esc")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        self.setLayout(
            column(
                label("Không thấy khóa của dữ liệu", "heading"),
                label(_WORDS, "muted", wraps=True),
                self.fields,
                row(None, back, self.start),
                gap="cell",
                margin="page",
                wide="dialog",
            )
        )

    def refuse(self, refusal: Refusal) -> None:
        """That was not the key: say why."""
        self.start.setEnabled(True)
        self.fields.complain("recovery", refusal_sentence(refusal))
        self.fields["recovery"].setFocus()

    @Slot()
    def _answer(self) -> None:
        self.start.setEnabled(False)
        self.fields.clear_complaints()
        self.answered.emit(self.fields.text("recovery"))
