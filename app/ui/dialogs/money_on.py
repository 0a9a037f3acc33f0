"""Tiền thu hộ cơ quan: sums of a period by agency, and the document by which one went on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.domain.money_words import sum_or_blank, sum_text
from app.ui.theme import Theme
from app.ui.tokens import length
from app.ui.widgets.fields import FieldStrip, line
from app.ui.widgets.layouts import column, key_button, label, row
from app.ui.widgets.notice import Notice
from app.ui.widgets.record_chip import ChipDelegate
from app.ui.widgets.record_table import Column, RecordTable, number_column

if TYPE_CHECKING:
    from app.services.handing_money_on import AgencyMoney

_DAY = "%d/%m/%Y"
_STANDING = 5
_WORDS = (
    "Phí, lệ phí và giá dịch vụ đã thu, trừ tiền đã trả lại; tính cả hai ngày đầu và cuối. "
    "Mỗi ngày của một cơ quan chỉ chuyển một lần."
)


class MoneyOnDialog(QDialog):
    """``asked`` follows a stated period, ``stated`` the key that records what went on."""

    asked = Signal()
    stated = Signal(object, str)

    def __init__(self, parent: QWidget, theme: Theme, today: date) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tiền thu hộ cơ quan")
        last = today.replace(day=1) - timedelta(days=1)
        self.fields = FieldStrip()
        self.fields.add("since", "&Từ ngày", line("01/11/2026"), 2)
        self.fields.add("until", "Đế&n ngày", line("30/11/2026"), 2)
        self.fields.add("document", "&Số chứng từ", line("UNC 12"), 3)
        self.fields.load({"since": f"{last.replace(day=1):{_DAY}}", "until": f"{last:{_DAY}}"})
        self.fields.edited.connect(self._ask)
        self.notice = Notice(theme)
        columns: tuple[Column[AgencyMoney], ...] = (
            Column("Cơ quan", lambda each: each.agency, share=34),
            number_column("Lần thu", lambda each: each.count, 12),
            number_column("Phí", lambda each: each.fee, 15, sum_or_blank),
            number_column("Lệ phí", lambda each: each.levy, 15, sum_or_blank),
            number_column("Cộng", lambda each: each.total, 16, sum_or_blank),
            Column("Tình trạng", _standing, share=20),
        )
        self.table: RecordTable[AgencyMoney] = RecordTable(columns, "Tiền theo cơ quan")
        self.table.setItemDelegateForColumn(_STANDING, ChipDelegate(theme, _tone, self.table))
        self.table.selectionModel().currentRowChanged.connect(self._allow)
        self.total = label("", "muted")
        self.hand_on = key_button("Ghi đã chuyển", "F9", "main")
        self.hand_on.clicked.connect(self._state)
        self._lay_out()
        self.resize(QSize(min(parent.width(), length("wide_form")), parent.height() * 3 // 4))
        self._allow()
        self.table.setFocus()

    @property
    def gives_way(self) -> bool:
        """Whether no document's number is being typed."""
        return not self.fields.text("document")

    def period(self) -> tuple[date, date] | None:
        """The stated days; nothing while one of them cannot be read."""
        try:
            since, until = (
                datetime.strptime(self.fields.text(key), _DAY).date()  # noqa: DTZ007
                for key in ("since", "until")
            )
        except ValueError:
            return None
        return since, until

    def show_sums(self, sums: tuple[AgencyMoney, ...]) -> None:
        """Replace the sums; the current agency stays current."""
        kept = self.table.current_record()
        self.table.show_records(sums)
        at = next((at for at, each in enumerate(sums) if kept and each.agency == kept.agency), 0)
        self.table.setCurrentIndex(self.table.model().index(at, 0))
        whole = sum_text(sum(each.total for each in sums))
        self.total.setText(f"Cộng {whole} đồng" if sums else "Không có khoản thu nào trong kỳ này.")
        self._allow()

    def say(self, sentence: str, kind: str = "info") -> None:
        """What came of the last act."""
        self.notice.say(sentence, kind)

    def _lay_out(self) -> None:
        close = QPushButton("Đóng  Esc")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        # Enter after a typed day goes to the sums of it.
        there = QPushButton("Xem  Enter")
        there.setAccessibleName("Xem kỳ đã ghi")
        there.setDefault(True)
        there.clicked.connect(self.table.setFocus)
        head = row(self.fields, there)
        head.setStretch(0, 1)
        whole = column(
            label("Tiền thu hộ cơ quan", "heading"),
            label(_WORDS, "muted", wraps=True),
            head,
            self.notice,
            self.table,
            row(self.total, None, close, self.hand_on),
            gap="cell",
            margin="card",
        )
        whole.setStretch(4, 1)
        self.setLayout(whole)

    @Slot(str)
    def _ask(self, key: str) -> None:
        if key != "document" and self.period() is not None:
            self.notice.say("")
            self.asked.emit()

    @Slot()
    def _allow(self, *_: object) -> None:
        current = self.table.current_record()
        self.hand_on.setEnabled(current is not None and not current.handed_on)

    @Slot()
    def _state(self) -> None:
        current = self.table.current_record()
        if current is not None:
            self.stated.emit(current, self.fields.text("document"))


def _standing(each: AgencyMoney) -> str:
    return "Đã chuyển" if each.handed_on else "Chưa chuyển"


def _tone(each: AgencyMoney) -> str:
    return "good" if each.handed_on else "warn"
