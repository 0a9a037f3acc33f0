"""Money and the way back: fee, levy, receipt, and where the result is to be returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from app.domain.money_words import sum_or_blank
from app.ui.draft import Draft
from app.ui.tokens import length
from app.ui.widgets.fields import FieldGrid, Fields, FieldStrip, choice, line
from app.ui.widgets.layouts import Card, ElidedLabel, mark
from app.ui.widgets.section import Section

if TYPE_CHECKING:
    from app.domain.procedure import Fee

BY_POST = "post"
_WHOLE_WORDS = 10
"""Letters of a place of return that can be read in any width."""
# By value, as in the applicant's panel.
PLACES = (
    ("counter", "Tại quầy"),
    (BY_POST, "Qua bưu chính"),
)


class SettlementPanel(Card):
    """Phí, lệ phí, cách trả kết quả; folded away: abstract, sets, notes, stated times."""

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__("Phí, lệ phí và trả kết quả", headed=False)
        self.fields = _settlement_fields()
        self.address = _address_field()
        self._more = Section(
            "Ghi chú, số bộ", "Ctrl+I", _more_fields, self.address["return_address"]
        )
        self._note = ElidedLabel("", "small")
        self.fields.end_with(self._note, self._more.button)
        self.put(self.fields, self.address, self._more)
        self.fields.edited.connect(self._edited)
        self.address.edited.connect(self._edited)
        self._more.edited.connect(self._edited)
        self._show_address()

    def show_fees(self, fees: tuple[Fee, ...] | None) -> None:
        """Fill the published sums; what is not known stays empty and is said."""
        from app.domain.procedure import FeeKind

        if fees is None:
            self._say("Chưa có mức phí trong danh mục", "warn")
            return
        fee = sum(each.amount or 0 for each in fees if each.kind is FeeKind.FEE)
        levy = sum(each.amount or 0 for each in fees if each.kind is FeeKind.LEVY)
        self.fields.put("fee", sum_or_blank(fee))
        self.fields.put("levy", sum_or_blank(levy))
        worded = [each.note for each in fees if each.amount is None and each.note]
        self._say("; ".join(worded)[:80] or ("" if fee or levy else "Không thu phí, lệ phí"))

    def put_sums(self, fee: str, levy: str) -> None:
        """Sums that an officer stated go before the published ones."""
        self.fields.put("fee", fee)
        self.fields.put("levy", levy)

    def draft(self) -> Draft:
        """Every text by key."""
        return {**self.fields.values(), **self.address.values(), **self._more.values()}

    def load(self, draft: Draft) -> None:
        """Fill from a draft; sends nothing."""
        self.fields.load(draft)
        self.address.load(draft)
        more = any(draft.get(key) for key in _MORE if key != "sets")
        self._more.load(draft, is_open=more or draft.get("sets", "") not in ("", "1"))
        self._say("")
        self._show_address()

    def fields_of(self, key: str) -> Fields | None:
        """The fields that hold a key, opened so that it can be seen."""
        if key in _MORE:
            self._more.set_open(is_open=True)
            return self._more.fields
        return next((each for each in (self.fields, self.address) if key in each), None)

    def times(self) -> Draft:
        """What the officer stated about times: of reception, and of return."""
        return self._more.values()

    def ask_stated_due(self, *, asked: bool) -> None:
        """Limits without a countable unit want a date by the officer, with a reason."""
        if not asked and not self._more.is_built:
            return
        for key in ("stated_due", "stated_due_reason"):
            self._more.fields.show_line(key, shown=asked)
        if asked:
            self._more.set_open(is_open=True)

    def ask_pad_times(self, *, asked: bool) -> None:
        """A slip of the paper pad bears a handwritten date beside its time of reception."""
        if not asked and not self._more.is_built:
            return
        self._more.fields.show_line("pad_due", shown=asked)
        if asked:
            self._more.set_open(is_open=True)

    def fold(self, *, narrow: bool) -> None:
        """On a narrow form the way back has a row of its own."""
        self.fields.fold(narrow=narrow)
        for each in (self.fields, self):
            layout = each.layout()
            if layout is not None:
                # At once: until the next turn the form would ask for the width of one row.
                layout.activate()

    def _say(self, words: str, tone: str = "small") -> None:
        self._note.setText(words)
        mark(self._note, "tone", tone)

    @Slot(str)
    def _edited(self, key: str) -> None:
        if key == "return_place":
            self._show_address()
        fields = self.fields_of(key)
        if key in ("fee", "levy"):
            self._check_sum(key)
        elif fields is not None:
            fields.complain(key, "")
        self.edited.emit(key)

    def _check_sum(self, key: str) -> None:
        from app.ui.reception_draft import read_count

        try:
            read_count(self.fields.text(key))
        except ValueError:
            self.fields.complain(key, "Hãy ghi số tiền bằng chữ số, ví dụ 50.000.")
            return
        self.fields.complain(key, "")

    def _show_address(self) -> None:
        by_post = self.fields.text("return_place") == BY_POST
        self.address.setVisible(by_post)


def _settlement_fields() -> FieldStrip:
    strip = FieldStrip()
    strip.add("fee", "&Phí", _wide(line("0"), "sum_field"), 3)
    strip.add("levy", "Lệ phí", _wide(line("0"), "sum_field"), 3)
    strip.add("paid", "Đã thu phí, lệ phí", QCheckBox("Đã thu"), 0)
    strip.add("receipt_number", "Biên lai", _wide(line("Số"), "short_field"), 2)
    place = choice(PLACES)
    place.setMinimumContentsLength(_WHOLE_WORDS)
    strip.part()
    strip.add("return_place", "T&rả", place, 3)
    return strip


def _wide(edit: QLineEdit, least: str) -> QLineEdit:
    """A line in which a sum of millions, or the number of a receipt, is read whole."""
    edit.setMinimumWidth(length(least))
    return edit


def _address_field() -> FieldGrid:
    grid = FieldGrid()
    grid.add("return_address", "Địa chỉ trả", line("Để trống nếu là địa chỉ người nộp"))
    return grid


def _more_fields() -> Fields:
    grid = FieldGrid()
    for key, (words, placeholder) in _MORE.items():
        grid.add(key, words, _note() if key in ("abstract", "notes") else line(placeholder))
    for key in ("stated_due", "stated_due_reason", "pad_due"):
        grid.show_line(key, shown=False)
    return grid


def _note() -> QPlainTextEdit:
    note = QPlainTextEdit()
    note.setTabChangesFocus(True)
    note.setFixedHeight(length("note_height"))
    return note


_MORE = {
    "abstract": ("Trích yếu", ""),
    "sets": ("Số bộ", "1"),
    "notes": ("Ghi chú", ""),
    "stated_at": ("Nhận lúc", "Khi nhập lại từ giấy: 20/11/2026 14:05"),
    "late_reason": ("Lý do nhập sau", "Ví dụ: mất điện"),
    "pad_due": ("Hẹn ghi tay", "Ngày hẹn đã viết trên phiếu: 27/11/2026 14:05"),
    "stated_due": ("Hẹn trả *", "30/11/2026 16:00"),
    "stated_due_reason": ("Lý do hẹn *", "Căn cứ của ngày hẹn"),
}
