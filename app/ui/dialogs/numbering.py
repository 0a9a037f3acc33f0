"""A restored or replaced machine is let number: by a permit, or by a supervisor of this desk."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QWidget

from app.domain.errors import Reason, Refusal
from app.domain.permit import check_lines
from app.domain.scan import ScanKind, kind_of_scan
from app.domain.words import refusal_sentence
from app.ui.tokens import length
from app.ui.widgets.fields import FieldGrid, choice, line
from app.ui.widgets.layouts import column, key_button, label, row

_PERMIT, _LEAVE = "permit", "leave"
_WAYS = (
    (_PERMIT, "Có phiếu tiếp quản của lãnh đạo ở quầy khác"),
    (_LEAVE, "Lãnh đạo của quầy này cho cấp số"),
)
_WORDS = (
    "Số đã in ra giấy không bao giờ được cấp lần nữa, nên máy khôi phục hoặc máy thay thế chỉ cấp "
    "số khi có người chịu trách nhiệm. Không cần mạng. Đang nối được trung tâm thì chỉ cần đồng bộ "
    "(F5 ở “Đồng bộ”): trung tâm cho mượn số, quầy tiếp nhận ngay trong lúc chờ."
)
_NO_PERMIT = "Chỉ nhận mã trên phiếu tiếp quản ở đây."
_START = "Cho cấp số"
_ABOUT_PERMIT = (
    Reason.PERMIT_UNREADABLE,
    Reason.PERMIT_LINE_WRONG,
    Reason.PERMIT_FORGED,
    Reason.PERMIT_ELSEWHERE,
    Reason.PERMIT_EXPIRED,
    Reason.PERMIT_USED,
)


class NumberingDialog(QDialog):
    """``permit_given`` brings text and compared signer, ``leave_given`` the reason.

    Whoever hears them accepts, or calls ``refuse``.
    """

    permit_given = Signal(str, str)
    leave_given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Một Cửa · Cho quầy cấp số")
        self.fields = _fields()
        self.fields.edited.connect(self._edited)
        self._trouble = label("", "error", wraps=True)
        self._trouble.hide()
        self.start = key_button(_START, "Ctrl+Return", "main")
        self.start.setText(f"{_START}  Ctrl+Enter")
        self.start.clicked.connect(self._answer)
        back = QPushButton("Để sau  Esc")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        self.setLayout(
            column(
                label("Cho quầy này cấp số", "heading"),
                label(_WORDS, "muted", wraps=True),
                self.fields,
                self._trouble,
                row(None, back, self.start),
                gap="cell",
                margin="page",
                wide="dialog",
            )
        )
        self._show_way()

    def take_scan(self, scanned: str) -> bool:
        """A permit is used at once; anything else is no answer here."""
        self.fields.load({"way": _PERMIT, "signer": self.fields.text("signer")})
        self._show_way()
        if kind_of_scan(scanned) is not ScanKind.PERMIT:
            self.fields.complain("permit", _NO_PERMIT)
            return False
        self.fields.put("permit", scanned)
        self._answer()
        return True

    def refuse(self, refusal: Refusal) -> None:
        """It still waits: say why at its field."""
        self.start.setEnabled(True)
        sentence = refusal_sentence(refusal)
        key = ""
        if refusal.reason is Reason.PERMIT_SIGNER_UNKNOWN:
            self.fields.show_line("signer", shown=True)
            key = "signer"
        elif refusal.reason in _ABOUT_PERMIT:
            key = "permit"
        elif refusal.reason is Reason.REASON_MISSING:
            key = "reason"
        if key:
            self.fields.complain(key, sentence)
            self.fields[key].setFocus()
        else:
            self._trouble.setText(sentence)
            self._trouble.show()

    @Slot(str)
    def _edited(self, key: str) -> None:
        if key == "way":
            self._show_way()
        elif key == "permit":
            self._look_at_lines()

    def _look_at_lines(self) -> None:
        """A slip of the finger is told while the line is still under the eyes."""
        try:
            check_lines(self.fields.text("permit"))
        except Refusal as refusal:
            self.fields.complain("permit", refusal_sentence(refusal))
        else:
            self.fields.complain("permit", "")

    def _show_way(self) -> None:
        by_permit = self.fields.text("way") == _PERMIT
        self.fields.show_line("permit", shown=by_permit)
        self.fields.show_line("signer", shown=by_permit and bool(self.fields.text("signer")))
        self.fields.show_line("reason", shown=not by_permit)
        self.fields["permit" if by_permit else "reason"].setFocus()

    @Slot()
    def _answer(self) -> None:
        self.fields.clear_complaints()
        self._trouble.hide()
        self.start.setEnabled(False)
        if self.fields.text("way") == _PERMIT:
            self.permit_given.emit(self.fields.text("permit"), self.fields.text("signer"))
        else:
            self.leave_given.emit(self.fields.text("reason"))


def _fields() -> FieldGrid:
    permit = QPlainTextEdit()
    permit.setTabChangesFocus(True)
    permit.setPlaceholderText("Quét mã trên phiếu, hoặc gõ lần lượt các dòng số")
    permit.setFixedHeight(length("reason_height"))
    grid = FieldGrid()
    grid.add("way", "&Cách cho phép", choice(_WAYS))
    grid.add("permit", "&Phiếu tiếp quản", permit)
    grid.add("signer", "&Khóa ký đã so", line("Dòng “Khóa ký” trên tờ khóa của quầy cấp phiếu"))
    grid.add("reason", "&Lý do", line("Ví dụ: thay ổ đĩa, khôi phục từ bản sao lưu"))
    return grid
