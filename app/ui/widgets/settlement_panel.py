"""Money and the way back: fee, levy, receipt, and where the result is to be returned."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit

from app.domain.procedure import Fee, FeeKind
from app.domain.reception import ReturnPlace
from app.ui.reception_draft import Draft, read_count
from app.ui.tokens import length
from app.ui.widgets.fields import FieldGrid, choice, line
from app.ui.widgets.layouts import Card
from app.ui.widgets.section import Section

_PLACES = (
    (ReturnPlace.COUNTER.value, "Nhận tại quầy"),
    (ReturnPlace.POST.value, "Gửi qua bưu chính"),
)


class SettlementPanel(Card):
    """Phí, lệ phí, cách trả kết quả; folded away: abstract, sets, notes, stated times."""

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__("Phí, lệ phí và trả kết quả")
        self.fields = _settlement_fields()
        self.more = _more_fields()
        self._section = Section("Trích yếu, số bộ, ghi chú, giờ nhận", self.more)
        self._section.button.setShortcut("Ctrl+I")
        self.put(self.fields, self._section)
        self.fields.edited.connect(self._edited)
        self.more.edited.connect(self._edited)
        self._show_address()

    def show_fees(self, fees: tuple[Fee, ...] | None) -> None:
        """Fill the published sums; what is not known stays empty and is said."""
        if fees is None:
            self.say_aside("Chưa có mức phí trong danh mục", "warn")
            return
        fee = sum(each.amount or 0 for each in fees if each.kind is FeeKind.FEE)
        levy = sum(each.amount or 0 for each in fees if each.kind is FeeKind.LEVY)
        self.fields.put("fee", money_text(fee))
        self.fields.put("levy", money_text(levy))
        worded = [each.note for each in fees if each.amount is None and each.note]
        self.say_aside("; ".join(worded)[:80] or ("" if fee or levy else "Không thu phí, lệ phí"))

    def draft(self) -> Draft:
        """Every text by key."""
        return {**self.fields.values(), **self.more.values()}

    def load(self, draft: Draft) -> None:
        """Fill from a draft; sends nothing."""
        self.fields.load(draft)
        self.more.load(draft)
        extra = {key: text for key, text in self.more.values().items() if key != "sets"}
        self._section.open_when(any(extra.values()) or self.more.text("sets") not in ("", "1"))
        self.say_aside("")
        self._show_address()

    def grid_of(self, key: str) -> FieldGrid | None:
        """The grid that holds a field, opened so that it can be seen."""
        if key in self.fields:
            return self.fields
        if key in self.more:
            self._section.open_when(True)
            return self.more
        return None

    def ask_stated_due(self, *, asked: bool) -> None:
        """Limits without a countable unit want a date by the officer, with a reason."""
        for key in ("stated_due", "stated_due_reason"):
            self.more.show_line(key, shown=asked)
        if asked:
            self._section.open_when(True)

    @Slot(str)
    def _edited(self, key: str) -> None:
        if key == "return_place":
            self._show_address()
        if key in ("fee", "levy"):
            self._check_sum(key)
        elif key in self.more:
            self.more.complain(key, "")
        else:
            self.fields.complain(key, "")
        self.edited.emit(key)

    def _check_sum(self, key: str) -> None:
        try:
            read_count(self.fields.text(key))
        except ValueError:
            self.fields.complain(key, "Hãy ghi số tiền bằng chữ số, ví dụ 50.000.")
            return
        self.fields.complain(key, "")

    def _show_address(self) -> None:
        by_post = self.fields.text("return_place") == ReturnPlace.POST
        self.fields.show_line("return_address", shown=by_post)


def money_text(amount: int) -> str:
    """``50.000``; nothing for nothing."""
    return f"{amount:,}".replace(",", ".") if amount else ""


def _settlement_fields() -> FieldGrid:
    grid = FieldGrid()
    paid = QCheckBox("Đã thu")
    grid.add_pair(("fee", "&Phí (đồng)", line("0")), ("levy", "Lệ phí", line("Lệ phí: 0")))
    grid.add_pair(
        ("receipt_number", "Biên lai", line("Số biên lai")), ("paid", "Đã thu phí, lệ phí", paid)
    )
    grid.add("return_place", "T&rả kết quả", choice(_PLACES))
    grid.add("return_address", "Địa chỉ trả", line("Để trống nếu là địa chỉ người nộp"))
    return grid


def _more_fields() -> FieldGrid:
    grid = FieldGrid()
    abstract, notes = QPlainTextEdit(), QPlainTextEdit()
    for each in (abstract, notes):
        each.setTabChangesFocus(True)
        each.setFixedHeight(length("note_height"))
    grid.add("abstract", "Trích yếu", abstract)
    grid.add("sets", "Số bộ", line("1"))
    grid.add("notes", "Ghi chú", notes)
    grid.add("stated_at", "Nhận lúc", line("Khi nhập lại từ giấy: 20/11/2026 14:05"))
    grid.add("late_reason", "Lý do nhập sau", line("Ví dụ: mất điện"))
    grid.add("stated_due", "Hẹn trả *", line("30/11/2026 16:00"))
    grid.add("stated_due_reason", "Lý do hẹn *", line("Căn cứ của ngày hẹn"))
    return grid
