"""Another system did not answer: from when to when, and who says so."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from app.domain.errors import Reason, Refusal
from app.domain.moments import local, local_date
from app.ui.dialogs.stating import StatingDialog
from app.ui.widgets.fields import line

_WORDS = (
    "Hồ sơ tiếp nhận trong lúc hệ thống ấy ngừng được ghi kèm, và nằm trong danh sách còn phải "
    "nhập cho tới khi ghi mã mà hệ thống ấy cấp."
)


class OutageDialog(StatingDialog):
    """``form`` gives the outage as stated."""

    def __init__(self, parent: QWidget, now: datetime) -> None:
        super().__init__(parent, "Ghi lần ngừng của hệ thống khác", _WORDS, "Ghi lại")
        self._today = local_date(now)
        self.fields.add("system", "&Hệ thống *", line("Ví dụ: Cổng Dịch vụ công quốc gia"))
        self.fields.add("began_at", "&Từ lúc *", line("8:15, hoặc 20/11/2026 8:15"))
        self.fields.add("ended_at", "Đến &lúc *", line("10:40, hoặc 20/11/2026 10:40"))
        self.fields.add("source", "Theo &ai báo *", line("Thông báo, công văn, người gọi"))
        self.fields.add("remark", "&Ghi chú", line())
        self.fields.put("ended_at", f"{local(now):%H:%M}")
        self.fields["system"].setFocus()

    def form(self) -> object:
        """The outage. Raises ``Refusal`` for times that cannot be read."""
        from app.services.outages import OutageForm

        return OutageForm(
            system=self.fields.text("system"),
            began_at=self._moment("began_at", "từ lúc"),
            ended_at=self._moment("ended_at", "đến lúc"),
            source=self.fields.text("source"),
            remark=self.fields.text("remark") or None,
        )

    def _moment(self, key: str, words: str) -> datetime:
        from app.ui.reception_draft import read_moment

        try:
            moment = read_moment(self.fields.text(key), self._today)
        except ValueError:
            moment = None
        if moment is None:
            raise Refusal(Reason.FIELD_MISSING, field=words)
        return moment
