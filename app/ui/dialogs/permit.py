"""A supervisor issues the permit by which another machine takes a lost desk's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QWidget

from app.domain.errors import Refusal
from app.domain.time_words import day_text
from app.domain.words import refusal_sentence
from app.ui.tokens import length, space
from app.ui.widgets.fields import FieldGrid, choice
from app.ui.widgets.layouts import Item, column, label, row

if TYPE_CHECKING:
    from app.domain.permit import SignedPermit

_DESKS = tuple((str(number), f"Quầy {number}") for number in range(1, 9))
_MODULE = 4
"""Pixels of a module: the whole permit fits a screen of 540 lines."""

_WORDS = (
    "Quầy nào mất máy (cháy, mất trộm, hỏng ổ đĩa) thì cấp phiếu cho máy thay thế của quầy ấy. "
    "Phiếu chỉ dùng hôm nay, cho một máy; mọi phiếu trong ngày nên cấp từ một quầy. Không cần mạng."
)
_HOW = (
    "Quét mã này trên máy thay thế, chụp gửi ảnh, hoặc bấm Ctrl+Shift+J ở máy ấy rồi đọc các dòng "
    "số cho người bên kia gõ."
)


class PermitDialog(QDialog):
    """``asked`` brings the number of the lost desk; whoever hears it shows the permit or refuses.

    ``print_wanted`` follows when the paper is wanted.
    """

    asked = Signal(int)
    print_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Một Cửa · Phiếu tiếp quản")
        self.setMinimumWidth(length("dialog"))
        self.fields = FieldGrid()
        self.fields.add("desk", "&Quầy đã mất máy", choice(_DESKS))
        self.issue = QPushButton("Cấp phiếu")
        self.issue.setProperty("role", "main")
        self.issue.setDefault(True)
        self.issue.clicked.connect(self._ask)
        self.print_sheet = QPushButton("&In phiếu")
        self.print_sheet.setAutoDefault(False)
        self.print_sheet.clicked.connect(self.print_wanted)
        self.print_sheet.hide()
        back = QPushButton("Đóng  Esc")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        self._pages = QStackedWidget()
        self._pages.addWidget(_page(label(_WORDS, "muted", wraps=True), self.fields, None))
        self.setLayout(
            column(
                label("Phiếu tiếp quản quầy mất máy", "heading"),
                self._pages,
                row(None, back, self.print_sheet, self.issue),
                gap="cell",
                margin="page",
            )
        )

    def refuse(self, refusal: Refusal) -> None:
        """Nothing was issued: say why."""
        self.issue.setEnabled(True)
        self.fields.complain("desk", refusal_sentence(refusal))

    def show_permit(self, signed: SignedPermit) -> None:
        """The permit: as a code to scan, as digits to read out, and whose key signed it."""
        from app.ui.widgets.code_picture import CodePicture

        permit = signed.permit
        first, last = (f"{permit.desk_number}{each}" for each in (permit.first, permit.last))
        told = (
            f"Quầy {permit.desk_number} · chỉ ngày {day_text(permit.on)} · số {first} đến {last}\n"
            f"Khóa ký, để so với tờ khóa khôi phục của quầy này: {permit.signer}"
        )
        lines = "\n".join(f"Dòng {at}:  {each}" for at, each in enumerate(signed.lines, 1))
        self.digits = label(lines)
        self.digits.setTextInteractionFlags(
            self.digits.textInteractionFlags().TextSelectableByMouse
        )
        code = CodePicture(str(signed), "Mã QR của phiếu tiếp quản", _MODULE)
        beside = row(code, self.digits, None, gap="card")
        page = _page(label(told, wraps=True), label(_HOW, "muted", wraps=True), beside, None)
        # Wrapping labels would let the page shrink, and the digits with it.
        self.setMinimumWidth(beside.sizeHint().width() + 2 * space("page"))
        self._pages.addWidget(page)
        self._pages.setCurrentIndex(1)
        self.resize(self.sizeHint())
        self.issue.hide()
        self.print_sheet.show()
        self.print_sheet.setDefault(True)
        self.print_sheet.setFocus()

    @Slot()
    def _ask(self) -> None:
        self.issue.setEnabled(False)
        self.fields.clear_complaints()
        self.asked.emit(int(self.fields.text("desk")))


def _page(*items: Item) -> QWidget:
    page = QWidget()
    page.setLayout(column(*items, gap="cell"))
    return page
