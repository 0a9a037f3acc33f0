"""Closing the day: what is still open, the cash that was counted, and why it is closed so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.errors import Reason, Refusal
from app.ui.dialogs.stating import StatingDialog
from app.ui.widgets.fields import line

if TYPE_CHECKING:
    from app.services.office_day import OfficeDay


class ClosingDayDialog(StatingDialog):
    """``form`` gives the cash counted (đồng; absent where none was) and the reason."""

    def __init__(self, parent: QWidget, day: OfficeDay) -> None:
        left = day.left_open
        said = f"Còn: {left}. Làm nốt, hoặc ghi lý do." if left else "Mọi việc trong ngày đã xong."
        super().__init__(parent, f"Khóa ngày {day.on:%d/%m/%Y}", said, "Khóa ngày")
        self.fields.add("cash", "&Tiền mặt đếm được", line("Số tiền, đồng"))
        self.fields.add("reason", "&Lý do còn việc", line("Bỏ trống khi không còn việc"))
        self.fields["cash"].setFocus()

    def form(self) -> tuple[int | None, str]:
        """What was stated. Raises ``Refusal`` (``FIELD_WRONG``) for what is no sum."""
        typed = self.fields.text("cash").replace(".", "").replace(" ", "")
        if typed and not typed.isdecimal():
            raise Refusal(Reason.FIELD_WRONG, field="tiền mặt", value=typed)
        return int(typed) if typed else None, self.fields.text("reason")
