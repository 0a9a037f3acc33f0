"""The reports that were issued: found by their number, opened as they were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.domain.moments import local
from app.domain.text import fold
from app.domain.wholeness import lacking_words
from app.ui.tokens import length
from app.ui.widgets.fields import line
from app.ui.widgets.layouts import column, label, row
from app.ui.widgets.record_table import Column, RecordTable

if TYPE_CHECKING:
    from app.reports.issuing import IssuedLine

_WORDS = (
    "Mở báo cáo là tính lại từ nhật ký, đến đúng lúc ban hành: số liệu, danh sách hồ sơ của từng ô "
    "và tệp in ra đều của lúc ấy."
)


class IssuedReportsDialog(QDialog):
    """Newest first; typing a number or a name narrows, Enter opens. ``chosen`` brings the line."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, lines: Sequence[IssuedLine]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Báo cáo đã ban hành")
        self._lines = tuple(lines)
        self.search = line("Mã in trên báo cáo, tên báo cáo, hay ngày")
        self.search.setAccessibleName("Tìm báo cáo đã ban hành")
        self.table: RecordTable[IssuedLine] = RecordTable(_columns(), "Báo cáo đã ban hành")
        self.table.setMinimumHeight(length("papers_height"))
        self.about = label("", "small", wraps=True)
        self.see, back = QPushButton("Mở  Enter"), QPushButton("Quay lại  Esc")
        self.see.setProperty("role", "main")
        self.see.setDefault(True)
        back.setAutoDefault(False)
        self.setLayout(
            column(
                label("Báo cáo đã ban hành", "heading"),
                label(_WORDS, "muted", wraps=True),
                self.search,
                self.table,
                self.about,
                row(None, back, self.see),
                gap="cell",
                margin="page",
            )
        )
        self.setMinimumWidth(length("whole_strip"))
        self.search.textEdited.connect(self._narrow)
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self.table.chosen.connect(self._choose)
        self.see.clicked.connect(self._choose_current)
        back.clicked.connect(self.reject)
        self._narrow("")
        self.search.setFocus()

    @Slot(str)
    def _narrow(self, typed: str) -> None:
        wanted = fold(typed).split()
        found = [each for each in self._lines if all(word in _sought(each) for word in wanted)]
        self.table.show_records(found)
        self.see.setEnabled(bool(found))
        self._tell()

    @Slot()
    def _tell(self, *_: object) -> None:
        """The whole number of the current one, or why there is none."""
        line_of = self.table.current_record() if self.see.isEnabled() else None
        none = "Không có báo cáo nào như vậy." if self._lines else "Chưa ban hành báo cáo nào."
        self.about.setText(none if line_of is None else f"{line_of.title}. Mã {line_of.number}.")

    @Slot()
    def _choose_current(self) -> None:
        self._choose(self.table.current_record())

    @Slot(object)
    def _choose(self, each: IssuedLine | None) -> None:
        if each is not None:
            self.accept()
            self.chosen.emit(each)


def _sought(each: IssuedLine) -> str:
    asked = each.fact.asked
    words = f"{each.title} {asked.period.words} {_issued(each)} {each.issued_by}"
    return f"{each.number} {fold(words)}"


def _columns() -> tuple[Column[IssuedLine], ...]:
    return (
        Column("Báo cáo", lambda each: each.title, share=40),
        Column("Kỳ", _period, lambda each: each.fact.asked.first, share=30),
        Column("Ban hành", _issued, lambda each: each.issued_at, share=26),
        Column("Người ban hành", lambda each: each.issued_by, share=26),
        Column("Số liệu", _wholeness, share=16),
    )


def _period(each: IssuedLine) -> str:
    asked = each.fact.asked
    first = "%d/%m" if asked.first.year == asked.last.year else "%d/%m/%Y"
    return f"{asked.first:{first}} – {asked.last:%d/%m/%Y}"


def _issued(each: IssuedLine) -> str:
    return f"{local(each.issued_at):%H:%M %d/%m/%Y}"


def _wholeness(each: IssuedLine) -> str:
    return "chưa đủ" if lacking_words(each.fact.whole) else "đủ"
