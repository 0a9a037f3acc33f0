"""The recovery key: shown, printed, and gone when the dialog closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.ui.widgets.layouts import column, label, row

if TYPE_CHECKING:
    from app.domain.custody import KeySheet


class KeySheetDialog(QDialog):
    """Tờ khóa khôi phục: to be printed now, for the safe; ``words`` say why it is shown."""

    def __init__(self, parent: QWidget, sheet: KeySheet, words: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Một Cửa · Tờ khóa khôi phục")
        self._sheet = sheet
        self.recovery = label(sheet.recovery, "heading", wraps=True)
        self.recovery.setTextInteractionFlags(
            self.recovery.textInteractionFlags().TextSelectableByMouse
        )
        self.print_sheet = QPushButton("&In tờ khóa khôi phục")
        self.print_sheet.setProperty("role", "main")
        self.print_sheet.clicked.connect(self._print)
        close = QPushButton("Tôi đã cất khóa này")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        self.setLayout(
            column(
                label(f"Khóa khôi phục, ký hiệu {sheet.mark}", "heading"),
                label(words, "muted", wraps=True),
                self.recovery,
                row(None, close, self.print_sheet),
                gap="cell",
                margin="page",
                wide="dialog",
            )
        )

    @Slot()
    def _print(self) -> None:
        from app.ui.printer import print_asking

        print_asking(self._sheet.pdf, self)
