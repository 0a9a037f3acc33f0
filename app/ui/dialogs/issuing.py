"""Whether a report is issued though deeds of its period may be missing, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.errors import Reason, Refusal
from app.ui.dialogs.stating import StatingDialog
from app.ui.widgets.fields import line


class IncompleteReportDialog(StatingDialog):
    """``form`` gives the reason; without one nothing is issued."""

    def __init__(self, parent: QWidget, lacking: str) -> None:
        super().__init__(
            parent,
            "Số liệu của kỳ chưa đủ",
            f"Còn thiếu: {lacking}. Nên chờ các quầy đồng bộ xong. Nếu vẫn phải ban hành, hãy ghi "
            "lý do: báo cáo in ra và nhật ký đều ghi rõ là chưa đủ, thiếu những gì.",
            "Vẫn ban hành",
        )
        self.fields.add("reason", "&Lý do *", line("Ví dụ: hôm nay hết hạn nộp báo cáo"))
        self.fields["reason"].setFocus()

    def form(self) -> str:
        """What was stated. Raises ``Refusal`` (``REASON_MISSING``) for nothing."""
        reason = self.fields.text("reason")
        if not reason:
            raise Refusal(Reason.REASON_MISSING)
        return reason
