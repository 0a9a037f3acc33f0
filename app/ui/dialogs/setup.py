"""First start: who we are and where we sit, or a try with training data."""

from __future__ import annotations

from dataclasses import field

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QWidget

from app.domain.codes import TRAINING_AGENCY, check_agency_code
from app.domain.errors import Refusal
from app.domain.light_dataclass import dataclass
from app.domain.text import one_line
from app.domain.words import refusal_sentence
from app.ui.widgets.fields import FieldGrid, choice, line
from app.ui.widgets.layouts import column, label, row
from app.ui.widgets.secret_fields import AGAIN, NEW, new_secret_of, secret_line

_DESKS = tuple((str(number), f"Quầy {number}") for number in range(1, 9))
_NEEDED = ("office_name", "agency_code", "place", "officer")
_TRY = {
    "office_name": "Trung tâm Phục vụ hành chính công (tập huấn)",
    "place": "Hà Nội",
    "officer": "Cán bộ tập huấn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpAnswers:
    """What was answered, as typed and tidied."""

    office_name: str
    agency_code: str
    place: str
    desk: int
    officer: str
    parent_name: str = ""
    is_training: bool = False
    secret: str = field(default="", repr=False)


class SetUpDialog(QDialog):
    """Asks who we are, shows what goes wrong at its field, and at last the recovery key.

    ``answered`` brings ``SetUpAnswers``; the window sets the desk up and calls ``show_recovery``
    or ``refuse``.
    """

    answered = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Một Cửa · Thiết lập lần đầu")
        self.fields = _fields()
        self.start = QPushButton("Thiết lập quầy")
        self.start.setProperty("role", "main")
        self.start.setDefault(True)
        self.start.clicked.connect(self._answer)
        self.try_out = QPushButton("Dùng thử (tập huấn)")
        self.try_out.setAutoDefault(False)
        self.try_out.clicked.connect(self._answer_try)
        self.restore = QPushButton("&Khôi phục từ bản sao lưu…")
        self.restore.setAutoDefault(False)
        self._trouble = label("", "error", wraps=True)
        self.recovery = label("", "heading", wraps=True)
        self.recovery.setTextInteractionFlags(
            self.recovery.textInteractionFlags().TextSelectableByMouse
        )
        self.begin = QPushButton("Tôi đã ghi lại khóa này, bắt đầu làm việc")
        self.begin.setProperty("role", "main")
        self.begin.clicked.connect(self.accept)
        self.print_key = QPushButton("&In khóa khôi phục")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._questions())
        self._pages.addWidget(self._recovery_page())
        self.setLayout(column(self._pages, margin="card", wide="dialog"))

    def refuse(self, refusal: Refusal) -> None:
        """Nothing was set up: say why, and let it be mended."""
        self._trouble.setText(refusal_sentence(refusal))
        self._set_busy(busy=False)

    def show_recovery(self, recovery: str, receivable: str) -> None:
        """The desk is set up; ``receivable`` says how many procedures can be received at once."""
        self.recovery.setText(recovery)
        self._receivable.setText(receivable)
        self._pages.setCurrentIndex(1)
        self.begin.setDefault(True)
        self.begin.setFocus()

    def _questions(self) -> QWidget:
        page = QWidget()
        words = (
            "Những điều này in trên giấy hẹn và nằm trong mã hồ sơ. "
            "Chương trình làm việc được ngay khi không có mạng."
        )
        page.setLayout(
            column(
                label("Chào mừng đến với Một Cửa", "heading"),
                label(words, "muted", wraps=True),
                self.fields,
                self._trouble,
                row(self.try_out, self.restore, None, self.start),
                gap="near",
            )
        )
        return page

    def _recovery_page(self) -> QWidget:
        page = QWidget()
        words = (
            "Dữ liệu được mã hóa. Nếu máy hỏng, chỉ khóa khôi phục này mở được bản sao lưu. "
            "Hãy in và cất ở nơi an toàn, tách khỏi máy; khóa chỉ hiện một lần."
        )
        self._receivable = label("", "muted", wraps=True)
        page.setLayout(
            column(
                label("Khóa khôi phục", "heading"),
                label(words, "muted", wraps=True),
                self.recovery,
                self._receivable,
                None,
                row(self.print_key, None, self.begin),
                gap="near",
            )
        )
        return page

    @Slot()
    def _answer(self) -> None:
        self._trouble.setText("")
        self.fields.clear_complaints()
        if not self._is_complete():
            return
        typed = {key: one_line(text) for key, text in self.fields.values().items()}
        self._set_busy(busy=True)
        self.answered.emit(
            SetUpAnswers(
                office_name=typed["office_name"],
                agency_code=typed["agency_code"].upper(),
                place=typed["place"],
                desk=int(typed["desk"]),
                officer=typed["officer"],
                parent_name=typed["parent_name"],
                secret=self.fields.text(NEW),
            )
        )

    @Slot()
    def _answer_try(self) -> None:
        self._set_busy(busy=True)
        typed = {key: self.fields.text(key) or words for key, words in _TRY.items()}
        self.answered.emit(
            SetUpAnswers(
                **typed,
                parent_name=self.fields.text("parent_name"),
                agency_code=TRAINING_AGENCY,
                desk=int(self.fields.text("desk")),
                is_training=True,
            )
        )

    def _is_complete(self) -> bool:
        for key in _NEEDED:
            if not self.fields.text(key):
                self._complain(key, "Hãy điền mục này.")
                return False
        try:
            check_agency_code(self.fields.text("agency_code"))
        except Refusal as refusal:
            self._complain("agency_code", refusal_sentence(refusal))
            return False
        return new_secret_of(self.fields, self.fields.text("officer")) is not None

    def _complain(self, key: str, sentence: str) -> None:
        self.fields.complain(key, sentence)
        self.fields[key].setFocus()

    def _set_busy(self, *, busy: bool) -> None:
        for each in (self.start, self.try_out, self.restore, self.fields):
            each.setEnabled(not busy)
        self.start.setText("Đang thiết lập…" if busy else "Thiết lập quầy")


def _fields() -> FieldGrid:
    grid = FieldGrid()
    grid.add("office_name", "Đơ&n vị *", line("Trung tâm Phục vụ hành chính công xã…"))
    grid.add("parent_name", "Cơ quan c&hủ quản", line("Dòng đầu tờ giấy: Ủy ban nhân dân xã…"))
    grid.add("agency_code", "&Mã định danh *", line("Ví dụ: H40.16"))
    grid.add("place", "Địa &danh *", line("Ghi ở đầu giấy hẹn, ví dụ: Nam Định"))
    grid.add("desk", "&Quầy", choice(_DESKS))
    grid.add("officer", "&Cán bộ *", line("Họ và tên người ngồi quầy, cũng là người quản trị"))
    grid.add(NEW, "Mã &PIN *", secret_line("6 chữ số trở lên; mở quầy, và đứng tên mọi việc"))
    grid.add(AGAIN, "Gõ &lại mã PIN *", secret_line())
    return grid
