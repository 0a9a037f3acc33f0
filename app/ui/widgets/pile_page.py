"""The page of a pile: what was scanned, to whom it goes, and the sheets that still wait."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.light_dataclass import dataclass
from app.domain.moments import local
from app.ui.theme import Theme
from app.ui.tokens import length
from app.ui.widgets.fields import line
from app.ui.widgets.flow import Flow, foot
from app.ui.widgets.layouts import Card, column, key_button, label, row
from app.ui.widgets.record_chip import ChipDelegate
from app.ui.widgets.record_table import Column, RecordTable, number_column

if TYPE_CHECKING:
    from app.domain.units import Unit
    from app.services.hand_over_sheets import SheetHead

_STATE = 4
_EMPTY = (
    "Quét mã trên từng giấy hẹn hoặc phiếu kiểm soát, theo thứ tự của tập. "
    "Bên nhận được đề xuất theo hồ sơ đầu tiên."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PileRow:
    """A dossier on the pile as it is shown. ``tone`` is good, warn (look twice) or bad (apart)."""

    number: int
    code: str
    applicant: str
    procedure: str
    tone: str
    words: str


class PilePage(QWidget):
    """``typed`` brings a code that was typed, ``receiver_chosen`` a receiver as typed or taken.

    ``chosen`` brings a waiting sheet to be opened.
    """

    typed = Signal(str)
    receiver_typed = Signal()
    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.code = line("Quét, hoặc gõ mã hồ sơ rồi Enter")
        self.code.setAccessibleName("Mã hồ sơ")
        self.code.returnPressed.connect(self._take_code)
        self.count = label("0", "display")
        self.count.setObjectName("pileCount")
        self.giver = label("", "heading")
        self.receiver = line("Tên cơ quan, quầy 2, bưu điện…")
        self.receiver.setAccessibleName("Bên nhận")
        self._receiver_label = label("Bên &nhận", "label")
        self._receiver_label.setTextFormat(Qt.TextFormat.AutoText)
        self._receiver_label.setBuddy(self.receiver)
        self.receiver.editingFinished.connect(self.receiver_typed)
        self.table: RecordTable[PileRow] = RecordTable(_columns(), "Tập hồ sơ đang bàn giao")
        self.table.setItemDelegateForColumn(_STATE, ChipDelegate(theme, _tone, self.table))
        self.close_sheet = key_button("Lập phiếu và in", "F9", "main")
        self.result = key_button("Kết quả đi kèm", "Ctrl+R")
        self.deeds = key_button("Việc cho cả tập…", "Ctrl+J")
        self.drop = key_button("Bỏ dòng", "Del")
        self.anew = key_button("Làm tập mới", "Ctrl+N")
        self.sheets: RecordTable[SheetHead] = RecordTable(_sheet_columns(), "Phiếu chờ ký nhận")
        self.sheets.chosen.connect(self.chosen)
        self._empty = label(_EMPTY, "muted", wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._waiting = Card("Phiếu chờ ký nhận")
        self._lay_out()
        self.show_rows(())
        self.show_sheets(())
        down = QShortcut("Ctrl+Down", self)
        down.activated.connect(self._go_to_sheets)

    def show_rows(self, rows: Sequence[PileRow]) -> None:
        """The pile as it stands, the last scan current."""
        self.table.show_records(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        going = sum(each.tone != "bad" for each in rows)
        self.count.setText(str(going))
        self.count.setAccessibleName(f"{going} hồ sơ")
        self.close_sheet.setEnabled(going > 0)
        self.deeds.setEnabled(bool(rows))
        self.drop.setEnabled(bool(rows))
        self.result.setEnabled(bool(rows))
        self.anew.setEnabled(bool(rows))
        if rows:
            self.go_to_row(len(rows) - 1)

    def offer_results(self, *, come_along: bool) -> None:
        """Whether an agency gives this pile, and results may come with it."""
        self.result.setVisible(come_along)

    def go_to_row(self, at: int) -> None:
        """Make a row current, the first being 0."""
        self.table.setCurrentIndex(self.table.model().index(at, 0))

    def show_sheets(self, sheets: Sequence[SheetHead]) -> None:
        """The sheets that nobody signed yet."""
        self.sheets.show_records(sheets)
        self._waiting.setVisible(bool(sheets))
        self._waiting.say_aside(f"{len(sheets)} phiếu · quét mã BG trên phiếu, hoặc Enter để mở")

    def take_keyboard(self) -> None:
        """Where work begins: a code may be typed, a scan comes anyhow."""
        self.code.setFocus()

    def _lay_out(self) -> None:
        pile = Card("Tập hồ sơ", headed=False)
        numbers = row(self.count, label("hồ sơ", "muted"), gap="near")
        receiver = row(self._receiver_label, self.receiver)
        head = row(numbers, self.giver, receiver, gap="card")
        head.setStretch(2, 1)
        acts = foot(self.close_sheet, Flow(self.result, self.deeds, self.drop, self.anew))
        pile.put(head, self.code, self._empty, self.table, acts)
        self._waiting.put(self.sheets)
        for table in (self.table, self.sheets):
            # One row in sight is the least: the rest is walked to.
            table.setMinimumHeight(length("table_least"))
        whole = column(pile, self._waiting, gap="near")
        whole.setStretch(0, 3)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _take_code(self) -> None:
        typed = self.code.text().strip()
        if typed:
            self.code.clear()
            self.typed.emit(typed)

    def _go_to_sheets(self) -> None:
        if self._waiting.isVisible():
            self.sheets.setFocus()


def _columns() -> tuple[Column[PileRow], ...]:
    return (
        Column("TT", lambda each: str(each.number), lambda each: each.number, share=13),
        Column("Mã hồ sơ", lambda each: each.code, share=41, is_name=True),
        Column("Người nộp", lambda each: each.applicant, share=40),
        Column("Thủ tục", lambda each: each.procedure, share=44, from_width="wide_form"),
        Column("Bàn giao", _state, share=27),
        Column("Lưu ý", lambda each: each.words, share=48),
    )


def _state(each: PileRow) -> str:
    return {"bad": "Để riêng", "warn": "Xem lại"}.get(each.tone, "Được")


def _tone(each: PileRow) -> str:
    return each.tone


def _sheet_columns() -> tuple[Column[SheetHead], ...]:
    return (
        Column("Mã phiếu", lambda each: each.code, share=40, is_name=True),
        Column("Bên giao", lambda each: _title(each.giver), share=32),
        Column("Bên nhận", lambda each: _title(each.receiver), share=42),
        number_column("Số hồ sơ", lambda each: each.count, 20),
        Column("Lập lúc", _closed_at, lambda each: each.closed_at, share=26),
    )


def _title(unit: Unit) -> str:
    from app.domain.hand_over_words import unit_title

    return unit_title(unit)


def _closed_at(each: SheetHead) -> str:
    return f"{local(each.closed_at):%H:%M %d/%m}"
