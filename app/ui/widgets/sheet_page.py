"""The page of one hand-over sheet: what is missing and what came beside, before anybody signs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.domain.light_dataclass import dataclass
from app.ui.theme import Theme
from app.ui.tokens import length
from app.ui.widgets.fields import FieldStrip, line
from app.ui.widgets.flow import Flow, foot
from app.ui.widgets.layouts import Card, ElidedLabel, column, key_button, label, row
from app.ui.widgets.notice import Notice
from app.ui.widgets.record_chip import ChipDelegate
from app.ui.widgets.record_table import Column, RecordTable

SIGNERS = ("giver", "receiver", "witness")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A dossier of the sheet, or beside it: ``tone`` is good, warn, bad or quiet."""

    number: int
    code: str
    applicant: str
    words: str
    tone: str


class SheetPage(QWidget):
    """``typed`` brings a code that was typed in place of a scan."""

    typed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.code = label("", "heading")
        self.way = ElidedLabel("", "small")
        self.count = label("", "display")
        self.count.setObjectName("sheetCount")
        self.notice = Notice(theme)
        self.scan = line("Quét, hoặc gõ mã rồi Enter")
        self.scan.setAccessibleName("Mã hồ sơ đã đếm")
        self.scan.returnPressed.connect(self._take_code)
        self.missing: RecordTable[SheetRow] = RecordTable(_columns(), "Còn thiếu")
        self.there: RecordTable[SheetRow] = RecordTable(_columns(), "Đã có")
        for table in (self.missing, self.there):
            table.setItemDelegateForColumn(3, ChipDelegate(theme, _tone, table))
        self._missing, self._there = Card("Còn thiếu"), Card("Đã có")
        self.signers = FieldStrip()
        for key, words in zip(SIGNERS, ("Người &giao", "Người &nhận", "Chứng &kiến"), strict=True):
            self.signers.add(key, words, QLineEdit())
        self.all_there = key_button("Có đủ cả", "Ctrl+T")
        self.sign = key_button("Ký nhận", "F9", "main")
        self.take_back = key_button("Thu lại phiếu…", "Ctrl+U")
        # The key is the window's, which asks the place that is shown.
        self.paper = QPushButton("In lại phiếu  Ctrl+P")
        self.paper.setAutoDefault(False)
        self.paper.setAccessibleName("In lại phiếu")
        self.back = key_button("Quay lại", "Esc")
        self._lay_out()

    def show_head(self, code: str, way: str) -> None:
        """Which sheet this is."""
        self.code.setText(code)
        self.way.setText(way)

    def show_rows(self, missing: Sequence[SheetRow], there: Sequence[SheetRow]) -> None:
        """What is not there yet, and what is; extras stand below what is on the sheet."""
        self.missing.show_records(missing)
        self.there.show_records(there)
        self._missing.name(f"Còn thiếu: {len(missing)}" if missing else "Không thiếu hồ sơ nào")

    def say_count(self, count: str, aside: str) -> None:
        """How far the counting is."""
        self.count.setText(count)
        self._there.name(aside)

    def allow(self, *, is_waiting: bool) -> None:
        """Whether anything may still be done with the sheet."""
        for each in (self._missing, self.all_there, self.sign, self.take_back, self.scan):
            each.setVisible(is_waiting)
        self.signers.setEnabled(is_waiting)

    def take_keyboard(self) -> None:
        """Where counting begins."""
        if self.scan.isHidden():
            self.there.setFocus()
        else:
            self.scan.setFocus()

    def _lay_out(self) -> None:
        head = Card("Phiếu bàn giao", headed=False)
        names = column(self.code, self.way, gap="none")
        top = row(self.back, names, self.scan, self.count, gap="card")
        top.setStretch(1, 3)
        top.setStretch(2, 2)
        head.put(top, self.notice)
        self._missing.put(self.missing)
        self._there.put(self.there)
        sides = row(self._missing, self._there, gap="cell")
        sides.setStretch(0, 1)
        sides.setStretch(1, 1)
        signing = Card("Ký nhận", headed=False)
        acts = foot(self.sign, Flow(self.all_there, self.paper, self.take_back))
        signing.put(self.signers, acts)
        for table in (self.missing, self.there):
            # One row in sight is the least: the rest is walked to.
            table.setMinimumHeight(length("table_least"))
        whole = column(head, sides, signing, gap="near")
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _take_code(self) -> None:
        typed = self.scan.text().strip()
        if typed:
            self.scan.clear()
            self.typed.emit(typed)


def _columns() -> tuple[Column[SheetRow], ...]:
    return (
        Column("TT", lambda each: str(each.number), lambda each: each.number, share=15),
        Column("Mã hồ sơ", lambda each: each.code, share=58, is_name=True),
        Column("Người nộp", lambda each: each.applicant, share=38, from_width="narrow_list"),
        Column("Tình trạng", lambda each: each.words, share=46),
    )


def _tone(each: SheetRow) -> str:
    return each.tone
