"""Opening the day: what the morning finds, line by line, before it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.office_day import day_text
from app.ui.dialogs.stating import StatingDialog
from app.ui.tokens import length
from app.ui.widgets.record_table import Column, RecordTable

if TYPE_CHECKING:
    from app.domain.report_facts import DayLine
    from app.services.office_day import OfficeDay

_LINES = 2
"""The place of the lines in the dialog: below heading and words."""


class OpeningDayDialog(StatingDialog):
    """What wants somebody stands on top; ``form`` states nothing more than the yes."""

    def __init__(self, parent: QWidget, day: OfficeDay) -> None:
        left = sum(not each.is_fine for each in day.lines)
        said = f"{left} mục cần để ý, ở trên cùng." if left else "Mọi thứ sẵn sàng."
        words = f"{said} Phiếu mở ngày ghi lại đúng những dòng này, kèm các con số trong ngày."
        super().__init__(parent, f"Mở ngày {day.on:%d/%m/%Y}", words, "Mở ngày")
        self._whole.addStrut(length("middle_form"))
        self.lines: RecordTable[DayLine] = RecordTable(_columns(), "Các mục đã xem")
        self.lines.setMinimumHeight(length("list_height"))
        self.lines.show_records(sorted(day.lines, key=lambda each: each.is_fine))
        self._whole.insertWidget(_LINES, self.lines)
        self.resize(length("deed_dialog"), min(length("deed_height"), parent.window().height()))
        self.lines.setFocus()

    def form(self) -> bool:
        """Yes."""
        return True


def _columns() -> tuple[Column[DayLine], ...]:
    return (
        Column("Đã xem", lambda each: day_text(each)[0], share=42),
        Column("Số, tình trạng", lambda each: day_text(each)[1], share=32),
        Column("Cần làm", lambda each: day_text(each)[2], share=34),
    )
