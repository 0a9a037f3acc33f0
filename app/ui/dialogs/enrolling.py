"""A desk becomes known at its centre: the address, the one-time code, and whom to trust."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from app.domain.errors import Reason, Refusal
from app.ui.dialogs.stating import StatingDialog
from app.ui.widgets.fields import line
from app.ui.widgets.layouts import row

_WORDS = (
    "Người giữ máy chủ cho địa chỉ và mã ghi danh; mã dùng một lần, trong 7 ngày. Trung tâm dùng "
    "chứng thư riêng thì họ đưa kèm một tệp .pem, không có thì để trống."
)


class EnrolDialog(StatingDialog):
    """``stated`` brings address, code and the file of the centre's own certificate, or ``None``."""

    under_way = "Đang hỏi trung tâm…"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Ghi danh quầy với trung tâm", _WORDS, "Ghi danh")
        self.fields.add("url", "Đị&a chỉ *", line("https://ten-may-chu:8700"))
        self.fields.add("code", "&Mã ghi danh *", line("16 chữ"))
        self.fields.add("certificate", "&Tệp chứng thư", line("Để trống nếu không được đưa tệp"))
        self.choose = QPushButton("&Chọn tệp…")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        self._whole.insertLayout(self._whole.indexOf(self.fields) + 1, row(self.choose, None))
        self.fields["url"].setFocus()

    def form(self) -> object:
        """What was typed. Raises ``Refusal`` (``FIELD_MISSING``)."""
        for key, words in (("url", "địa chỉ trung tâm"), ("code", "mã ghi danh")):
            if not self.fields.text(key):
                raise Refusal(Reason.FIELD_MISSING, field=words)
        name = self.fields.text("certificate")
        return self.fields.text("url"), self.fields.text("code"), Path(name) if name else None

    @Slot()
    def _choose(self) -> None:
        kinds = "Chứng thư (*.pem *.crt *.cer)"
        name, _ = QFileDialog.getOpenFileName(self, "Chứng thư của trung tâm", "", kinds)
        if name:
            self.fields.put("certificate", name)
