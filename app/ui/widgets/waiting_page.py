"""Results that wait on the shelf: found by a scan, by a card, or by what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QSizePolicy

from app.domain.moments import local
from app.ui.widgets.fields import line
from app.ui.widgets.layouts import Card, label
from app.ui.widgets.record_table import Column, RecordTable, number_column

if TYPE_CHECKING:
    from app.services.returning import WaitingResult

_HOW = (
    "Quét giấy hẹn: mở ngay kết quả của hồ sơ ấy. Quét thẻ căn cước: mọi kết quả đang chờ người "
    "ấy. Quên giấy, quên thẻ: gõ tên không dấu, 4 số cuối của mã hoặc số điện thoại rồi Enter."
)


class WaitingPage(Card):
    """``typed`` brings what is looked for, ``chosen`` a line of the list."""

    typed = Signal(str)
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("Kết quả đang chờ", headed=False)
        self.search = line("Quét giấy hẹn hoặc thẻ căn cước; không có thì gõ mã, tên…")
        self.search.setObjectName("search")
        self.search.setAccessibleName("Tìm kết quả đang chờ")
        self.search.returnPressed.connect(self._tell)
        self.waiting: RecordTable[WaitingResult] = RecordTable(_columns(), "Kết quả đang chờ")
        self.waiting.chosen.connect(self.chosen)
        self.told = label("", "muted", wraps=True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.told.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.put(self.search, self.waiting, self.told)
        down = QShortcut("Down", self.search)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.waiting.setFocus)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nobody is looked for."""
        self.search.clear()
        self.show_waiting((), _HOW)

    def show_waiting(self, found: Sequence[WaitingResult], nothing: str) -> None:
        """What was found; ``nothing`` is said where that is nothing."""
        self.waiting.show_records(found)
        self.waiting.setVisible(bool(found))
        self.told.setVisible(not found)
        self.told.setText(nothing)
        if len(found) > 1:
            self.waiting.setFocus()

    def take_keyboard(self) -> None:
        """Typing begins in the search."""
        self.search.setFocus()
        self.search.selectAll()

    @Slot()
    def _tell(self) -> None:
        self.typed.emit(self.search.text().strip())


def _columns() -> tuple[Column[WaitingResult], ...]:
    return (
        Column("Mã hồ sơ", lambda line: line.dossier_code, share=38, is_name=True),
        Column("Người nộp", lambda line: line.applicant, share=32),
        Column("Thủ tục", lambda line: line.procedure_name, share=44, from_width="middle_form"),
        number_column("Kết quả", lambda line: len(line.results), 16),
        Column("Ngăn", lambda line: line.results[0].shelf or "", share=14),
        Column("Có từ", _since, share=24, from_width="wide_form"),
    )


def _since(line: WaitingResult) -> str:
    return f"{local(line.results[0].received_at):%d/%m/%Y}"
