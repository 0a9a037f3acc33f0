"""The line to the centre: what waits, what somebody should look at, and one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from app.domain.line_words import flag_words, line_words, met_words
from app.domain.moments import local
from app.ui.desk_at_work import OpenDesk
from app.ui.widgets.layouts import Card, column, key_button, label, row
from app.ui.widgets.record_chip import ChipDelegate
from app.ui.widgets.record_table import Column, RecordTable
from app.ui.workplace import Keys, Screen, Workplace

if TYPE_CHECKING:
    from app.services.line_standing import LineStanding, TrayLine

_KEYS: Keys = (("F5", "đồng bộ ngay"), ("↑ ↓", "đọc từng sự kiện"))
_STATE = 3
_ALONE = "Quầy này chưa ghi danh với trung tâm. Người quản trị xin mã rồi chạy motcua enrol."
_EMPTY = "Không có sự kiện nào chờ gửi hay cần xem."
_WAITS = "Trung tâm chưa nhận. Sự kiện nằm yên ở máy này cho tới khi trung tâm báo đã nhận."


class SyncScreen(Screen):
    """How the line stands, and the tray with every event that the centre has not settled.

    ``shown`` follows a reading.
    """

    keys: Keys = _KEYS
    shown = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._background = workplace.background
        self._in_step = workplace.in_step
        self._desk: OpenDesk | None = None
        columns: tuple[Column[TrayLine], ...] = (
            Column("Việc", lambda each: each.sentence, share=46),
            Column("Lúc", _when, lambda each: each.recorded_at, share=16),
            Column("Cán bộ", lambda each: each.who, share=20, from_width="middle_form"),
            Column("Trạng thái", lambda each: _state(each)[0], share=18),
        )
        self.standing = label("", wraps=True)
        self.trouble = label("", "error", wraps=True)
        self.now = key_button("Đồng bộ ngay", "F5", "main")
        self.table: RecordTable[TrayLine] = RecordTable(columns, "Khay sự kiện")
        chips = ChipDelegate(workplace.theme, lambda each: _state(each)[1], self.table)
        self.table.setItemDelegateForColumn(_STATE, chips)
        self.words = label(_EMPTY, wraps=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        line = Card("Đồng bộ với trung tâm")
        line.put(self.standing, self.trouble, row(None, self.now))
        self._tray = Card("Khay sự kiện")
        self._tray.put(self.table, self.words)
        whole = column(line, self._tray, gap="cell")
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.trouble.hide()
        self.now.clicked.connect(self._in_step.talk)
        QShortcut(QKeySequence("F5"), self).activated.connect(self._in_step.talk)
        self._in_step.stood.connect(self.refresh)
        self._in_step.busy_changed.connect(self._busy)
        self.table.selectionModel().currentRowChanged.connect(self._tell)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk
        self._background.recorded.connect(self.refresh)
        self.refresh()

    def go_in(self) -> None:
        """The keyboard goes into the tray."""
        self.refresh()
        self.table.setFocus()

    @Slot()
    @Slot(object)
    def refresh(self, _events: object = None) -> None:
        """Read everything anew."""
        from app.services.line_standing import line_standing, tray

        if self._desk is None:
            return
        desk = self._desk.context
        self._background.query(line_standing, desk=desk, then=self._show_standing)
        self._background.query(tray, desk=desk, then=self._show_tray)

    def _show_standing(self, line: LineStanding) -> None:
        if self._desk is None:
            return
        met = met_words(line.met_at, self._desk.now())
        said = line_words(
            is_enrolled=line.is_enrolled, waiting=line.waiting, flagged=line.flagged, met=met
        )
        self.standing.setText(f"{line.url}: {said}." if line.is_enrolled else _ALONE)
        self.trouble.setText(self._in_step.trouble)
        self.trouble.setVisible(bool(self._in_step.trouble))
        self.now.setEnabled(line.is_enrolled and not self._in_step.is_busy)

    def _show_tray(self, lines: tuple[TrayLine, ...]) -> None:
        self.table.show_records(lines)
        self._tray.say_aside(f"{len(lines)} sự kiện" if lines else "")
        if not lines:
            self.words.setText(_EMPTY)
        self.shown.emit()

    @Slot()
    def _tell(self) -> None:
        chosen = self.table.current_record()
        if chosen is None:
            self.words.setText(_EMPTY)
        elif chosen.reason:
            self.words.setText(f"Đã nhận, nhờ người xem: {flag_words(chosen.reason)}.")
        else:
            self.words.setText(_WAITS)

    @Slot(bool)
    def _busy(self, busy: bool) -> None:
        self.now.setEnabled(not busy)


def _when(each: TrayLine) -> str:
    return f"{local(each.recorded_at):%H:%M %d/%m}"


def _state(each: TrayLine) -> tuple[str, str]:
    return ("cần xem", "warn") if each.reason else ("chờ gửi", "info")
