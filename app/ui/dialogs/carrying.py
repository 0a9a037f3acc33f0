"""What the centre never received goes by hand: onto a stick here, off it at another desk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from app.domain.errors import Reason, Refusal
from app.ui.dialogs.stating import StatingDialog
from app.ui.widgets.fields import line
from app.ui.widgets.layouts import label, row

_OUT = (
    "Mọi việc trung tâm chưa báo nhận được ghi ra một tệp mã hóa. Mang USB sang quầy khác của đơn "
    "vị; lãnh đạo hoặc quản trị ở đó bấm Ctrl+I ở trang “Đồng bộ”. Ở máy này không mất gì."
)
_IN = (
    "Gói của quầy khác, với mã mở gói mà quầy ấy đã báo. Nhận hai lần cũng không hại: việc đã có "
    "thì bỏ qua. Gói do chính quầy này ghi không cần mã."
)
_CODE = "Mã mở gói: ghi ra giấy, đi riêng với USB. Chương trình không giữ mã này."
_CHOOSE = "&Chọn…"


class CarryOutDialog(StatingDialog):
    """``stated`` brings the folder; ``show_code`` follows when it was written."""

    under_way = "Đang ghi…"

    def __init__(self, parent: QWidget, folder: str) -> None:
        super().__init__(parent, "Ghi việc chưa gửi ra USB", _OUT, "Ghi ra USB")
        self.fields.add("folder", "&Thư mục *", line("Thư mục trên USB"))
        self.fields.put("folder", folder)
        self.done_words, self.code = label("", wraps=True), label("", "display", wraps=True)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code.setAccessibleName("Mã mở gói")
        self._keep_code = label(_CODE, "warn", wraps=True)
        self._after = (self.done_words, self.code, self._keep_code)
        self._choose = _button(_CHOOSE, self._choose_folder)
        at = self._whole.indexOf(self.fields) + 1
        self._whole.insertLayout(at, row(self._choose, None))
        for place, each in enumerate(self._after, at + 1):
            each.hide()
            self._whole.insertWidget(place, each)
        self.fields["folder"].setFocus()

    def form(self) -> object:
        """The folder. Raises ``Refusal`` (``FIELD_MISSING``)."""
        if not self.fields.text("folder"):
            raise Refusal(Reason.FIELD_MISSING, field="thư mục trên USB")
        return Path(self.fields.text("folder"))

    @Slot(object)
    def show_code(self, written: tuple[str, str]) -> None:
        """What was written, and the code without which nobody reads it."""
        said, code = written
        self.done_words.setText(said)
        self.code.setText(code)
        for each in self._after:
            each.show()
        for done in (self.fields, self._choose, self.agree):
            done.hide()
        self.back.setText("Đã ghi mã ra giấy  Esc")
        self.back.setDefault(True)
        self.back.setFocus()
        self.adjustSize()

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, "Thư mục trên USB", self.fields.text("folder")
        )
        if name:
            self.fields.put("folder", name)


class CarryInDialog(StatingDialog):
    """``stated`` brings the file, and the code or an empty text."""

    under_way = "Đang nhận…"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Nhận việc từ USB", _IN, "Nhận")
        self.fields.add("file", "&Tệp gói *", line("Tệp .goi trên USB"))
        self.fields.add("code", "&Mã mở gói", line("30 chữ số, có dấu cách hay không"))
        choose = _button(_CHOOSE, self._choose_file)
        self._whole.insertLayout(self._whole.indexOf(self.fields) + 1, row(choose, None))
        self.fields["file"].setFocus()

    def form(self) -> object:
        """File and code. Raises ``Refusal`` (``FIELD_MISSING``)."""
        if not self.fields.text("file"):
            raise Refusal(Reason.FIELD_MISSING, field="tệp gói")
        return Path(self.fields.text("file")), self.fields.text("code")

    @Slot()
    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Gói của quầy khác", "", "Gói (*.goi)")
        if name:
            self.fields.put("file", name)


def _button(words: str, act: object) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button
