"""What is stated about items of the post: delivered, invited for, sent on, back, paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from app.domain.errors import Reason, Refusal
from app.domain.money_words import money_text
from app.ui.dialogs.stating import StatingDialog
from app.ui.post_bench import typed_sum
from app.ui.tokens import length
from app.ui.widgets.fields import choice, line

_SLIP = "supplement"
_WHICH = (("", "Tất cả"), (_SLIP, "Phiếu yêu cầu bổ sung"), ("receipt", "Giấy hẹn"))


class AgencyDialog(StatingDialog):
    """``form`` gives the agency that an item is for."""

    def __init__(self, parent: QWidget, number: str) -> None:
        super().__init__(
            parent,
            f"Bưu gửi {number} của cơ quan khác",
            "Bưu gửi này sẽ không được mở ở đây.",
            "Ghi nhận",
        )
        self.fields.add("agency", "&Cơ quan nhận *", line("Tên hoặc mã cơ quan trên nhãn"))
        self.fields["agency"].setFocus()

    def form(self) -> str:
        """The agency."""
        return _needed(self.fields.text("agency"), "cơ quan nhận")


class RedirectDialog(StatingDialog):
    """``form`` says what becomes of an item for another agency."""

    def __init__(self, parent: QWidget, number: str, agency: str) -> None:
        from app.domain.history_post import REDIRECT_WORDS

        super().__init__(
            parent,
            f"Bưu gửi {number} của cơ quan khác",
            "Giữ nguyên niêm phong. Tiền gửi kèm đi theo bưu gửi.",
            "Ghi nhận",
        )
        ways = [(each.value, words) for each, words in REDIRECT_WORDS.items()]
        self.fields.add("to", "&Cơ quan nhận *", line())
        self.fields.add("way", "&Xử lý", choice(ways))
        self.fields.add("remark", "&Ghi chú", line())
        self.fields.put("to", agency)
        self.fields["to"].setFocus()

    def form(self) -> object:
        """The form of the use case."""
        from app.domain.post_in_facts import RedirectWay
        from app.services.post_opening import RedirectForm

        return RedirectForm(
            way=RedirectWay(self.fields.text("way")),
            to=_needed(self.fields.text("to"), "cơ quan nhận"),
            remark=self.fields.text("remark") or None,
        )


class SendBackDialog(StatingDialog):
    """``form`` says why papers go back to their sender."""

    def __init__(self, parent: QWidget, number: str) -> None:
        super().__init__(
            parent,
            f"Trả lại người gửi, bưu gửi {number}",
            "Giấy tờ bên trong không thành hồ sơ ở đây. Tiền gửi kèm hoàn lại người gửi.",
            "Trả lại",
        )
        self.fields.add("reason", "&Lý do *", line("Ví dụ: thủ tục không có trong danh mục"))
        self.fields["reason"].setFocus()

    def form(self) -> str:
        """The reason."""
        return _needed(self.fields.text("reason"), "lý do trả lại")


class LettersDialog(StatingDialog):
    """``form`` says which papers go back to their senders, by post or told by message."""

    def __init__(
        self, parent: QWidget, letters: Sequence[tuple[str, str]], carrier: str = ""
    ) -> None:
        self._letters = letters
        slips = sum(kind == _SLIP for kind, _ in letters)
        super().__init__(
            parent,
            "Giấy tờ gửi lại người gửi",
            f"Đang chờ: {slips} phiếu yêu cầu bổ sung, {len(letters) - slips} giấy hẹn.",
            "Gửi",
        )
        self.fields.add("which", "&Gửi", choice(_WHICH))
        self.fields.add("way", "&Cách", choice((("post", "Bưu chính"), ("message", "Đã nhắn tin"))))
        self.fields.add("carrier", "&Bưu chính", line("Tên doanh nghiệp"))
        self.fields.put("carrier", carrier)
        self.fields["which"].setFocus()

    def form(self) -> object:
        """The form of the use case. Raises ``Refusal`` (``POST_BAG_EMPTY``)."""
        from app.services.post_letters import LettersForm

        which = self.fields.text("which")
        chosen = tuple(about for kind, about in self._letters if which in ("", kind))
        if not chosen:
            raise Refusal(Reason.POST_BAG_EMPTY)
        if self.fields.text("way") == "message":
            return LettersForm(about=chosen)
        carrier = _needed(self.fields.text("carrier"), "doanh nghiệp bưu chính")
        return LettersForm(about=chosen, carrier=carrier)


class OrderFileDialog(StatingDialog):
    """``form`` gives customer code and columns of an order file, as they were typed."""

    def __init__(self, parent: QWidget, manifest: str, customer_code: str, columns: str) -> None:
        super().__init__(
            parent,
            f"Tệp vận đơn của túi {manifest}",
            "Mỗi dòng một cột: nội dung = tên cột ở phần mềm của bưu chính. Đổi thứ tự, đổi tên, "
            "hoặc xóa dòng để bỏ cột. Máy nhớ cho lần sau.",
            "Ghi tệp…",
        )
        headings = QPlainTextEdit()
        headings.setTabChangesFocus(True)
        headings.setMinimumHeight(length("papers_height"))
        self.fields.add("customer", "&Mã khách hàng", line("Bưu chính cấp cho đơn vị"))
        self.fields.add("columns", "&Các cột", headings)
        self.fields.put("customer", customer_code)
        self.fields.put("columns", columns)
        self.fields["customer"].setFocus()

    def form(self) -> tuple[str, str]:
        """Both texts. Raises ``Refusal`` (``IMPORT_COLUMN_UNKNOWN``)."""
        from app.exchange.carrier_orders import columns_of

        columns = self.fields.text("columns")
        columns_of(columns)
        return self.fields.text("customer"), columns


class DeliveryDialog(StatingDialog):
    """``form`` says who took an item and what they paid."""

    def __init__(self, parent: QWidget, number: str, fee: int, levy: int) -> None:
        due = f"Phải thu: {money_text(fee + levy)}." if fee + levy else "Không phải thu tiền."
        super().__init__(parent, f"Bưu gửi {number} đã phát", due, "Ghi đã phát")
        self.fields.add("receiver", "&Người ký nhận *", line("Họ tên"))
        self.fields.add("fee", "&Phí đã thu", line())
        self.fields.add("levy", "&Lệ phí đã thu", line())
        self.fields.put("fee", str(fee or ""))
        self.fields.put("levy", str(levy or ""))
        self.fields["receiver"].setFocus()

    def form(self) -> object:
        """The form of the use case."""
        from app.services.post_delivering import DeliveryForm

        return DeliveryForm(
            receiver=_needed(self.fields.text("receiver"), "họ tên người nhận"),
            fee=typed_sum(self.fields.text("fee"), "phí đã thu"),
            levy=typed_sum(self.fields.text("levy"), "lệ phí đã thu"),
        )


class FailureDialog(StatingDialog):
    """``form`` says when the addressee was invited in vain, and why."""

    def __init__(self, parent: QWidget, number: str, today: date, before: int) -> None:
        from app.domain.history_post import FAILURE_WORDS

        told = (
            f"Đã mời {before} lần. Chỉ kết luận không phát được sau ít nhất hai lần mời "
            "cách nhau hai ngày làm việc."
        )
        super().__init__(parent, f"Bưu gửi {number} phát chưa được", told, "Ghi nhận")
        reasons = [(each.value, words.capitalize()) for each, words in FAILURE_WORDS.items()]
        self.fields.add("reason", "&Lý do", choice(reasons))
        self.fields.add("on", "&Ngày mời nhận *", line("dd/mm/yyyy"))
        self.fields.add("remark", "&Ghi chú", line())
        self.fields.add("final", "", QCheckBox("&Kết luận không phát được"))
        self.fields.put("on", f"{today:%d/%m/%Y}")
        self.fields["reason"].setFocus()

    def form(self) -> object:
        """The form of the use case. Raises ``Refusal`` for a day that is none."""
        from app.domain.post_out_facts import FailureReason
        from app.services.post_delivering import FailureForm
        from app.ui.reception_draft import read_day

        typed = self.fields.text("on")
        try:
            on = read_day(typed)
        except ValueError:
            raise Refusal(Reason.FIELD_WRONG, field="ngày mời nhận", value=typed) from None
        if on is None:
            raise Refusal(Reason.FIELD_MISSING, field="ngày mời nhận")
        return FailureForm(
            reason=FailureReason(self.fields.text("reason")),
            invited_on=on,
            final=bool(self.fields.text("final")),
            remark=self.fields.text("remark") or None,
        )


class GiverDialog(StatingDialog):
    """``form`` gives who brings an undelivered item back."""

    def __init__(self, parent: QWidget, number: str) -> None:
        super().__init__(
            parent,
            f"Bưu gửi {number} về lại quầy",
            "Kết quả sẽ nằm ở quầy này, chờ công dân đến nhận hoặc gửi lại.",
            "Nhận về quầy",
        )
        self.fields.add("giver", "&Người giao *", line("Họ tên bưu tá"))
        self.fields["giver"].setFocus()

    def form(self) -> str:
        """The name."""
        return _needed(self.fields.text("giver"), "họ tên người giao")


class MoneyDialog(StatingDialog):
    """``form`` says what a carrier hands over."""

    def __init__(self, parent: QWidget, carrier: str) -> None:
        super().__init__(
            parent,
            "Bưu chính nộp tiền thu hộ",
            "Phí và lệ phí đã thu của công dân; cước là của bưu chính, không ghi ở đây.",
            "Ghi nhận",
        )
        self.fields.add("carrier", "&Bưu chính *", line())
        self.fields.add("amount", "&Số tiền *", line("đồng"))
        self.fields.add("document", "Số &chứng từ", line())
        self.fields.put("carrier", carrier)
        self.fields["amount" if carrier else "carrier"].setFocus()

    def form(self) -> object:
        """The form of the use case."""
        from app.services.post_settling import PassedForm

        return PassedForm(
            carrier=_needed(self.fields.text("carrier"), "doanh nghiệp bưu chính"),
            amount=typed_sum(self.fields.text("amount"), "số tiền"),
            document=self.fields.text("document") or None,
        )


def _needed(text: str, field: str) -> str:
    if not text.strip():
        raise Refusal(Reason.FIELD_MISSING, field=field)
    return text.strip()
