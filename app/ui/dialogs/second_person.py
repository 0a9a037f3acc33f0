"""A second person agrees: who it is, and their PIN, typed by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.domain.badge import read_badge
from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.ui.widgets.fields import FieldGrid, choice
from app.ui.widgets.layouts import column, label, row
from app.ui.widgets.secret_fields import secret_line


class SecondPersonDialog(QDialog):
    """``agreed`` brings uid and PIN, ``badge_shown`` the badge and the PIN typed so far.

    Whoever hears it accepts, or calls ``refuse``.
    """

    agreed = Signal(str, str)
    badge_shown = Signal(str, str)

    def __init__(self, parent: QWidget, words: str, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Một Cửa · Người thứ hai")
        self.fields = FieldGrid()
        self.pin = secret_line("Người thứ hai tự gõ, hoặc quét thẻ")
        self.fields.add("second", "&Người thứ hai", choice(people))
        self.fields.add("pin", "Mã &PIN", self.pin)
        self.agree = QPushButton("Đồng ý")
        self.agree.setProperty("role", "main")
        self.agree.setDefault(True)
        self.agree.clicked.connect(self._agree)
        back = QPushButton("Quay lại  Esc")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        self.setLayout(
            column(
                label("Việc này cần người thứ hai đồng ý", "heading"),
                label(words, "muted", wraps=True),
                self.fields,
                row(None, back, self.agree),
                gap="cell",
                margin="page",
                wide="dialog",
            )
        )
        self.pin.setFocus()

    def refuse(self, refusal: Refusal) -> None:
        """They did not prove who they are: say why."""
        self.agree.setEnabled(True)
        self.fields.complain("pin", refusal_sentence(refusal))
        self.pin.clear()
        self.pin.setFocus()

    def take_scan(self, scanned: str) -> bool:
        """A badge says who it is; anything else is no answer here."""
        if read_badge(scanned) is None:
            self.fields.complain("pin", "Chỉ nhận thẻ cán bộ ở đây. Hãy quét thẻ, hoặc gõ mã PIN.")
            return False
        self.badge_shown.emit(scanned, self.pin.text())
        return True

    @Slot()
    def _agree(self) -> None:
        self.agree.setEnabled(False)
        self.agreed.emit(self.fields.text("second"), self.pin.text())
