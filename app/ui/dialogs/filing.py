"""Keying in an online filing by its essentials, noting help to file online, and a withdrawal."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.errors import Refusal
from app.ui.dialogs.reasons import _ReasonDialog
from app.ui.dialogs.stating import StatingDialog
from app.ui.widgets.fields import line

_PORTAL = "Cổng Dịch vụ công quốc gia"


class FilingDialog(StatingDialog):
    """A filing is keyed in from the portal's page; the rest is typed in the form."""

    def __init__(self, parent: QWidget, *, today: date) -> None:
        super().__init__(
            parent,
            "Ghi tay một hồ sơ trực tuyến",
            "Chép từ trang của cổng. Sau khi lưu, hồ sơ mở trong biểu mẫu tiếp nhận.",
            "Lưu và mở",
        )
        self._today = today
        self.fields.add("code", "&Mã hồ sơ trên cổng *", line("Ví dụ: G22.99-261116-0007"))
        self.fields.add("system", "&Cổng", line())
        self.fields.add("filed_at", "&Nộp lúc *", line("Ví dụ: 16/11/2026 08:30"))
        self.fields.add("procedure", "Mã thủ &tục *", line("Ví dụ: 1.010833"))
        self.fields.add("name", "&Họ và tên người nộp", line())
        self.fields.add("number", "&Số CCCD", line())
        self.fields.add("phone", "Điện th&oại", line())
        self.fields.put("system", _PORTAL)
        self.fields["code"].setFocus()

    def form(self) -> object:
        """The filing as stated."""
        from app.domain.errors import Reason
        from app.domain.filing import FilingForm
        from app.domain.procedure import Channel
        from app.domain.procedure_code import parse_code
        from app.domain.reception import Identity, Person, ReceptionForm
        from app.ui.reception_draft import read_moment

        typed = self.fields.text("filed_at")
        try:
            filed_at = read_moment(typed, self._today)
        except ValueError:
            filed_at = None
        if filed_at is None:
            raise Refusal(Reason.IMPORT_DAY_WRONG, value=typed, field="Nộp lúc")
        person = Person(
            full_name=self.fields.text("name"),
            identity=Identity(number=self.fields.text("number") or None),
            phone=self.fields.text("phone") or None,
        )
        code = parse_code(self.fields.text("procedure")).national
        form = ReceptionForm(procedure_code=code, applicant=person, channel=Channel.ONLINE)
        return FilingForm(
            code=self.fields.text("code"),
            system=self.fields.text("system"),
            filed_at=filed_at,
            form=form,
        )


class FilingCompletedDialog(StatingDialog):
    """The citizen completed a filing on the portal; the 8 working hours begin again."""

    def __init__(self, parent: QWidget, code: str, *, today: date) -> None:
        super().__init__(
            parent,
            "Công dân đã bổ sung trực tuyến",
            f"Hồ sơ {code}. Sau khi ghi, hồ sơ mở trong biểu mẫu: đối chiếu giấy tờ rồi trả lời.",
            "Ghi và mở",
        )
        self._today = today
        self.fields.add("at", "&Bổ sung lúc *", line("Ví dụ: 16/11/2026 08:30"))
        self.fields["at"].setFocus()

    def form(self) -> object:
        """When it came back. Raises ``Refusal`` for what is no moment."""
        from app.domain.errors import Reason
        from app.ui.reception_draft import read_moment

        typed = self.fields.text("at")
        try:
            at = read_moment(typed, self._today)
        except ValueError:
            at = None
        if at is None:
            raise Refusal(Reason.IMPORT_DAY_WRONG, value=typed, field="Bổ sung lúc")
        return at


class ConsultationDialog(StatingDialog):
    """Somebody was helped, most often to file online."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            "Ghi lượt hướng dẫn công dân",
            "Mỗi lượt giúp công dân nộp trực tuyến được ghi và đếm theo ngày.",
            "Ghi lượt hướng dẫn",
        )
        self.fields.add("about", "&Việc đã hướng dẫn *", line())
        self.fields.add("procedure", "Mã thủ &tục", line("Ví dụ: 1.010833"))
        self.fields.add("portal_code", "&Mã hồ sơ đã nộp", line())
        self.fields.add("remark", "&Ghi chú", line())
        self.fields.put("about", "nộp hồ sơ trực tuyến")
        self.fields["procedure"].setFocus()

    def form(self) -> object:
        """The help as stated."""
        from app.services.consulting import ConsultationForm

        return ConsultationForm(
            about=self.fields.text("about"),
            procedure_code=self.fields.text("procedure") or None,
            portal_code=self.fields.text("portal_code") or None,
            remark=self.fields.text("remark") or None,
        )


class FilingWithdrawalDialog(_ReasonDialog):
    """The citizen takes an online filing back."""

    def __init__(self, parent: QWidget, code: str) -> None:
        super().__init__(
            parent,
            "Công dân rút hồ sơ trực tuyến",
            f"Hồ sơ {code} chưa tiếp nhận, được rút. Hãy ghi lý do của công dân.",
            "Ghi công dân rút",
        )
