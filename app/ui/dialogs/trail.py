"""Nhật ký công việc: the deeds of a day, everybody's or one officer's, to read and to print."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.domain.moments import local
from app.ui.tokens import length
from app.ui.widgets.fields import choice, line, offer
from app.ui.widgets.layouts import column, key_button, label, row
from app.ui.widgets.record_table import Column, RecordTable

if TYPE_CHECKING:
    from app.services.history import HistoryLine
    from app.services.trail import Trail

_DAY = "%d/%m/%Y"
_EVERYBODY = ("", "Mọi cán bộ")


class TrailDialog(QDialog):
    """Alt+Left, Alt+Right walk the days; Ctrl+P prints, Ctrl+Shift+P shows the paper.

    ``asked`` follows a choice of day or officer, ``print_wanted`` and ``look_wanted`` the keys.
    """

    gives_way = True
    asked = Signal()
    print_wanted = Signal()
    look_wanted = Signal()

    def __init__(self, parent: QWidget, on: date) -> None:
        super().__init__(parent)
        self.setWindowTitle("Nhật ký công việc")
        self._last = on
        self._on = on
        self.day = line("16/11/2026")
        self.day.setAccessibleName("Ngày")
        self.day.setFixedWidth(length("event_time"))
        self.day.editingFinished.connect(self._typed)
        self.officer = choice((_EVERYBODY,))
        self.officer.setAccessibleName("Cán bộ")
        self.officer.setMinimumWidth(length("search_least"))
        self.officer.currentIndexChanged.connect(self.asked)
        self.table: RecordTable[HistoryLine] = RecordTable(_columns(), "Nhật ký công việc")
        self.sentence = label("", wraps=True)
        self.sentence.setMinimumHeight(self.fontMetrics().lineSpacing() * 2)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.summary = label("Đang xem…", "muted")
        self.print = key_button("In", "Ctrl+P", "main")
        self.print.clicked.connect(self.print_wanted)
        self.look = key_button("Xem bản in", "Ctrl+Shift+P")
        self.look.clicked.connect(self.look_wanted)
        self._after = _step("›", "Alt+Right", "Alt+→  ›", "Ngày sau")
        self._after.clicked.connect(partial(self._walk, 1))
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self._show_day()
        self.table.setFocus()
        self.resize(QSize(min(parent.width(), length("wide_form")), parent.height() * 4 // 5))

    def _lay_out(self) -> None:
        before = _step("‹", "Alt+Left", "‹  Alt+←", "Ngày trước")
        before.clicked.connect(partial(self._walk, -1))
        # Enter after a typed day goes there; the field itself has sent it off by then.
        there = QPushButton("Xem  Enter")
        there.setAccessibleName("Xem ngày đã gõ")
        there.setDefault(True)
        there.clicked.connect(self.table.setFocus)
        close = QPushButton("Đóng  Esc")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        whole = column(
            row(before, self.day, there, self._after, self.officer, None, self.summary),
            self.table,
            self.sentence,
            row(self.look, None, close, self.print),
            gap="cell",
            margin="card",
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def chosen(self) -> tuple[date, UUID | None]:
        """The day and the officer asked for."""
        uid = self.officer.currentData()
        return self._on, UUID(uid) if uid else None

    def show_trail(self, shown: Trail) -> None:
        """Replace the lines, and offer the officers that may be asked for."""
        options = [(str(uid), name) for uid, name in shown.officers]
        offer(self.officer, [_EVERYBODY, *options] if len(options) != 1 else options)
        kept = "" if shown.asked.officer is None else str(shown.asked.officer)
        with QSignalBlocker(self.officer):
            self.officer.setCurrentIndex(max(0, self.officer.findData(kept)))
        self.table.show_records(shown.lines)
        self.summary.setText(f"{len(shown.lines)} việc" if shown.lines else "Không có việc nào")
        self.print.setEnabled(bool(shown.lines))
        self.look.setEnabled(bool(shown.lines))
        self._tell()

    def _walk(self, days: int, *_: object) -> None:
        self._go_to(self._on + timedelta(days))

    @Slot()
    def _typed(self) -> None:
        """A day as people write it; anything else, and days to come, leave the day as it was."""
        try:
            self._go_to(datetime.strptime(self.day.text().strip(), _DAY).date())  # noqa: DTZ007
        except ValueError:
            self._show_day()

    def _go_to(self, on: date) -> None:
        changed = on != self._on and on <= self._last
        self._on = on if changed else self._on
        self._show_day()
        if changed:
            self.asked.emit()

    def _show_day(self) -> None:
        self.day.setText(f"{self._on:{_DAY}}")
        self._after.setEnabled(self._on < self._last)

    @Slot()
    def _tell(self) -> None:
        """The whole sentence of the line at hand, which the table may have to cut."""
        line = self.table.current_record()
        self.sentence.setText("" if line is None else f"{line.sentence} ({_place(line)})")


def _columns() -> tuple[Column[HistoryLine], ...]:
    return (
        Column("Lúc", _time, lambda each: each.at, share=10),
        Column("Mã", lambda each: each.dossier_code or "", share=20, from_width="middle_form"),
        Column("Cán bộ", lambda each: each.who, share=18),
        Column("Việc", lambda each: each.sentence, share=52),
    )


def _step(sign: str, key: str, mark: str, words: str) -> QPushButton:
    """A key to another day; it shows the arrow of the keyboard instead of the key's name."""
    button = key_button(sign, key)
    button.setText(mark)
    button.setAccessibleName(words)
    return button


def _time(line: HistoryLine) -> str:
    return f"{local(line.at):%H:%M}"


def _place(line: HistoryLine) -> str:
    return line.role if line.desk is None else f"{line.role}, quầy {line.desk}"
