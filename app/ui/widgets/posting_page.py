"""What somebody sends by post: papers counted, who sends, the item, the money, what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.money_words import sum_or_blank
from app.ui.theme import Theme
from app.ui.tokens import length, space
from app.ui.widgets.fields import FieldGrid, choice, line
from app.ui.widgets.flow import Flow, foot
from app.ui.widgets.layouts import Card, column, key_button, row, scrolling, turn
from app.ui.widgets.notice import Notice
from app.ui.widgets.papers_panel import PapersPanel
from app.ui.widgets.post_page import PostRow
from app.ui.widgets.procedure_panel import ProcedurePanel
from app.ui.widgets.record_table import Column, RecordTable, number_column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.citizen_card import CitizenCard

SERVICES = (
    ("both", "Gửi hồ sơ và nhận kết quả"),
    ("send", "Gửi hồ sơ"),
    ("return", "Nhận kết quả"),
)
SENDER = ("identity_number", "full_name", "phone", "address")
ONCE = ("number", "receipt", "postage_receipt")
"""What is another sender's next time; the rest stays as it was."""


class PostingPage(QWidget):
    """Papers at the left, who sends and what at the right; narrow, below each other.

    ``typed`` brings a number typed and confirmed, ``chosen`` the row of an Enter.
    """

    typed = Signal(str)
    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.procedure = ProcedurePanel(theme)
        # Everything that is posted comes by post: there is nothing to choose.
        self.procedure.fields.show_line("channel", shown=False)
        self.papers = PapersPanel(theme)
        self.notice = Notice(theme)
        self.person = _sender_fields()
        self.item = _item_fields()
        self.table: RecordTable[PostRow] = RecordTable(_columns(), "Đã niêm phong và đã gửi")
        self.table.setMinimumHeight(length("table_least"))
        self.table.chosen.connect(self.chosen)
        self.seal = key_button("Niêm phong, in phiếu gửi", "F9", "main")
        self.guide = key_button("In tờ hướng dẫn", "Ctrl+B")
        self.close_bag = key_button("Đóng túi, in bảng kê", "Ctrl+D")
        number = self.item["number"]
        number.returnPressed.connect(lambda: self.typed.emit(self.item.text("number")))  # type: ignore[union-attr]
        self._sides = row(gap="cell")
        self._waiting = Card("Đã niêm phong và đã gửi")
        self._lay_out()

    def take_keyboard(self) -> None:
        """Where work begins: which procedure."""
        self.procedure.search.setFocus()

    def take_card(self, card: CitizenCard) -> None:
        """Put what the sender's card says into the fields."""
        from app.ui.reception_texts import card_texts

        texts = card_texts(card)
        for key in SENDER:
            if texts.get(key):
                self.person.put(key, texts[key])

    def propose_sums(self, fee: int, levy: int) -> None:
        """The published sums; what is free stays empty."""
        self.item.put("fee", sum_or_blank(fee))
        self.item.put("levy", sum_or_blank(levy))

    def forget_sender(self) -> None:
        """The next sender: procedure, service and carrier stay."""
        self.person.load({})
        for key in ONCE:
            self.item.put(key, "")
        self.papers.load({"documents": []})
        self.notice.say("")

    def show_waiting(self, rows: Sequence[PostRow], sent: Sequence[PostRow] = ()) -> None:
        """What was sealed here and has not left yet, then what became of that which left."""
        self.table.show_records([*rows, *sent])
        self.table.setVisible(bool(rows or sent))
        told = f"{len(rows)} chờ đi" if rows else "không có gì chờ đi"
        self._waiting.say_aside(f"{told}, {len(sent)} đã gửi" if sent else told)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Two columns or one."""
        super().resizeEvent(event)
        turn(self._sides, narrow=event.size().width() < length("middle_form"))

    def _lay_out(self) -> None:
        sender, item = Card("Người gửi"), Card("Bưu gửi, dịch vụ và tiền")
        sender.put(self.person)
        item.put(self.item)
        self._waiting.put(self.table)
        left = column(self.procedure, self.papers, self._waiting, None, gap="cell")
        acts = foot(self.seal, Flow(self.guide, self.close_bag))
        right = column(sender, item, None, gap="cell")
        for side in (left, right):
            self._sides.addLayout(side, 1)
        self._sides.setContentsMargins(0, 0, space("hair"), 0)
        form = QWidget()
        form.setLayout(self._sides)
        whole = column(self.notice, scrolling(form), acts, gap="near")
        whole.setStretch(1, 1)
        self.setLayout(whole)


def _sender_fields() -> FieldGrid:
    grid = FieldGrid()
    grid.add("identity_number", "&Số giấy tờ", line("Quét thẻ, hoặc gõ số"))
    grid.add("full_name", "&Họ tên *", line())
    grid.add("phone", "Đ&iện thoại", line())
    grid.add("address", "Đị&a chỉ *", line())
    return grid


def _item_fields() -> FieldGrid:
    grid = FieldGrid((1, 1))
    grid.add("number", "S&ố hiệu *", line("Quét nhãn bưu gửi"))
    grid.add("service", "&Dịch vụ", choice(SERVICES))
    grid.add("addressee", "&Gửi đến", line("Mã cơ quan; trống: cơ quan này"))
    grid.add("carrier", "&Bưu chính", line("Tên doanh nghiệp"))
    grid.add_pair(
        ("fee", "&Phí", line("0")), ("receipt", "Biên lai phí, lệ phí", line("Số biên lai"))
    )
    grid.add("levy", "&Lệ phí", line("0"))
    grid.add_pair(
        ("postage", "&Cước", line("0")), ("postage_receipt", "Biên lai cước", line("Số biên lai"))
    )
    grid.add("at_home", "", QCheckBox("Nhận tại &nhà người gửi"))
    return grid


def _columns() -> tuple[Column[PostRow], ...]:
    return (
        Column("Số hiệu", lambda each: each.number, share=34, is_name=True),
        Column("Thủ tục", lambda each: each.about, share=28),
        number_column("Tiền", lambda each: each.money, 20, sum_or_blank),
        Column("Tình trạng", lambda each: each.words, share=34, from_width="narrow_list"),
    )
