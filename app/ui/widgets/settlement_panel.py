"""Money and the way back: fee, levy, receipt, and where the result is to be returned."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit

from app.domain.procedure import Fee, FeeKind
from app.domain.reception import ReturnPlace
from app.ui.reception_draft import Draft, read_count
from app.ui.tokens import length
from app.ui.widgets.fields import FieldGrid, Fields, FieldStrip, choice, line
from app.ui.widgets.layouts import Card, ElidedLabel, mark, row
from app.ui.widgets.section import Section

_PLACES = (
    (ReturnPlace.COUNTER.value, "Tại quầy"),
    (ReturnPlace.POST.value, "Qua bưu chính"),
)


class SettlementPanel(Card):
    """Phí, lệ phí, cách trả kết quả; folded away: abstract, sets, notes, stated times."""

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__("Phí, lệ phí và trả kết quả", headed=False)
        self.fields = _settlement_fields()
        self.address = _address_field()
        self.more = _more_fields()
        self._section = Section("Trích yếu, số bộ, ghi chú", "Ctrl+I", self.more)
        self._note = ElidedLabel("", "small")
        foot = row(self._section.button, self._note, gap="cell")
        foot.setStretch(1, 1)
        self.put(self.fields, self.address, foot, self.more)
        self.fields.edited.connect(self._edited)
        self.address.edited.connect(self._edited)
        self.more.edited.connect(self._edited)
        self._show_address()

    def show_fees(self, fees: tuple[Fee, ...] | None) -> None:
        """Fill the published sums; what is not known stays empty and is said."""
        if fees is None:
            self._say("Chưa có mức phí trong danh mục", "warn")
            return
        fee = sum(each.amount or 0 for each in fees if each.kind is FeeKind.FEE)
        levy = sum(each.amount or 0 for each in fees if each.kind is FeeKind.LEVY)
        self.fields.put("fee", money_text(fee))
        self.fields.put("levy", money_text(levy))
        worded = [each.note for each in fees if each.amount is None and each.note]
        self._say("; ".join(worded)[:80] or ("" if fee or levy else "Không thu phí, lệ phí"))

    def put_sums(self, fee: str, levy: str) -> None:
        """Sums that an officer stated go before the published ones."""
        self.fields.put("fee", fee)
        self.fields.put("levy", levy)

    def draft(self) -> Draft:
        """Every text by key."""
        return {**self.fields.values(), **self.address.values(), **self.more.values()}

    def load(self, draft: Draft) -> None:
        """Fill from a draft; sends nothing."""
        for each in self._grids:
            each.load(draft)
        extra = {key: text for key, text in self.more.values().items() if key != "sets"}
        self._section.set_open(
            is_open=any(extra.values()) or self.more.text("sets") not in ("", "1")
        )
        self._say("")
        self._show_address()

    def grid_of(self, key: str) -> Fields | None:
        """The fields that hold a key, opened so that it can be seen."""
        if key in self.more:
            self._section.set_open(is_open=True)
        return next((each for each in self._grids if key in each), None)

    @property
    def _grids(self) -> tuple[Fields, ...]:
        return self.fields, self.address, self.more

    def ask_stated_due(self, *, asked: bool) -> None:
        """Limits without a countable unit want a date by the officer, with a reason."""
        for key in ("stated_due", "stated_due_reason"):
            self.more.show_line(key, shown=asked)
        if asked:
            self._section.set_open(is_open=True)

    def _say(self, words: str, tone: str = "small") -> None:
        self._note.setText(words)
        mark(self._note, "tone", tone)

    @Slot(str)
    def _edited(self, key: str) -> None:
        if key == "return_place":
            self._show_address()
        fields = self.grid_of(key)
        if key in ("fee", "levy"):
            self._check_sum(key)
        elif fields is not None:
            fields.complain(key, "")
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
        self.address.setVisible(by_post)


def money_text(amount: int) -> str:
    """``50.000``; nothing for nothing."""
    return f"{amount:,}".replace(",", ".") if amount else ""


def _settlement_fields() -> FieldStrip:
    strip = FieldStrip()
    strip.add("fee", "&Phí", line("0"), 2)
    strip.add("levy", "Lệ phí", line("0"), 2)
    strip.add("paid", "Đã thu phí, lệ phí", QCheckBox("Đã thu"), 0)
    strip.add("receipt_number", "Biên lai", line("Số"), 2)
    strip.add("return_place", "T&rả", choice(_PLACES), 3)
    return strip


def _address_field() -> FieldGrid:
    grid = FieldGrid()
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
