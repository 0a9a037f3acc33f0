"""What was received today: the list below the form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHeaderView, QSizePolicy

from app.domain.moments import local
from app.domain.text import name_sort_key
from app.ui.theme import Theme
from app.ui.tokens import length
from app.ui.widgets.layouts import Card, label
from app.ui.widgets.record_table import Column, RecordTable

if TYPE_CHECKING:
    from app.services.dossiers import DossierLine

STATES = {
    "filed": ("Mới gửi đến", "info"),
    "received": ("Mới nhận", "info"),
    "refused": ("Từ chối", "quiet"),
    "in_process": ("Đang xử lý", "warn"),
    "awaiting_supplement": ("Chờ bổ sung", "warn"),
    "awaiting_payment": ("Chờ nộp tiền", "warn"),
    "withdrawal_asked": ("Xin rút", "warn"),
    "stopped": ("Dừng giải quyết", "bad"),
    "settled": ("Đã có kết quả", "good"),
    "returned": ("Đã trả", "quiet"),
    "cancelled": ("Hủy", "quiet"),
    "superseded": ("Đã thay thế", "quiet"),
}
"""Word and colours of each ``DossierState``: named by value, since its module is slow to load."""


_STATE_COLUMN = 5


def state_words(line: DossierLine) -> str:
    """The word of a line's state on screen."""
    return STATES[line.state][0]


def state_tone(line: DossierLine) -> str:
    """The colours of a line's state."""
    return STATES[line.state][1]


def _columns() -> tuple[Column[DossierLine], ...]:
    return (
        Column("Mã hồ sơ", lambda line: line.dossier_code, share=19, is_name=True),
        Column(
            "Người nộp",
            lambda line: line.applicant or "",
            lambda line: name_sort_key(line.applicant or ""),
            share=21,
        ),
        Column("Thủ tục", lambda line: line.procedure_name, share=30),
        Column(
            "Nhận lúc",
            lambda line: f"{local(line.received_at):%H:%M}",
            lambda line: line.received_at,
            share=11,
        ),
        Column(
            "Hẹn trả",
            lambda line: f"{local(line.return_due_at):%d/%m/%Y}",
            lambda line: line.return_due_at,
            share=11,
        ),
        Column("Trạng thái", state_words, share=13),
    )


class TodayPanel(Card):
    """Hồ sơ hôm nay, newest first; ``left`` follows Esc, which leads back to the form."""

    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("Hồ sơ hôm nay")
        columns = _columns()
        self.table: RecordTable[DossierLine] = RecordTable(columns, "Hồ sơ hôm nay")
        self.table.setMinimumHeight(length("list_height"))
        self._theme = theme
        self._is_dressed = False
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._empty = label("Chưa nhận hồ sơ nào hôm nay.", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        leave = QShortcut("Esc", self.table)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self.left)
        self.put(self._empty, self.table)
        self.show_today(())

    def show_today(self, lines: Sequence[DossierLine]) -> None:
        """Today's receptions."""
        self.say_aside(f"{len(lines)} hồ sơ · Enter: mở · Ctrl+R: sửa" if lines else "")
        if lines:
            self._dress()
        self.table.show_records(lines)
        self.table.setVisible(bool(lines))
        self._empty.setVisible(not lines)

    def _dress(self) -> None:
        # Late, since an empty list is painted without it.
        if not self._is_dressed:
            from app.ui.widgets.record_chip import ChipDelegate

            self._is_dressed = True
            chips = ChipDelegate(self._theme, state_tone, self.table)
            self.table.setItemDelegateForColumn(_STATE_COLUMN, chips)
