"""The paper of the day: dossiers without a slip, and prints that nobody saw come out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QSizePolicy, QWidget

from app.ui.paper_tasks import PaperTask, clock_text
from app.ui.theme import Theme
from app.ui.tokens import length
from app.ui.widgets.layouts import column, key_button, label, row
from app.ui.widgets.record_chip import ChipDelegate
from app.ui.widgets.record_table import Column, RecordTable

_STATE = 2
_NONE = "Mọi giấy hôm nay đã ra, không còn gì phải in."


class PaperDayDialog(QDialog):
    """Enter prints a line, Ctrl+Enter says that all that was sent came out; a scan closes it.

    ``wanted`` brings the task to be printed, ``seen`` follows the word that everything came out.
    """

    gives_way = True
    wanted = Signal(object)
    seen = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle("Giấy trong ngày")
        columns: tuple[Column[PaperTask], ...] = (
            Column("Giấy", lambda task: task.title, share=20, is_name=True),
            Column("Người nộp", lambda task: task.applicant, share=20),
            Column("Tình trạng", _state, share=16),
            Column("Vì sao", lambda task: task.why, share=36),
            Column("Lúc", lambda task: clock_text(task.at), lambda task: task.at, share=8),
        )
        self.table: RecordTable[PaperTask] = RecordTable(columns, "Giấy trong ngày")
        self.table.setItemDelegateForColumn(_STATE, ChipDelegate(theme, _tone, self.table))
        self.table.chosen.connect(self.wanted)
        self.summary = label("Đang xem…", "muted", wraps=True)
        self.summary.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.summary.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.print_line = QPushButton("In giấy này  Enter")
        self.print_line.setProperty("role", "main")
        self.print_line.setAutoDefault(False)
        self.print_line.setAccessibleName("In giấy này")
        self.print_line.clicked.connect(self._print)
        self.all_out = key_button("Giấy đã gửi đều đã ra", "Ctrl+Return")
        self.all_out.setText("Giấy đã gửi đều đã ra  Ctrl+Enter")
        self.all_out.clicked.connect(self.seen)
        close = QPushButton("Đóng  Esc")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = row(self.all_out, None, close, self.print_line)
        whole = column(self.summary, self.table, foot, gap="cell", margin="card")
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.resize(self._wanted_size(parent))
        for each in (self.print_line, self.all_out):
            each.setEnabled(False)

    def show_tasks(self, tasks: Sequence[PaperTask]) -> None:
        """Replace the lines."""
        lacking = sum(task.tone == "bad" for task in tasks)
        said = f"{lacking} giấy chưa in được · {len(tasks) - lacking} giấy chưa rõ đã ra"
        self.summary.setText(said if tasks else _NONE)
        self.table.show_records(tasks)
        self.print_line.setEnabled(bool(tasks))
        self.all_out.setEnabled(len(tasks) > lacking)
        if tasks:
            self.table.setFocus()

    def _wanted_size(self, parent: QWidget) -> QSize:
        return QSize(min(parent.width(), length("wide_form")), parent.height() * 3 // 5)

    @Slot()
    def _print(self) -> None:
        task = self.table.current_record()
        if task is not None:
            self.wanted.emit(task)


def _state(task: PaperTask) -> str:
    return "Chưa có giấy" if _tone(task) == "bad" else "Chưa rõ"


def _tone(task: PaperTask) -> str:
    return task.tone
