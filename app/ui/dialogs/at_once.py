"""What the citizen takes home from the very reception, instead of an appointment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.errors import Reason, Refusal
from app.ui.dialogs.stating import StatingDialog
from app.ui.reception_draft import read_day
from app.ui.widgets.fields import choice, line

_DAYS = {"issued_on": "Ngày ký", "valid_until": "Có giá trị đến"}


class AtOnceDialog(StatingDialog):
    """Name and number of the result; where several are published, which one it is."""

    def __init__(self, parent: QWidget, published: Sequence[str], *, owes: bool) -> None:
        super().__init__(
            parent,
            "Trả kết quả ngay, không hẹn",
            "Hồ sơ được nhận, giải quyết và trả trong một lần. Người nộp ký biên nhận; "
            "sổ vẫn có một dòng, không in giấy hẹn.",
            "Nhận và trả ngay",
        )
        several = len(published) > 1
        names = [(each, each) for each in published]
        self.fields.add("name", "&Kết quả *", choice(names) if several else line())
        self.fields.add("number", "&Số", line())
        self.fields.add("issued_on", "&Ngày ký", line("Ví dụ: 16/11/2026"))
        self.fields.add("valid_until", "Có &giá trị đến", line())
        self.fields.add("unpaid_reason", "&Vì sao chưa thu", line("Phí, lệ phí chưa ghi là đã thu"))
        self.fields.show_line("unpaid_reason", shown=owes)
        if published:
            self.fields.put("name", published[0])
        self.fields["number" if published else "name"].setFocus()

    def form(self) -> object:
        """The result as stated. Raises ``Refusal`` for a name that is missing, a day unread."""
        from app.domain.end_forms import GiveAtOnceForm

        name = self.fields.text("name").strip()
        if not name:
            raise Refusal(Reason.FIELD_MISSING, field="Kết quả")
        return GiveAtOnceForm(
            name=name,
            number=self.fields.text("number") or None,
            issued_on=self._day("issued_on"),
            valid_until=self._day("valid_until"),
            unpaid_reason=self.fields.text("unpaid_reason") or None,
        )

    def _day(self, key: str) -> date | None:
        typed = self.fields.text(key)
        try:
            return read_day(typed) if typed.strip() else None
        except ValueError:
            raise Refusal(Reason.FIELD_WRONG, field=_DAYS[key], value=typed) from None
